//go:build torture

package stats_test

import (
	"math"
	"slices"
	"testing"

	"rater/internal/stats"
)

func sortedLines(lines []string) []string { return slices.Sorted(slices.Values(lines)) }

// crew is agents with their interactions of a period, all scored, as if one knew them.
type crew struct {
	scores [][]float64
	mean   float64
}

func (c centre) crew(agents, fewest, most int) (p crew) {
	n := 0
	for range agents {
		able := c.ability()
		list := make([]float64, fewest+c.IntN(most-fewest+1))
		for i := range list {
			list[i] = c.score(able)
			p.mean += list[i]
		}
		n += len(list)
		p.scores = append(p.scores, list)
	}
	p.mean /= float64(n)
	return p
}

// meansHold draws as plans do: by a rate that differs by agent; up to a quota within each agent, with the top-up; and agents
// first, for a statement about all agents.
func meansHold(t *testing.T, l *ledger) {
	var rates, quotas, clusters hits
	for run := range 3000 {
		c := newCentre(11, run)
		p := c.crew(24, 30, 200)
		hold(t, &rates, p.mean, c.byRate(p), stats.Design{})
		drawn, population := c.byQuota(p)
		hold(t, &quotas, p.mean, drawn, stats.Design{Population: population})
		all := c.crew(250, 20, 60)
		hold(t, &clusters, all.mean, c.byAgents(all, 25), stats.Design{Clustered: true})
	}
	l.covers(t, "(a) mean, by a rate of each agent's own", rates)
	l.covers(t, "(a) mean, agents are strata, 4–30 of each with top-up", quotas)
	l.covers(t, "(a) mean, 25 of 250 agents drawn, then 4–30 of each", clusters)
}

func hold(t *testing.T, h *hits, truth float64, drawn []stats.Drawn, d stats.Design) {
	t.Helper()
	s, err := stats.SurveyMean(drawn, d)
	if err != nil {
		t.Fatal(err)
	}
	h.add(s.Low, s.High, truth)
}

func (c centre) byRate(p crew) (drawn []stats.Drawn) {
	for _, scores := range p.scores {
		rate := 0.03 + 0.12*c.Float64()
		for _, y := range scores {
			if c.Float64() < rate {
				drawn = append(drawn, stats.Drawn{Y: y, Probability: rate})
			}
		}
	}
	return drawn
}

// byQuota draws each with the quota's probability and adds the smallest u where these are too few: then N ÷ n is the weight.
func (c centre) byQuota(p crew) (drawn []stats.Drawn, population float64) {
	for agent, scores := range p.scores {
		quota := min(c.few(), len(scores))
		n, order := 0, c.Perm(len(scores))
		for range scores {
			if c.Float64() < float64(quota)/float64(len(scores)) {
				n++
			}
		}
		n = max(n, quota)
		for _, i := range order[:n] {
			drawn = append(drawn, stats.Drawn{Y: scores[i], Probability: float64(n) / float64(len(scores)), Stratum: agent})
		}
		population += float64(len(scores))
	}
	return drawn, population
}

func (c centre) byAgents(p crew, agents int) (drawn []stats.Drawn) {
	for _, agent := range c.Perm(len(p.scores))[:agents] {
		scores := p.scores[agent]
		n := min(c.few(), len(scores))
		both := float64(agents) / float64(len(p.scores)) * float64(n) / float64(len(scores))
		for _, i := range c.Perm(len(scores))[:n] {
			drawn = append(drawn, stats.Drawn{Y: scores[i], Probability: both, Cluster: agent})
		}
	}
	return drawn
}

