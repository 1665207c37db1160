package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Fair is what scores say when agents and evaluators are told apart: y = mean + agent + evaluator + rest, the effects
// random and crossed.
type Fair struct {
	Mean, MeanSE           float64
	Agent, Evaluator, Rest float64 // variances
	Agents, Evaluators     []Standing
	design                 design
	solution               solution
	inverse                mat.SymDense // of the equations of the smaller side and the mean
}

// Standing is an agent or an evaluator: the raw mean; the mean without the other side's effects, unshrunken; the
// effect as best predicted, shrunken, with its standard error; and that of mean + effect.
type Standing struct {
	N             int
	Raw, Adjusted float64
	Effect, SE    float64
	LevelSE       float64
}

// Fit estimates the variances by REML and predicts the effects (BLUP; Henderson 1975). The standard errors are of the
// prediction, the mean being estimated too and the variances taken as known. It refuses where agents and evaluators
// are not connected or too little is left to tell how much scores vary by themselves.
func (c *Crossed) Fit() (*Fair, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := c.Connection().Err(); err != nil {
		return nil, err
	}
	d := c.design()
	s, err := d.reml()
	if err != nil {
		return nil, err
	}
	return d.fair(s)
}

func (s *design) fair(found solution) (*Fair, error) {
	f := &Fair{design: *s, solution: found, Rest: found.residual / (s.n - 1)}
	if err := found.factor.InverseTo(&f.inverse); err != nil {
		return nil, errUnsolved
	}
	q := len(s.small.n)
	mean := found.x.AtVec(q)
	f.Mean, f.MeanSE = s.mean+mean, f.se(direction{mean: 1})
	large, small := make([]Standing, len(s.large.n)), make([]Standing, q)
	for j := range small {
		small[j] = f.standing(s.small, j, found.small*found.x.AtVec(j), f.smaller(j))
	}
	for i, n := range s.large.n {
		rest := s.large.sum[i] - n*mean
		for _, l := range s.links[i] {
			rest -= found.small * l.n * found.x.AtVec(l.small)
		}
		large[i] = f.standing(s.large, i, found.large*found.large*rest/found.d[i], f.larger(i))
	}
	vl, vs := found.large*found.large*f.Rest, found.small*found.small*f.Rest
	f.Agents, f.Evaluators, f.Agent, f.Evaluator = large, small, vl, vs
	if !s.agentsLarge {
		f.Agents, f.Evaluators, f.Agent, f.Evaluator = small, large, vs, vl
	}
	return f, f.adjust()
}

func (f *Fair) standing(of side, i int, effect float64, d direction) Standing {
	s := Standing{N: int(of.n[i]), Raw: f.design.mean + of.sum[i]/of.n[i], Effect: effect, SE: f.se(d)}
	d.mean++
	s.LevelSE = f.se(d)
	return s
}

// direction is a sum of effects and means, as the equations see it: the part of the larger side that is its own, and
// what is left of it in the smaller side and the mean.
type direction struct {
	own   float64
	small []link
	mean  float64
}

func (f *Fair) smaller(j int) direction {
	return direction{small: []link{{j, f.solution.small}}}
}

func (f *Fair) larger(i int) direction {
	a := f.solution.large * f.solution.large / f.solution.d[i]
	d := direction{own: a, mean: -a * f.design.large.n[i]}
	for _, l := range f.design.links[i] {
		d.small = append(d.small, link{l.small, -a * f.solution.small * l.n})
	}
	return d
}

func (d direction) minus(o direction) direction {
	d.own += o.own
	d.mean -= o.mean
	d.small = append([]link{}, d.small...)
	for _, l := range o.small {
		d.small = append(d.small, link{l.small, -l.n})
	}
	return d
}

func (f *Fair) se(d direction) float64 {
	q := len(f.design.small.n)
	sum := d.own + d.mean*d.mean*f.inverse.At(q, q)
	for i, a := range d.small {
		sum += 2 * d.mean * a.n * f.inverse.At(a.small, q)
		sum += a.n * a.n * f.inverse.At(a.small, a.small)
		for _, b := range d.small[:i] {
			sum += 2 * a.n * b.n * f.inverse.At(a.small, b.small)
		}
	}
	return math.Sqrt(math.Max(0, sum*f.Rest))
}

// Contrast is the difference of two agents' fair scores and its standard error.
func (f *Fair) Contrast(a, b int) (difference, se float64) {
	of := f.larger
	if !f.design.agentsLarge {
		of = f.smaller
	}
	return f.Agents[a].Effect - f.Agents[b].Effect, f.se(of(a).minus(of(b)))
}
