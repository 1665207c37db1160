package redact

import "strings"

// longestAbroad is how many digits a number of a country code has at most, the code included; 15 for all others.
var longestAbroad = map[string]int{
	"1": 11, "31": 11, "32": 11, "33": 11, "34": 11, "39": 13, "41": 11, "44": 12, "49": 14, "43": 14, "353": 12,
}

const longestPhone = 15

// phone returns how many groups are a phone number, 0 for none.
func (r row) phone() int {
	for _, shape := range []func(row) int{row.abroad, row.doubleZero, row.trunk, row.american, row.southern, row.cued} {
		if n := shape(r); n > 0 {
			return n
		}
	}
	return 0
}

// abroad is +49 (0) 151 234567 and its like, from seven digits on.
func (r row) abroad() int {
	from := r.groups[0].from
	before := r.byteAt(from - 1)
	if before == '(' {
		before = r.byteAt(from - 2)
	}
	if before != '+' || r.digit(0) == '0' {
		return 0
	}
	n, digits := r.most(r.longestFrom(0))
	if digits < 7 {
		return 0
	}
	return n
}

// longestFrom looks up the country code that stands behind so many digits.
func (r row) longestFrom(skip int) int {
	var lead []byte
	for _, g := range r.groups[:min(4, len(r.groups))] {
		lead = append(lead, r.b[g.from:min(g.to, g.from+6)]...)
	}
	for size := 1; size <= 3 && skip+size <= len(lead); size++ {
		if longest, ok := longestAbroad[string(lead[skip:skip+size])]; ok {
			if strings.Contains(string(r.b[r.groups[0].from:min(len(r.b), r.groups[0].from+12)]), "(0)") {
				longest++
			}
			return longest
		}
	}
	return longestPhone
}

// doubleZero is 0049 151 234567 and its like.
func (r row) doubleZero() int {
	first := r.groups[0]
	if r.digit(0) != '0' || r.digit(1) != '0' || r.digit(2) == '0' || r.heard.other() {
		return 0
	}
	n, digits := r.most(2 + r.longestFrom(2))
	if digits < 11 || n == 1 && first.len() < 12 && !r.heard.phone() {
		return 0
	}
	return n
}

// trunk is a national number that begins with 0: German, Austrian, Swiss, British, French, Dutch, Italian.
func (r row) trunk() int {
	if r.digit(0) != '0' || r.heard.other() && r.heard.age == 0 {
		return 0
	}
	if first := r.groups[0].len(); first == 1 && !r.singles() && !r.heard.phone() {
		return 0
	}
	n, digits := r.most(12)
	if n == 0 {
		return 0
	}
	second := r.digit(1)
	if r.groups[0].len() == 1 && n > 1 {
		second = r.b[r.groups[1].from]
	}
	fewest := 9
	switch {
	case r.heard.phone():
		fewest = 7
	case n == 1:
		fewest = 10
	}
	if second == '0' || digits < fewest || n == 1 && r.heard.other() {
		return 0
	}
	return n
}

// singles says whether the number is read out digit by digit.
func (r row) singles() bool {
	for _, g := range r.groups[:min(4, len(r.groups))] {
		if g.len() > 2 {
			return false
		}
	}
	return len(r.groups) >= 4
}

// american is (334) 891-7502, 1-334-891-7502 and their like.
func (r row) american() int {
	if r.heard.other() && r.heard.age == 0 {
		return 0
	}
	if r.digit(0) == '1' && r.lens(1, 3, 3, 4) {
		return 4
	}
	first := r.groups[0]
	switch {
	case r.lens(3, 3, 4):
		spaced := r.gap(0) == " " && r.gap(1) == " "
		if !spaced || r.digit(0) >= '2' && r.b[r.groups[1].from] >= '2' || r.heard.phone() {
			return 3
		}
	case r.lens(3, 7) && r.byteAt(first.from-1) == '(':
		return 2
	case r.lens(3, 4) && string(r.b[first.from:first.to]) == "555":
		return 2
	}
	return 0
}

// southern is a Spanish number, or an Italian mobile one, in its usual groups: 612 345 678, 91 123 45 67, 333 1234567.
func (r row) southern() int {
	if r.heard.other() || strings.Contains(r.firstGap(), ".") {
		return 0
	}
	switch d := r.digit(0); {
	case d == '3' && (r.lens(3, 7) || r.lens(3, 6)):
		return 2
	case d == '3' && r.lens(3, 3, 4):
		return 3
	case d < '6':
		return 0
	case r.lens(3, 3, 3):
		return 3
	case r.lens(3, 2, 2, 2) || r.lens(2, 3, 2, 2):
		return 4
	}
	return 0
}

func (r row) firstGap() string {
	if len(r.groups) < 2 {
		return ""
	}
	return r.gap(0)
}

// cued is any number of seven digits or more that the words before it call a phone number.
func (r row) cued() int {
	n, digits := r.most(longestPhone)
	if !r.heard.phone() || digits < 7 {
		return 0
	}
	return n
}
