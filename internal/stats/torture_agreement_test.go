//go:build torture

package stats_test

import (
	"fmt"
	"testing"

	"rater/internal/stats"
)

// form is a question: how often each of its levels is right, between which shares an evaluator finds it, and whether who does
// not takes the next level rather than any.
type form struct {
	name     string
	levels   []float64
	from, to float64
	near     bool
}

var forms = []form{
	{"2 levels, 80 % the best", []float64{0.2, 0.8}, 0.75, 0.95, false},
	{"3 levels, errors by one", []float64{0.2, 0.3, 0.5}, 0.7, 0.95, true},
	{"5 even levels, errors by one", []float64{0.2, 0.2, 0.2, 0.2, 0.2}, 0.6, 0.9, true},
	{"4 levels, 70 % the best, errors anywhere", []float64{0.08, 0.1, 0.12, 0.7}, 0.7, 0.95, false},
}

// given is how often each level is given where each is right, by one who finds it in so many.
func (f form) given(finds float64) [][]float64 {
	last := len(f.levels) - 1
	given := make([][]float64, len(f.levels))
	for right := range given {
		row := make([]float64, len(f.levels))
		row[right] = finds
		switch {
		case !f.near:
			for i := range row {
				row[i] += (1 - finds) / float64(len(row))
			}
		case right == 0 || right == last:
			row[max(1, right-1)] += 1 - finds
		default:
			row[right-1], row[right+1] = (1-finds)/2, (1-finds)/2
		}
		given[right] = row
	}
	return given
}

// truth is α and AC2 of all interactions, by their definitions over the shares of all pairs of answers.
func (f form) truth(given [][]float64) (alpha, ac float64) {
	both, each := f.shares(given)
	at, below := make([]float64, len(each)), 0.0
	for i, p := range each {
		at[i] = below + p/2
		below += p
	}
	var observed, expected, agree, weights, spread float64
	for i := range both {
		spread += each[i] * (1 - each[i])
		for j := range both {
			d, w := (at[i]-at[j])*(at[i]-at[j]), float64(i-j)/float64(len(both)-1)
			if len(both) == 2 && i != j {
				d = 1
			}
			observed, expected = observed+both[i][j]*d, expected+each[i]*each[j]*d
			agree, weights = agree+both[i][j]*(1-w*w), weights+1-w*w
		}
	}
	chance := weights / float64(len(both)*(len(both)-1)) * spread
	return 1 - observed/expected, (agree - chance) / (1 - chance)
}

func (f form) shares(given [][]float64) (both [][]float64, each []float64) {
	each = make([]float64, len(f.levels))
	for i := range f.levels {
		both = append(both, make([]float64, len(f.levels)))
		for j := range f.levels {
			for right, share := range f.levels {
				both[i][j] += share * given[right][i] * given[right][j]
			}
			each[i] += both[i][j]
		}
	}
	return both, each
}

func (c centre) pick(shares []float64) int32 {
	u := c.Float64()
	for i, p := range shares {
		if u -= p; u < 0 {
			return int32(i)
		}
	}
	return int32(len(shares) - 1)
}

func (c centre) judged(t *testing.T, f form, given [][]float64, units int) *stats.Ratings {
	t.Helper()
	scale := stats.Ordinal
	if len(f.levels) == 2 {
		scale = stats.Nominal
	}
	levels := make([]float64, len(f.levels))
	for i := range levels {
		levels[i] = float64(i)
	}
	var cells []int32
	for range units {
		right := c.pick(f.levels)
		cells = append(cells, c.pick(given[right]), c.pick(given[right]))
	}
	r, err := stats.NewRatings(scale, 2, cells, levels)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// agreementHolds asks for the coefficients of all that could be judged twice, over questions that are found now better and now
// worse. Below some hundred units a sample may hold few disagreements or no large one: what these few can make of a coefficient
// is so coarse that intervals hold it too often (two levels) or too seldom (AC2 of five). They are noted without a bound.
func agreementHolds(t *testing.T, l *ledger) {
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			for _, units := range []int{30, 60, 100, 200} {
				var alpha, ac hits
				for run := range 2200 {
					c := newCentre(41, run)
					given := f.given(f.from + (f.to-f.from)*c.Float64())
					trueAlpha, trueAC := f.truth(given)
					found := stats.AgreeOnPairs(c.judged(t, f, given, units))
					alpha.add(found.Alpha.Low, found.Alpha.High, trueAlpha)
					ac.add(found.AC2.Low, found.AC2.High, trueAC)
				}
				enter := l.covers
				if units < 100 {
					enter = func(t *testing.T, what string, h hits) { l.note(t, what, h.all, h.share(), 0, 0) }
				}
				enter(t, fmt.Sprintf("(d) α, %s, %3d units", f.name, units), alpha)
				enter(t, fmt.Sprintf("(d) AC2, %s, %3d units", f.name, units), ac)
			}
		})
	}
}
