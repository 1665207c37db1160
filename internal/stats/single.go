package stats

import (
	"errors"
	"math"
)

// SingleCase says by how many points the after-score of one unit with the intervention differs from what those without
// it let one expect of its before-score: the contrast of a regression in which the unit is alone on its side, with the
// error of predicting one more (Crawford and Garthwaite 2006, Neuropsychology 20: 196). Each before-score is shrunk by
// its own number of scores. noise is the variance of one score: a unit with fewer scores afterwards than the others is
// that much less sure, where all of them say NAfter. It is refused where the unit's before-score lies outside of the
// others'.
func SingleCase(one Case, others []Case, noise float64) Contrast {
	cases := make([]Case, 0, 1+len(others))
	one.Treated, one.Cluster = true, len(others)
	for n, c := range others {
		c.Treated, c.Cluster = false, n
		cases = append(cases, c)
	}
	cases = append(cases, one)
	if len(others) < 4 {
		return Contrast{Why: errors.New("too few units without the intervention to say what to expect")}
	}
	if _, err := overlap(cases); err != nil {
		return Contrast{Why: err}
	}
	r, err := regress(cases, afters(cases), standardised(shrink(cases)))
	if err != nil {
		return Contrast{Why: errors.New("the before-scores do not vary apart from the intervention")}
	}
	df := float64(len(cases) - r.k)
	variance := r.squares() / df
	scale := 0.0
	for i := range r.k {
		scale += r.root.At(1, i) * r.root.At(1, i)
	}
	c := Contrast{Estimate: &r.beta[1]}
	c.interval(math.Sqrt(variance*scale+noise*fewer(one, others)), df)
	return c
}

// fewer is by how much more a mean of one's after-scores varies than the others', in variances of a score.
func fewer(one Case, others []Case) float64 {
	if one.NAfter == 0 {
		return 0
	}
	usual := 0.0
	for _, c := range others {
		if c.NAfter == 0 {
			return 0
		}
		usual += 1 / c.NAfter / float64(len(others))
	}
	return math.Max(0, 1/one.NAfter-usual)
}
