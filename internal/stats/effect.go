package stats

import (
	"errors"
	"fmt"
	"math"
)

// Case is an agent's mean score before and after an intervention, or at the same dates without it. NBefore and NAfter are
// the numbers of scores behind them, 0 where unknown; Cluster numbers the unit of assignment.
type Case struct {
	Treated       bool
	Before, After float64
	NBefore       float64
	NAfter        float64
	Cluster       int
}

// Effect is what an intervention did to the scores, in their points. Raw is the difference of the after-scores and DiD
// that of the changes: both take the wish for the deed where agents were chosen because they scored low. ANCOVA is the
// intervention's coefficient beside the before-score.
type Effect struct {
	Treated, Control int
	Raw              float64
	DiD, ANCOVA      Contrast
	Overlap          int // treated cases within the range of the others' before-scores
}

// MeasureEffect is an error where nobody, or everybody, was treated. The analysis of covariance takes each before-score
// shrunk to the mean by its own number of scores, and is refused without overlap of the before-scores.
func MeasureEffect(cases []Case) (Effect, error) {
	var e Effect
	var after [2]float64
	for _, c := range cases {
		after[arm(c)] += c.After
		e.Treated += arm(c)
	}
	e.Control = len(cases) - e.Treated
	if e.Treated == 0 || e.Control == 0 {
		return e, fmt.Errorf("an effect needs units with the intervention and without: there are %d and %d", e.Treated, e.Control)
	}
	e.Raw = after[1]/float64(e.Treated) - after[0]/float64(e.Control)
	if e.Treated < 2 || e.Control < 2 {
		few := fmt.Errorf("too few units to say: %d with the intervention and %d without", e.Treated, e.Control)
		e.DiD.Why, e.ANCOVA.Why = few, few
		return e, nil
	}
	e.DiD = differences(cases)
	e.ANCOVA = e.covariance(cases)
	return e, nil
}

func arm(c Case) int {
	if c.Treated {
		return 1
	}
	return 0
}

func differences(cases []Case) Contrast {
	change := make([]float64, len(cases))
	for i, c := range cases {
		change[i] = c.After - c.Before
	}
	r, err := regress(cases, change, nil)
	if err != nil {
		return Contrast{Why: err}
	}
	return r.contrast(1)
}

// regress explains y by the intervention and, where given, another column.
func regress(cases []Case, y, beside []float64) (*regression, error) {
	k := 2
	if beside != nil {
		k = 3
	}
	x, cluster := make([]float64, 0, k*len(cases)), make([]int, len(cases))
	for i, c := range cases {
		x = append(x, 1, float64(arm(c)))
		if beside != nil {
			x = append(x, beside[i])
		}
		cluster[i] = c.Cluster
	}
	return leastSquares(k, x, y, cluster)
}

func (e *Effect) covariance(cases []Case) Contrast {
	within, err := overlap(cases)
	if e.Overlap = within; err != nil {
		return Contrast{Why: err}
	}
	r, err := regress(cases, afters(cases), standardised(shrink(cases)))
	if err != nil {
		return Contrast{Why: errors.New("the before-scores do not vary apart from the intervention")}
	}
	return r.contrast(1)
}

func afters(cases []Case) []float64 {
	after := make([]float64, len(cases))
	for i, c := range cases {
		after[i] = c.After
	}
	return after
}

// standardised keeps the equations well conditioned; the intervention's coefficient stays what it is.
func standardised(x []float64) []float64 {
	mean, variance := spread(x)
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = (v - mean) / math.Sqrt(math.Max(variance, math.SmallestNonzeroFloat64))
	}
	return y
}

// overlap counts the treated cases within the range of the others' before-scores, and refuses ranges that do not meet.
func overlap(cases []Case) (within int, err error) {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, c := range cases {
		a := arm(c)
		low[a], high[a] = math.Min(low[a], c.Before), math.Max(high[a], c.Before)
	}
	for _, c := range cases {
		if c.Treated && c.Before >= low[0] && c.Before <= high[0] {
			within++
		}
	}
	if low[0] > high[1] || low[1] > high[0] {
		return 0, fmt.Errorf("the before-scores do not overlap: %.4g to %.4g with the intervention, %.4g to %.4g without", low[1], high[1], low[0], high[0])
	}
	if low[0] == high[0] && low[1] == high[1] {
		return within, errors.New("the before-scores do not vary")
	}
	return within, nil
}
