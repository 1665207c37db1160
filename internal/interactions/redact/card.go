package redact

import "bytes"

// issuer is a range of leading digits, all of the same number of digits, and how long its cards are.
type issuer struct{ digits, from, to, shortest, longest int }

var issuers = []issuer{
	{1, 4, 4, 13, 19},                            // Visa
	{2, 51, 55, 16, 16}, {4, 2221, 2720, 16, 16}, // Mastercard
	{2, 34, 34, 15, 15}, {2, 37, 37, 15, 15}, // American Express
	{3, 300, 305, 14, 19}, {3, 309, 309, 14, 19}, // Diners Club
	{2, 36, 36, 14, 19}, {2, 38, 39, 14, 19},
	{4, 3528, 3589, 16, 19},                  // JCB
	{2, 50, 50, 13, 19}, {2, 56, 58, 13, 19}, // Maestro
	{2, 63, 63, 13, 19}, {2, 67, 67, 13, 19},
	{1, 6, 6, 16, 19},                                                         // Discover, UnionPay, RuPay and others
	{2, 81, 82, 16, 19},                                                       // UnionPay, RuPay
	{4, 2200, 2205, 16, 19},                                                   // Mir, Borica
	{4, 8600, 8600, 16, 16}, {4, 9860, 9860, 16, 16}, {4, 9792, 9792, 16, 16}, // Uzcard, Humo, Troy
}

const (
	shortestCard  = 13
	longestCard   = 19
	cardGaps      = " -.,_/"
	widestCardGap = 3
)

// cards finds every window of digits that is a card: between the edges of groups ("4111 1111 …"), or anywhere in a
// group that is long enough to hold one.
func cards(v view) []found {
	var out []found
	for i := 0; i < len(v.b); {
		if !isDigit(v.b[i]) {
			i++
			continue
		}
		run := digitRun(v.b, i)
		if len(run) >= shortestCard {
			out = append(out, cardsIn(v, run)...)
		}
		i = run[len(run)-1] + 1
	}
	return out
}

// digitRun returns the places of the digits from i on that only narrow gaps part.
func digitRun(b []byte, i int) []int {
	var run []int
	gap := 0
	for ; i < len(b) && gap <= widestCardGap; i++ {
		switch {
		case isDigit(b[i]):
			run, gap = append(run, i), 0
		case bytes.IndexByte([]byte(cardGaps), b[i]) >= 0:
			gap++
		default:
			return run
		}
	}
	return run
}

// cardsIn takes the digits beside a card away with it when they stand in the same group: they are a part of it as likely
// as not.
func cardsIn(v view, run []int) []found {
	var out []found
	first, last := groupEdges(run)
	digits := make([]byte, len(run))
	for i, at := range run {
		digits[i] = v.b[at] - '0'
	}
	for i := range digits {
		for n := shortestCard; n <= longestCard && i+n <= len(digits); n++ {
			from, to := first[i], last[i+n-1]
			whole := from == i || last[i]-from+1 >= shortestCard
			whole = whole && (to == i+n-1 || to-first[to]+1 >= shortestCard)
			if whole && issued(digits[i:i+n]) && luhn(digits[i:i+n]) {
				out = append(out, v.value(Card, run[from], run[to]+1))
			}
		}
	}
	return out
}

// groupEdges says of each digit of a run which is the first and which the last digit of its group.
func groupEdges(run []int) (first, last []int) {
	first, last = make([]int, len(run)), make([]int, len(run))
	for i := range run {
		first[i] = i
		if i > 0 && run[i] == run[i-1]+1 {
			first[i] = first[i-1]
		}
	}
	for i := len(run) - 1; i >= 0; i-- {
		last[i] = i
		if i+1 < len(run) && first[i+1] == first[i] {
			last[i] = last[i+1]
		}
	}
	return first, last
}

func issued(digits []byte) bool {
	for _, is := range issuers {
		lead := 0
		for _, d := range digits[:is.digits] {
			lead = lead*10 + int(d)
		}
		if is.from <= lead && lead <= is.to && is.shortest <= len(digits) && len(digits) <= is.longest {
			return true
		}
	}
	return false
}

func luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i])
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
