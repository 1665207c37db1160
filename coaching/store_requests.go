package coaching

import (
	"context"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (r *Requests) conn(ctx context.Context) *gorm.DB { return r.db.Conn(ctx) }

func (r *Requests) countOpen(ctx context.Context, agent string) (n int64, err error) {
	return n, store.Fault(r.conn(ctx).Model(&Request{}).Where("agent_id = ? AND status = ?", agent, Open).Count(&n).Error)
}

func (r *Requests) insert(ctx context.Context, row *Request) error {
	return store.Fault(r.conn(ctx).Create(row).Error)
}

func (r *Requests) save(ctx context.Context, row *Request, revision int64) error {
	return saved(r.conn(ctx).Model(row).Where("id = ? AND revision = ?", row.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(row))
}

func (r *Requests) one(ctx context.Context, actor people.Actor, id string) (Request, error) {
	var row Request
	return row, store.Fault(inReach(r.conn(ctx).Where("id = ?", id), actor, "agent_id").Take(&row).Error)
}

func (r *Requests) page(ctx context.Context, actor people.Actor, status, agent, after string, limit int) ([]Request, error) {
	db := r.conn(ctx).Order("id DESC").Limit(limit)
	for column, value := range map[string]string{"status": status, "agent_id": agent} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Request
	return rows, store.Fault(inReach(db, actor, "agent_id").Find(&rows).Error)
}
