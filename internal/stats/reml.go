package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// solution is the mixed model equations at given ratios of standard deviations, of the larger and the smaller side to
// the rest: random effects are θ v, so that a ratio of 0 is no special case (Bates, Mächler, Bolker and Walker 2015).
type solution struct {
	large, small float64      // the ratios θ
	d            []float64    // 1 + θ² n of each of the larger side
	factor       mat.Cholesky // of what is left when the larger side is eliminated: the smaller side, then the mean
	x            *mat.VecDense
	residual     float64 // penalised sum of squares
	deviance     float64 // −2 log of the restricted likelihood
}

// solve eliminates the larger side by its Schur complement, whose diagonal is d.
func (s *design) solve(large, small float64) (solution, bool) {
	q := len(s.small.n)
	t, right := make([]float64, (q+1)*(q+1)), mat.NewVecDense(q+1, nil)
	found := solution{large: large, small: small, d: make([]float64, len(s.large.n)), residual: s.yy}
	for j, n := range s.small.n {
		t[j*(q+2)] = 1 + small*small*n
		t[j*(q+1)+q] = small * n
		right.SetVec(j, small*s.small.sum[j])
	}
	mean, logs := s.n, 0.0
	for i, n := range s.large.n {
		d := 1 + large*large*n
		found.d[i] = d
		logs += math.Log(d)
		a := large * large / d
		mean -= a * n * n
		found.residual -= a * s.large.sum[i] * s.large.sum[i]
		right.SetVec(q, right.AtVec(q)-a*n*s.large.sum[i])
		eliminate(t, right, s.links[i], q, small, a, n, s.large.sum[i])
	}
	t[(q+1)*(q+1)-1] = mean
	if !found.factor.Factorize(mat.NewSymDense(q+1, t)) {
		return found, false
	}
	found.x = mat.NewVecDense(q+1, nil)
	if found.factor.SolveVecTo(found.x, right) != nil {
		return found, false
	}
	found.residual -= mat.Dot(found.x, right)
	df := s.n - 1
	found.deviance = logs + found.factor.LogDet() + df*(1+math.Log(2*math.Pi*found.residual/df))
	return found, found.residual > 0 && finite(found.deviance)
}

// eliminate takes one of the larger side, with n scores and their sum, out of the equations.
func eliminate(t []float64, right *mat.VecDense, links []link, q int, small, a, n, sum float64) {
	for k, l := range links {
		at := small * a * l.n
		row := t[l.small*(q+1) : (l.small+1)*(q+1)]
		for _, m := range links[k:] {
			row[m.small] -= at * small * m.n
		}
		row[q] -= at * n
		right.SetVec(l.small, right.AtVec(l.small)-at*sum)
	}
}

// reml finds the ratios that make the restricted likelihood greatest.
func (s *design) reml() (solution, error) {
	if !(s.yy > 1e-24*s.n*s.mean*s.mean) {
		return solution{}, errors.New("every score is the same, so nothing can be told apart")
	}
	worst := 0.0
	problem := optimize.Problem{Func: func(x []float64) float64 {
		found, ok := s.solve(math.Abs(x[0]), math.Abs(x[1]))
		if !ok {
			return worst + 1e6
		}
		worst = math.Max(worst, found.deviance)
		return found.deviance
	}}
	at := []float64{0.7, 0.4}
	for range 2 { // begun again, a simplex that has collapsed finds on
		settings := optimize.Settings{FuncEvaluations: 400, Converger: &optimize.FunctionConverge{Absolute: 1e-9, Relative: 1e-13, Iterations: 15}}
		result, err := optimize.Minimize(problem, at, &settings, &optimize.NelderMead{SimplexSize: 0.1})
		if err != nil {
			return solution{}, errors.New("the shares of agents and evaluators in the scores' variance can't be found")
		}
		at = result.X
	}
	const most = 1000 // a residual of less than a millionth is none
	found, ok := s.solve(tiny(at[0]), tiny(at[1]))
	if !ok || found.large > most || found.small > most {
		return solution{}, errors.New("agents and evaluators explain every score exactly, so nothing tells how much scores vary by themselves")
	}
	return found, nil
}

// tiny takes for 0 what the search could not tell from it.
func tiny(x float64) float64 {
	if x = math.Abs(x); x < 1e-4 {
		return 0
	}
	return x
}
