// Package stats holds Rater's mathematics: pure functions, without database, clock or I/O. What is undefined is an
// error that says why, never 0 or NaN.
package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Why an estimate can't be given.
var (
	ErrTooFew      = errors.New("too few evaluations to say")
	ErrNoVariation = errors.New("no two evaluations of one person, so nothing tells how much scores vary")
)

// Sums are what is kept of one person's scores y with their weights w = 1/π, π the probability of having been drawn.
type Sums struct {
	N    int     // scores
	Y    float64 // Σ y
	YY   float64 // Σ y²
	W    float64 // Σ w
	WY   float64 // Σ w y
	WSqr float64 // Σ w²
}

// Add takes in a score, 0–100, that was drawn with a probability in (0, 1].
func (s *Sums) Add(y, probability float64) {
	w := 1 / probability
	s.N++
	s.Y += y
	s.YY += y * y
	s.W += w
	s.WY += w * y
	s.WSqr += w * w
}

// Plus joins two sums.
func (s Sums) Plus(o Sums) Sums {
	return Sums{s.N + o.N, s.Y + o.Y, s.YY + o.YY, s.W + o.W, s.WY + o.WY, s.WSqr + o.WSqr}
}

// Within is the pooled variance of scores within persons, and its degrees of freedom Σ(n − 1).
type Within struct {
	Variance float64
	DF       int
}

// PooledWithin pools Σ(y − ȳ)² over persons (the error mean square of a one-way analysis of variance).
func PooledWithin(persons []Sums) (Within, error) {
	var squares float64
	df := 0
	for _, p := range persons {
		if p.N < 2 {
			continue
		}
		squares += math.Max(0, p.YY-p.Y*p.Y/float64(p.N))
		df += p.N - 1
	}
	if df == 0 {
		return Within{}, ErrNoVariation
	}
	return Within{squares / float64(df), df}, nil
}

// Estimate is a mean, 0–100, with its 95 % interval; Low and High are nil where there is none.
type Estimate struct {
	N    int
	Mean float64
	Low  *float64
	High *float64
}

// PersonMean is the Hájek mean Σ w y / Σ w of one person's scores with a t interval from the pooled variance within
// persons, cut to 0–100: four scores of 100 do not make a person certain. At n = 1 there is no interval, at n = 0 it
// is ErrTooFew.
func PersonMean(s Sums, within Within) (Estimate, error) {
	if s.N == 0 || s.W <= 0 {
		return Estimate{}, ErrTooFew
	}
	e := Estimate{N: s.N, Mean: s.WY / s.W}
	if s.N == 1 || within.DF < 1 {
		return e, nil
	}
	half := within.quantile() * math.Sqrt(within.Variance*s.WSqr) / s.W
	low, high := math.Max(0, e.Mean-half), math.Min(100, e.Mean+half)
	e.Low, e.High = &low, &high
	return e, nil
}

func (w Within) quantile() float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(w.DF)}.Quantile(0.975)
}

// HalfWidth is what the 95 % interval of a person's mean reaches to either side, in points, once n scores that weigh alike
// are there: that of PersonMean, before it is cut to 0–100. It is ErrTooFew for less than one score, and ErrNoVariation
// where nothing is known of the variance.
func (w Within) HalfWidth(n float64) (float64, error) {
	switch {
	case !(n >= 1) || math.IsInf(n, 1):
		return 0, ErrTooFew
	case w.DF < 1:
		return 0, ErrNoVariation
	}
	return w.quantile() * math.Sqrt(w.Variance/n), nil
}
