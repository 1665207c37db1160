package scorecards

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

type agentSums struct {
	AgentID, TeamID, VersionID, Dimension string
	stats.Sums                            `gorm:"embedded"`
}

type monthSums struct {
	VersionID, Dimension string
	Month                int
	stats.Sums           `gorm:"embedded"`
}

var counted = []Status{Released, Acknowledged}

// countDrawn counts what was drawn for its own sake: a replacement stands in the place of another.
func (v *Evaluations) countDrawn(ctx context.Context, agent string, from time.Time) (int, error) {
	var n int64
	err := v.conn(ctx).Model(&Sample{}).Where("agent_id = ? AND origin = ? AND drawn_at >= ? AND replaces_id IS NULL", agent, Random, store.Millis(from)).Count(&n).Error
	return int(n), store.Fault(err)
}

func (v *Evaluations) lastVersionOf(ctx context.Context, agent string) (string, error) {
	var e Evaluation
	err := v.conn(ctx).Select("version_id").Where("agent_id = ? AND origin = ? AND status IN ?", agent, Random, counted).Order("id DESC").Take(&e).Error
	return e.VersionID, store.Fault(err)
}

const (
	addedUp = `count(*) AS n, sum(s.y) AS y, sum(s.y * s.y) AS yy, sum(1 / e.probability) AS w, sum(s.y / e.probability) AS wy,
		sum(1 / (e.probability * e.probability)) AS w_sqr`
	everyScore = `JOIN (SELECT id AS evaluation_id, 'overall' AS dimension, overall AS y FROM evaluations WHERE overall IS NOT NULL
		UNION ALL SELECT evaluation_id, dimension, score FROM evaluation_scores) s ON s.evaluation_id = e.id`
)

// drawnSince are the scores that count: of random samples, released since a time.
func (v *Evaluations) drawnSince(ctx context.Context, from time.Time) *gorm.DB {
	return v.conn(ctx).Table("evaluations e").Joins(everyScore).
		Where("e.origin = ? AND e.status IN ? AND e.released_at >= ? AND e.probability > 0", Random, counted, store.Millis(from))
}

// sumsByAgent adds up the final scores of random samples by agent, version and dimension.
func (v *Evaluations) sumsByAgent(ctx context.Context, versions []string, from time.Time) ([]agentSums, error) {
	var rows []agentSums
	err := v.drawnSince(ctx, from).Select("e.agent_id, coalesce(e.team_id, '') AS team_id, e.version_id, s.dimension, "+addedUp).
		Where("e.version_id IN ?", versions).Group("e.agent_id, coalesce(e.team_id, ''), e.version_id, s.dimension").Scan(&rows).Error
	return rows, store.Fault(err)
}

// sumsByMonth adds up one agent's by month, version and dimension; months are beginnings, the oldest first.
func (v *Evaluations) sumsByMonth(ctx context.Context, agent string, months []time.Time) ([]monthSums, error) {
	which, args := "CASE", []any{}
	for n := len(months) - 1; n > 0; n-- {
		which += fmt.Sprintf(" WHEN e.released_at >= ? THEN %d", n)
		args = append(args, store.Millis(months[n]))
	}
	which += " ELSE 0 END"
	var rows []monthSums
	err := v.drawnSince(ctx, months[0]).Where("e.agent_id = ?", agent).Select("e.version_id, s.dimension, "+which+" AS month, "+addedUp, args...).
		Group("e.version_id, s.dimension, month").Scan(&rows).Error
	return rows, store.Fault(err)
}

// editions name versions, by id.
func (v *Evaluations) editions(ctx context.Context, ids []string) (map[string]Edition, error) {
	var rows []struct {
		ID, ScorecardID, Name string
		Number                int
	}
	err := v.conn(ctx).Table("scorecard_versions x").Joins("JOIN scorecards c ON c.id = x.scorecard_id").
		Select("x.id, x.scorecard_id, c.name, x.number").Where("x.id IN ?", ids).Scan(&rows).Error
	out := make(map[string]Edition, len(rows))
	for _, r := range rows {
		out[r.ID] = Edition{r.ScorecardID, r.Name, r.Number}
	}
	return out, store.Fault(err)
}
