package scorecards

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (p *Plans) planByID(ctx context.Context, id string) (Plan, error) {
	var row Plan
	return row, store.Fault(p.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (p *Plans) drawOf(ctx context.Context, plan, interaction string) (draw, error) {
	var row draw
	return row, store.Fault(p.db.Conn(ctx).Where("plan_id = ? AND interaction_id = ?", plan, interaction).Take(&row).Error)
}

// mostOfAWeek bounds what is looked at of an agent's week; nobody has so many.
const mostOfAWeek = 20_000

func (p *Plans) undrawn(ctx context.Context, plan *Plan, agent string, w week) ([]spare, error) {
	var rows []spare
	err := p.db.Conn(ctx).Table("draws d").Select("d.interaction_id, s.id AS sample_id").
		Joins("LEFT JOIN samples s ON s.interaction_id = d.interaction_id AND s.scorecard_id = ? AND s.status <> ?", plan.ScorecardID, Replaced).
		Where("d.plan_id = ? AND d.agent_id = ? AND d.started_at >= ? AND d.started_at < ? AND d.sample_id IS NULL", plan.ID, agent, store.Millis(w.from), store.Millis(w.to)).
		Where("(s.id IS NULL OR s.origin = ?)", Random).
		Where("NOT EXISTS (SELECT 1 FROM samples x WHERE x.plan_id = d.plan_id AND x.interaction_id = d.interaction_id)").
		Order("d.started_at, d.interaction_id").Limit(mostOfAWeek).Scan(&rows).Error
	return rows, store.Fault(err)
}

// stands notes which sample stands for what a plan did not draw at first.
func (p *Plans) stands(ctx context.Context, plan, interaction, sample string) error {
	return store.Fault(p.db.Conn(ctx).Model(&draw{}).Where("plan_id = ? AND interaction_id = ?", plan, interaction).Update("sample_id", sample).Error)
}

// openPlaces are replaced samples of interactions that began in a week, in whose place nothing came, behind an id.
func (o *Offers) openPlaces(ctx context.Context, w week, after string, limit int) ([]Sample, error) {
	var rows []Sample
	err := o.db.Conn(ctx).Where("status = 'replaced' AND id > ? AND origin = ?", after, Random).
		Where("EXISTS (SELECT 1 FROM interactions i WHERE i.id = samples.interaction_id AND i.started_at >= ? AND i.started_at < ?)", store.Millis(w.from), store.Millis(w.to)).
		Where("NOT EXISTS (SELECT 1 FROM samples n WHERE n.replaces_id = samples.id)").Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func (o *Offers) placeTaken(ctx context.Context, sample string) (bool, error) {
	var n int64
	err := o.db.Conn(ctx).Model(&Sample{}).Where("replaces_id = ?", sample).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}

// nameReplacement has the log of a replaced sample name what came in its place.
func (o *Offers) nameReplacement(ctx context.Context, sample, with string) error {
	return store.Fault(o.db.Conn(ctx).Model(&sampleEvent{}).Where("sample_id = ? AND what = ?", sample, Replaced).Update("to_id", with).Error)
}

func (o *Offers) setCause(ctx context.Context, sample, cause string) error {
	return store.Fault(o.db.Conn(ctx).Model(&Sample{}).Where("id = ?", sample).Update("cause", cause).Error)
}

// logOf is what happened to a sample, the oldest first.
func (o *Offers) logOf(ctx context.Context, sample string, limit int) ([]sampleEvent, error) {
	var rows []sampleEvent
	return rows, store.Fault(o.db.Conn(ctx).Where("sample_id = ?", sample).Order("id").Limit(limit).Find(&rows).Error)
}

// readable is a sample that the actor may read of: in reach, or any for an analyst.
func (o *Offers) readable(ctx context.Context, actor people.Actor, id string) (Sample, error) {
	if actor.Is(people.Analyst) {
		return o.byID(ctx, id)
	}
	return o.inReach(ctx, actor, id)
}

// replacedRow is a replaced sample with what the log says of it.
type replacedRow struct {
	LogID, ID, PlanID, InteractionID, Cause, Reason, UserID, ToID string
	At, DrawnAt                                                   int64
}

// replaced are the samples that were replaced, the latest first, behind the log's id.
func (o *Offers) replaced(ctx context.Context, after string, limit int) ([]replacedRow, error) {
	var rows []replacedRow
	db := o.db.Conn(ctx).Table("sample_log l").Joins("JOIN samples s ON s.id = l.sample_id").Where("l.what = 'replaced'").
		Select("l.id AS log_id, s.id, s.plan_id, s.interaction_id, s.cause, l.reason, l.user_id, l.to_id, l.at, s.drawn_at").Order("l.id DESC").Limit(limit)
	if after != "" {
		db = db.Where("l.id < ?", after)
	}
	return rows, store.Fault(db.Scan(&rows).Error)
}
