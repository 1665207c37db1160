package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (v *Evaluations) insertDispute(ctx context.Context, d *Dispute) error {
	var n int64
	if err := v.conn(ctx).Model(&Dispute{}).Where("evaluation_id = ? AND question_id = ?", d.EvaluationID, d.QuestionID).Count(&n).Error; err != nil {
		return store.Fault(err)
	}
	if n > 0 {
		return fault.New(fault.Conflict, "this answer was disputed already; an answer can be disputed once")
	}
	return store.Fault(v.conn(ctx).Create(d).Error)
}

func (v *Evaluations) updateDispute(ctx context.Context, d *Dispute) error {
	done := v.conn(ctx).Model(d).Where("id = ? AND status = ?", d.ID, DisputeOpen).
		Select("Status", "OutcomeOption", "OutcomeReason", "DecidedBy", "DecidedAt").Updates(d)
	if done.Error == nil && done.RowsAffected != 1 {
		return fault.New(fault.Conflict, "the dispute is decided already")
	}
	return store.Fault(done.Error)
}

func (v *Evaluations) disputeByID(ctx context.Context, id string) (Dispute, error) {
	var row Dispute
	return row, store.Fault(v.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (v *Evaluations) disputesOf(ctx context.Context, evaluation string) ([]Dispute, error) {
	var rows []Dispute
	return rows, store.Fault(v.conn(ctx).Where("evaluation_id = ?", evaluation).Order("id").Find(&rows).Error)
}

func (v *Evaluations) leastLoaded(ctx context.Context, candidates []string) (string, error) {
	var loads []struct {
		ArbiterID string
		N         int
	}
	err := v.conn(ctx).Model(&Dispute{}).Select("arbiter_id, count(*) AS n").Where("status = ? AND arbiter_id IN ?", DisputeOpen, candidates).
		Group("arbiter_id").Scan(&loads).Error
	load := map[string]int{}
	for _, l := range loads {
		load[l.ArbiterID] = l.N
	}
	best := candidates[0]
	for _, c := range candidates {
		if load[c] < load[best] {
			best = c
		}
	}
	return best, store.Fault(err)
}

// openDisputes reads the open disputes that the actor may decide; the rule itself is people.MayDecide.
func (v *Evaluations) openDisputes(ctx context.Context, actor people.Actor, limit int) ([]Case, error) {
	var rows []Dispute
	db := v.conn(ctx).Where("status = ?", DisputeOpen).
		Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE evaluator_id = ? OR agent_id = ?)", actor.ID, actor.ID)
	if len(actor.Leads) > 0 {
		db = db.Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE team_id IN ?)", actor.Leads)
	}
	if err := db.Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	ids := make([]string, len(rows))
	for i, d := range rows {
		ids[i] = d.EvaluationID
	}
	var evaluations []Evaluation
	if len(ids) > 0 {
		if err := v.conn(ctx).Where("id IN ?", ids).Find(&evaluations).Error; err != nil {
			return nil, store.Fault(err)
		}
	}
	byID := map[string]Evaluation{}
	for _, e := range evaluations {
		byID[e.ID] = e
	}
	var proposed, others []Case
	for _, d := range rows {
		c := Case{d, byID[d.EvaluationID]}
		switch {
		case !c.MayResolve(actor):
		case d.ArbiterID != nil && *d.ArbiterID == actor.ID:
			proposed = append(proposed, c)
		default:
			others = append(others, c)
		}
	}
	return append(proposed, others...), nil
}
