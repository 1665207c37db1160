package insights

import (
	"math"
	"time"

	"rater/internal/stats"
	"rater/scorecards"
)

// Course is how agreement went by week: the mean share of answers of a pair that are the same, in percent, around the usual one
// of all the weeks. It has no weeks with too few pairs to say, or where all are of one week or nothing varies.
type Course struct {
	Usual  float64
	Weeks  []Drift
	Drifts bool // the newest point lies outside
}

// courses follows agreement as a whole, and that of each evaluator with all others.
func (a *Agreement) courses(pairs []scorecards.JudgedTwice, weeks []time.Time) {
	all, own := make([]stats.Sums, len(weeks)), map[string][]stats.Sums{}
	for _, p := range pairs {
		same, answers := alike(p.First, p.Second)
		at := weekOf(weeks, p.At)
		if answers == 0 || at < 0 {
			continue
		}
		share := 100 * float64(same) / float64(answers)
		all[at].Add(share, 1)
		for _, id := range []string{p.First.Evaluator, p.Second.Evaluator} {
			if own[id] == nil {
				own[id] = make([]stats.Sums, len(weeks))
			}
			own[id][at].Add(share, 1)
		}
	}
	within, err := stats.PooledWithin(all)
	if err != nil {
		return
	}
	sigma := math.Sqrt(within.Variance)
	a.Course = courseOf(all, weeks, sigma)
	for n, e := range a.Evaluators {
		a.Evaluators[n].Course = courseOf(own[e.Evaluator], weeks, sigma)
	}
}

// weekOf is the place of the week that a time lies in, or -1.
func weekOf(weeks []time.Time, at time.Time) int {
	for n := len(weeks) - 1; n >= 0; n-- {
		if !at.Before(weeks[n]) {
			return n
		}
	}
	return -1
}

// lately is how many weeks back the last one with pairs may lie for agreement to drift now.
const lately = 4

// courseOf charts the weeks in which there are pairs, around their common mean; sigma is the standard deviation of the share of
// one pair.
func courseOf(sums []stats.Sums, weeks []time.Time, sigma float64) (c Course) {
	var whole stats.Sums
	var periods []stats.Period
	for n, s := range sums {
		if s.N > 0 {
			whole = whole.Plus(s)
			periods = append(periods, stats.Period{Mean: s.Y / float64(s.N), N: float64(s.N)})
			c.Weeks = append(c.Weeks, Drift{Week: weeks[n], N: s.N, Mean: s.Y / float64(s.N)})
		}
	}
	if whole.N < fewestPairs || len(periods) < 2 {
		return Course{}
	}
	c.Usual = whole.Y / float64(whole.N)
	points, err := stats.EWMA(periods, stats.Chart{Target: c.Usual, Sigma: sigma})
	if err != nil { // nothing varies: there is no chart
		return Course{}
	}
	for n := range points {
		c.Weeks[n].Point = points[n]
	}
	last := c.Weeks[len(c.Weeks)-1]
	c.Drifts = last.Signal && !last.Week.Before(weeks[max(0, len(weeks)-lately)])
	return c
}
