package coaching

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (p *Plans) conn(ctx context.Context) *gorm.DB { return p.db.Conn(ctx) }

func (p *Plans) one(ctx context.Context, actor people.Actor, id string) (Plan, error) {
	var row Plan
	return row, store.Fault(inReach(p.conn(ctx).Where("id = ?", id), actor, "coach_id").Take(&row).Error)
}

func (p *Plans) insert(ctx context.Context, plan *Plan) error {
	return store.Fault(p.conn(ctx).Create(plan).Error)
}

func (p *Plans) save(ctx context.Context, plan *Plan, revision int64) error {
	return saved(p.conn(ctx).Model(plan).Where("id = ? AND revision = ?", plan.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(plan))
}

func (p *Plans) page(ctx context.Context, actor people.Actor, agent, status, after string, limit int) ([]Plan, error) {
	db := p.conn(ctx).Order("id DESC").Limit(limit)
	for column, value := range map[string]string{"agent_id": agent, "status": status} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Plan
	return rows, store.Fault(inReach(db, actor, "coach_id").Find(&rows).Error)
}

// due are the active plans without a planned session to come.
func (p *Plans) due(ctx context.Context, now time.Time, limit int) ([]Plan, error) {
	var rows []Plan
	err := p.conn(ctx).Where("status = ?", Active).
		Where("NOT EXISTS (SELECT 1 FROM coaching_sessions s WHERE s.plan_id = coaching_plans.id AND s.status = ? AND s.starts_at > ?)", Planned, store.Millis(now)).
		Order("updated_at, id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}
