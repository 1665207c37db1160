package stats

import (
	"errors"

	"gonum.org/v1/gonum/mat"
)

var errUnsolved = errors.New("agents and evaluators hang together too loosely to be told apart")

// adjust fills in the unshrunken values: least squares of agent + evaluator, the other side's effects adding up to 0.
func (f *Fair) adjust() error {
	large, small, err := f.design.additive()
	if err != nil {
		return err
	}
	agents, evaluators := large, small
	if !f.design.agentsLarge {
		agents, evaluators = small, large
	}
	middle := func(v []float64) (m float64) {
		for _, x := range v {
			m += x / float64(len(v))
		}
		return m
	}
	for i := range f.Agents {
		f.Agents[i].Adjusted = f.design.mean + agents[i] + middle(evaluators)
	}
	for i := range f.Evaluators {
		f.Evaluators[i].Adjusted = f.design.mean + evaluators[i] + middle(agents)
	}
	return nil
}

// additive solves the normal equations of a connected design, the larger side eliminated, the smaller adding up to 0.
func (s *design) additive() (large, small []float64, err error) {
	q := len(s.small.n)
	t, right := mat.NewSymDense(q, nil), mat.NewVecDense(q, nil)
	for j, n := range s.small.n {
		right.SetVec(j, s.small.sum[j])
		for k := j; k < q; k++ {
			t.SetSym(j, k, s.n/float64(q*q)) // holds their sum at 0
		}
		t.SetSym(j, j, t.At(j, j)+n)
	}
	for i, links := range s.links {
		for k, a := range links {
			for _, b := range links[k:] {
				t.SetSym(a.small, b.small, t.At(a.small, b.small)-a.n*b.n/s.large.n[i])
			}
			right.SetVec(a.small, right.AtVec(a.small)-a.n*s.large.sum[i]/s.large.n[i])
		}
	}
	var factor mat.Cholesky
	solved := mat.NewVecDense(q, nil)
	if !factor.Factorize(t) || factor.Cond() > 1e13 || factor.SolveVecTo(solved, right) != nil {
		return nil, nil, errUnsolved
	}
	large = make([]float64, len(s.large.n))
	for i, links := range s.links {
		large[i] = s.large.sum[i]
		for _, l := range links {
			large[i] -= l.n * solved.AtVec(l.small)
		}
		large[i] /= s.large.n[i]
	}
	return large, solved.RawVector().Data, nil
}
