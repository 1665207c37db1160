package stats

import "errors"

// CronbachAlpha is the internal consistency of the items, the columns of complete rows (Cronbach 1951).
func CronbachAlpha(rows [][]float64) (float64, error) {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return 0, errors.New("internal consistency needs at least two rows and two items")
	}
	q, err := MeanSquares(rows)
	if err != nil {
		return 0, err
	}
	alpha := (q.Between - q.Errors) / q.Between
	if !finite(alpha) {
		return 0, errors.New("the rows do not differ, so there is no internal consistency")
	}
	return alpha, nil
}

// CronbachWithout is Cronbach's alpha with each item left out in turn.
func CronbachWithout(rows [][]float64) ([]float64, error) {
	if len(rows) == 0 {
		return nil, errors.New("internal consistency needs at least two rows and three items")
	}
	without := make([]float64, len(rows[0]))
	for item := range without {
		rest := make([][]float64, len(rows))
		for i, row := range rows {
			rest[i] = append(append([]float64{}, row[:item]...), row[item+1:]...)
		}
		var err error
		if without[item], err = CronbachAlpha(rest); err != nil {
			return nil, err
		}
	}
	return without, nil
}
