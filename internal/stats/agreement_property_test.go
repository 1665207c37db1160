package stats_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// ratings draws a table of few levels with gaps.
func ratings(t *rapid.T) [][]float64 {
	raters, levels := rapid.IntRange(2, 4).Draw(t, "raters"), rapid.IntRange(1, 4).Draw(t, "levels")
	rows := make([][]float64, rapid.IntRange(1, 9).Draw(t, "units"))
	for i := range rows {
		for range raters {
			v := float64(rapid.IntRange(0, levels).Draw(t, "rating"))
			if v == 0 {
				v = na
			}
			rows[i] = append(rows[i], v)
		}
	}
	return rows
}

func mapped(rows [][]float64, f func(float64) float64) [][]float64 {
	changed := make([][]float64, len(rows))
	for i, row := range rows {
		for _, v := range row {
			changed[i] = append(changed[i], f(v))
		}
	}
	return changed
}

func measures(a stats.Agreement) []stats.Measure {
	i := a.ICC
	return []stats.Measure{a.Exact, a.Fleiss, a.AC1, a.Kappa, a.Alpha, a.AC2Linear, a.AC2Quadratic, a.KappaLinear, a.KappaQuadratic, i.One, i.Two, i.Three, i.OneK, i.TwoK, i.ThreeK}
}

// same fails where the first n measures differ.
func same(t *rapid.T, what string, a, b stats.Agreement, n int) {
	for i, m := range measures(a)[:n] {
		o := measures(b)[i]
		if (m.Value == nil) != (o.Value == nil) || m.Value != nil && math.Abs(*m.Value-*o.Value) > 1e-9 {
			t.Fatalf("%s: measure %d: %+v beside %+v", what, i, m, o)
		}
	}
}

const (
	nominalOnes = 5 // the measures that know no distance, α at nominal level among them
	every       = 15
)

func TestAgreementIsInvariant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := ratings(t)
		names := rapid.Permutation([]float64{1, 2, 3, 4}).Draw(t, "names")
		renamed := mapped(rows, func(v float64) float64 {
			if math.IsNaN(v) {
				return v
			}
			return names[int(v)-1]
		})
		agree := func(s stats.Scale, rows [][]float64) stats.Agreement { return stats.Agree(mustTable(t, s, rows)) }
		same(t, "other names", agree(stats.Nominal, rows), agree(stats.Nominal, renamed), nominalOnes)
		interval := agree(stats.Interval, rows)
		same(t, "other units", interval, agree(stats.Interval, mapped(rows, func(v float64) float64 { return 5*v - 12 })), every)
		same(t, "other order by rank", agree(stats.Ordinal, rows), agree(stats.Ordinal, mapped(rows, func(v float64) float64 { return v * v * v })), 9)
		same(t, "other scale", agree(stats.Ratio, rows), agree(stats.Ratio, mapped(rows, func(v float64) float64 { return 3 * v })), every)
		turned := mapped(rows, func(v float64) float64 { return v })
		slices.Reverse(turned)
		for _, row := range turned {
			slices.Reverse(row)
		}
		same(t, "other order", interval, agree(stats.Interval, turned), every)
	})
}

func mustTable(t *rapid.T, s stats.Scale, rows [][]float64) *stats.Ratings {
	var cells []int32
	levels := []float64{}
	for _, row := range rows {
		for _, v := range row {
			if math.IsNaN(v) {
				cells = append(cells, stats.Missing)
				continue
			}
			cells, levels = append(cells, int32(len(levels))), append(levels, v)
		}
	}
	r, err := stats.NewRatings(s, len(rows[0]), cells, levels)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAgreementStaysInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := stats.Agree(mustTable(t, stats.Scale(rapid.IntRange(0, 3).Draw(t, "scale")), ratings(t)))
		for i, m := range measures(a) {
			switch {
			case m.Value == nil && m.Why == nil:
				t.Fatalf("measure %d has neither value nor reason", i)
			case m.Value != nil && !(*m.Value <= 1+1e-9):
				t.Fatalf("measure %d is %v", i, *m.Value)
			case m.Low == nil && m.Why == nil, m.Low != nil && !(*m.Low <= *m.High && *m.High <= 1+1e-9):
				t.Fatalf("measure %d: %+v", i, m)
			}
		}
	})
}

func TestPerfectAgreementIsOne(t *testing.T) {
	a := stats.Agree(table(t, stats.Interval, [][]float64{{1, 1, 1}, {2, 2, 2}, {5, 5, 5}, {1, 1, na}}))
	for i, m := range measures(a)[:9] {
		if m.Value != nil && *m.Value != 1 {
			t.Errorf("measure %d: %v", i, *m.Value)
		}
		if m.Value != nil && (m.Low != nil || m.Why == nil) {
			t.Errorf("measure %d: an interval from units that all agree: %+v", i, m)
		}
	}
}

