package stats_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// TestWilsonSolvesTheScoreTest sees that at the limits |p̂ − p| is z standard errors of p.
func TestWilsonSolvesTheScoreTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 500).Draw(t, "n"))
		hits := float64(rapid.IntRange(0, int(n)).Draw(t, "hits"))
		s, err := stats.Wilson(hits, n)
		if err != nil || s.Low < 0 || s.High > 1 || s.Low > s.Value || s.High < s.Value {
			t.Fatalf("%+v, %v", s, err)
		}
		for _, p := range []float64{s.Low, s.High} {
			if p > 0 && p < 1 && math.Abs(math.Abs(s.Value-p)-1.959963985*math.Sqrt(p*(1-p)/n)) > 1e-7 {
				t.Fatalf("%v of %v: %v is no limit", hits, n, p)
			}
		}
		other, _ := stats.Wilson(n-hits, n)
		if math.Abs(other.Low+s.High-1) > 1e-12 {
			t.Fatalf("%+v mirrors %+v", other, s)
		}
	})
}

func TestWeightedShareOfEqualWeights(t *testing.T) {
	var s stats.Sums
	for i := range 20 {
		s.Add(float64(i%4/3), 0.3)
	}
	got, err := stats.WeightedShare(s)
	want, _ := stats.Wilson(5, 20)
	if err != nil || !near(got.Low, want.Low) || !near(got.High, want.High) || !near(s.EffectiveN(), 20) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := stats.WeightedShare(stats.Sums{}); err == nil {
		t.Error("a share of nothing")
	}
}

func TestPercentileLiesBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-100, 100), 1, 30).Draw(t, "x")
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		got, err := stats.Percentile(x, p)
		more, _ := stats.Percentile(x, math.Min(1, p+0.1))
		if err != nil || got < slices.Min(x) || got > slices.Max(x) || more < got {
			t.Fatalf("%v, then %v, %v", got, more, err)
		}
		if middle, _ := stats.Percentile([]float64{3, 1, 2}, 0.5); middle != 2 {
			t.Fatal("the median of three")
		}
	})
	if _, err := stats.Percentile(nil, 0.5); err == nil {
		t.Error("a percentile of nothing")
	}
}

// TestBenjaminiHochbergByDefinition refuses the greatest k with p(k) m ÷ k ≤ q.
func TestBenjaminiHochbergByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 20).Draw(t, "p")
		adjusted, err := stats.BenjaminiHochberg(p)
		if err != nil {
			t.Fatal(err)
		}
		sorted, refused, want := slices.Sorted(slices.Values(p)), 0, 0
		for k, v := range sorted {
			if v*(float64(len(p))/float64(k+1)) <= 0.1 {
				want = k + 1
			}
		}
		for i, a := range adjusted {
			if a <= 0.1 {
				refused++
			}
			if a < p[i] || a > 1 {
				t.Fatalf("%v adjusted to %v", p[i], a)
			}
		}
		if refused != want {
			t.Fatalf("%d refused, by definition %d", refused, want)
		}
	})
	if _, err := stats.BenjaminiHochberg([]float64{math.NaN()}); err == nil {
		t.Error("a p-value that is none")
	}
}

func TestSpearman(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-5, 5), 4, 20).Draw(t, "x")
		y := rapid.SliceOfN(rapid.IntRange(0, 3), len(x), len(x)).Draw(t, "y")
		var plain, bent []float64
		for _, v := range y {
			plain, bent = append(plain, float64(v)), append(bent, -math.Exp(float64(v)))
		}
		a, b := stats.Spearman(x, plain), stats.Spearman(x, bent)
		if (a.Value == nil) != (b.Value == nil) || a.Value == nil && a.Why == nil {
			t.Fatalf("%+v beside %+v", a, b)
		}
		if a.Value != nil && (math.Abs(*a.Value+*b.Value) > 1e-12 || math.Abs(*a.Value) > 1) {
			t.Fatalf("%v, falling instead of rising %v", *a.Value, *b.Value)
		}
		if a.Low != nil && (*a.Low > *a.Value || *a.High < *a.Value || *a.Low < -1 || *a.High > 1) {
			t.Fatalf("%v in %v to %v", *a.Value, *a.Low, *a.High)
		}
	})
	// Ranks 1 to 5 and 2, 1, 4, 3, 5: 1 − 6 · 4 ÷ 120.
	if r := stats.Spearman([]float64{1, 2, 3, 4, 5}, []float64{20, 10, 40, 30, 50}); math.Abs(*r.Value-0.8) > 1e-12 {
		t.Error(*r.Value)
	}
	for _, m := range []stats.Measure{stats.Spearman(nil, nil), stats.Spearman([]float64{1, 1, 1, 1}, []float64{1, 2, 3, 4})} {
		if m.Value != nil || m.Why == nil {
			t.Errorf("%+v", m)
		}
	}
}

