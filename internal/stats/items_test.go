package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// TestItemRestIsThatByHand compares with the product-moment correlation by its definition, and holds that it doesn't
// depend on the scale of an item, nor on the order of the rows.
func TestItemRestIsThatByHand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n, items := rapid.IntRange(8, 30).Draw(rt, "rows"), rapid.IntRange(2, 6).Draw(rt, "items")
		rows := make([][]float64, n)
		for i := range rows {
			for range items {
				rows[i] = append(rows[i], float64(rapid.IntRange(0, 4).Draw(rt, "points")))
			}
		}
		got := stats.ItemRest(rows)
		for item, m := range got {
			want, ok := byHand(rows, item)
			switch {
			case n < 10 || !ok:
				if m.Value != nil || m.Why == nil {
					rt.Fatalf("item %d of %v: %v", item, rows, m)
				}
			case m.Value == nil || math.Abs(*m.Value-want) > 1e-9:
				rt.Fatalf("item %d of %v: %v, want %v", item, rows, m, want)
			}
		}
		for i := range rows {
			rows[i][0] = 3*rows[i][0] + 1
		}
		rows[0], rows[n-1] = rows[n-1], rows[0]
		if again := stats.ItemRest(rows); (again[0].Value == nil) != (got[0].Value == nil) || (again[0].Value != nil && math.Abs(*again[0].Value-*got[0].Value) > 1e-9) {
			rt.Fatalf("on another scale: %v, was %v", again[0], got[0])
		}
	})
}

// byHand is the correlation of an item with the sum of the others, and whether there is one.
func byHand(rows [][]float64, item int) (float64, bool) {
	n := float64(len(rows))
	var sx, sy, sxx, syy, sxy float64
	for _, row := range rows {
		x, y := row[item], 0.0
		for other, points := range row {
			if other != item {
				y += points
			}
		}
		sx, sy, sxx, syy, sxy = sx+x, sy+y, sxx+x*x, syy+y*y, sxy+x*y
	}
	vx, vy := n*sxx-sx*sx, n*syy-sy*sy // whole numbers, exact
	return (n*sxy - sx*sy) / math.Sqrt(vx*vy), vx > 0 && vy > 0
}
