package stats

import (
	"errors"
	"math"
)

// Limits are those of agreement between two ways of measuring the same (Bland and Altman 1986): the mean difference
// and the range in which 95 % of the differences lie, each with its interval.
type Limits struct {
	Bias, SD            float64
	Lower, Upper        float64
	BiasLow, BiasHigh   float64
	LowerLow, LowerHigh float64
	UpperLow, UpperHigh float64
}

// LimitsOfAgreement compares a − b, with bias ± width standard deviations: 1.96, or 2 as in the paper. The limits'
// standard error is √(3 s² ÷ n).
func LimitsOfAgreement(a, b []float64, width float64) (Limits, error) {
	t, err := PairedT(a, b)
	if err != nil {
		return Limits{}, err
	}
	if !(width > 0) {
		return Limits{}, errors.New("limits of agreement need a width above 0")
	}
	n := float64(len(a))
	sd := t.SE * math.Sqrt(n)
	half := tUpper(n-1) * math.Sqrt(3) * t.SE
	l := Limits{Bias: t.Difference, SD: sd, Lower: t.Difference - width*sd, Upper: t.Difference + width*sd, BiasLow: t.Low, BiasHigh: t.High}
	l.LowerLow, l.LowerHigh, l.UpperLow, l.UpperHigh = l.Lower-half, l.Lower+half, l.Upper-half, l.Upper+half
	return l, nil
}