// TestEWMALimits holds the limits of differing n to the variance of z as a weighted sum.
func TestEWMALimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var periods []stats.Period
		for range rapid.IntRange(1, 12).Draw(t, "periods") {
			periods = append(periods, stats.Period{Mean: rapid.Float64Range(0, 100).Draw(t, "mean"), N: float64(rapid.IntRange(1, 50).Draw(t, "n"))})
		}
		points, err := stats.EWMA(periods, stats.Chart{Target: 70, Sigma: 9})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range points {
			z, variance := 70*math.Pow(0.8, float64(i+1)), 0.0
			for j, q := range periods[:i+1] {
				w := 0.2 * math.Pow(0.8, float64(i-j))
				z += w * q.Mean
				variance += w * w * 81 / q.N
			}
			half := 2.962 * math.Sqrt(variance)
			if !near(p.Value, z) || !near(p.High, 70+half) || !near(p.Low, 70-half) || p.Signal != (math.Abs(z-70) > half) {
				t.Fatalf("period %d: %+v, z %v ± %v", i, p, z, half)
			}
		}
	})
}

func TestChartsRefuse(t *testing.T) {
	one := []stats.Period{{Mean: 5, N: 1}}
	for name, c := range map[string]struct {
		periods []stats.Period
		chart   stats.Chart
	}{
		"nothing":  {nil, stats.Chart{Sigma: 1}},
		"no sigma": {one, stats.Chart{}},
		"λ":        {one, stats.Chart{Sigma: 1, Lambda: 2}},
		"no score": {[]stats.Period{{Mean: 5}}, stats.Chart{Sigma: 1}},
		"NaN":      {one, stats.Chart{Sigma: math.NaN()}},
	} {
		if _, err := stats.EWMA(c.periods, c.chart); err == nil {
			t.Errorf("%s is charted", name)
		}
	}
	if _, err := stats.MovingSigma(append(one, one...)); err == nil {
		t.Error("a standard deviation without variation")
	}
	if _, _, err := stats.PChart([]int{3}, []int{2}); err == nil {
		t.Error("three of two")
	}
}

func TestTestsRefuse(t *testing.T) {
	same, two := []float64{3, 3, 3}, []float64{1, 2}
	for name, err := range map[string]error{
		"pairs that are none":  second(stats.PairedT(same, two)),
		"one pair":             second(stats.PairedT(two[:1], two[:1])),
		"no variation":         second(stats.PairedT(same, same)),
		"Welch, one value":     second(stats.WelchT(two, two[:1])),
		"Welch, no variation":  second(stats.WelchT(same, same)),
		"Hedges, no variation": second(stats.HedgesG(same, same)),
		"Hedges, one value":    second(stats.HedgesG(two, two[:1])),
		"limits of nothing":    second(stats.LimitsOfAgreement(nil, nil, 2)),
		"no answers":           second(stats.NetPromoter(0, 0, 0)),
		"fewer than none":      second(stats.NetPromoter(-1, 3, 3)),
		"Cronbach of one row":  second(stats.CronbachAlpha([][]float64{two})),
		"Cronbach, constant":   second(stats.CronbachAlpha([][]float64{same, same})),
		"Wilson of nothing":    second(stats.Wilson(0, 0)),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }
