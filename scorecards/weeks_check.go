package scorecards

import (
	"context"
	"math"
	"slices"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// Disagreement is a sum by week that is not what the evaluations say, of an agent or where none is named of a team: N scores
// kept, and Made counted.
type Disagreement struct {
	Agent, Version, Dimension, Team string
	Week                            time.Time
	N, Made                         int
}

const mostDisagreements = 100

// CheckSums compares the sums by week of agents with the evaluations, and those of teams with their agents', to within 1e-9
// of their size, and returns those that differ, at most 100, and how many agents there were.
func (v *Evaluations) CheckSums(ctx context.Context, done func(agents int)) (list []Disagreement, agents int, err error) {
	note := func(found []Disagreement) {
		list = append(list, found[:min(len(found), mostDisagreements-len(list))]...)
	}
	agents, err = eachOf(ctx, v.withScores, done, func(ctx context.Context, agent string) error {
		return v.db.InTx(ctx, func(ctx context.Context) error {
			if err := (adder{v.db, v.zone}).lock(ctx, agent); err != nil {
				return err
			}
			found, err := v.disagreements(ctx, agent)
			note(found)
			return err
		})
	})
	if err != nil {
		return list, agents, err
	}
	_, err = eachOf(ctx, v.teamsWithSums, nil, func(ctx context.Context, team string) error {
		return v.db.InTx(ctx, func(ctx context.Context) error {
			found, err := v.teamDisagreements(ctx, team)
			note(found)
			return err
		})
	})
	return list, agents, err
}

func (v *Evaluations) disagreements(ctx context.Context, agent string) (list []Disagreement, err error) {
	weeks, err := v.weeksOf(ctx, agent)
	if err != nil {
		return nil, err
	}
	made := map[weekSums]weekSums{}
	for _, part := range store.Chunks(weeks, weeksAtOnce) {
		rows, err := v.madeWeeks(ctx, agent, part)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			made[r.key()] = r
		}
	}
	kept, err := v.keptWeeks(ctx, agent)
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		m := made[k.key()]
		delete(made, k.key())
		if !same(k.Sums, m.Sums) {
			list = append(list, k.differs(m.N))
		}
	}
	for key, m := range made {
		list = append(list, key.differs(m.N))
	}
	return list, nil
}

// key is the row without its sums.
func (s weekSums) key() weekSums {
	return weekSums{AgentID: s.AgentID, Week: s.Week, VersionID: s.VersionID, Dimension: s.Dimension, TeamID: s.TeamID}
}

func same(a, b stats.Sums) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a)) }
	return a.N == b.N && near(a.Y, b.Y) && near(a.YY, b.YY) && near(a.W, b.W) && near(a.WY, b.WY) && near(a.WSqr, b.WSqr)
}

func (s weekSums) differs(made int) Disagreement {
	return Disagreement{s.AgentID, s.VersionID, s.Dimension, s.TeamID, store.FromMillis(s.Week), s.N, made}
}

func (v *Evaluations) teamDisagreements(ctx context.Context, team string) (list []Disagreement, err error) {
	adding := adder{v.db, v.zone}
	if err := adding.lockTeam(ctx, team); err != nil {
		return nil, err
	}
	kept, made, err := adding.keptAndMade(ctx, team)
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		m := made[k.key()]
		delete(made, k.key())
		if !k.equals(m) {
			list = append(list, k.differs(m.N))
		}
	}
	for _, m := range made {
		list = append(list, m.key().differs(m.N))
	}
	slices.SortFunc(list, func(a, b Disagreement) int { return a.Week.Compare(b.Week) })
	return list, nil
}

// key is the row without its sums.
func (s teamSums) key() teamSums {
	return teamSums{TeamID: s.TeamID, Week: s.Week, VersionID: s.VersionID, Dimension: s.Dimension}
}

func (s teamSums) equals(o teamSums) bool {
	return s.Agents == o.Agents && s.DF == o.DF && same(s.Sums, o.Sums) && math.Abs(s.Squares-o.Squares) <= 1e-9*math.Max(1, s.YY)
}

func (s teamSums) differs(made int) Disagreement {
	return Disagreement{"", s.VersionID, s.Dimension, s.TeamID, store.FromMillis(s.Week), s.N, made}
}
