package stats_test

import (
	"math"
	"slices"
	"testing"

	"rater/internal/stats"
)

func TestSuspiciousRatings(t *testing.T) {
	r := table(t, stats.Nominal, [][]float64{{1, 1, 2, na}, {2, 2, 2, na}, {3, 3, 2, na}, {1, na, na, na}, {na, na, na, na}})
	var got []string
	for _, s := range r.Suspicious([]string{"ann", "ben", "cat", "dan"}) {
		got = append(got, string(s))
	}
	want := []string{
		"1 unit has a single rating, which says nothing about agreement",
		"1 unit has no rating at all",
		`rater "cat" uses one level for all of 3 units`,
		`rater "dan" rated nothing`,
		`raters "ann" and "ben" agree exactly on all of 3 units: did each rate alone?`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestManyUnitsMeetFewDraws holds the interval of very many units to that of resampling, which it stands in for.
func TestManyUnitsMeetFewDraws(t *testing.T) {
	var rows [][]float64
	for i := range 20_001 {
		rows = append(rows, []float64{float64(i % 3), float64((i*i + i/7) % 3)})
	}
	many, few := stats.Agree(table(t, stats.Nominal, rows)), stats.Agree(table(t, stats.Nominal, rows[:20_000]))
	for i, m := range measures(many)[:4] {
		f := measures(few)[i]
		wide, width := *m.High-*m.Low, *f.High-*f.Low
		if math.Abs(*m.Value-*f.Value) > 0.001 || wide < 0.8*width || wide > 1.25*width {
			t.Errorf("measure %d: %v to %v beside %v to %v", i, *m.Low, *m.High, *f.Low, *f.High)
		}
	}
}
