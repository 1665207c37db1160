package insights

import (
	"context"
	"math"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// TrendPoint is the mean of a week, or where Week is zero of all weeks together.
type TrendPoint struct {
	Week, To time.Time
	Agents   int // of the week
	stats.Estimate
}

// Trend is how the scores of a team, or of the whole organisation, went.
type Trend struct {
	Ask
	Edition scorecards.Edition
	From    time.Time
	All     *TrendPoint  // all weeks together, nil without scores
	Weeks   []TrendPoint // the oldest first
}

// Trend of a team; of the whole organisation where none is named, which is for who sees all teams. Agents are strata: the
// interval is Student's, from the variance within agents, pooled over the weeks. It is noted as a reading.
func (f *Figures) Trend(ctx context.Context, actor people.Actor, ask Ask) (Trend, error) {
	reach := people.FiguresReach(actor)
	if ask.Team == "" && !reach.All {
		return Trend{}, fault.In("query.team", "name a team that you lead; the whole organisation is for analysts")
	}
	if ask.Team != "" && !sees(reach, ask.Team) {
		return Trend{}, noTeam()
	}
	teams := teamsOf(reach)
	if ask.Team != "" && ask.Version == "" {
		teams = []string{ask.Team}
	}
	p, err := f.settled(ctx, teams, ask)
	t := Trend{Ask: p.Ask, Edition: p.edition, From: p.from}
	if err != nil || p.Version == "" {
		return t, err
	}
	rows, err := f.scores.TrendOf(ctx, p.Team, p.Version, p.Dimension, p.from)
	if err != nil {
		return t, err
	}
	t.add(rows)
	return t, f.audit.Read(ctx, actor, "trend.read", "team", p.Team, map[string]any{"found": len(rows)})
}

func (t *Trend) add(rows []scorecards.TeamWeek) {
	var all stats.Sums
	var within stats.Within
	squares := 0.0
	for _, r := range rows {
		all = all.Plus(r.Sums)
		squares += math.Max(0, r.Squares)
		within.DF += r.DF
	}
	if within.DF > 0 {
		within.Variance = squares / float64(within.DF)
	}
	point := func(week, to time.Time, agents int, sums stats.Sums) (p TrendPoint, ok bool) {
		e, err := stats.PersonMean(sums, within)
		return TrendPoint{week, to, agents, e}, err == nil
	}
	if p, ok := point(time.Time{}, time.Time{}, 0, all); ok {
		t.All = &p
	}
	for _, r := range rows {
		if p, ok := point(r.Week, r.To, r.Agents, r.Sums); ok {
			t.Weeks = append(t.Weeks, p)
		}
	}
}
