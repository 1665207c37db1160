package stats

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Spearman is the rank correlation of pairs, ties at their middle rank, with the interval of Bonett and Wright (2000)
// on Fisher's scale. Fewer than four pairs and perfect correlations have no interval.
func Spearman(x, y []float64) Measure {
	if len(x) != len(y) || len(x) < 3 {
		return undefined(errors.New("a correlation needs at least three pairs"))
	}
	r := stat.Correlation(ranks(x), ranks(y), nil)
	if !finite(r) {
		return undefined(errors.New("one side does not vary, so there is no correlation"))
	}
	r = math.Max(-1, math.Min(1, r))
	m := Measure{Value: &r}
	switch {
	case len(x) < 4:
		m.Why = errors.New("three pairs are too few for an interval")
	case math.Abs(r) > 1-1e-12:
		m.Why = errors.New("the ranks agree perfectly, which leaves nothing to tell an interval from")
	default:
		half := zUpper * math.Sqrt((1+r*r/2)/float64(len(x)-3))
		low, high := math.Tanh(math.Atanh(r)-half), math.Tanh(math.Atanh(r)+half)
		m.Low, m.High = &low, &high
	}
	return m
}

// ranks are 1 to n, the mean rank among equals.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	r := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			r[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return r
}
