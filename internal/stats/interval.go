package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// level is the share of 95 % intervals that hold the truth, upper the probability of their upper quantile.
const (
	level = 0.95
	upper = (1 + level) / 2
)

// Measure is a value with its 95 % interval. What is nil could not be given, and Why says the reason.
type Measure struct {
	Value, Low, High *float64
	Why              error
}

func undefined(why error) Measure { return Measure{Why: why} }

// around is value ± half, or the value alone where half is not finite.
func around(value, half float64) Measure {
	m := Measure{Value: &value}
	if low, high := value-half, value+half; finite(low, high) {
		m.Low, m.High = &low, &high
	} else {
		m.Why = errors.New("the spread is too large or too small to calculate with")
	}
	return m
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// zUpper is the upper quantile of the standard normal distribution.
var zUpper = distuv.UnitNormal.Quantile(upper)

// tUpper is the upper quantile of Student's t, which beyond a million degrees of freedom is the normal's.
func tUpper(df float64) float64 {
	if df > 1e6 {
		return zUpper
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(upper)
}

// twoSided is the probability of a t at least as far from 0.
func twoSided(t, df float64) float64 {
	if df > 1e6 {
		return 2 * distuv.UnitNormal.Survival(math.Abs(t))
	}
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Survival(math.Abs(t))
}

// Percentile is the quantile p in [0, 1] by linear interpolation between order statistics (Hyndman and Fan 1996,
// type 7). The values need no order and are left as they are.
func Percentile(values []float64, p float64) (float64, error) {
	if len(values) == 0 {
		return 0, errors.New("no values, so no percentile")
	}
	if math.IsNaN(p) || p < 0 || p > 1 {
		return 0, fmt.Errorf("a percentile lies between 0 and 1, not at %v", p)
	}
	sorted := slices.Sorted(slices.Values(values))
	return percentile(sorted, p), nil
}

func percentile(sorted []float64, p float64) float64 {
	place := p * float64(len(sorted)-1)
	below := int(place)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[below] + (place-float64(below))*(sorted[below+1]-sorted[below])
}

// spread is the mean and the variance, with n − 1, of at least two values.
func spread(values []float64) (mean, variance float64) { return stat.MeanVariance(values, nil) }
