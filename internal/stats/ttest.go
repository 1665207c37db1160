package stats

import (
	"errors"
	"math"
)

// TTest is a difference of means with its standard error, 95 % interval, t, degrees of freedom and two-sided p.
type TTest struct {
	Difference, SE, Low, High, T, DF, P float64
}

// PairedT compares a − b pair by pair (Student 1908). Fewer than two pairs, or differences that are all the same, are
// errors.
func PairedT(a, b []float64) (TTest, error) {
	if len(a) != len(b) {
		return TTest{}, errors.New("a paired comparison needs as many values on one side as on the other")
	}
	if len(a) < 2 {
		return TTest{}, errors.New("a paired comparison needs at least two pairs")
	}
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = a[i] - b[i]
	}
	mean, variance := spread(differences)
	return tTest(mean, math.Sqrt(variance/float64(len(a))), float64(len(a)-1))
}

// WelchT compares the means of a and b without taking their variances as equal (Welch 1947).
func WelchT(a, b []float64) (TTest, error) {
	if len(a) < 2 || len(b) < 2 {
		return TTest{}, errors.New("each group needs at least two values")
	}
	meanA, varianceA := spread(a)
	meanB, varianceB := spread(b)
	va, vb := varianceA/float64(len(a)), varianceB/float64(len(b))
	df := (va + vb) * (va + vb) / (va*va/float64(len(a)-1) + vb*vb/float64(len(b)-1))
	return tTest(meanA-meanB, math.Sqrt(va+vb), df)
}

func tTest(difference, se, df float64) (TTest, error) {
	t := TTest{Difference: difference, SE: se, T: difference / se, DF: df}
	if se == 0 || !finite(t.T, df) {
		return TTest{}, errors.New("the values do not vary, so there is no standard error")
	}
	half := tUpper(df) * se
	t.Low, t.High, t.P = difference-half, difference+half, twoSided(t.T, df)
	return t, nil
}

// HedgesG is the standardised difference of two groups' means, a − b, corrected for small samples, with its standard
// error and normal interval (Borenstein, Hedges, Higgins and Rothstein 2009, chapter 4).
func HedgesG(a, b []float64) (Standardised, error) {
	if len(a) < 2 || len(b) < 2 {
		return Standardised{}, errors.New("each group needs at least two values")
	}
	meanA, varianceA := spread(a)
	meanB, varianceB := spread(b)
	return hedgesG(meanA-meanB, varianceA, varianceB, float64(len(a)), float64(len(b)))
}

// Standardised is a difference in units of the standard deviation.
type Standardised struct{ G, SE, Low, High float64 }

func hedgesG(difference, varianceA, varianceB, na, nb float64) (Standardised, error) {
	df := na + nb - 2
	pooled := math.Sqrt(((na-1)*varianceA + (nb-1)*varianceB) / df)
	d := difference / pooled
	if pooled == 0 || !finite(d) {
		return Standardised{}, errors.New("the values do not vary, so there is no standardised difference")
	}
	correction := 1 - 3/(4*df-1)
	g, se := correction*d, correction*math.Sqrt((na+nb)/(na*nb)+d*d/(2*(na+nb)))
	return Standardised{g, se, g - zUpper*se, g + zUpper*se}, nil
}
