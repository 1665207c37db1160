package stats_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"rater/internal/stats"
)

// site draws agents with means of some scores before and after, of 12 points' noise, and one who was chosen since the
// before-score is among the lowest and who has few scores after.
func site(random *rand.Rand, agents int, gain float64) (one stats.Case, others []stats.Case) {
	draw := func(nAfter int) stats.Case {
		ability, c := 72+6*random.NormFloat64(), stats.Case{NBefore: float64(4 + random.IntN(8)), NAfter: float64(nAfter)}
		c.Before = ability + 12*random.NormFloat64()/math.Sqrt(c.NBefore)
		c.After = ability + 12*random.NormFloat64()/math.Sqrt(c.NAfter)
		return c
	}
	for range agents {
		others = append(others, draw(6+random.IntN(8)))
	}
	for one = draw(3); one.Before > 70; {
		one = draw(3)
	}
	one.After += gain
	return one, others
}

// TestASingleCaseIsCovered has the interval hold the truth in 95 of 100 sites, of which a plain difference would claim a
// gain in many.
func TestASingleCaseIsCovered(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for _, gain := range []float64{0, 10} {
		held, said, sum := 0.0, 0.0, 0.0
		for range 4000 {
			one, others := site(random, 40, gain)
			c := stats.SingleCase(one, others, 144)
			if c.SE == nil {
				if !strings.Contains(c.Why.Error(), "overlap") {
					t.Fatal(c.Why)
				}
				continue
			}
			said++
			sum += *c.Estimate
			if *c.Low <= gain && gain <= *c.High {
				held++
			}
		}
		t.Logf("gain %v: %.1f %% of %v intervals hold it, mean %.2f", gain, 100*held/said, said, sum/said)
		if share := held / said; share < 0.94 || share > 0.97 || math.Abs(sum/said-gain) > 0.8 || said < 3500 {
			t.Errorf("gain %v: %v of %v, mean %v", gain, share, said, sum/said)
		}
	}
}

// TestASingleCaseIsThatOfCrawfordAndGarthwaite works their formula out by hand, where all have as many scores.
func TestASingleCaseIsThatOfCrawfordAndGarthwaite(t *testing.T) {
	x, y := []float64{60, 65, 70, 72, 78, 81, 85, 90}, []float64{64, 61, 73, 70, 80, 79, 88, 86}
	var others []stats.Case
	var mx, my, sxx, sxy, syy float64
	for i := range x {
		others = append(others, stats.Case{Before: x[i], After: y[i], NBefore: 5, NAfter: 5})
		mx, my = mx+x[i]/8, my+y[i]/8
	}
	for i := range x {
		sxx, sxy, syy = sxx+(x[i]-mx)*(x[i]-mx), sxy+(x[i]-mx)*(y[i]-my), syy+(y[i]-my)*(y[i]-my)
	}
	slope := sxy / sxx
	want := 90 - (my + slope*(63-mx))
	se := math.Sqrt((syy - slope*sxy) / 6 * (1 + 1.0/8 + (63-mx)*(63-mx)/sxx))
	c := stats.SingleCase(stats.Case{Before: 63, After: 90, NBefore: 5, NAfter: 5}, others, 100)
	if c.SE == nil || math.Abs(*c.Estimate-want) > 1e-9 || math.Abs(*c.SE-se) > 1e-9 || c.DF != 6 {
		t.Errorf("%v ± %v by %v, want %v ± %v", *c.Estimate, *c.SE, c.DF, want, se)
	}
	for says, one := range map[string]stats.Case{"overlap": {Before: 40, After: 60}, "vary": {Before: 70, After: 70}} {
		list := others
		if says == "vary" {
			list = nil
			for range 6 {
				list = append(list, stats.Case{Before: 70, After: 71})
			}
		}
		if c := stats.SingleCase(one, list, 100); c.Why == nil || c.SE != nil || !strings.Contains(c.Why.Error(), says) {
			t.Errorf("%s: %v", says, c.Why)
		}
	}
	if c := stats.SingleCase(stats.Case{Before: 70}, others[:3], 1); c.Why == nil {
		t.Error("three others are enough")
	}
}