// personsHold asks for the mean of all the scores that a person would get. Where some fail a critical question the scores of
// those are far from normal, and where persons lie near 100 theirs spread less than those of the others, so that a pooled
// variance holds them more often than weak ones.
func personsHold(t *testing.T, l *ledger) {
	for _, failing := range []float64{0, 0.01} {
		var all, weak, strong hits
		for run := range 600 {
			c := newCentre(21, run)
			c.failing = failing
			abilities, sums := make([]float64, 20), make([]stats.Sums, 20)
			for i := range sums {
				abilities[i] = c.ability()
				for range c.few() {
					sums[i].Add(c.score(abilities[i]), 0.1)
				}
			}
			within, err := stats.PooledWithin(sums)
			if err != nil {
				t.Fatal(err)
			}
			for i, able := range abilities {
				e, err := stats.PersonMean(sums[i], within)
				if err != nil {
					t.Fatal(err)
				}
				all.add(e.Low, e.High, c.truth(able))
				switch {
				case able < usualAbility-spreadOfAgents:
					weak.add(e.Low, e.High, c.truth(able))
				case able > usualAbility+spreadOfAgents:
					strong.add(e.Low, e.High, c.truth(able))
				}
			}
		}
		named := map[bool]string{true: "(b) a person, 4–30 scores", false: "(b) a person, 1 in 100 scores is a critical failure"}[failing == 0]
		l.covers(t, named, all)
		l.note(t, named+": the weakest sixth", weak.all, weak.share(), 0, 0)
		l.note(t, named+": the strongest sixth", strong.all, strong.share(), 0, 0)
	}
}

// fairScoresHold asks for the mean of all the scores that an agent would get from an evaluator of usual strictness. A best
// prediction is drawn to the mean: its interval holds 95 % of the agents who are there, not each one's 95 % of the time, and
// those far from the mean less often.
func fairScoresHold(t *testing.T, l *ledger) {
	for _, size := range []struct {
		name                        string
		agents, evaluators, by, run int
	}{{"(c) fair score, 40 agents by 8 evaluators", 40, 8, 3, 300}, {"(c) fair score, 100 by 15", 100, 15, 3, 120}, {"(c) fair score, 20 by 5", 20, 5, 3, 500}} {
		var all, far, differences hits
		for run := range size.run {
			c := newCentre(31, run)
			f, truths := c.fair(t, size.agents, size.evaluators, size.by)
			if f == nil {
				continue
			}
			for i, truth := range truths {
				low, high := f.Mean+f.Agents[i].Effect-1.96*f.Agents[i].LevelSE, f.Mean+f.Agents[i].Effect+1.96*f.Agents[i].LevelSE
				all.add(&low, &high, truth)
				if math.Abs(truth-f.Mean) > 8 {
					far.add(&low, &high, truth)
				}
				if i > 0 {
					d, se := f.Contrast(i, i-1)
					from, to := d-1.96*se, d+1.96*se
					differences.add(&from, &to, truth-truths[i-1])
				}
			}
		}
		l.covers(t, size.name, all)
		l.covers(t, size.name+": differences of two", differences)
		l.note(t, size.name+": those more than 8 points from the mean", far.all, far.share(), 0, 0)
	}
}

// fair has each agent scored by a few evaluators; nil where it can't be told apart.
func (c centre) fair(t *testing.T, agents, evaluators, by int) (*stats.Fair, []float64) {
	strict := make([]float64, evaluators)
	for i := range strict {
		strict[i] = 4 * c.NormFloat64()
	}
	list, truths := stats.NewCrossed(), make([]float64, agents)
	for a := range truths {
		able := c.ability()
		for k := range 41 { // over evaluators of every strictness
			truths[a] += c.truth(able+0.2*4*float64(k-20)) * math.Exp(-0.02*float64((k-20)*(k-20)))
		}
		own := c.Perm(evaluators)[:by]
		for range c.few() {
			e := own[c.IntN(by)]
			list.Add(a, e, c.score(able+strict[e]))
		}
	}
	weight := 0.0
	for k := range 41 {
		weight += math.Exp(-0.02 * float64((k-20)*(k-20)))
	}
	for a := range truths {
		truths[a] /= weight
	}
	f, err := list.Fit()
	if err != nil {
		t.Log(err)
		return nil, nil
	}
	return f, truths
}
