package stats

import (
	"errors"
	"fmt"
	"math"
)

// Period is the mean of n scores of one period.
type Period struct {
	Mean float64
	N    float64
}

// Chart says how drift is watched. The zero values of Lambda and Width stand for 0.2 and 2.962, which give a false
// alarm about every 500 periods (Lucas and Saccucci 1990).
type Chart struct {
	Target, Sigma float64 // where scores should lie, and the standard deviation of one score
	Lambda, Width float64
	Steady        bool // limits of a chart that has run for long
}

// Point is one period of a chart: the moving average, its limits, and whether it lies outside.
type Point struct {
	Value, Low, High float64
	Signal           bool
}

// EWMA is the exponentially weighted moving average z = λ x + (1 − λ) z, begun at the target. The limits follow each
// period's own n: Var z = λ² σ² ÷ n + (1 − λ)² Var z before, which is σ² λ ÷ (2 − λ) ÷ n in the long run at equal n.
func EWMA(periods []Period, c Chart) ([]Point, error) {
	if c.Lambda == 0 {
		c.Lambda = 0.2
	}
	if c.Width == 0 {
		c.Width = 2.962
	}
	switch {
	case len(periods) == 0:
		return nil, errors.New("no periods, so no chart")
	case !(c.Lambda > 0 && c.Lambda <= 1):
		return nil, fmt.Errorf("λ lies above 0 and is at most 1, not %v", c.Lambda)
	case !(c.Width > 0) || !(c.Sigma > 0) || !finite(c.Target, c.Sigma, c.Width):
		return nil, errors.New("a chart needs a target, and a standard deviation and width above 0")
	}
	points := make([]Point, len(periods))
	z, variance := c.Target, 0.0
	for i, p := range periods {
		if !(p.N > 0) {
			return nil, fmt.Errorf("period %d has no scores", i+1)
		}
		one := c.Sigma * c.Sigma / p.N
		z = c.Lambda*p.Mean + (1-c.Lambda)*z
		variance = c.Lambda*c.Lambda*one + (1-c.Lambda)*(1-c.Lambda)*variance
		if c.Steady {
			variance = one * c.Lambda / (2 - c.Lambda)
		}
		half := c.Width * math.Sqrt(variance)
		points[i] = Point{z, c.Target - half, c.Target + half, math.Abs(z-c.Target) > half}
	}
	return points, nil
}

// MovingSigma is the standard deviation of one score as neighbouring periods tell it, which a shift of the mean hardly
// moves: the mean of |x − x before| ÷ √(1/n + 1/n before), over √(2/π).
func MovingSigma(periods []Period) (float64, error) {
	if len(periods) < 2 {
		return 0, errors.New("one period does not tell how much scores vary: give the standard deviation")
	}
	sum := 0.0
	for i, p := range periods[1:] {
		sum += math.Abs(p.Mean-periods[i].Mean) / math.Sqrt(1/p.N+1/periods[i].N)
	}
	sigma := sum / float64(len(periods)-1) / math.Sqrt(2/math.Pi)
	if sigma == 0 || !finite(sigma) {
		return 0, errors.New("the periods do not vary, so there are no limits: give the standard deviation")
	}
	return sigma, nil
}

// PChart is the chart of shares: successes of n in each period against the common share ± 3 standard errors, cut to
// 0–1 (NIST/SEMATECH e-Handbook 6.3.3.2).
func PChart(successes, n []int) (share float64, points []Point, err error) {
	if len(n) == 0 || len(successes) != len(n) {
		return 0, nil, errors.New("a chart of shares needs successes and numbers of at least one period")
	}
	var hits, all int
	for i := range n {
		if n[i] < 1 || successes[i] < 0 || successes[i] > n[i] {
			return 0, nil, fmt.Errorf("period %d: %d of %d is no share", i+1, successes[i], n[i])
		}
		hits, all = hits+successes[i], all+n[i]
	}
	share = float64(hits) / float64(all)
	for i := range n {
		half := 3 * math.Sqrt(share*(1-share)/float64(n[i]))
		x, low, high := float64(successes[i])/float64(n[i]), math.Max(0, share-half), math.Min(1, share+half)
		points = append(points, Point{x, low, high, x < low || x > high})
	}
	return share, points, nil
}
