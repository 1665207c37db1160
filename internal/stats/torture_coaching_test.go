//go:build torture

package stats_test

import (
	"fmt"
	"testing"

	"rater/internal/stats"
)

// coached is a period before and one after, of 4 to so many scores each, with coaching for those who scored low before, which lifts
// what they score by so many points.
func (c centre) coached(agents, most int, lifts float64) (list []stats.Case) {
	for i := range agents {
		able := c.ability()
		first := c.scores(able, 4+c.IntN(most-3))
		k := stats.Case{NBefore: float64(len(first)), Before: meanOf(first), Cluster: i}
		if k.Treated = k.Before+2*c.NormFloat64() < 83; k.Treated && lifts > 0 {
			able = c.gaining(able, lifts)
		}
		k.After = meanOf(c.scores(able, 4+c.IntN(most-3)))
		list = append(list, k)
	}
	return list
}

func (c centre) scores(ability float64, n int) (list []float64) {
	for range n {
		list = append(list, c.score(ability))
	}
	return list
}

func meanOf(list []float64) (mean float64) {
	for _, y := range list {
		mean += y / float64(len(list))
	}
	return mean
}

// naive claims an effect where those who were coached score otherwise after than before, by the paired t test.
func naive(list []stats.Case) bool {
	var after, before []float64
	for _, c := range list {
		if c.Treated {
			after, before = append(after, c.After), append(before, c.Before)
		}
	}
	t, err := stats.PairedT(after, before)
	return err == nil && t.P < 0.05
}

// coachingHolds coaches those who scored low, in vain and by five points.
func coachingHolds(t *testing.T, l *ledger) {
	for _, of := range []struct{ agents, most int }{{60, 12}, {150, 12}, {150, 30}} {
		for _, lifts := range []float64{0, 5} {
			coachingHold(t, l, of.agents, of.most, lifts)
		}
	}
}

func coachingHold(t *testing.T, l *ledger, agents, most int, lifts float64) {
	of := fmt.Sprintf("%d agents with 4–%d scores", agents, most)
	runs, fooled, claims, sum := 0, 0, 0, 0.0
	var held hits
	for run := range 2400 {
		list := newCentre(51, run).coached(agents, most, lifts)
		e, err := stats.MeasureEffect(list)
		if err != nil || e.ANCOVA.Low == nil {
			continue
		}
		runs++
		sum += *e.ANCOVA.Estimate
		held.add(e.ANCOVA.Low, e.ANCOVA.High, lifts)
		if naive(list) {
			fooled++
		}
		if *e.ANCOVA.Low > 0 || *e.ANCOVA.High < 0 {
			claims++
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(runs) }
	if lifts == 0 {
		l.note(t, fmt.Sprintf("(e) in vain, %s: before and after claims an effect", of), runs, share(fooled), 50, 100)
		l.note(t, fmt.Sprintf("(e) in vain, %s: ours claims an effect", of), runs, share(claims), 0.0001, 6.5)
	} else {
		l.note(t, fmt.Sprintf("(e) by 5 points, %s: ours finds it", of), runs, share(claims), 0, 0)
		l.covers(t, fmt.Sprintf("(e) by 5 points, %s: interval", of), held)
	}
	l.note(t, fmt.Sprintf("(e) %g points, %s: mean estimate, points", lifts, of), runs, sum/float64(runs), lifts-0.15, lifts+0.15)
}
