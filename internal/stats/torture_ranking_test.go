//go:build torture

package stats_test

import (
	"cmp"
	"slices"
	"testing"

	"rater/internal/stats"
)

// team is agents with 4 to 30 scores of a period each.
type team struct {
	truths []float64
	sums   []stats.Sums
}

func (c centre) team(agents int, alike bool) (m team) {
	for range agents {
		able := usualAbility
		if !alike {
			able = c.ability()
		}
		var s stats.Sums
		for range c.few() {
			s.Add(c.score(able), 0.1)
		}
		m.truths, m.sums = append(m.truths, c.truth(able)), append(m.sums, s)
	}
	return m
}

func (m team) bands(t *testing.T) []stats.Band {
	t.Helper()
	within, err := stats.PooledWithin(m.sums)
	if err != nil {
		t.Fatal(err)
	}
	list := make([]*stats.Comparison, len(m.sums))
	for i, s := range m.sums {
		c, err := stats.Against(s, m.rest(i), within)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = &c
	}
	bands, err := stats.Bands(list)
	if err != nil {
		t.Fatal(err)
	}
	return bands
}

func (m team) rest(of int) (rest stats.Sums) {
	for i, s := range m.sums {
		if i != of {
			rest = rest.Plus(s)
		}
	}
	return rest
}

// above is how far an agent's truth lies above what the others' scores are worth.
func (m team) above(of int) float64 {
	sum, n := 0.0, 0
	for i, truth := range m.truths {
		if i != of {
			sum, n = sum+truth*float64(m.sums[i].N), n+m.sums[i].N
		}
	}
	return m.truths[of] - sum/float64(n)
}

// bandsHold counts how often a list by means puts the truly better one below the worse, and how often bands say so wrongly.
func bandsHold(t *testing.T, l *ledger) {
	const size, runs = 12, 3000
	pairs, turned, worst, claims, wrong, persons, alarms := 0, 0, 0, 0, 0, 0, 0
	for run := range runs {
		c := newCentre(61, run)
		m := c.team(size, false)
		order := func(by func(i int) float64) int {
			places := make([]int, size)
			for i := range places {
				places[i] = i
			}
			return slices.MinFunc(places, func(a, b int) int { return cmp.Compare(by(a), by(b)) })
		}
		mean := func(i int) float64 { return m.sums[i].WY / m.sums[i].W }
		for a := range size {
			for b := range a {
				pairs++
				if (mean(a)-mean(b))*(m.truths[a]-m.truths[b]) < 0 {
					turned++
				}
			}
		}
		if order(mean) != order(func(i int) float64 { return m.truths[i] }) {
			worst++
		}
		for i, b := range m.bands(t) {
			persons++
			if b == stats.Inside {
				continue
			}
			claims++
			if (b == stats.Above) != (m.above(i) > 0) {
				wrong++
			}
		}
		if slices.ContainsFunc(c.team(size, true).bands(t), func(b stats.Band) bool { return b != stats.Inside }) {
			alarms++
		}
	}
	of := func(n, all int) float64 { return 100 * float64(n) / float64(all) }
	l.note(t, "(f) a list by means: the better of two below the worse", pairs, of(turned, pairs), 10, 50)
	l.note(t, "(f) a list by means: the last is not the weakest", runs, of(worst, runs), 20, 100)
	l.note(t, "(f) bands: persons placed outside", persons, of(claims, persons), 0, 0)
	l.note(t, "(f) bands: of those, on the wrong side", claims, of(wrong, claims), 0, 5)
	l.note(t, "(f) bands: teams of equals with anybody outside", runs, of(alarms, runs), 0, 6.2)
}
