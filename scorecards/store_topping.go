package scorecards

import (
	"context"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

func (p *Plans) openPeriods(ctx context.Context, limit int) ([]PlanPeriod, error) {
	var rows []PlanPeriod
	err := p.db.Conn(ctx).Where("closed_at IS NULL AND ends_at <= ?", store.Millis(p.now().Add(-settling))).Order("ends_at, plan_id, agent_id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func (p *Plans) openPeriod(ctx context.Context, key periodKey) (PlanPeriod, error) {
	var row PlanPeriod
	err := p.db.Conn(ctx).Where("plan_id = ? AND agent_id = ? AND period = ? AND closed_at IS NULL", key.plan, key.agent, key.period).Take(&row).Error
	return row, store.Fault(err)
}

// periodCount is what became of an agent's week: a replacement is no place of its own, it stands in that of another.
type periodCount struct{ Eligible, Drawn, ToppedUp int }

const placesOf = `count(*) AS eligible, count(CASE WHEN s.id IS NOT NULL AND s.replaces_id IS NULL THEN 1 END) AS drawn,
	count(CASE WHEN s.topped_up THEN 1 END) AS topped_up`

func (p *Plans) countPeriod(ctx context.Context, r PlanPeriod) (periodCount, error) {
	var c periodCount
	return c, store.Fault(p.drawsOf(ctx, r).Joins("LEFT JOIN samples s ON s.id = d.sample_id").Select(placesOf).Scan(&c).Error)
}

func (p *Plans) drawsOf(ctx context.Context, r PlanPeriod) *gorm.DB {
	return p.db.Conn(ctx).Table("draws d").Where("d.plan_id = ? AND d.agent_id = ? AND d.started_at >= ? AND d.started_at < ?",
		r.PlanID, r.AgentID, store.Millis(r.BeginsAt), store.Millis(r.EndsAt))
}

func (p *Plans) closeRow(ctx context.Context, r PlanPeriod, c periodCount) error {
	return store.Fault(p.db.Conn(ctx).Model(&PlanPeriod{}).Where("plan_id = ? AND agent_id = ? AND period = ?", r.PlanID, r.AgentID, r.Period).
		Updates(map[string]any{"eligible": c.Eligible, "drawn": c.Drawn, "topped_up": c.ToppedUp, "closed_at": store.Millis(p.now())}).Error)
}
