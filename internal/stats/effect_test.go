package stats_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"rater/internal/stats"
)

// cases draws agents of both kinds in a few clusters.
func cases(t *rapid.T) (list []stats.Case) {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
	clusters := rapid.IntRange(4, 9).Draw(t, "clusters")
	for i := range rapid.IntRange(12, 30).Draw(t, "agents") {
		c := stats.Case{Treated: random.IntN(2) == 0, Before: 70 + 10*random.NormFloat64(), Cluster: i % clusters}
		c.After = 20 + 0.7*c.Before + 5*random.NormFloat64()
		list = append(list, c)
	}
	return list
}

// byMatrices is the second coefficient with its CR2 variance and the degrees of freedom of Bell and McCaffrey, by the
// definitions, with n × n matrices.
func byMatrices(x *mat.Dense, y *mat.VecDense, cluster []int) (estimate, se, df float64) {
	n, k := x.Dims()
	var cross, bread, hat, half mat.Dense
	cross.Mul(x.T(), x)
	if err := bread.Inverse(&cross); err != nil {
		panic(err)
	}
	half.Mul(&bread, x.T())
	hat.Mul(x, &half)
	var beta, fitted, residual mat.VecDense
	beta.MulVec(&half, y)
	fitted.MulVec(x, &beta)
	residual.SubVec(y, &fitted)
	annihilator := mat.NewDense(n, n, nil)
	annihilator.Sub(identity(n), &hat)
	var g []*mat.VecDense
	variance := 0.0
	for _, rows := range members(cluster) {
		adjust := inverseRoot(rows, &hat)
		v, own := mat.NewVecDense(len(rows), nil), mat.NewVecDense(len(rows), nil)
		for i, r := range rows {
			sum := 0.0
			for l := range k {
				sum += x.At(r, l) * bread.At(l, 1)
			}
			own.SetVec(i, sum)
		}
		v.MulVec(adjust, own)
		spread := mat.NewVecDense(n, nil)
		score := 0.0
		for i, r := range rows {
			score += v.AtVec(i) * residual.AtVec(r)
			spread.SetVec(r, v.AtVec(i))
		}
		variance += score * score
		var p mat.VecDense
		p.MulVec(annihilator, spread)
		g = append(g, &p)
	}
	var trace, square float64
	for i := range g {
		trace += mat.Dot(g[i], g[i])
		for j := range g {
			square += mat.Dot(g[i], g[j]) * mat.Dot(g[i], g[j])
		}
	}
	return beta.AtVec(1), math.Sqrt(variance), trace * trace / square
}

func identity(n int) *mat.Dense {
	d := mat.NewDense(n, n, nil)
	for i := range n {
		d.Set(i, i, 1)
	}
	return d
}

func members(cluster []int) map[int][]int {
	rows := map[int][]int{}
	for i, c := range cluster {
		rows[c] = append(rows[c], i)
	}
	return rows
}

// inverseRoot is (I − H)^−½ of some rows.
func inverseRoot(rows []int, hat *mat.Dense) *mat.Dense {
	m := len(rows)
	s := mat.NewSymDense(m, nil)
	for i, r := range rows {
		for j, q := range rows {
			v := -hat.At(r, q)
			if i == j {
				v++
			}
			s.SetSym(i, j, v)
		}
	}
	var eigen mat.EigenSym
	eigen.Factorize(s, true)
	var vectors, left, root mat.Dense
	eigen.VectorsTo(&vectors)
	left.CloneFrom(&vectors)
	for j, v := range eigen.Values(nil) {
		for i := range m {
			left.Set(i, j, vectors.At(i, j)/math.Sqrt(v))
		}
	}
	root.Mul(&left, vectors.T())
	return &root
}

func TestANCOVAIsThatOfTheMatrices(t *testing.T) {
	checked := 0
	rapid.Check(t, func(t *rapid.T) {
		list := cases(t)
		e, err := stats.MeasureEffect(list)
		if err != nil || e.ANCOVA.SE == nil {
			return
		}
		checked++
		x, y, cluster := mat.NewDense(len(list), 3, nil), mat.NewVecDense(len(list), nil), make([]int, len(list))
		for i, c := range list {
			x.SetRow(i, []float64{1, 0, c.Before})
			if c.Treated {
				x.Set(i, 1, 1)
			}
			y.SetVec(i, c.After)
			cluster[i] = c.Cluster
		}
		estimate, se, df := byMatrices(x, y, cluster)
		if !near(*e.ANCOVA.Estimate, estimate) || !near(*e.ANCOVA.SE, se) || math.Abs(e.ANCOVA.DF-df) > 1e-6*df {
			t.Fatalf("%v ± %v with %v, by matrices %v ± %v with %v", *e.ANCOVA.Estimate, *e.ANCOVA.SE, e.ANCOVA.DF, estimate, se, df)
		}
	})
	if checked < 20 {
		t.Fatalf("only %d tables had an interval", checked)
	}
}

func TestEffectFollowsTheScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := cases(t)
		e, err := stats.MeasureEffect(list)
		changed := make([]stats.Case, len(list))
		for i, c := range list {
			c.Before, c.After = 2*c.Before+5, 2*c.After+5
			if c.Treated {
				c.After += 6
			}
			changed[len(list)-1-i] = c
		}
		f, again := stats.MeasureEffect(changed)
		if (err == nil) != (again == nil) || (e.ANCOVA.SE == nil) != (f.ANCOVA.SE == nil) {
			t.Fatalf("%+v beside %+v", e, f)
		}
		if err != nil || e.ANCOVA.SE == nil {
			return
		}
		if !near(*f.ANCOVA.Estimate, 2**e.ANCOVA.Estimate+6) || !near(*f.ANCOVA.SE, 2**e.ANCOVA.SE) || !near(f.Raw, 2*e.Raw+6) {
			t.Fatalf("%+v beside %+v", f, e)
		}
	})
}

// coach makes agents of whom those with a low before-score are coached, in vain; before-scores rest on 2 to 25 scores.
func coach(run uint64) (list []stats.Case) {
	random := rand.New(rand.NewPCG(run, 3))
	for i := range 300 {
		able, n := 75+6*random.NormFloat64(), float64(2+random.IntN(24))
		c := stats.Case{NBefore: n, Before: able + 16/math.Sqrt(n)*random.NormFloat64(), After: able + 4*random.NormFloat64(), Cluster: i}
		c.Treated = c.Before+2*random.NormFloat64() < 70
		list = append(list, c)
	}
	return list
}

// TestCoachingInVain sees that choosing agents by low scores makes no effect, that shrinking is what keeps it away, and
// that the interval holds 0 about as often as it should.
func TestCoachingInVain(t *testing.T) {
	const runs = 300
	var shrunken, plain, changes, claims float64
	for run := range uint64(runs) {
		list := coach(run)
		e, err := stats.MeasureEffect(list)
		if err != nil || e.ANCOVA.SE == nil {
			t.Fatal(err, e.ANCOVA.Why)
		}
		if *e.ANCOVA.Low > 0 || *e.ANCOVA.High < 0 {
			claims++
		}
		for i := range list {
			list[i].NBefore = 0
		}
		p, _ := stats.MeasureEffect(list)
		shrunken, plain, changes = shrunken+*e.ANCOVA.Estimate/runs, plain+*p.ANCOVA.Estimate/runs, changes+*p.DiD.Estimate/runs
	}
	t.Logf("mean effect: shrunken %.3f, not shrunken %.3f, difference of changes %.3f; claims %.1f %%", shrunken, plain, changes, 100*claims/runs)
	if math.Abs(shrunken) > 0.15 || math.Abs(plain) < 0.3 || changes < 3 || claims/runs > 0.09 {
		t.Error("a null effect is found")
	}
}

func TestEffectSaysWhyNot(t *testing.T) {
	unit := func(treated bool, before, after float64, cluster int) stats.Case {
		return stats.Case{Treated: treated, Before: before, After: after, Cluster: cluster}
	}
	for name, c := range map[string]struct {
		list        []stats.Case
		did, ancova string
	}{
		"too few":                    {[]stats.Case{unit(true, 60, 70, 1), unit(false, 61, 62, 2)}, "too few", "too few"},
		"no overlap":                 {[]stats.Case{unit(true, 60, 70, 1), unit(true, 61, 75, 2), unit(false, 80, 85, 3), unit(false, 90, 85, 4)}, "", "do not overlap"},
		"constant":                   {[]stats.Case{unit(true, 60, 70, 1), unit(true, 60, 75, 2), unit(false, 60, 66, 3), unit(false, 60, 61, 4)}, "", "do not vary"},
		"one cluster of the coached": {[]stats.Case{unit(true, 60, 70, 1), unit(true, 66, 75, 1), unit(false, 60, 66, 2), unit(false, 67, 61, 3), unit(false, 64, 62, 4)}, "single unit or cluster", "single unit or cluster"},
		"everybody gains the same":   {[]stats.Case{unit(true, 60, 70, 1), unit(true, 66, 76, 2), unit(false, 60, 66, 3), unit(false, 67, 73, 4), unit(false, 64, 70, 5)}, "exactly", "exactly"},
	} {
		e, err := stats.MeasureEffect(c.list)
		if err != nil || !says(e.DiD.Why, c.did) || !says(e.ANCOVA.Why, c.ancova) {
			t.Errorf("%s: %v; %v; %v", name, err, e.DiD.Why, e.ANCOVA.Why)
		}
	}
	if _, err := stats.MeasureEffect([]stats.Case{unit(true, 1, 2, 3), unit(true, 2, 3, 4)}); err == nil {
		t.Error("an effect without anybody to compare with")
	}
}

func says(err error, text string) bool {
	if text == "" {
		return err == nil
	}
	return err != nil && strings.Contains(err.Error(), text)
}

func TestPredictionPowered(t *testing.T) {
	corrections := []stats.Drawn{{Y: 2, Probability: 0.5}, {Y: 4, Probability: 0.5}, {Y: 0, Probability: 0.5}}
	c, err := stats.PredictionPowered(stats.Predicted{N: 100, Mean: 70, Variance: 25}, corrections, stats.Design{})
	if err != nil || !near(*c.Estimate, 72) || !near(*c.SE, math.Sqrt(4.0/3+0.25)) {
		t.Fatalf("%+v, %v", c, err)
	}
	if c, err := stats.PredictionPowered(stats.Predicted{N: 100, Mean: 70}, corrections[:1], stats.Design{}); err != nil || c.SE != nil || c.Why == nil {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := stats.PredictionPowered(stats.Predicted{}, corrections, stats.Design{}); err == nil {
		t.Error("without machine scores")
	}
}
