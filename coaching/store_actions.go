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

func (f *ActionFilter) narrow(db *gorm.DB) *gorm.DB {
	for column, value := range map[string]string{"agent_id": f.Agent, "owner_id": f.Owner, "status": f.Status, "session_id": f.Session} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	return db
}

const perStatus = "count(CASE WHEN status = 'open' THEN 1 END) AS open, count(CASE WHEN status = 'open' AND due_on < ? THEN 1 END) AS overdue, " +
	"count(CASE WHEN status = 'done' THEN 1 END) AS done, count(CASE WHEN status = 'closed' THEN 1 END) AS closed, count(CASE WHEN status = 'dropped' THEN 1 END) AS dropped"

func (a *Actions) counted(ctx context.Context, actor people.Actor, f ActionFilter, today string) (ActionCount, error) {
	var count ActionCount
	db := f.narrow(a.conn(ctx).Model(&Action{})).Select(perStatus, today)
	return count, store.Fault(inReach(db, actor, "owner_id").Scan(&count).Error)
}

func (a *Actions) page(ctx context.Context, actor people.Actor, f ActionFilter, today string) ([]Action, error) {
	db := f.narrow(a.conn(ctx)).Limit(f.Limit)
	if f.latest() {
		if db = db.Order("due_on DESC, id DESC"); f.After.ID != "" {
			db = db.Where("(due_on, id) < (?, ?)", f.After.DueOn, f.After.ID)
		}
		var rows []Action
		return rows, store.Fault(inReach(db, actor, "owner_id").Find(&rows).Error)
	}
	db = db.Order(clause.OrderBy{Expression: clause.Expr{SQL: overdueFirst + ", due_on, id", Vars: []any{today}}})
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
