package coaching

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (r *Recognitions) conn(ctx context.Context) *gorm.DB { return r.db.Conn(ctx) }

func (r *Recognitions) insert(ctx context.Context, row *Recognition) error {
	return store.Fault(r.conn(ctx).Create(row).Error)
}

func (r *Recognitions) save(ctx context.Context, row *Recognition, revision int64) error {
	return saved(r.conn(ctx).Model(row).Where("id = ? AND revision = ?", row.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(row))
}

// recognitionsOf narrows a query to what the actor reads; it is always the last condition, as a whole.
func recognitionsOf(db *gorm.DB, actor people.Actor) *gorm.DB {
	teams := slices.Clone(actor.Leads)
	if actor.Team != "" {
		teams = append(teams, actor.Team)
	}
	return db.Where("(by_id = ? OR (agent_id = ? AND status <> ?) OR (status = ? AND team_id IN ?))", actor.ID, actor.ID, TakenBack, Published, append(teams, ""))
}

func (r *Recognitions) one(ctx context.Context, actor people.Actor, id string) (Recognition, error) {
	var row Recognition
	return row, store.Fault(recognitionsOf(r.conn(ctx).Where("id = ?", id), actor).Take(&row).Error)
}

func (r *Recognitions) page(ctx context.Context, actor people.Actor, whose, after string, limit int) ([]Recognition, error) {
	db := r.conn(ctx).Order("id DESC").Limit(limit)
	switch whose {
	case "got":
		db = db.Where("agent_id = ?", actor.ID)
	case "given":
		db = db.Where("by_id = ?", actor.ID)
	case "team":
		db = db.Where("status = ?", Published)
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Recognition
	return rows, store.Fault(recognitionsOf(db, actor).Find(&rows).Error)
}
