package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"rater/internal/stats"
)

type score struct {
	agent, evaluator int
	y                float64
}

func crossed(scores []score) *stats.Crossed {
	c := stats.NewCrossed()
	for _, s := range scores {
		c.Add(s.agent, s.evaluator, s.y)
	}
	return c
}

// numbers gives names numbers in the order in which they appear.
type numbers map[string]int

func (n numbers) of(name string) int {
	if _, ok := n[name]; !ok {
		n[name] = len(n)
	}
	return n[name]
}

func sharedScores(t *testing.T, file, agent, evaluator string, scores ...string) ([]score, numbers, numbers) {
	t.Helper()
	agents, evaluators := numbers{}, numbers{}
	var list []score
	for _, row := range sharedTable(t, file) {
		for _, column := range scores {
			list = append(list, score{agents.of(row[agent]), evaluators.of(row[evaluator]), number(t, row[column])})
		}
	}
	return list, agents, evaluators
}

// Davies and Goldsmith (1972), as printed by Bates, lme4: Mixed-effects Modeling with R, chapter 2.
func TestPenicillin(t *testing.T) {
	scores, _, _ := sharedScores(t, "penicillin.csv", "plate", "sample", "diameter")
	f, err := crossed(scores).Fit()
	if err != nil {
		t.Fatal(err)
	}
	is(t, "SD plate", math.Sqrt(f.Agent), 0.8467, 5e-5)
	is(t, "SD sample", math.Sqrt(f.Evaluator), 1.9316, 5e-5)
	is(t, "SD residual", math.Sqrt(f.Rest), 0.5499, 5e-5)
}

// Guilford, Psychometric Methods (1954) p. 282: seven ratees, three raters, five traits; R lm.
func TestGuilford(t *testing.T) {
	scores, agents, evaluators := sharedScores(t, "guilford.csv", "examinee", "judge", "rating")
	f, err := crossed(scores).Fit()
	if err != nil {
		t.Fatal(err)
	}
	const grand = 4.838095238
	for name, want := range map[string]float64{"Avogadro": 0.04761905, "Brahe": -0.38095238, "Cavendish": 0.33333333} {
		is(t, "leniency "+name, f.Evaluators[evaluators[name]].Adjusted-grand, want, 1e-7)
	}
	for name, want := range map[string]float64{"Avogadro": 171, "Brahe": 156, "Cavendish": 181} {
		is(t, "total "+name, f.Evaluators[evaluators[name]].Raw*35, want, 1e-9)
	}
	for name, want := range map[string]float64{"Anne": -0.17142857, "Betty": 1.42857143, "Chris": -0.57142857, "David": -1.03809524, "Edward": 0.96190476, "Fred": -1.23809524, "George": 0.62857143} {
		is(t, "adjusted "+name, f.Agents[agents[name]].Adjusted-grand, want, 1e-7)
	}
}

// Robitzsch's package sirt, data.ratings1: an incomplete connected design; R lm, student + rater + criterion.
func TestSirtRatings(t *testing.T) {
	scores, _, evaluators := sharedScores(t, "data.ratings1.csv", "idstud", "rater", "k1", "k2", "k3", "k4", "k5")
	f, err := crossed(scores).Fit()
	if err != nil {
		t.Fatal(err)
	}
	middle := 0.0
	for _, e := range f.Evaluators {
		middle += e.Adjusted / float64(len(f.Evaluators))
	}
	for name, want := range map[string]float64{"db01": -0.29094587, "db02": -0.15484218, "db03": -0.13562548, "db07": 0.22476906, "db08": 0.03352888, "db31": 0.24610845, "db54": 0.07700714} {
		is(t, "leniency "+name, f.Evaluators[evaluators[name]].Adjusted-middle, want, 1e-6)
	}
	for name, want := range map[string]float64{"db01": 1.0195122, "db02": 1.22702703, "db03": 1.34054054, "db07": 1.77073171, "db08": 1.41052632, "db31": 1.66829268, "db54": 1.65128205} {
		is(t, "raw mean "+name, f.Evaluators[evaluators[name]].Raw, want, 1e-7)
	}
}

// dense is the mixed model by its n × n covariance, without any elimination.
type dense struct {
	scores []score
	y      *mat.VecDense
	ones   *mat.VecDense
	v      mat.Cholesky
	mean   float64
}

func newDense(scores []score, agent, evaluator, rest float64) *dense {
	n := len(scores)
	d := &dense{scores: scores, y: mat.NewVecDense(n, nil), ones: mat.NewVecDense(n, nil)}
	v := mat.NewSymDense(n, nil)
	for i, a := range scores {
		d.y.SetVec(i, a.y)
		d.ones.SetVec(i, 1)
		for j := range i + 1 {
			v.SetSym(i, j, covariance(a, scores[j], i == j, agent, evaluator, rest))
		}
	}
	if !d.v.Factorize(v) {
		panic("the covariance is singular")
	}
	d.mean = mat.Dot(d.solve(d.ones), d.y) / mat.Dot(d.solve(d.ones), d.ones)
	return d
}

