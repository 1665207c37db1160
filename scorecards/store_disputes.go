package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

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
		return twice()
	}
	err := v.conn(ctx).Create(d).Error
	if store.Duplicate(err) {
		return twice()
	}
	return store.Fault(err)
}

func twice() error {
	return fault.New(fault.Conflict, "this answer was disputed already; an answer can be disputed once")
}

func (v *Evaluations) updateDispute(ctx context.Context, d *Dispute) error {
	done := v.conn(ctx).Model(d).Where("id = ? AND status = ?", d.ID, DisputeOpen).
		Select("Status", "Statement", "StatedAt", "OverallBefore", "OverallAfter", "OutcomeOption", "OutcomeReason", "DecidedBy", "DecidedAt").Updates(d)
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

const proposedFirst = "CASE WHEN arbiter_id = ? THEN 0 ELSE 1 END"

// openDisputes reads the open disputes that the actor may decide; the rule itself is people.MayDecide.
func (v *Evaluations) openDisputes(ctx context.Context, actor people.Actor, after string, proposed bool, limit int) ([]Case, error) {
	db := v.conn(ctx).Where("status = ?", DisputeOpen).
		Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE evaluator_id = ? OR agent_id = ?)", actor.ID, actor.ID)
	if len(actor.Leads) > 0 {
		db = db.Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE team_id IN ? OR agent_id IN (SELECT user_id FROM memberships WHERE kind = ? AND team_id IN ? AND until IS NULL))",
			actor.Leads, people.Member, actor.Leads)
	}
	db = db.Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE (interaction_id, agent_id) IN "+toJudge+")", actor.ID, actor.ID)
	if actor.Team != "" {
		db = db.Where("evaluation_id NOT IN (SELECT id FROM evaluations WHERE agent_id IN (SELECT user_id FROM memberships WHERE kind = ? AND team_id = ? AND until IS NULL))", people.Lead, actor.Team)
	}
	if after != "" {
		rank := 1
		if proposed {
			rank = 0
		}
		db = db.Where("("+proposedFirst+", id) > (?, ?)", actor.ID, rank, after)
	}
	var rows []Dispute
	if err := db.Order(clause.OrderBy{Expression: clause.Expr{SQL: proposedFirst + ", id", Vars: []any{actor.ID}}}).Limit(limit).Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	return v.casesOf(ctx, rows)
}

func (v *Evaluations) disputesBy(ctx context.Context, user, after string, limit int) ([]Case, error) {
	db := v.conn(ctx).Where("opened_by = ?", user).Order("id DESC").Limit(limit)
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Dispute
	if err := db.Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	return v.casesOf(ctx, rows)
}

func (v *Evaluations) casesOf(ctx context.Context, rows []Dispute) ([]Case, error) {
	ids := make([]string, len(rows))
	for i, d := range rows {
		ids[i] = d.EvaluationID
	}
	var evaluations []Evaluation
	if err := v.conn(ctx).Where("id IN ?", ids).Find(&evaluations).Error; err != nil {
		return nil, store.Fault(err)
	}
	byID := map[string]Evaluation{}
	for _, e := range evaluations {
		byID[e.ID] = e
	}
	cases := make([]Case, len(rows))
	for i, d := range rows {
		cases[i] = Case{Dispute: d, Evaluation: byID[d.EvaluationID]}
	}
	return cases, nil
}

// dueDisputes are open disputes with an arbiter that are due between from and to, behind the one with the id after.
func (v *Evaluations) dueDisputes(ctx context.Context, from, to time.Time, after string, limit int) ([]Dispute, error) {
	var rows []Dispute
	err := v.conn(ctx).Where("status = ? AND arbiter_id IS NOT NULL AND due_at >= ? AND due_at <= ? AND id > ?", DisputeOpen, from.UnixMilli(), to.UnixMilli(), after).
		Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// overdueDisputes are open disputes that were due before now and have not been passed on, those due first first.
func (v *Evaluations) overdueDisputes(ctx context.Context, now time.Time, limit int) ([]Dispute, error) {
	var rows []Dispute
	err := v.conn(ctx).Where("status = 'open' AND passed_on_at IS NULL AND due_at < ?", store.Millis(now)).Order("due_at, id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// movedOn gives an overdue dispute to an arbiter where nobody has decided it or passed it on meanwhile, or is Conflict.
func (v *Evaluations) movedOn(ctx context.Context, d *Dispute, to *string) error {
	now := v.now()
	done := v.conn(ctx).Model(&Dispute{}).Where("id = ? AND status = ? AND passed_on_at IS NULL", d.ID, DisputeOpen).
		Updates(map[string]any{"arbiter_id": to, "passed_on_at": store.Millis(now)})
	if done.Error == nil && done.RowsAffected != 1 {
		return fault.New(fault.Conflict, "the dispute was decided or passed on already")
	}
	d.ArbiterID, d.PassedOnAt = to, &now
	return store.Fault(done.Error)
}
