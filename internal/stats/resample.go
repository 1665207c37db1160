package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Resampling is of units, with replacement, by a fixed seed: the same ratings give the same interval. Of more units than
// manyUnits, whose coefficients are as good as normal, random groups are left out in turn instead.
const (
	draws     = 2000
	manyUnits = 20_000
	groups    = 200
	seed      = 20260301
)

// intervals works out each coefficient with its interval.
func (s *sample) intervals(coefficients []coefficient) []Measure {
	found := make([]Measure, len(coefficients))
	var open []int
	for i, f := range coefficients {
		v, err := f(s)
		if err == nil && !finite(v) {
			err = errors.New("the ratings lie too far apart or too near together to calculate with")
		}
		if err != nil {
			found[i].Why = err
			continue
		}
		found[i].Value = &v
		open = append(open, i)
	}
	if len(open) == 0 {
		return found
	}
	if len(s.units) > manyUnits {
		for n, left := range s.withoutGroups(coefficients, open) {
			found[open[n]].normal(left)
		}
		return found
	}
	skew, drawn := s.skews(coefficients, open), s.draw(coefficients, open)
	for n, i := range open {
		found[i].between(drawn[n], skew[n], len(s.units))
	}
	return found
}

// defined works out each open coefficient and keeps those that are.
func (s *sample) defined(coefficients []coefficient, open []int, into [][]float64) {
	for n, i := range open {
		if v, err := coefficients[i](s); err == nil && finite(v) {
			into[n] = append(into[n], v)
		}
	}
}

// draw resamples the units and returns what became of each open coefficient, where it was defined.
func (s *sample) draw(coefficients []coefficient, open []int) [][]float64 {
	drawn := make([][]float64, len(open))
	random := rand.New(rand.NewPCG(seed, uint64(len(s.units))))
	again := *s
	again.times, again.tally = make([]float64, len(s.units)), newTally(len(s.Levels))
	for range draws {
		clear(again.times)
		again.tally.clear()
		for range s.units {
			again.times[random.IntN(len(s.units))]++
		}
		for i, n := range again.times {
			if n > 0 {
				again.tally.add(&s.units[i], n)
			}
		}
		again.defined(coefficients, open, drawn)
	}
	return drawn
}

// withoutGroups puts each unit into a random group, and returns each open coefficient without each group.
func (s *sample) withoutGroups(coefficients []coefficient, open []int) [][]float64 {
	random := rand.New(rand.NewPCG(seed, uint64(len(s.units))))
	members, left := make([][]int, groups), make([][]float64, len(open))
	for u := range s.units {
		g := random.IntN(groups)
		members[g] = append(members[g], u)
	}
	for _, units := range members {
		s.leave(units, -1)
		s.defined(coefficients, open, left)
		s.leave(units, 1)
	}
	return left
}

// leave takes units out (−1) or back in (1).
func (s *sample) leave(units []int, sign float64) {
	for _, u := range units {
		s.times[u] += sign
		s.tally.add(&s.units[u], sign)
	}
}

// normal sets the interval from what leaving out groups gave (the grouped jackknife; Kott 2001).
func (m *Measure) normal(left []float64) {
	if len(left) < groups/2 {
		m.Why = errors.New("without some of the units it is undefined, so there is no interval")
		return
	}
	_, variance := spread(left)
	n := float64(len(left))
	*m = around(*m.Value, zUpper*math.Sqrt(variance)*(n-1)/math.Sqrt(n))
}

// skews are the accelerations: Σ d³ ÷ 6 (Σ d²)^1.5 of the changes d that leaving out a unit makes.
func (s *sample) skews(coefficients []coefficient, open []int) []float64 {
	const enough = 1000
	a := make([]float64, len(open))
	if len(s.units) > enough {
		return a
	}
	changes := make([][]float64, len(open))
	for u := range s.units {
		s.leave([]int{u}, -1)
		s.defined(coefficients, open, changes)
		s.leave([]int{u}, 1)
	}
	for n := range open {
		a[n] = acceleration(changes[n])
	}
	return a
}

func acceleration(left []float64) float64 {
	var mean, squares, cubes float64
	for _, v := range left {
		mean += v / float64(len(left))
	}
	for _, v := range left {
		d := mean - v
		squares += d * d
		cubes += d * d * d
	}
	if squares == 0 {
		return 0
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}

// between sets the interval from what resampling gave: bias-corrected and accelerated (Efron 1987), with quantiles
// widened to Student's t and to the variance with n − 1, without which few units cover too seldom (Hesterberg 2015).
func (m *Measure) between(drawn []float64, skew float64, units int) {
	slices.Sort(drawn)
	switch {
	case 2*len(drawn) < draws:
		m.Why = errors.New("resampled units mostly leave it undefined, so there is no interval")
		return
	case drawn[0] == drawn[len(drawn)-1]:
		m.Why = errors.New("every resample gives the same, so there is no interval")
		return
	}
	n := float64(units)
	wide := tUpper(n-1) * math.Sqrt(n/(n-1))
	bias := distuv.UnitNormal.Quantile(shareBelow(drawn, *m.Value))
	at := func(z float64) float64 {
		z = bias + (bias+z)/(1-skew*(bias+z))
		return percentile(drawn, distuv.UnitNormal.CDF(z))
	}
	low, high := at(-wide), at(wide)
	m.Low, m.High = &low, &high
}

// shareBelow is the share of ascending values below v, of equals half, kept off 0 and 1.
func shareBelow(sorted []float64, v float64) float64 {
	below, _ := slices.BinarySearch(sorted, v)
	upTo, _ := slices.BinarySearch(sorted, math.Nextafter(v, math.Inf(1)))
	n := float64(len(sorted))
	return math.Max(1/n, math.Min(1-1/n, float64(below+upTo)/2/n))
}
