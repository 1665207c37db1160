package coaching

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (a *Actions) conn(ctx context.Context) *gorm.DB { return a.db.Conn(ctx) }

func (a *Actions) one(ctx context.Context, actor people.Actor, id string) (Action, error) {
	var row Action
	return row, store.Fault(inReach(a.conn(ctx).Where("id = ?", id), actor, "owner_id").Take(&row).Error)
}

func (a *Actions) insert(ctx context.Context, action *Action) error {
	return store.Fault(a.conn(ctx).Create(action).Error)
}

// save writes the action where it is still at the revision, or is Stale.
func (a *Actions) save(ctx context.Context, action *Action, revision int64) error {
	return saved(a.conn(ctx).Model(action).Where("id = ? AND revision = ?", action.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(action))
}

const overdueFirst = "CASE WHEN status = 'open' AND due_on < ? THEN 0 ELSE 1 END"

func (a *Actions) page(ctx context.Context, actor people.Actor, f ActionFilter, today string) ([]Action, error) {
	db := a.conn(ctx).Limit(f.Limit).
		Order(clause.OrderBy{Expression: clause.Expr{SQL: overdueFirst + ", due_on, id", Vars: []any{today}}})
	for column, value := range map[string]string{"agent_id": f.Agent, "owner_id": f.Owner, "status": f.Status, "session_id": f.Session} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if f.After.ID != "" {
		rank := 1
		if f.After.Overdue {
			rank = 0
		}
		db = db.Where("("+overdueFirst+", due_on, id) > (?, ?, ?)", today, rank, f.After.DueOn, f.After.ID)
	}
	var rows []Action
	return rows, store.Fault(inReach(db, actor, "owner_id").Find(&rows).Error)
}

func (a *Actions) ofSession(ctx context.Context, session string, limit int) ([]Action, error) {
	var rows []Action
	return rows, store.Fault(a.conn(ctx).Where("session_id = ?", session).Order("id").Limit(limit).Find(&rows).Error)
}

// near are open actions that are due from one day to another, behind an id.
func (a *Actions) near(ctx context.Context, from, to, after string, limit int) ([]Action, error) {
	var rows []Action
	err := a.conn(ctx).Where("status = ? AND due_on >= ? AND due_on <= ? AND id > ?", Open, from, to, after).Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func (a *Actions) waiting(ctx context.Context, after string, limit int) ([]Action, error) {
	var rows []Action
	return rows, store.Fault(a.conn(ctx).Where("waiting AND id > ?", after).Order("id").Limit(limit).Find(&rows).Error)
}
