package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func sumsOf(scores ...float64) (s Sums) {
	for _, y := range scores {
		s.Add(y, 0.1)
	}
	return s
}

// TestAgainstIsStudentsT compares with the pooled t of two samples by hand: means 80 and 70, n 4 and 4, pooled variance 100,
// so that se = 10 √(1/4 + 1/4) and t = √2 with 6 degrees of freedom, p = 0.207 (t tables: 0.2 at 1.440, 0.25 at 1.273).
func TestAgainstIsStudentsT(t *testing.T) {
	c, err := Against(sumsOf(70, 90, 70, 90), sumsOf(60, 80, 60, 80), Within{100, 6})
	if err != nil || math.Abs(c.Difference-10) > 1e-9 || math.Abs(c.SE-10/math.Sqrt2) > 1e-9 || c.P < 0.2 || c.P > 0.25 {
		t.Errorf("%+v %v", c, err)
	}
	for name, of := range map[string]struct {
		person, rest Sums
		within       Within
		want         error
	}{
		"one score":    {sumsOf(70), sumsOf(60, 80), Within{100, 6}, ErrTooFew},
		"nobody else":  {sumsOf(70, 90), Sums{}, Within{100, 6}, ErrTooFew},
		"no variation": {sumsOf(70, 70), sumsOf(60, 60), Within{0, 6}, ErrNoVariation},
		"no freedom":   {sumsOf(70, 90), sumsOf(60, 80), Within{}, ErrNoVariation},
	} {
		if _, err := Against(of.person, of.rest, of.within); !errors.Is(err, of.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBandsMirror turns all scores over: who was above is below then.
func TestBandsMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		team := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *Comparison {
			if rapid.IntRange(0, 4).Draw(t, "comparable") == 0 {
				return nil
			}
			return &Comparison{Difference: rapid.Float64Range(-30, 30).Draw(t, "difference"), P: rapid.Float64Range(0, 1).Draw(t, "p")}
		}), 0, 30).Draw(t, "team")
		bands, err := Bands(team)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range team {
			if c == nil && bands[i] != Unplaced || c != nil && (bands[i] == Unplaced || bands[i] != Inside && c.P > falseClaims) {
				t.Fatal(i, c, bands[i])
			}
			if c != nil && (bands[i] == Above && c.Difference < 0 || bands[i] == Below && c.Difference > 0) {
				t.Fatal(i, c, bands[i])
			}
		}
	})
}

// TestBandsClaimLittle draws 400 teams of 12 persons who are alike: in at most some 5 % of them is anybody placed outside.
func TestBandsClaimLittle(t *testing.T) {
	random, claimed := rand.New(rand.NewPCG(3, 4)), 0
	for range 400 {
		persons := make([]Sums, 12)
		for i := range persons {
			for range 8 {
				persons[i].Add(75+10*random.NormFloat64(), 0.2)
			}
		}
		for _, b := range bandsOf(t, persons) {
			if b != Inside {
				claimed++
				break
			}
		}
	}
	t.Logf("%d of 400 teams of equals have somebody outside", claimed)
	if claimed > 33 { // 5 % and three standard errors
		t.Errorf("%d of 400 teams of equals have somebody outside", claimed)
	}
}

func bandsOf(t *testing.T, persons []Sums) []Band {
	within, err := PooledWithin(persons)
	if err != nil {
		t.Fatal(err)
	}
	team := make([]*Comparison, len(persons))
	for i, p := range persons {
		var rest Sums
		for j, o := range persons {
			if j != i {
				rest = rest.Plus(o)
			}
		}
		c, err := Against(p, rest, within)
		if err != nil {
			t.Fatal(err)
		}
		team[i] = &c
	}
	bands, err := Bands(team)
	if err != nil {
		t.Fatal(err)
	}
	return bands
}

// TestMoreToSeparate knows the tables: a difference of half a standard deviation takes 63 or 64 each (Cohen 1988, table
// 2.4.1), one of a whole 16 or 17.
func TestMoreToSeparate(t *testing.T) {
	for _, of := range []struct {
		difference, n1, n2 float64
		from, to           int
	}{{5, 0, 0, 62, 64}, {10, 0, 0, 15, 17}, {-5, 10, 10, 52, 54}, {50, 20, 20, 0, 0}} {
		m, err := MoreToSeparate(of.difference, 100, of.n1, of.n2)
		if err != nil || m < of.from || m > of.to {
			t.Errorf("%+v: %d %v", of, m, err)
		}
	}
	if _, err := MoreToSeparate(0.01, 100, 5, 5); !errors.Is(err, ErrTooClose) {
		t.Error(err)
	}
	if _, err := MoreToSeparate(math.NaN(), 100, 5, 5); !errors.Is(err, ErrNoVariation) {
		t.Error(err)
	}
}

func TestWorstCaseHoldsEveryTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 40).Draw(t, "all")
		scored := rapid.IntRange(1, len(all)).Draw(t, "scored")
		mean := func(of []float64) (m float64) {
			for _, y := range of {
				m += y / float64(len(of))
			}
			return m
		}
		low, high := WorstCase(mean(all[:scored]), scored, len(all))
		if truth := mean(all); truth < low-1e-9 || truth > high+1e-9 {
			t.Fatalf("%v lies outside of %v–%v", truth, low, high)
		}
	})
}

// TestSumsOfPairsAreTheirScores gives the same fit whether scores come one by one or added up.
func TestSumsOfPairsAreTheirScores(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	one, many := NewCrossed(), NewCrossed()
	for agent := range 12 {
		for evaluator := range 4 {
			n, y, yy := 1+random.IntN(4), 0.0, 0.0
			for range n {
				score := 60 + float64(agent) - 3*float64(evaluator) + 8*random.NormFloat64()
				one.Add(agent, evaluator, score)
				y, yy = y+score, yy+score*score
			}
			many.AddSums(agent, evaluator, n, y, yy)
		}
	}
	a, err := one.Fit()
	if err != nil {
		t.Fatal(err)
	}
	b, err := many.Fit()
	if err != nil {
		t.Fatal(err)
	}
	near := func(x, y float64) bool { return math.Abs(x-y) < 1e-6 }
	if !near(a.Mean, b.Mean) || !near(a.Agent, b.Agent) || !near(a.Evaluator, b.Evaluator) || !near(a.Rest, b.Rest) || !near(a.Agents[3].Effect, b.Agents[3].Effect) {
		t.Errorf("%+v\n%+v", a, b)
	}
}
