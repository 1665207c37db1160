package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

// periodOf is the agent's week in which a sample was drawn, without a plan where there is none.
func (a adder) periodOf(ctx context.Context, sample string) (row PlanPeriod, err error) {
	err = a.db.Conn(ctx).Table("samples s").Select("p.*").
		Joins("JOIN draws d ON d.plan_id = s.plan_id AND d.sample_id = s.id").
		Joins("JOIN plan_periods p ON p.plan_id = d.plan_id AND p.agent_id = d.agent_id AND p.begins_at <= d.started_at AND p.ends_at > d.started_at").
		Where("s.id = ?", sample).Limit(1).Find(&row).Error
	return row, store.Fault(err)
}

// scoredIn are the evaluations that count of an agent's week.
func (a adder) scoredIn(ctx context.Context, r PlanPeriod) (rows []Evaluation, err error) {
	err = a.db.Conn(ctx).Table("evaluations e").Select("e.id, e.released_at").
		Where("e.sample_id IN (SELECT d.sample_id FROM draws d WHERE d.plan_id = ? AND d.agent_id = ? AND d.started_at >= ? AND d.started_at < ? AND d.sample_id IS NOT NULL)",
			r.PlanID, r.AgentID, store.Millis(r.BeginsAt), store.Millis(r.EndsAt)).
		Where("e.agent_id = ? AND e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.probability > 0", r.AgentID).Order("e.id").Find(&rows).Error
	return rows, store.Fault(err)
}

func (a adder) setWeights(ctx context.Context, ids []string, weight float64) error {
	for _, part := range store.Chunks(ids, 500) {
		if err := a.db.Conn(ctx).Model(&Evaluation{}).Where("id IN ?", part).Update("weight", weight).Error; err != nil {
			return store.Fault(err)
		}
	}
	return nil
}
