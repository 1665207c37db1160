package scorecards

import (
	"context"
	"fmt"
	"time"

	"rater/internal/foundation/store"
)

func (v *Evaluations) countByVersion(ctx context.Context, teams []string, from time.Time) (rows []EditionCount, err error) {
	db := v.conn(ctx).Table("team_weeks").Select("version_id AS id, sum(n) AS n").Where("dimension = ? AND week >= ?", Overall, store.Millis(from))
	if teams != nil {
		db = db.Where("team_id IN ?", teams)
	}
	return rows, store.Fault(db.Group("version_id").Order("max(week) DESC, version_id DESC").Limit(50).Scan(&rows).Error)
}

func (v *Evaluations) weeksByVersion(ctx context.Context, agent, team, version string, from time.Time) (rows []weekSums, err error) {
	err = v.conn(ctx).Table("score_weeks").Select("week, dimension, "+joined).Where("agent_id = ? AND team_id = ? AND version_id = ? AND week >= ?", agent, team, version, store.Millis(from)).
		Group("week, dimension").Order("week, dimension").Scan(&rows).Error
	return rows, store.Fault(err)
}

// teamWeeks adds up rows that are a team's each.
func (v *Evaluations) teamWeeks(ctx context.Context, team, version, dimension string, from time.Time) (rows []teamSums, err error) {
	db := v.conn(ctx).Table("team_weeks").Select("week, sum(agents) AS agents, "+joined+", sum(squares) AS squares, sum(df) AS df").
		Where("version_id = ? AND dimension = ? AND week >= ?", version, dimension, store.Millis(from))
	if team != "" {
		db = db.Where("team_id = ?", team)
	}
	return rows, store.Fault(db.Group("week").Order("week").Scan(&rows).Error)
}

// paired says which evaluations tell evaluators from agents, and when each counts: released reviews of random samples, and
// double scores, without which the evaluators of different teams would often have no agent in common.
var paired = []struct{ which, at string }{
	{"e.origin = 'random' AND e.status IN ('released', 'acknowledged')", "e.released_at"},
	{"e.purpose = 'double' AND e.status = 'submitted' AND e.origin = 'random' AND EXISTS (SELECT 1 FROM evaluations f WHERE f.id = e.double_of AND f.status <> 'withdrawn')", "e.submitted_at"},
}

func (v *Evaluations) pairWeeks(ctx context.Context, version, dimension string, weeks []time.Time) (rows []PairWeek, err error) {
	for _, p := range paired {
		score, db := "e.overall", v.conn(ctx).Table("evaluations e")
		if dimension != Overall {
			score, db = "s.score", db.Joins("JOIN evaluation_scores s ON s.evaluation_id = e.id AND s.dimension = ?", dimension)
		}
		var some []PairWeek
		err := db.Select("e.agent_id, e.evaluator_id, "+weekNumber(p.at, weeks)+" AS week, count(*) AS n, sum("+score+") AS y, sum("+score+" * "+score+") AS yy").
			Where("e.version_id = ? AND "+p.at+" >= ? AND "+p.which+" AND "+score+" IS NOT NULL", version, store.Millis(weeks[0])).
			Group("e.agent_id, e.evaluator_id, 3").Scan(&some).Error
		if err != nil {
			return nil, store.Fault(err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

func weekNumber(at string, weeks []time.Time) string {
	which := "CASE"
	for n := len(weeks) - 1; n > 0; n-- {
		which += fmt.Sprintf(" WHEN %s >= %d THEN %d", at, store.Millis(weeks[n]), n)
	}
	return which + fmt.Sprintf(" WHEN %s >= %d THEN 0 END", at, store.Millis(weeks[0]))
}

// fates leaves out what was scored by another version; what is submitted and not released yet waits.
func (v *Evaluations) fates(ctx context.Context, team string, of Edition, version string, from time.Time) (rows []Fate, err error) {
	count := func(what string) string { return "sum(CASE WHEN " + what + " THEN 1 ELSE 0 END)" }
	shown := "e.status IN ('" + string(Released) + "', '" + string(Acknowledged) + "')"
	err = v.conn(ctx).Table("samples s").Joins("LEFT JOIN evaluations e ON e.sample_id = s.id AND e.purpose = ? AND e.status NOT IN ?", Review, []Status{Draft, Withdrawn}).
		Select("s.agent_id, "+count("s.replaces_id IS NULL")+" AS drawn, "+count(shown)+" AS scored, "+count("s.status <> '"+Replaced+"' AND (e.id IS NULL OR NOT "+shown+")")+" AS waiting").
		Where("s.team_id = ? AND s.scorecard_id = ? AND s.origin = ? AND s.drawn_at >= ? AND (e.id IS NULL OR e.version_id = ?)", team, of.Scorecard, Random, store.Millis(from), version).
		Group("s.agent_id").Scan(&rows).Error
	return rows, store.Fault(err)
}
