package stats

import "errors"

// disagreement is Σ over ordered pairs of one unit's ratings of the squared distance, ÷ (ratings − 1). The ordinal
// distance depends on how often levels are used, and is worked out for a tally as a whole.
func (r *Ratings) disagreement(levels []int32) float64 {
	n := float64(len(levels))
	switch r.Scale {
	case Nominal:
		return n * (1 - same(levels))
	case Interval:
		return apart(levels, r.Levels)
	case Ratio:
		return ratioDistances(levels, r.Levels) / (n - 1)
	}
	return 0
}

// same is the share of pairs that are the same, of ascending levels.
func same(levels []int32) float64 {
	found, run := 0.0, 0.0
	for i := 1; i < len(levels); i++ {
		if levels[i] == levels[i-1] {
			run++
		} else {
			run = 0
		}
		found += run
	}
	n := float64(len(levels))
	return found / (n * (n - 1) / 2)
}

// apart is Σ over ordered pairs (a − b)² ÷ (n − 1), that is twice n times the variance.
func apart(levels []int32, at []float64) float64 {
	n, mean, squares := float64(len(levels)), 0.0, 0.0
	for _, l := range levels {
		mean += at[l] / n
	}
	for _, l := range levels {
		squares += (at[l] - mean) * (at[l] - mean)
	}
	return 2 * n * squares / (n - 1)
}

func ratioDistances(levels []int32, at []float64) (sum float64) {
	for i, a := range levels {
		for _, b := range levels[:i] {
			sum += 2 * ratioDistance(at[a], at[b])
		}
	}
	return sum
}

func ratioDistance(a, b float64) float64 {
	if a == b {
		return 0
	}
	d := (a - b) / (a + b)
	return d * d
}

// alpha is Krippendorff's (2011) 1 − observed ÷ expected disagreement; units with one rating don't count.
func (s *sample) alpha() (float64, error) {
	t, n, used := s.tally, 0.0, 0
	for _, c := range t.pairable {
		if n += c; c > 0 {
			used++
		}
	}
	switch {
	case t.paired == 0:
		return 0, errNoPairs
	case used < 2:
		return 0, errOneLevel
	case s.Scale == Ratio && len(s.Levels) > 2000:
		return 0, errors.New("ratio level with more than 2,000 different numbers takes too long: round them")
	}
	observed, expected := t.apart, 0.0
	switch s.Scale {
	case Nominal:
		expected = n * n
		for _, c := range t.pairable {
			expected -= c * c
		}
	case Ordinal:
		at := middles(t.pairable)
		observed, expected = s.apartAt(at), spreadOf(t.pairable, at)
	case Interval:
		expected = spreadOf(t.pairable, s.Levels)
	case Ratio:
		expected = ratioExpected(t.pairable, s.Levels)
	}
	return 1 - (n-1)*observed/expected, nil
}

func (s *sample) apartAt(at []float64) (sum float64) {
	for i, times := range s.times {
		if u := &s.units[i]; times > 0 && len(u.levels) > 1 {
			sum += times * apart(u.levels, at)
		}
	}
	return sum
}

// middles puts each level at the middle of its ratings in their order, which makes the interval distance ordinal.
func middles(counts []float64) []float64 {
	at, below := make([]float64, len(counts)), 0.0
	for i, c := range counts {
		at[i] = below + c/2
		below += c
	}
	return at
}

// spreadOf is Σ over ordered pairs of all ratings (a − b)².
func spreadOf(counts, at []float64) float64 {
	n, mean, squares := 0.0, 0.0, 0.0
	for i, c := range counts {
		n += c
		mean += c * at[i]
	}
	mean /= n
	for i, c := range counts {
		squares += c * (at[i] - mean) * (at[i] - mean)
	}
	return 2 * n * squares
}

func ratioExpected(counts, at []float64) (sum float64) {
	for i, a := range counts {
		for j, b := range counts[:i] {
			sum += 2 * a * b * ratioDistance(at[i], at[j])
		}
	}
	return sum
}
