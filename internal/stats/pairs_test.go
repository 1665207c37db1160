package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// TestPairSumsAgreeWithItemRest holds that on complete rows the sums give what the rows themselves give.
func TestPairSumsAgreeWithItemRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.IntRange(2, 6).Draw(t, "items")
		point := rapid.SampledFrom([]float64{0, 0.3333, 0.5, 1})
		rows := rapid.SliceOfN(rapid.SliceOfN(point, items, items), 10, 60).Draw(t, "rows")
		whole := stats.ItemRest(rows)
		for item := range items {
			var s stats.PairSums
			for _, row := range rows {
				x, y := row[item], 0.0
				for other, v := range row {
					if other != item {
						y += v / float64(items-1)
					}
				}
				s = stats.PairSums{N: s.N + 1, X: s.X + x, Y: s.Y + y, XX: s.XX + x*x, YY: s.YY + y*y, XY: s.XY + x*y}
			}
			got, want := s.Correlation(), whole[item]
			if (got.Value == nil) != (want.Value == nil) {
				t.Fatalf("%+v, want %+v", got, want)
			}
			if got.Value != nil && (math.Abs(*got.Value-*want.Value) > 1e-9 || *got.Low > *got.Value || *got.High < *got.Value || *got.Low < -1 || *got.High > 1) {
				t.Fatalf("%v in %v–%v, want %v", *got.Value, *got.Low, *got.High, *want.Value)
			}
		}
	})
}
