package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

// acquainted are the ids of those who know something of what others think of the same, or are to judge it anyway: who has
// made an evaluation of it, whatever for, holds a sample of it, or was an arbiter in a dispute over it.
func (v *Evaluations) acquainted(ctx context.Context, e *Evaluation) (ids []string, err error) {
	err = v.conn(ctx).Raw(`SELECT evaluator_id FROM evaluations WHERE interaction_id = ? AND agent_id = ? AND (status <> 'withdrawn' OR submitted_at IS NOT NULL)
		UNION SELECT claimed_by FROM samples WHERE interaction_id = ? AND agent_id = ? AND status = 'claimed' AND claimed_by IS NOT NULL
		UNION SELECT d.arbiter_id FROM disputes d JOIN evaluations x ON x.id = d.evaluation_id WHERE x.interaction_id = ? AND x.agent_id = ? AND d.arbiter_id IS NOT NULL
		UNION SELECT d.decided_by FROM disputes d JOIN evaluations x ON x.id = d.evaluation_id WHERE x.interaction_id = ? AND x.agent_id = ? AND d.decided_by IS NOT NULL`,
		e.InteractionID, e.AgentID, e.InteractionID, e.AgentID, e.InteractionID, e.AgentID, e.InteractionID, e.AgentID).Scan(&ids).Error
	return ids, store.Fault(err)
}

// doubled says whether somebody who was asked for a second evaluation of it has not submitted it yet.
func (v *Evaluations) doubled(ctx context.Context, e *Evaluation) (bool, error) {
	var n int64
	err := v.conn(ctx).Model(&Evaluation{}).Where("double_of = ? AND status = ?", e.ID, Draft).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
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
