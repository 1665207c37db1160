package stats

import (
	"errors"

	"gonum.org/v1/gonum/stat/distuv"
)

// ICCs are the intraclass correlations of Shrout and Fleiss (1979): one-way, two-way random and two-way mixed, of a
// single rating and of the mean of all k raters.
type ICCs struct{ One, Two, Three, OneK, TwoK, ThreeK Measure }

// Squares are the mean squares of a complete table of n units and k raters.
type Squares struct {
	N, K                            float64
	Between, Within, Raters, Errors float64
}

func (r *Ratings) icc() ICCs {
	q, err := r.squares()
	if err != nil {
		none := undefined(err)
		return ICCs{none, none, none, none, none, none}
	}
	return q.ICC()
}

// squares needs every cell of every unit that anyone rated.
func (r *Ratings) squares() (Squares, error) {
	if r.Scale < Interval {
		return Squares{}, errors.New("intraclass correlations need interval or ratio level")
	}
	var rows [][]float64
	for u := range r.Units() {
		row := r.row(u)
		n := len(rated(row, nil))
		if n == 0 {
			continue
		}
		if n < r.Raters {
			return Squares{}, errors.New("intraclass correlations need a complete table, and ratings are missing")
		}
		points := make([]float64, r.Raters)
		for j, c := range row {
			points[j] = r.Levels[c]
		}
		rows = append(rows, points)
	}
	return MeanSquares(rows)
}

// MeanSquares is the two-way analysis of variance of a complete table, one row a unit, one column a rater.
func MeanSquares(rows [][]float64) (Squares, error) {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return Squares{}, errors.New("intraclass correlations need at least two units and two raters")
	}
	n, k := float64(len(rows)), float64(len(rows[0]))
	columns, grand := make([]float64, len(rows[0])), 0.0
	for _, row := range rows {
		if len(row) != len(columns) {
			return Squares{}, errors.New("every unit needs a rating of every rater")
		}
		for j, v := range row {
			columns[j] += v / n
			grand += v / n / k
		}
	}
	q := Squares{N: n, K: k}
	for _, row := range rows {
		mean := 0.0
		for _, v := range row {
			mean += v / k
		}
		q.Between += k * (mean - grand) * (mean - grand) / (n - 1)
		for j, v := range row {
			q.Within += (v - mean) * (v - mean) / (n * (k - 1))
			q.Errors += (v - mean - columns[j] + grand) * (v - mean - columns[j] + grand) / ((n - 1) * (k - 1))
		}
	}
	for _, c := range columns {
		q.Raters += n * (c - grand) * (c - grand) / (k - 1)
	}
	return q.rounded(grand), nil
}

// rounded takes for 0 what is left of 0 by rounding.
func (q Squares) rounded(grand float64) Squares {
	least := 1e-24 * (grand*grand + q.Between + q.Within + q.Raters)
	for _, s := range []*float64{&q.Between, &q.Within, &q.Raters, &q.Errors} {
		if *s < least {
			*s = 0
		}
	}
	return q
}

// ICC works out the six with the F intervals of McGraw and Wong (1996).
func (q Squares) ICC() ICCs {
	n, k := q.N, q.K
	one := q.oneWay(q.Within, n*(k-1))
	three := q.oneWay(q.Errors, (n-1)*(k-1))
	two := q.twoWay()
	over := q.Between - q.Errors
	return ICCs{one, two, three,
		q.stepUp(one, q.Between-q.Within, q.Between), q.stepUp(two, over, q.Between+(q.Raters-q.Errors)/n), q.stepUp(three, over, q.Between)}
}

// oneWay is (B − e) ÷ (B + (k − 1) e), with the interval of F = B ÷ e.
func (q Squares) oneWay(e, df float64) Measure {
	value := (q.Between - e) / (q.Between + (q.K-1)*e)
	if !finite(value) {
		return undefined(errors.New("the ratings do not vary, so there is no intraclass correlation"))
	}
	m, f := Measure{Value: &value}, q.Between/e
	if !finite(f) || f == 0 {
		m.Why = errWholly
		return m
	}
	low, high := f/fUpper(q.N-1, df), f*fUpper(df, q.N-1)
	return m.within((low-1)/(low+q.K-1), (high-1)/(high+q.K-1))
}

// twoWay is absolute agreement of a single rating, two-way random.
func (q Squares) twoWay() Measure {
	n, k := q.N, q.K
	value := (q.Between - q.Errors) / (q.Between + (k-1)*q.Errors + k*(q.Raters-q.Errors)/n)
	if !finite(value) {
		return undefined(errors.New("the ratings do not vary, so there is no intraclass correlation"))
	}
	m := Measure{Value: &value}
	a := k * value / (n * (1 - value))
	b := 1 + k*value*(n-1)/(n*(1-value))
	ar, be := a*q.Raters, b*q.Errors
	df := (ar + be) * (ar + be) / (ar*ar/(k-1) + be*be/((n-1)*(k-1)))
	if !finite(a, b, df) || df <= 0 {
		m.Why = errWholly
		return m
	}
	to, from := fUpper(n-1, df), fUpper(df, n-1)
	others := k*q.Raters + (k*n-k-n)*q.Errors
	low := n * (q.Between - to*q.Errors) / (to*others + n*q.Between)
	high := n * (from*q.Between - q.Errors) / (others + n*from*q.Between)
	return m.within(low, high)
}

// stepUp is above ÷ below, the mean of k raters, with the interval by Spearman and Brown.
func (q Squares) stepUp(single Measure, above, below float64) Measure {
	value := above / below
	if single.Value == nil || below <= 1e-9*(q.Between+q.Raters+q.Errors) || !finite(value) {
		return undefined(errors.New("the ratings do not vary enough between units for an intraclass correlation of means"))
	}
	m := Measure{Value: &value, Why: single.Why}
	if single.Low != nil {
		return m.within(q.K**single.Low/(1+(q.K-1)**single.Low), q.K**single.High/(1+(q.K-1)**single.High))
	}
	return m
}

var errWholly = errors.New("units or raters explain the ratings wholly or not at all, so there is no interval")

func (m Measure) within(low, high float64) Measure {
	if !finite(low, high) || low > high {
		m.Why = errWholly
		return m
	}
	m.Low, m.High = &low, &high
	return m
}

func fUpper(d1, d2 float64) float64 { return distuv.F{D1: d1, D2: d2}.Quantile(upper) }