// brute is the observed and expected disagreement by the definitions, pair by pair.
type brute struct {
	rows  [][]float64
	delta func(a, b float64) float64
}

func (b brute) paired() (rows [][]float64) {
	for _, row := range b.rows {
		var given []float64
		for _, v := range row {
			if !math.IsNaN(v) {
				given = append(given, v)
			}
		}
		if len(given) > 1 {
			rows = append(rows, given)
		}
	}
	return rows
}

func (b brute) alpha() float64 {
	var observed, expected, n float64
	var all []float64
	for _, row := range b.paired() {
		all = append(all, row...)
		for i, x := range row {
			for j, y := range row {
				if i != j {
					observed += b.delta(x, y) / float64(len(row)-1)
				}
			}
		}
	}
	n = float64(len(all))
	for i, x := range all {
		for j, y := range all {
			if i != j {
				expected += b.delta(x, y)
			}
		}
	}
	return 1 - (observed/n)/(expected/(n*(n-1)))
}

// ordinalDelta is Krippendorff's: the ratings from one level to the other, less half of the two ends, squared.
func ordinalDelta(b brute) func(x, y float64) float64 {
	counts := map[float64]float64{}
	for _, row := range b.paired() {
		for _, v := range row {
			counts[v]++
		}
	}
	return func(x, y float64) float64 {
		low, high, between := math.Min(x, y), math.Max(x, y), 0.0
		for v, n := range counts {
			if v >= low && v <= high {
				between += n
			}
		}
		if x == y {
			return 0
		}
		d := between - (counts[x]+counts[y])/2
		return d * d
	}
}

func TestAlphaIsThatOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := ratings(t)
		b := brute{rows: rows}
		deltas := []func(x, y float64) float64{
			func(x, y float64) float64 {
				if x == y {
					return 0
				}
				return 1
			},
			ordinalDelta(b),
			func(x, y float64) float64 { return (x - y) * (x - y) },
			func(x, y float64) float64 { return (x - y) * (x - y) / (x + y) / (x + y) },
		}
		for scale, delta := range deltas {
			b.delta = delta
			want, got := b.alpha(), stats.Agree(mustTable(t, stats.Scale(scale), rows)).Alpha
			if got.Value == nil {
				if !math.IsNaN(want) {
					t.Fatalf("scale %d: %v, and all pairs give %v", scale, got.Why, want)
				}
				continue
			}
			if math.Abs(*got.Value-want) > 1e-9 {
				t.Fatalf("scale %d: %v, all pairs give %v", scale, *got.Value, want)
			}
		}
	})
}

// TestWeightedCoefficientsByDefinition works out κ and AC of complete pairs cell by cell.
func TestWeightedCoefficientsByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := make([][]float64, rapid.IntRange(2, 12).Draw(t, "units"))
		for i := range rows {
			rows[i] = []float64{float64(rapid.IntRange(1, 4).Draw(t, "a")), float64(rapid.IntRange(1, 4).Draw(t, "b"))}
		}
		rows[0], rows[1] = []float64{1, 4}, []float64{2, 3} // all four levels are there
		a := stats.Agree(mustTable(t, stats.Ordinal, rows))
		for i, weight := range []func(d float64) float64{
			func(d float64) float64 { return 1 - math.Min(1, d) }, func(d float64) float64 { return 1 - d/3 }, func(d float64) float64 { return 1 - d*d/9 },
		} {
			kappa, ac := byCells(rows, weight)
			gotKappa, gotAC := []stats.Measure{a.Kappa, a.KappaLinear, a.KappaQuadratic}[i], []stats.Measure{a.AC1, a.AC2Linear, a.AC2Quadratic}[i]
			if math.Abs(*gotKappa.Value-kappa) > 1e-9 || math.Abs(*gotAC.Value-ac) > 1e-9 {
				t.Fatalf("weights %d: κ %v, by cells %v; AC %v, by cells %v", i, *gotKappa.Value, kappa, *gotAC.Value, ac)
			}
		}
	})
}

func byCells(rows [][]float64, weight func(float64) float64) (kappa, ac float64) {
	n := float64(len(rows))
	var row, column [5]float64
	var observed, chance, weights, spread float64
	for _, r := range rows {
		observed += weight(math.Abs(r[0]-r[1])) / n
		row[int(r[0])] += 1 / n
		column[int(r[1])] += 1 / n
	}
	for i := 1; i <= 4; i++ {
		for j := 1; j <= 4; j++ {
			w := weight(math.Abs(float64(i - j)))
			chance += w * row[i] * column[j]
			weights += w
		}
		middle := (row[i] + column[i]) / 2
		spread += middle * (1 - middle)
	}
	guess := weights / 12 * spread
	return (observed - chance) / (1 - chance), (observed - guess) / (1 - guess)
}
