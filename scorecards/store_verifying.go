package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

// verified is a decision beside what is stored of it; times are Unix milliseconds.
type verified struct {
	PlanID, InteractionID, AgentID string
	StartedAt, DecidedAt           int64
	Probability                    float64
	Fixed                          *float64 // the period's
	Quota                          *int     //
	ClosedAt                       *int64   //
	SampleID, SamplePlan, Origin   string
	SampleOf                       string // its interaction
	ReplacesID                     string
	ToppedUp                       bool
	DrawnAt                        int64
	Targeted                       bool // there is a targeted sample of it, which stays one

	period string
	u      float64
}

func (r *verified) random() bool { return r.Origin == Random }

func (p *Plans) planNamed(ctx context.Context, plan string) (Plan, error) {
	var row Plan
	return row, store.Fault(p.db.Conn(ctx).Where("id = ? OR name = ?", plan, plan).Take(&row).Error)
}

// toVerify are decisions of a plan by agent and time, behind another one.
func (p *Plans) toVerify(ctx context.Context, plan *Plan, after verified, limit int) ([]verified, error) {
	var rows []verified
	err := p.db.Conn(ctx).Table("draws d").Joins("LEFT JOIN samples s ON s.id = d.sample_id").
		Joins("LEFT JOIN plan_periods p ON p.plan_id = d.plan_id AND p.agent_id = d.agent_id AND p.begins_at <= d.started_at AND p.ends_at > d.started_at").
		Select(`d.plan_id, d.interaction_id, d.agent_id, d.started_at, d.decided_at, d.probability, p.probability AS fixed, p.quota, p.closed_at, coalesce(s.id, '') AS sample_id,
			coalesce(s.plan_id, '') AS sample_plan, coalesce(s.interaction_id, '') AS sample_of, coalesce(s.origin, '') AS origin, coalesce(s.replaces_id, '') AS replaces_id, coalesce(s.topped_up, false) AS topped_up, coalesce(s.drawn_at, 0) AS drawn_at,
			EXISTS (SELECT 1 FROM samples t WHERE t.interaction_id = d.interaction_id AND t.scorecard_id = ? AND t.origin = 'targeted') AS targeted`, plan.ScorecardID).
		Where("d.plan_id = ? AND (d.agent_id, d.started_at, d.interaction_id) > (?, ?, ?)", plan.ID, after.AgentID, after.StartedAt, after.InteractionID).
		Order("d.agent_id, d.started_at, d.interaction_id").Limit(limit).Scan(&rows).Error
	return rows, store.Fault(err)
}

// undecided are random samples of a plan of which there is no decision.
func (p *Plans) undecided(ctx context.Context, plan string, limit int) ([]Sample, error) {
	var rows []Sample
	err := p.db.Conn(ctx).Table("samples s").Where("s.plan_id = ? AND s.origin = ?", plan, Random).
		Where("NOT EXISTS (SELECT 1 FROM draws d WHERE d.plan_id = s.plan_id AND d.interaction_id = s.interaction_id)").Order("s.id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}
