package scorecards

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// weekSums are what an agent's scores of one week, version and dimension add up to, in one team.
type weekSums struct {
	AgentID    string
	Week       int64
	VersionID  string
	Dimension  string
	TeamID     string
	stats.Sums `gorm:"embedded"`
}

func (weekSums) TableName() string { return "score_weeks" }

var counted = []Status{Released, Acknowledged}

// sums are stats.Sums of a score, joined those of what was added up already.
const (
	sums   = "count(*) AS n, sum(%[1]s) AS y, sum(%[1]s * %[1]s) AS yy, sum(" + weight + ") AS w, sum(%[1]s * " + weight + ") AS wy, sum(" + weight + " * " + weight + ") AS w_sqr"
	weight = "coalesce(e.weight, 1 / e.probability)"
	joined = "sum(n) AS n, sum(y) AS y, sum(yy) AS yy, sum(w) AS w, sum(wy) AS wy, sum(w_sqr) AS w_sqr"
)

// counting is what counts: of random samples, released. The arguments are the agent, and from when until when.
const counting = "e.agent_id = ? AND e.released_at >= ? AND e.released_at < ? AND e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.probability > 0"

// addingUp is the query that adds up an agent's scores by week, of neighbouring weeks, and its arguments.
func addingUp(agent string, weeks []week) (query string, args []any) {
	of := func(dimension, score, from string) string {
		return "SELECT e.agent_id, " + weekOf(weeks) + " AS week, e.version_id, " + dimension + " AS dimension, coalesce(e.team_id, '') AS team_id, " + fmt.Sprintf(sums, score) +
			" FROM " + from + " WHERE " + counting + " GROUP BY 1, 2, 3, 4, 5"
	}
	query = of("'overall'", "e.overall", "evaluations e") + " UNION ALL " + of("s.dimension", "s.score", "evaluations e JOIN evaluation_scores s ON s.evaluation_id = e.id")
	query = strings.Replace(query, "WHERE ", "WHERE e.overall IS NOT NULL AND ", 1)
	which := []any{agent, store.Millis(weeks[0].from), store.Millis(weeks[len(weeks)-1].to)}
	return query, append(which, which...)
}

func weekOf(weeks []week) string {
	which := "CASE"
	for n := len(weeks) - 1; n > 0; n-- {
		which += fmt.Sprintf(" WHEN e.released_at >= %[1]d THEN %[1]d", store.Millis(weeks[n].from))
	}
	return which + fmt.Sprintf(" WHEN e.released_at >= %[1]d THEN %[1]d END", store.Millis(weeks[0].from))
}

func (a adder) replaceWeeks(ctx context.Context, agent string, weeks []week) error {
	query, args := addingUp(agent, weeks)
	db := a.db.Conn(ctx)
	if err := between(db, weeks).Where("agent_id = ?", agent).Delete(&weekSums{}).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(db.Exec("INSERT INTO score_weeks (agent_id, week, version_id, dimension, team_id, n, y, yy, w, wy, w_sqr) "+query, args...).Error)
}

func between(db *gorm.DB, weeks []week) *gorm.DB {
	return db.Where("week >= ? AND week < ?", store.Millis(weeks[0].from), store.Millis(weeks[len(weeks)-1].to))
}

func (v *Evaluations) dropWeeks(ctx context.Context, agent string) error {
	return store.Fault(v.conn(ctx).Where("agent_id = ?", agent).Delete(&weekSums{}).Error)
}

// keptWeeks are an agent's rows as they are kept, madeWeeks as the evaluations have them; both in the order of their key.
func (v *Evaluations) keptWeeks(ctx context.Context, agent string) (rows []weekSums, err error) {
	return rows, store.Fault(v.conn(ctx).Where("agent_id = ?", agent).Order("week, version_id, dimension, team_id").Find(&rows).Error)
}

func (v *Evaluations) madeWeeks(ctx context.Context, agent string, weeks []week) (rows []weekSums, err error) {
	query, args := addingUp(agent, weeks)
	return rows, store.Fault(v.conn(ctx).Raw("SELECT * FROM ("+query+") made ORDER BY week, version_id, dimension, team_id", args...).Scan(&rows).Error)
}

// withScores are agents who have, or had, something to add up, behind one, in the order of their ids.
func (v *Evaluations) withScores(ctx context.Context, after string, limit int) (ids []string, err error) {
	err = v.conn(ctx).Table("users").Where("id > ?", after).
		Where("(id IN (SELECT agent_id FROM evaluations WHERE agent_id = users.id AND released_at IS NOT NULL) OR id IN (SELECT agent_id FROM score_weeks WHERE agent_id = users.id))").
		Order("id").Limit(limit).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}

// releases are the times of an agent's first and last release, zero without one.
func (v *Evaluations) releases(ctx context.Context, agent string) (first, last time.Time, err error) {
	var r struct{ First, Last *int64 }
	err = v.conn(ctx).Table("evaluations").Select("min(released_at) AS first, max(released_at) AS last").
		Where("agent_id = ? AND released_at IS NOT NULL", agent).Scan(&r).Error
	if err != nil || r.First == nil {
		return first, last, store.Fault(err)
	}
	return store.FromMillis(*r.First), store.FromMillis(*r.Last), nil
}

// unadded are agents behind one whose scores count and were never added up, in the order of their ids.
func (v *Evaluations) unadded(ctx context.Context, after string, limit int) (ids []string, err error) {
	err = v.conn(ctx).Raw("SELECT id FROM users WHERE id > ? AND EXISTS (SELECT 1 FROM evaluations e WHERE e.agent_id = users.id AND e.released_at IS NOT NULL AND e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.probability > 0)"+
		" AND NOT EXISTS (SELECT 1 FROM score_weeks w WHERE w.agent_id = users.id) ORDER BY id LIMIT ?", after, limit).Scan(&ids).Error
	return ids, store.Fault(err)
}
