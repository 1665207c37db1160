package stats_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// TestWithinClustersIsThePairedT has one case of each kind in each cluster, where it is Student's t of the pairs; how far clusters
// lie apart, and clusters of one kind, change nothing.
func TestWithinClustersIsThePairedT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		var a, b []float64
		cases := []stats.Case{{Treated: true, After: 99, Cluster: -1}, {Treated: true, After: 7, Cluster: -1}}
		for i := range rapid.IntRange(3, 20).Draw(t, "clusters") {
			x, y := 70+9*random.NormFloat64(), 75+9*random.NormFloat64()
			a, b = append(a, x), append(b, y)
			far := 100 * random.NormFloat64()
			cases = append(cases, stats.Case{Treated: true, After: x + far, Cluster: i}, stats.Case{After: y + far, Cluster: i})
		}
		want, err := stats.PairedT(a, b)
		if err != nil {
			t.Fatal(err)
		}
		got := stats.WithinClusters(cases)
		if got.SE == nil || !near(*got.Estimate, want.Difference) || !near(*got.SE, want.SE) || !near(got.DF, want.DF) || !near(*got.Low, want.Low) {
			t.Fatalf("%+v, %v; pairs give %+v", got, got.Why, want)
		}
	})
	// Ten points in each of two clusters, whose shares and levels differ.
	uneven := []stats.Case{{Treated: true, After: 80, Cluster: 1}, {Treated: true, After: 80, Cluster: 1}, {After: 70, Cluster: 1}, {Treated: true, After: 20, Cluster: 2}, {After: 10, Cluster: 2}, {After: 10, Cluster: 2}}
	if c := stats.WithinClusters(uneven); c.Estimate == nil || !near(*c.Estimate, 10) {
		t.Errorf("%+v", c)
	}
	one := []stats.Case{{Treated: true, After: 3, Cluster: 1}, {After: 2, Cluster: 1}, {After: 2, Cluster: 2}}
	for name, cases := range map[string][]stats.Case{"nothing": nil, "one with both": one} {
		if c := stats.WithinClusters(cases); c.Estimate != nil || c.Why == nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
}
