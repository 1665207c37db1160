package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

// evaluatorsOf are the ids of those who have made an evaluation of the same, whatever for.
func (v *Evaluations) evaluatorsOf(ctx context.Context, e *Evaluation) (ids []string, err error) {
	err = v.conn(ctx).Model(&Evaluation{}).Where("interaction_id = ? AND agent_id = ? AND status <> 'withdrawn'", e.InteractionID, e.AgentID).
		Distinct().Pluck("evaluator_id", &ids).Error
	return ids, store.Fault(err)
}

// wasReleased says whether an evaluation of the same could ever be read by its agent.
func (v *Evaluations) wasReleased(ctx context.Context, e *Evaluation) (bool, error) {
	var n int64
	err := v.conn(ctx).Model(&Evaluation{}).Where("agent_id = ? AND interaction_id = ? AND released_at IS NOT NULL", e.AgentID, e.InteractionID).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}

func (v *Evaluations) begunSelf(ctx context.Context, e *Evaluation) (rows []Evaluation, err error) {
	err = v.conn(ctx).Where("evaluator_id = ? AND interaction_id = ? AND status = 'draft' AND purpose = ?", e.AgentID, e.InteractionID, Self).Find(&rows).Error
	return rows, store.Fault(err)
}
