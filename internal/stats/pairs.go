package stats

import (
	"errors"
	"math"
)

// PairSums are sums over n pairs of numbers, from which a database can work out their correlation by itself.
type PairSums struct {
	N                int
	X, Y, XX, YY, XY float64
}

// Correlation is Pearson's of the pairs, with Fisher's interval of 95 %; undefined below ten pairs, and where one side
// does not vary.
func (s PairSums) Correlation() Measure {
	if s.N < fewestForItems {
		return undefined(errors.New("fewer than ten pairs"))
	}
	n := float64(s.N)
	x, y := s.XX-s.X*s.X/n, s.YY-s.Y*s.Y/n
	if !finite(s.X, s.Y, s.XY, x, y) || x/n < 1e-9 || y/n < 1e-9 {
		return undefined(errors.New("all answered alike, so there is nothing to compare"))
	}
	r := math.Max(-1, math.Min(1, (s.XY-s.X*s.Y/n)/math.Sqrt(x*y)))
	low, high := math.Tanh(math.Atanh(r)-zUpper/math.Sqrt(n-3)), math.Tanh(math.Atanh(r)+zUpper/math.Sqrt(n-3))
	return Measure{Value: &r, Low: &low, High: &high}
}