func covariance(a, b score, same bool, agent, evaluator, rest float64) (c float64) {
	if a.agent == b.agent {
		c += agent
	}
	if a.evaluator == b.evaluator {
		c += evaluator
	}
	if same {
		c += rest
	}
	return c
}

func (d *dense) solve(x *mat.VecDense) *mat.VecDense {
	var solved mat.VecDense
	if err := d.v.SolveVecTo(&solved, x); err != nil {
		panic(err)
	}
	return &solved
}

// deviance is −2 log of the restricted likelihood, but for a constant.
func (d *dense) deviance() float64 {
	var r mat.VecDense
	r.AddScaledVec(d.y, -d.mean, d.ones)
	return d.v.LogDet() + math.Log(mat.Dot(d.solve(d.ones), d.ones)) + mat.Dot(d.solve(&r), &r)
}

// level is the best prediction of mean + effect, whose covariance with each score is c and variance is v, and its
// standard error.
func (d *dense) level(c *mat.VecDense, v float64) (level, se float64) {
	var r mat.VecDense
	r.AddScaledVec(d.y, -d.mean, d.ones)
	level = d.mean + mat.Dot(c, d.solve(&r))
	left := 1 - mat.Dot(c, d.solve(d.ones))
	return level, math.Sqrt(v - mat.Dot(c, d.solve(c)) + left*left/mat.Dot(d.solve(d.ones), d.ones))
}

// smallTable draws a table that REML can tell apart.
func smallTable(t *rapid.T) []score {
	agents, evaluators := rapid.IntRange(2, 7).Draw(t, "agents"), rapid.IntRange(2, 7).Draw(t, "evaluators")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	strict := make([]float64, evaluators)
	for i := range strict {
		strict[i] = 5 * random.NormFloat64()
	}
	var scores []score
	for a := range agents {
		good := 70 + 8*random.NormFloat64()
		for e := range evaluators {
			for range random.IntN(3) {
				scores = append(scores, score{a, e, good + strict[e] + 6*random.NormFloat64()})
			}
		}
	}
	return scores
}

func TestREMLIsThatOfTheDenseLikelihood(t *testing.T) {
	checked := 0
	rapid.Check(t, func(t *rapid.T) {
		scores := smallTable(t)
		f, err := crossed(scores).Fit()
		if err != nil {
			return
		}
		checked++
		best := newDense(scores, f.Agent, f.Evaluator, f.Rest)
		if math.Abs(best.mean-f.Mean) > 1e-6 {
			t.Fatalf("mean %v, dense %v", f.Mean, best.mean)
		}
		step := 0.02 * (f.Agent + f.Evaluator + f.Rest)
		for _, by := range [][3]float64{{step, 0, 0}, {-step, 0, 0}, {0, step, 0}, {0, -step, 0}, {0, 0, step}, {0, 0, -step}} {
			agent, evaluator, rest := f.Agent+by[0], f.Evaluator+by[1], f.Rest+by[2]
			if agent < 0 || evaluator < 0 || rest <= 0 {
				continue
			}
			if other := newDense(scores, agent, evaluator, rest); other.deviance() < best.deviance()-1e-7 {
				t.Fatalf("%v %v %v is likelier than %v %v %v", agent, evaluator, rest, f.Agent, f.Evaluator, f.Rest)
			}
		}
		compare(t, f, best)
	})
	if checked < 20 {
		t.Fatalf("only %d tables could be fitted", checked)
	}
}

func compare(t *rapid.T, f *stats.Fair, d *dense) {
	n := len(d.scores)
	for side, standings := range [][]stats.Standing{f.Agents, f.Evaluators} {
		variance := []float64{f.Agent, f.Evaluator}[side]
		for i, s := range standings {
			c := mat.NewVecDense(n, nil)
			for k, x := range d.scores {
				if []int{x.agent, x.evaluator}[side] == i {
					c.SetVec(k, variance)
				}
			}
			level, se := d.level(c, variance)
			if math.Abs(level-f.Mean-s.Effect) > 1e-6 || math.Abs(se-s.LevelSE) > 1e-6 {
				t.Fatalf("side %d, %d: %v ± %v, dense %v ± %v", side, i, f.Mean+s.Effect, s.LevelSE, level, se)
			}
		}
	}
}

// contrast is the best prediction of the difference of two agents, and its standard error.
func (d *dense) contrast(a, b int, variance float64) (difference, se float64) {
	c := mat.NewVecDense(len(d.scores), nil)
	for k, x := range d.scores {
		switch x.agent {
		case a:
			c.SetVec(k, variance)
		case b:
			c.SetVec(k, -variance)
		}
	}
	var r mat.VecDense
	r.AddScaledVec(d.y, -d.mean, d.ones)
	mean := mat.Dot(c, d.solve(d.ones))
	return mat.Dot(c, d.solve(&r)), math.Sqrt(2*variance - mat.Dot(c, d.solve(c)) + mean*mean/mat.Dot(d.solve(d.ones), d.ones))
}
