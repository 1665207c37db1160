package scorecards

import (
	"context"
	"fmt"
	"time"

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

// everyScore are the scores of an evaluation, that of the whole among them.
const everyScore = `JOIN (SELECT id AS evaluation_id, 'overall' AS dimension, overall AS y FROM evaluations WHERE overall IS NOT NULL
	UNION ALL SELECT evaluation_id, dimension, score FROM evaluation_scores) s ON s.evaluation_id = e.id`

// sumsByAgent adds up the final scores of random samples by agent, team, version and dimension, of those weeks that have
// begun at a time or since; of one dimension, or where it is empty of each.
func (v *Evaluations) sumsByAgent(ctx context.Context, versions []string, dimension string, from time.Time) ([]agentSums, error) {
	var rows []agentSums
	db := v.conn(ctx).Table("score_weeks").Select("agent_id, team_id, version_id, dimension, "+joined).Where("version_id IN ? AND week >= ?", versions, store.Millis(from))
	if dimension != "" {
		db = db.Where("dimension = ?", dimension)
	}
	return rows, store.Fault(db.Group("agent_id, team_id, version_id, dimension").Scan(&rows).Error)
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
	err := v.conn(ctx).Table("evaluations e").Joins(everyScore).Where("e.agent_id = ? AND e.origin = ? AND e.status IN ? AND e.released_at >= ? AND e.probability > 0", agent, Random, counted, store.Millis(months[0])).
		Select("e.version_id, s.dimension, "+which+" AS month, "+fmt.Sprintf(sums, "s.y"), args...).Group("e.version_id, s.dimension, month").Scan(&rows).Error
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
