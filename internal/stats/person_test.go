package stats_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

func sums(scores ...float64) (s stats.Sums) {
	for _, y := range scores {
		s.Add(y, 0.05)
	}
	return s
}

// The one-way analysis of variance of Montgomery, Design and Analysis of Experiments, example 3.1 (plasma etching):
// its error mean square is 333.70 with 16 degrees of freedom.
func TestPooledWithinIsTheErrorMeanSquare(t *testing.T) {
	groups := []stats.Sums{sums(575, 542, 530, 539, 570), sums(565, 593, 590, 579, 610), sums(600, 651, 610, 637, 629), sums(725, 700, 715, 685, 710)}
	got, err := stats.PooledWithin(groups)
	if err != nil || got.DF != 16 || math.Abs(got.Variance-333.70) > 0.005 {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestPersonMean(t *testing.T) {
	within := stats.Within{Variance: 100, DF: 60}
	e, err := stats.PersonMean(sums(60, 70, 80, 70), within)
	if err != nil || e.N != 4 || e.Mean != 70 || math.Abs(*e.Low-(70-2.0003*5)) > 0.001 || math.Abs(*e.High-(70+2.0003*5)) > 0.001 {
		t.Fatalf("%+v, %v", e, err)
	}
	if e, _ := stats.PersonMean(sums(100, 100, 100, 100), within); *e.High != 100 || *e.Low > 91 {
		t.Fatalf("four scores of 100 are taken as certain: %+v", e)
	}
	if e, err := stats.PersonMean(sums(80), within); err != nil || e.Low != nil || e.Mean != 80 {
		t.Fatalf("one score: %+v, %v", e, err)
	}
	if _, err := stats.PersonMean(sums(), within); !errors.Is(err, stats.ErrTooFew) {
		t.Fatalf("no score: %v", err)
	}
	if _, err := stats.PooledWithin([]stats.Sums{sums(1), sums(2)}); !errors.Is(err, stats.ErrNoVariation) {
		t.Fatalf("no pair: %v", err)
	}
}

func TestIntervalsHoldTheMeanAndStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s stats.Sums
		for _, y := range rapid.SliceOfN(rapid.Float64Range(0, 100), 2, 30).Draw(t, "scores") {
			s.Add(y, rapid.Float64Range(0.01, 1).Draw(t, "probability"))
		}
		within := stats.Within{Variance: rapid.Float64Range(0, 900).Draw(t, "variance"), DF: rapid.IntRange(1, 500).Draw(t, "df")}
		e, err := stats.PersonMean(s, within)
		if err != nil || *e.Low < 0 || *e.High > 100 || *e.Low > e.Mean+1e-9 || *e.High < e.Mean-1e-9 {
			t.Fatalf("%+v, %v", e, err)
		}
	})
}
