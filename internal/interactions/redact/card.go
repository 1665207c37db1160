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

func cardsIn(v view, run []int) []found {
	var out []found
	opens, closes := cardEdges(run)
	digits := make([]byte, len(run))
	for i, at := range run {
		digits[i] = v.b[at] - '0'
	}
	for i := range digits {
		if !opens[i] {
			continue
		}
		for n := shortestCard; n <= longestCard && i+n <= len(digits); n++ {
			if closes[i+n-1] && issued(digits[i:i+n]) && luhn(digits[i:i+n]) {
				out = append(out, v.value(Card, run[i], run[i+n-1]+1))
			}
		}
	}
	return out
}

// cardEdges says of each digit of a run whether a card may begin, and whether it may end, with it.
func cardEdges(run []int) (opens, closes []bool) {
	opens, closes = make([]bool, len(run)), make([]bool, len(run))
	for from := 0; from < len(run); {
		to := from + 1
		for to < len(run) && run[to] == run[to-1]+1 {
			to++
		}
		opens[from], closes[to-1] = true, true
		for i := from; i < to && to-from >= shortestCard; i++ {
			opens[i], closes[i] = true, true
		}
		from = to
	}
	return opens, closes
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
