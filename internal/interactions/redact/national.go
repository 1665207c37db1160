package redact

import "slices"

// nationalID returns how many groups are a national id that is written in digits, 0 for none.
func (r row) nationalID() int {
	if r.american9() {
		return 3
	}
	checks := []struct {
		count, groups int
		holds         func([]byte) bool
	}{{13, 5, swissAHV}, {15, 7, frenchNIR}, {11, 4, germanTaxID}}
	for _, c := range checks {
		if digits, n := r.take(c.count); n > 0 && n <= c.groups && c.holds(digits) {
			return n
		}
	}
	if r.dutch() {
		_, n := r.take(9)
		return n
	}
	return r.cuedID()
}

// american9 is a US social security number: 123-45-6789.
func (r row) american9() bool {
	if !r.lens(3, 2, 4) || r.gap(0) != r.gap(1) {
		return false
	}
	digits, _ := r.take(9)
	area := string(digits[:3])
	return area != "000" && area != "666" && area[0] != '9' && string(digits[3:5]) != "00" && string(digits[5:]) != "0000"
}

// dutch is a Dutch BSN: nine digits that satisfy the eleven-test, bare or as 1234.56.782.
func (r row) dutch() bool {
	dotted := r.lens(4, 2, 3) && r.gap(0) == "." && r.gap(1) == "."
	if r.heard.phone() || !dotted && (r.heard.other() || !r.lens(9)) {
		return false
	}
	digits, _ := r.take(9)
	sum := 0
	for i, d := range digits[:8] {
		sum += (9 - i) * int(d-'0')
	}
	return (sum-int(digits[8]-'0'))%11 == 0 && string(digits) != "000000000"
}

// cuedID is a number of the right length that the words before it call a national id.
func (r row) cuedID() int {
	if !r.heard.id() {
		return 0
	}
	n, digits := r.most(15)
	if first := r.groups[0].len(); first >= 8 {
		n, digits = 1, first
	}
	if !slices.Contains([]int{8, 9, 10, 11, 13, 15}, digits) {
		return 0
	}
	return n
}

func swissAHV(digits []byte) bool {
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (1 + i%2*2)
	}
	return string(digits[:3]) == "756" && sum%10 == 0
}

// frenchNIR checks sex, month and key of a French social security number.
func frenchNIR(digits []byte) bool {
	month := int(digits[3]-'0')*10 + int(digits[4]-'0')
	if !slices.Contains([]byte("123478"), digits[0]) || month == 0 || month > 12 && month < 20 || month > 42 && month < 50 {
		return false
	}
	return nirKey(digits[:13]) == int(digits[13]-'0')*10+int(digits[14]-'0')
}

func nirKey(digits []byte) int {
	rest := 0
	for _, d := range digits {
		rest = (rest*10 + int(d-'0')) % 97
	}
	return 97 - rest
}

// germanTaxID checks the digits of a German Steuer-ID: one of the first ten comes twice or three times, the others at
// most once, and ISO 7064 MOD 11,10 gives the last.
func germanTaxID(digits []byte) bool {
	var count [10]int
	product := 10
	for _, d := range digits[:10] {
		count[d-'0']++
		sum := (int(d-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	repeated := 0
	for _, n := range count {
		if n > 3 {
			return false
		}
		if n > 1 {
			repeated++
		}
	}
	return digits[0] != '0' && repeated == 1 && (11-product)%10 == int(digits[10]-'0')
}
