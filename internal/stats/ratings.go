package stats

import (
	"errors"
	"fmt"
	"slices"
)

// Scale is the level of measurement of ratings.
type Scale int

// The four levels of measurement (Stevens 1946).
const (
	Nominal Scale = iota
	Ordinal
	Interval
	Ratio
)

var scaleNames = []string{"nominal", "ordinal", "interval", "ratio"}

func (s Scale) String() string { return scaleNames[s] }

// ParseScale reads nominal, ordinal, interval or ratio.
func ParseScale(name string) (Scale, error) {
	if i := slices.Index(scaleNames, name); i >= 0 {
		return Scale(i), nil
	}
	return 0, fmt.Errorf("the level is nominal, ordinal, interval or ratio, not %q", name)
}

// Ratings are units, each rated by some of the same raters.
type Ratings struct {
	Raters int
	Scale  Scale
	Levels []float64 // the points of each level, ascending
	Named  bool      // the levels are names without order or points
	Cells  []int32   // units × raters, the index of a level or Missing
}

// Missing is the cell of a unit that a rater did not rate.
const Missing int32 = -1

// Units is how many rows there are.
func (r *Ratings) Units() int { return len(r.Cells) / r.Raters }

func (r *Ratings) row(unit int) []int32 { return r.Cells[unit*r.Raters : (unit+1)*r.Raters] }

// rated are the levels that a unit was given, ascending.
func rated(row []int32, into []int32) []int32 {
	into = into[:0]
	for _, c := range row {
		if c != Missing {
			into = append(into, c)
		}
	}
	slices.Sort(into)
	return into
}

// NewRatings makes ratings, one row a unit, of cells that are the index of a level or Missing. Levels may come in any
// order and twice, are sorted by their points, and stay when nobody used them.
func NewRatings(scale Scale, raters int, cells []int32, levels []float64) (*Ratings, error) {
	if raters < 1 || len(cells)%raters != 0 {
		return nil, errors.New("ratings need a cell of each rater in each row")
	}
	r := &Ratings{Raters: raters, Scale: scale, Cells: make([]int32, len(cells)), Levels: slices.Sorted(slices.Values(levels))}
	r.Levels = slices.Compact(r.Levels)
	if len(levels) > 0 && !finite(levels...) {
		return nil, errors.New("a level must be a number")
	}
	if scale == Ratio && len(r.Levels) > 0 && r.Levels[0] < 0 {
		return nil, fmt.Errorf("ratio level has no numbers below 0, and %v is one", r.Levels[0])
	}
	for i, c := range cells {
		if c < Missing || int(c) >= len(levels) {
			return nil, fmt.Errorf("cell %d is none of the levels", i+1)
		}
		if r.Cells[i] = c; c != Missing {
			at, _ := slices.BinarySearch(r.Levels, levels[c])
			r.Cells[i] = int32(at)
		}
	}
	return r, nil
}

// positions is where levels lie on their scale: by rank, from interval level on by points.
func (r *Ratings) positions() []float64 {
	if r.Scale >= Interval {
		return r.Levels
	}
	at := make([]float64, len(r.Levels))
	for i := range at {
		at[i] = float64(i)
	}
	return at
}
