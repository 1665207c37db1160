package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Band is where a person stands against the rest of the team.
type Band string

// The bands; Unplaced is of who has too few scores to be placed.
const (
	Below    Band = "below"
	Inside   Band = "within"
	Above    Band = "above"
	Unplaced Band = ""
)

// falseClaims is the share of persons placed outside of their team that may be placed there wrongly.
const falseClaims = 0.05

// Comparison is a difference of two means, its standard error and the probability of one at least as large by chance.
type Comparison struct{ Difference, SE, P float64 }

// Against compares the Hájek mean of a person's scores with that of the rest of the team, by the pooled variance within
// persons: t = difference ÷ √(s² (Σw² ÷ (Σw)² of both)) with the pooled degrees of freedom. The rest are the very persons
// of the team and no sample of others, so that how they differ from each other does not count as chance. A person needs
// two scores, the rest one.
func Against(person, rest Sums, within Within) (Comparison, error) {
	if person.N < 2 || rest.N < 1 || person.W <= 0 || rest.W <= 0 {
		return Comparison{}, ErrTooFew
	}
	if within.DF < 1 || within.Variance <= 0 {
		return Comparison{}, ErrNoVariation
	}
	c := Comparison{Difference: person.WY/person.W - rest.WY/rest.W}
	c.SE = math.Sqrt(within.Variance * (1/person.EffectiveN() + 1/rest.EffectiveN()))
	c.P = twoSided(c.Difference/c.SE, float64(within.DF))
	return c, nil
}

// Interval is that of the difference, of 95 %, by the degrees of freedom that its variance has.
func (c Comparison) Interval(df int) (low, high float64) {
	half := tUpper(float64(df)) * c.SE
	return c.Difference - half, c.Difference + half
}

// Bands places each person of a team by the comparison with the rest of it; nil is one who can't be compared. By Benjamini
// and Hochberg (1995), at most 5 % of those placed outside are expected to be there by chance.
func Bands(team []*Comparison) ([]Band, error) {
	var p []float64
	for _, c := range team {
		if c != nil {
			p = append(p, c.P)
		}
	}
	adjusted, err := BenjaminiHochberg(p)
	if err != nil {
		return nil, err
	}
	bands, at := make([]Band, len(team)), 0
	for i, c := range team {
		if c == nil {
			continue
		}
		switch {
		case adjusted[at] > falseClaims:
			bands[i] = Inside
		case c.Difference < 0:
			bands[i] = Below
		default:
			bands[i] = Above
		}
		at++
	}
	return bands, nil
}

// mostMore is how many more scores are looked for at most.
const mostMore = 10_000

// ErrTooClose is a difference that no reasonable number of scores would tell from none.
var ErrTooClose = errors.New("they lie so close together that no reasonable number of evaluations would separate them")

// MoreToSeparate is how many more scores each of two persons needs until a difference as large as theirs would be told from
// none in 4 of 5 such samples, at 5 %: the least m with s² (1/(n₁ + m) + 1/(n₂ + m)) ≤ δ² ÷ (z.975 + z.8)² (Cohen 1988, 2.4,
// for large n). n₁ and n₂ are effective numbers.
func MoreToSeparate(difference, variance, n1, n2 float64) (int, error) {
	if !finite(difference, variance, n1, n2) || variance <= 0 || n1 < 0 || n2 < 0 {
		return 0, ErrNoVariation
	}
	power := zUpper + distuv.UnitNormal.Quantile(0.8)
	enough := func(m float64) bool {
		return variance*(1/(n1+m)+1/(n2+m)) <= difference*difference/(power*power)
	}
	if !enough(mostMore) {
		return 0, ErrTooClose
	}
	low, high := -1, mostMore
	for high-low > 1 {
		if middle := (low + high) / 2; enough(float64(middle)) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}

// WorstCase is where the mean of all that was drawn lies at the least and at the most, 0–100, when nothing is known of what
// was not scored: its scores are taken as 0, and as 100 (Manski 2003, 1.2).
func WorstCase(mean float64, scored, drawn int) (low, high float64) {
	if drawn <= scored || drawn <= 0 {
		return mean, mean
	}
	share := float64(scored) / float64(drawn)
	return mean * share, mean*share + 100*(1-share)
}
