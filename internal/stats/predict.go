package stats

import (
	"errors"
	"math"
)

// Predicted is the mean of a machine's scores, how many there are, and their variance.
type Predicted struct {
	N              int
	Mean, Variance float64
}

// PredictionPowered is the mean of the machine's scores on everything, put right by the Hájek mean of person − machine
// on the random sample (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023). Its variance is that of the correction
// and that of the machine's mean. Without an interval of the correction there is none.
func PredictionPowered(machine Predicted, corrections []Drawn, d Design) (Contrast, error) {
	if machine.N < 1 {
		return Contrast{}, errors.New("there are no machine scores")
	}
	s, err := SurveyMean(corrections, d)
	if err != nil {
		return Contrast{}, err
	}
	value := machine.Mean + s.Mean
	c := Contrast{Estimate: &value, Why: s.Why}
	if s.SE != nil {
		c.interval(math.Sqrt(*s.SE**s.SE+machine.Variance/float64(machine.N)), float64(s.DF))
	}
	return c, nil
}
