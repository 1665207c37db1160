package insights

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// Between is how two agents compare in one dimension. Apart is the first less the second, with its interval, and Told
// whether they can be told apart, the dimensions being looked at together (Benjamini and Hochberg 1995).
type Between struct {
	Dimension  string
	One, Other *stats.Estimate // nil without scores
	Apart      *stats.Comparison
	Low, High  float64 // of Apart
	Told       bool
	Outlook
}

// Outlook is how many more evaluations, of each where it is of two, would tell a difference as large from none, and by
// when there will be so many if they come as they did in the time that is looked at; nil where that can't be said, or is
// more than two years away.
type Outlook struct {
	More *int
	By   *time.Time
}

// Pair are two agents of a team beside each other.
type Pair struct {
	Standings
	One, Other string
	Scored     [2]int // of the samples of each
	List       []Between
}

// Pair compares two agents of a team in each dimension. It is noted as a reading of both.
func (f *Figures) Pair(ctx context.Context, actor people.Actor, ask Ask, one, other string) (Pair, error) {
	if one == other {
		return Pair{}, fault.In("query.other", "name another agent of the team")
	}
	p, err := f.settle(ctx, actor, ask)
	if err != nil {
		return Pair{}, err
	}
	pair := Pair{Standings: Standings{Ask: p.Ask, Edition: p.edition, From: p.from}, One: one, Other: other}
	sums, err := f.scores.SumsOf(ctx, p.Version, "", p.from)
	if err != nil {
		return pair, err
	}
	if whole := newTeam(scorecards.Overall, p.Team, sums); !slices.Contains(whole.agents, one) || !slices.Contains(whole.agents, other) {
		return pair, noScores()
	}
	fates, err := f.scores.Fates(ctx, p.Team, p.edition, p.Version, p.from)
	if err != nil {
		return pair, err
	}
	pair.Scored = [2]int{fates[one].Scored, fates[other].Scored}
	for _, dimension := range append([]string{scorecards.Overall}, scorecards.DimensionKeys...) {
		b := newTeam(dimension, p.Team, sums).between(one, other)
		b.By = f.by(b.More, min(fates[one].Scored, fates[other].Scored), p.from)
		pair.List = append(pair.List, b)
	}
	if err := tell(pair.List); err != nil {
		return pair, err
	}
	for _, agent := range []string{one, other} {
		if err := f.audit.Read(ctx, actor, "standings.read", "agent", agent, nil); err != nil {
			return pair, err
		}
	}
	return pair, nil
}

func (t *team) between(one, other string) Between {
	b := Between{Dimension: t.dimension}
	first, second := t.of(one), t.of(other)
	b.One, b.Other = t.mean(first), t.mean(second)
	if second.N < 2 {
		return b
	}
	c, err := stats.Against(first, second, t.within)
	if err != nil {
		return b
	}
	b.Apart = &c
	b.Low, b.High = c.Interval(t.within.DF)
	if more, err := stats.MoreToSeparate(c.Difference, t.within.Variance, first.EffectiveN(), second.EffectiveN()); err == nil {
		b.More = atLeastOne(more)
	}
	return b
}

// atLeastOne is how many more evaluations are needed by those who are not told apart, where a larger number of both would
// not have needed any.
func atLeastOne(more int) *int {
	more = max(1, more)
	return &more
}

func (t *team) of(agent string) (s stats.Sums) {
	if at := slices.Index(t.agents, agent); at >= 0 {
		s = t.sums[at]
	}
	return s
}

func tell(list []Between) error {
	var p []float64
	for _, b := range list {
		if b.Apart != nil {
			p = append(p, b.Apart.P)
		}
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		return err
	}
	at := 0
	for n := range list {
		if list[n].Apart != nil {
			list[n].Told = adjusted[at] <= falseEffects
			at++
		}
	}
	return nil
}

const farthest = 2 * 365 * 24 * time.Hour

// by is when so many more will be scored, as many as were scored of the samples since a time coming on.
func (f *Figures) by(more *int, scored int, from time.Time) *time.Time {
	if more == nil || scored == 0 {
		return nil
	}
	now := f.now()
	wait := float64(now.Sub(from)) / float64(scored) * float64(*more)
	if wait > float64(farthest) {
		return nil
	}
	at := now.Add(time.Duration(wait))
	return &at
}
