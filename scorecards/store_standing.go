package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

type agentSums struct {
	AgentID, TeamID, Dimension string
	stats.Sums                 `gorm:"embedded"`
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

// sumsByAgent adds up the final scores of random samples by agent and dimension.
func (v *Evaluations) sumsByAgent(ctx context.Context, version string, from time.Time) ([]agentSums, error) {
	const sums = `count(*) AS n, sum(s.y) AS y, sum(s.y * s.y) AS yy, sum(1 / e.probability) AS w, sum(s.y / e.probability) AS wy,
		sum(1 / (e.probability * e.probability)) AS w_sqr`
	const scores = `(SELECT id AS evaluation_id, 'overall' AS dimension, overall AS y FROM evaluations WHERE overall IS NOT NULL
		UNION ALL SELECT evaluation_id, dimension, score FROM evaluation_scores) s`
	var rows []agentSums
	err := v.conn(ctx).Table("evaluations e").Joins("JOIN "+scores+" ON s.evaluation_id = e.id").
		Select("e.agent_id, coalesce(e.team_id, '') AS team_id, s.dimension, "+sums).
		Where("e.version_id = ? AND e.origin = ? AND e.status IN ? AND e.released_at >= ? AND e.probability > 0", version, Random, counted, store.Millis(from)).
		Group("e.agent_id, coalesce(e.team_id, ''), s.dimension").Scan(&rows).Error
	return rows, store.Fault(err)
}
