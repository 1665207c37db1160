package scorecards

import (
	"context"
	"time"

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

// openDouble is the draft of a second evaluation of it, or NotFound.
func (v *Evaluations) openDouble(ctx context.Context, first string) (Evaluation, error) {
	var row Evaluation
	return row, store.Fault(v.conn(ctx).Where("double_of = ? AND status = ?", first, Draft).Order("id").Limit(1).Take(&row).Error)
}

// dueDoubles are drafts of double scores that are due between from and to, behind the one with the id after.
func (v *Evaluations) dueDoubles(ctx context.Context, from, to time.Time, after string, limit int) ([]Evaluation, error) {
	var rows []Evaluation
	err := v.conn(ctx).Where(doublesToScore+" AND due_at >= ? AND due_at <= ? AND id > ?", store.Millis(from), store.Millis(to), after).Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// doublesToScore names the double scores still to make as the index evaluations_due does, so that both databases use it.
const doublesToScore = "purpose = 'double' AND status = 'draft'"

// doubleDays are the days to score that the plan gives whose sample an evaluation is of, 0 for one of none.
func (v *Evaluations) doubleDays(ctx context.Context, e *Evaluation) (days int, err error) {
	if e.SampleID == nil {
		return 0, nil
	}
	err = v.conn(ctx).Raw("SELECT p.days_to_score FROM plans p JOIN samples s ON s.plan_id = p.id WHERE s.id = ?", *e.SampleID).Scan(&days).Error
	return days, store.Fault(err)
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
