package stats_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// Lumley's package survey, ?svymean: the stratified and the simple random sample of Californian schools.
func TestSchools(t *testing.T) {
	var scores, pupils, growth []stats.Drawn
	strata := numbers{}
	for _, row := range sharedTable(t, "apistrat.csv") {
		at := stats.Drawn{Probability: 1 / number(t, row["pw"]), Stratum: strata.of(row["stype"])}
		a, b, c := at, at, at
		a.Y, b.Y, c.Y = number(t, row["api00"]), number(t, row["enroll"]), number(t, row["api00"])-number(t, row["api99"])
		scores, pupils, growth = append(scores, a), append(pupils, b), append(growth, c)
	}
	design := stats.Design{Population: 6194}
	s := survey(t, scores, design)
	is(t, "stratified mean", s.Mean, 662.29, 0.005)
	is(t, "stratified mean SE", *s.SE, 9.4089, 5e-5)
	is(t, "degrees of freedom", float64(s.DF), 197, 0)
	total := survey(t, pupils, design)
	is(t, "stratified total", total.Total, 3687178, 0.5)
	is(t, "stratified total SE", *total.TotalSE, 114642, 0.5)
	g := survey(t, growth, design)
	is(t, "stratified growth", g.Mean, 32.8925184, 1e-6)
	is(t, "stratified growth SE", *g.SE, 2.0511124, 1e-6)
}

func TestSchoolsWithoutStrata(t *testing.T) {
	var scores, pupils []stats.Drawn
	for _, row := range sharedTable(t, "apisrs.csv") {
		scores = append(scores, stats.Drawn{Y: number(t, row["api00"]), Probability: 200.0 / 6194})
		pupils = append(pupils, stats.Drawn{Y: number(t, row["enroll"]), Probability: 200.0 / 6194})
	}
	design := stats.Design{Population: 6194}
	s := survey(t, scores, design)
	is(t, "simple random mean", s.Mean, 656.585, 1e-9)
	is(t, "simple random mean SE", *s.SE, 9.2497, 5e-5)
	total := survey(t, pupils, design)
	is(t, "simple random total", total.Total, 3621074.34, 0.01)
	is(t, "simple random total SE", *total.TotalSE, 169519.654, 0.01)
}

func survey(t testing.TB, values []stats.Drawn, d stats.Design) stats.Survey {
	t.Helper()
	s, err := stats.SurveyMean(values, d)
	if err != nil || s.SE == nil {
		t.Fatal(err, s.Why)
	}
	return s
}

// drawnValues makes a sample of several clusters in each of several strata.
func drawnValues(t *rapid.T) (values []stats.Drawn) {
	for h := range rapid.IntRange(1, 3).Draw(t, "strata") {
		for c := range rapid.IntRange(2, 4).Draw(t, "clusters") {
			for range rapid.IntRange(1, 4).Draw(t, "values") {
				values = append(values, stats.Drawn{Y: rapid.Float64Range(0, 100).Draw(t, "y"), Probability: rapid.Float64Range(0.01, 1).Draw(t, "π"), Stratum: h, Cluster: c})
			}
		}
	}
	return values
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-8*(1+math.Abs(a)+math.Abs(b)) }

func TestSurveyMeanIsInvariant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, d := drawnValues(t), stats.Design{Clustered: rapid.Bool().Draw(t, "clustered")}
		s, err := stats.SurveyMean(values, d)
		if err != nil {
			t.Fatal(err)
		}
		changed := slices.Clone(values)
		for i := range changed {
			changed[i].Y, changed[i].Probability = 3*changed[i].Y-7, changed[i].Probability/2
			changed[i].Stratum, changed[i].Cluster = 9-changed[i].Stratum, 9-changed[i].Cluster
		}
		slices.Reverse(changed)
		again, err := stats.SurveyMean(changed, d)
		if err != nil || !near(again.Mean, 3*s.Mean-7) || !near(again.EffectiveN, s.EffectiveN) || again.DF != s.DF || (s.SE == nil) != (again.SE == nil) {
			t.Fatalf("%+v beside %+v, %v", again, s, err)
		}
		if s.SE != nil && !near(*again.SE, 3**s.SE) {
			t.Fatalf("se %v beside %v", *again.SE, *s.SE)
		}
		if s.EffectiveN > float64(s.N)+1e-9 || s.EffectiveN < 1-1e-9 {
			t.Fatalf("effective n %v of %d", s.EffectiveN, s.N)
		}
	})
}

// TestEqualWeightsGiveTheTextbook compares with s ÷ √n.
func TestEqualWeightsGiveTheTextbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(0, 100), 2, 40).Draw(t, "y")
		var values []stats.Drawn
		sum, squares := 0.0, 0.0
		for _, v := range y {
			values = append(values, stats.Drawn{Y: v, Probability: 0.25})
			sum += v
		}
		mean := sum / float64(len(y))
		for _, v := range y {
			squares += (v - mean) * (v - mean)
		}
		se := math.Sqrt(squares / float64(len(y)-1) / float64(len(y)))
		s, err := stats.SurveyMean(values, stats.Design{})
		if err != nil || !near(s.Mean, mean) || !near(*s.SE, se) || s.DF != len(y)-1 {
			t.Fatalf("%+v, mean %v se %v, %v", s, mean, se, err)
		}
		// All of the population leaves nothing unknown but what its size says is left.
		whole, err := stats.SurveyMean(values, stats.Design{Population: 4 * float64(len(y))})
		if err != nil || !near(*whole.SE, se*math.Sqrt(0.75)) || !near(whole.Total, mean*4*float64(len(y))) {
			t.Fatalf("%+v, %v", whole, err)
		}
	})
}

func TestSurveyMeanSaysWhyNot(t *testing.T) {
	for name, c := range map[string]struct {
		values []stats.Drawn
		design stats.Design
		fails  bool
	}{
		"nothing":                {nil, stats.Design{}, true},
		"probability 0":          {[]stats.Drawn{{Y: 1}}, stats.Design{}, true},
		"probability above 1":    {[]stats.Drawn{{Y: 1, Probability: 1.1}}, stats.Design{}, true},
		"probability not known":  {[]stats.Drawn{{Y: 1, Probability: math.NaN()}}, stats.Design{}, true},
		"population too small":   {[]stats.Drawn{{Y: 1, Probability: 1}, {Y: 1, Probability: 1}}, stats.Design{Population: 1}, true},
		"one value":              {[]stats.Drawn{{Y: 1, Probability: 1}}, stats.Design{}, false},
		"a stratum of one":       {[]stats.Drawn{{Y: 1, Probability: 1}, {Y: 2, Probability: 1}, {Y: 2, Probability: 1, Stratum: 1}}, stats.Design{}, false},
		"one cluster of several": {[]stats.Drawn{{Y: 1, Probability: 1}, {Y: 2, Probability: 1}}, stats.Design{Clustered: true}, false},
	} {
		s, err := stats.SurveyMean(c.values, c.design)
		if (err != nil) != c.fails || (err == nil && (s.SE != nil || s.Why == nil)) {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}
