package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

const closedQuota = "p.quota IS NOT NULL AND p.closed_at IS NOT NULL"

// periodsOf are an agent's closed weeks with a quota that a sample is part of, one for each plan that it stands for.
func (a adder) periodsOf(ctx context.Context, sample, agent string) (rows []PlanPeriod, err error) {
	err = a.db.Conn(ctx).Table("draws d").Select("p.*").
		Joins("JOIN plan_periods p ON p.plan_id = d.plan_id AND p.agent_id = d.agent_id AND p.begins_at <= d.started_at AND p.ends_at > d.started_at").
		Where("d.sample_id = ? AND d.agent_id = ? AND "+closedQuota, sample, agent).Order("p.plan_id").Find(&rows).Error
	return rows, store.Fault(err)
}

// closedOf are all closed weeks with a quota of an agent.
func (a adder) closedOf(ctx context.Context, agent string) (rows []PlanPeriod, err error) {
	err = a.db.Conn(ctx).Table("plan_periods p").Where("p.agent_id = ? AND "+closedQuota, agent).Order("p.begins_at, p.plan_id").Find(&rows).Error
	return rows, store.Fault(err)
}

// scoredRow is an evaluation that counts, and whether its sample is the plan's own.
type scoredRow struct {
	ID         string
	ReleasedAt int64
	Own        bool
}

// scoredIn are the evaluations that count of an agent's week.
func (a adder) scoredIn(ctx context.Context, r PlanPeriod) (rows []scoredRow, err error) {
	err = a.db.Conn(ctx).Table("evaluations e").Select("e.id, e.released_at, s.plan_id = ? AS own", r.PlanID).Joins("JOIN samples s ON s.id = e.sample_id").
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
