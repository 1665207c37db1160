package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat"
)

// fewestForItems is how many rows the correlation of an item with the rest needs to say anything.
const fewestForItems = 10

// ItemRest is the discrimination of each item, the columns of complete rows: its correlation with the sum of the other
// items (corrected item–total correlation, Henrysson 1963). Fewer than ten rows, and items or rests that don't vary, have
// none.
func ItemRest(rows [][]float64) []Measure {
	if len(rows) == 0 {
		return nil
	}
	out := make([]Measure, len(rows[0]))
	for item := range out {
		out[item] = itemRest(rows, item)
	}
	return out
}

func itemRest(rows [][]float64, item int) Measure {
	if len(rows) < fewestForItems {
		return undefined(errors.New("fewer than ten have answered all questions"))
	}
	if len(rows[0]) < 2 {
		return undefined(errors.New("there is no other question to compare it with"))
	}
	own, rest := make([]float64, len(rows)), make([]float64, len(rows))
	for n, row := range rows {
		own[n] = row[item]
		for other, points := range row {
			if other != item {
				rest[n] += points
			}
		}
	}
	if stat.Variance(own, nil) < 1e-12 || stat.Variance(rest, nil) < 1e-12 {
		return undefined(errors.New("all answered alike, so there is nothing to compare"))
	}
	r := math.Max(-1, math.Min(1, stat.Correlation(own, rest, nil)))
	if !finite(r) {
		return undefined(errors.New("the points can't be compared"))
	}
	return Measure{Value: &r}
}
