package scorecards

import (
	"testing"

	"rater/internal/stats"
)

// TestVerdicts holds each verdict to where it begins.
func TestVerdicts(t *testing.T) {
	q := Question{Options: []Option{{Key: "no"}, {Key: "yes"}}}
	// pairs are n pairs of which each half says yes, with the correlation r.
	pairs := func(n, r float64) stats.PairSums {
		return stats.PairSums{N: int(n), X: n / 2, Y: n / 2, XX: n / 2, YY: n / 2, XY: n/4 + r*n/4}
	}
	for name, one := range map[string]struct {
		no, yes, na int
		pairs       stats.PairSums
		want        string
	}{
		"nothing":                    {0, 0, 0, stats.PairSums{}, TooFew},
		"nineteen":                   {0, 19, 0, pairs(19, 0), TooFew},
		"twenty, all the best":       {0, 20, 0, pairs(20, 0), AtCeiling},
		"nine of ten":                {10, 90, 0, pairs(100, 1), AtCeiling},
		"nearly nine of ten":         {11, 89, 0, pairs(100, 1), Tells},
		"half of them N/A":           {10, 10, 20, pairs(20, 1), MostlyNA},
		"all N/A":                    {0, 0, 20, stats.PairSums{}, MostlyNA},
		"few answers, some N/A":      {5, 10, 14, pairs(15, 1), TooFew},
		"unrelated":                  {50, 50, 0, pairs(100, 0.09), Unrelated},
		"hardly related":             {50, 50, 0, pairs(100, 0.11), Tells},
		"against the others":         {50, 50, 0, pairs(100, -0.5), Unrelated},
		"unrelated, of too few":      {15, 14, 0, pairs(29, 0), Tells},
		"all the others don't vary":  {50, 50, 0, stats.PairSums{N: 100, X: 50, XX: 50}, Tells},
		"everybody does it the same": {100, 0, 0, pairs(100, 1), Tells},
	} {
		got := q.quality("empathy", map[string]int{"no": one.no, "yes": one.yes, NA: one.na}, one.pairs)
		if got.Verdict != one.want || got.N != one.no+one.yes+one.na {
			t.Errorf("%s: %s of %d", name, got.Verdict, got.N)
		}
	}
}
