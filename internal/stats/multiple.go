package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// BenjaminiHochberg adjusts p-values so that refusing all those up to q keeps the share of false claims among the
// claims at q (Benjamini and Hochberg 1995). They keep their order.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	order := make([]int, len(p))
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return nil, fmt.Errorf("p-value %d lies outside 0–1", i+1)
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	adjusted, least := make([]float64, len(p)), 1.0
	for rank := len(order); rank > 0; rank-- {
		i := order[rank-1]
		least = math.Min(least, p[i]*(float64(len(p))/float64(rank)))
		adjusted[i] = least
	}
	return adjusted, nil
}
