package stats

import (
	"errors"
	"fmt"
	"math"
)

// Share is a proportion, 0–1, with its 95 % interval.
type Share struct{ Value, Low, High float64 }

// Wilson is the score interval of a share (Wilson 1927). n may be an effective number and need not be whole.
func Wilson(successes, n float64) (Share, error) {
	switch {
	case !finite(successes, n) || n <= 0:
		return Share{}, errors.New("a share needs at least one observation")
	case successes < 0 || successes > n:
		return Share{}, fmt.Errorf("successes lie between 0 and n: %v of %v is no share", successes, n)
	}
	p, z2 := successes/n, zUpper*zUpper
	middle := (p + z2/(2*n)) / (1 + z2/n)
	half := zUpper / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return Share{p, math.Min(p, math.Max(0, middle-half)), math.Max(p, math.Min(1, middle+half))}, nil
}

// WeightedShare is Σ w y ÷ Σ w of answers y that are 0 or 1, with Wilson's interval on the effective number.
func WeightedShare(sums Sums) (Share, error) {
	if sums.N == 0 || sums.W <= 0 {
		return Share{}, ErrTooFew
	}
	n := sums.EffectiveN()
	return Wilson(math.Min(1, math.Max(0, sums.WY/sums.W))*n, n)
}

// EffectiveN is Kish's (Σ w)² ÷ Σ w²: as many equally weighted scores would be as precise. It is 0 without scores.
func (s Sums) EffectiveN() float64 {
	if s.WSqr <= 0 {
		return 0
	}
	return s.W * s.W / s.WSqr
}

// ShareDifference is a − b of independent shares, with the interval that joins their Wilson intervals (Newcombe 1998,
// method 10).
func ShareDifference(a, b Share) Share {
	d := a.Value - b.Value
	return Share{d, d - math.Hypot(a.Value-a.Low, b.High-b.Value), d + math.Hypot(a.High-a.Value, b.Value-b.Low)}
}
