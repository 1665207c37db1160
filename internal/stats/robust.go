package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Contrast is an estimated difference with its standard error, 95 % interval and degrees of freedom; where something
// is nil, Why says the reason.
type Contrast struct {
	Estimate, SE, Low, High *float64
	DF                      float64
	Why                     error
}

var (
	errCollinear = errors.New("the columns are not told apart by these units")
	errOneGroup  = errors.New("a single unit or cluster decides the estimate, so nothing tells how sure it is")
	errExact     = errors.New("the model fits every unit exactly, so nothing tells how sure the estimate is")
)

// regression is least squares with rows x (k columns), values y, and the cluster of each row.
type regression struct {
	k       int
	x, y    []float64
	cluster []int
	root    mat.Dense // L of (X'X)⁻¹ = L L'
	beta    []float64
}

func leastSquares(k int, x, y []float64, cluster []int) (*regression, error) {
	r := &regression{k: k, x: x, y: y, cluster: cluster, beta: make([]float64, k)}
	cross, right := make([]float64, k*k), make([]float64, k)
	for i, v := range y {
		addRow(cross, right, x[i*k:(i+1)*k], v)
	}
	var factor mat.Cholesky
	if !factor.Factorize(mat.NewSymDense(k, cross)) || factor.Cond() > 1e13 {
		return nil, errCollinear
	}
	if factor.SolveVecTo(mat.NewVecDense(k, r.beta), mat.NewVecDense(k, right)) != nil {
		return nil, errCollinear
	}
	var upperRoot, inverse mat.TriDense
	factor.UTo(&upperRoot)
	if inverse.InverseTri(&upperRoot) != nil {
		return nil, errCollinear
	}
	r.root.CloneFrom(&inverse)
	return r, nil
}

// addRow adds x x' to cross and y x to right.
func addRow(cross, right, x []float64, y float64) {
	for a, v := range x {
		right[a] += v * y
		for b, w := range x {
			cross[a*len(x)+b] += v * w
		}
	}
}

func (r *regression) residual(i int) float64 {
	e := r.y[i]
	for j, b := range r.beta {
		e -= b * r.x[i*r.k+j]
	}
	return e
}

func (r *regression) squares() (sum float64) {
	for i := range r.y {
		e := r.residual(i)
		sum += e * e
	}
	return sum
}

// groups sums X'X and X'e of each cluster, one after the other.
func (r *regression) groups() (cross, score []float64) {
	at, k := map[int]int{}, r.k
	for i, c := range r.cluster {
		g, ok := at[c]
		if !ok {
			g = len(at)
			at[c] = g
			cross, score = append(cross, make([]float64, k*k)...), append(score, make([]float64, k)...)
		}
		addRow(cross[g*k*k:(g+1)*k*k], score[g*k:(g+1)*k], r.x[i*k:(i+1)*k], r.residual(i))
	}
	return cross, score
}

// contrast is coefficient j with the bias-reduced variance CR2 among clusters (HC2 where each row is its own) and the
// degrees of freedom of Bell and McCaffrey (2002).
func (r *regression) contrast(j int) Contrast {
	c := Contrast{Estimate: &r.beta[j]}
	along := mat.NewVecDense(r.k, nil) // L'c
	for i := range r.k {
		along.SetVec(i, r.root.At(j, i))
	}
	var variance, trace, square, mixed float64
	around := make([]float64, r.k*r.k) // Σ q q'
	q := make([]float64, r.k)
	crosses, scores := r.groups()
	for ; len(scores) > 0; crosses, scores = crosses[r.k*r.k:], scores[r.k:] {
		cross, score := mat.NewDense(r.k, r.k, crosses[:r.k*r.k]), mat.NewVecDense(r.k, scores[:r.k])
		back, ok := r.reduce(cross, along)
		if !ok {
			c.Why = errOneGroup
			return c
		}
		var p mat.VecDense
		p.MulVec(cross, back) // X'v
		turned := mat.NewVecDense(r.k, q)
		turned.MulVec(r.root.T(), &p)
		s, own, shared := mat.Dot(back, score), mat.Dot(back, &p), mat.Dot(turned, turned)
		variance += s * s
		trace += own - shared
		square += own * own
		mixed += own * shared
		addRow(around, make([]float64, r.k), q, 0)
	}
	for _, v := range around {
		square += v * v
	}
	c.interval(math.Sqrt(variance), trace*trace/(square-2*mixed))
	return c
}

// reduce is L (I − L'X'X L)^−½ of a cluster, applied to the contrast; not ok where the cluster alone decides it.
func (r *regression) reduce(cross *mat.Dense, along *mat.VecDense) (*mat.VecDense, bool) {
	var half, leverage mat.Dense
	half.Mul(cross, &r.root)
	leverage.Mul(r.root.T(), &half)
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(r.k, leverage.RawMatrix().Data), true) {
		return nil, false
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	var turned, reduced, back mat.VecDense
	turned.MulVec(vectors.T(), along)
	for i, s := range eigen.Values(nil) {
		left := 1 - s
		if left < 1e-9 {
			if math.Abs(turned.AtVec(i)) > 1e-9*mat.Norm(along, 2) {
				return nil, false
			}
			left = 1
		}
		turned.SetVec(i, turned.AtVec(i)/math.Sqrt(left))
	}
	reduced.MulVec(&vectors, &turned)
	back.MulVec(&r.root, &reduced)
	return &back, true
}

// P is the two-sided probability of an estimate at least as far from 0, 1 where there is no standard error.
func (c Contrast) P() float64 {
	if c.Estimate == nil || c.SE == nil {
		return 1
	}
	return twoSided(*c.Estimate / *c.SE, c.DF)
}

func (c *Contrast) interval(se, df float64) {
	half := tUpper(df) * se
	if !finite(se, df, half) || se <= 1e-12*math.Abs(*c.Estimate) {
		c.Why = errExact
		return
	}
	low, high := *c.Estimate-half, *c.Estimate+half
	c.SE, c.Low, c.High, c.DF = &se, &low, &high, df
}
