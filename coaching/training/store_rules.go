package training

import (
	"context"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

func (r *Rules) conn(ctx context.Context) *gorm.DB { return r.a.db.Conn(ctx) }

func (r *Rules) one(ctx context.Context, id string) (Rule, error) {
	var row Rule
	return row, store.Fault(r.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (r *Rules) insert(ctx context.Context, rule *Rule) error {
	return store.Fault(r.conn(ctx).Create(rule).Error)
}

func (r *Rules) save(ctx context.Context, rule *Rule, revision int64) error {
	return store.Saved(r.conn(ctx).Model(rule).Where("id = ? AND revision = ?", rule.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(rule))
}

func (r *Rules) page(ctx context.Context, after string, limit int) ([]Rule, error) {
	db := r.conn(ctx).Order("id DESC").Limit(limit)
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Rule
	return rows, store.Fault(db.Find(&rows).Error)
}

// active is the next active rule behind one, or from it on.
func (r *Rules) active(ctx context.Context, after string, itself bool) (Rule, error) {
	behind := "id > ?"
	if itself {
		behind = "id >= ?"
	}
	var row Rule
	return row, store.Fault(r.conn(ctx).Where("active").Where(behind, after).Order("id").Take(&row).Error)
}

// history are the assignments of a module to each of these agents, the newest last.
func (r *Rules) history(ctx context.Context, module string, agents []string) (map[string][]Assignment, error) {
	var rows []Assignment
	err := r.conn(ctx).Select("agent_id", "status", "completed_at", "updated_at").Where("module_id = ? AND agent_id IN ?", module, agents).Order("assigned_at, id").Find(&rows).Error
	out := map[string][]Assignment{}
	for _, row := range rows {
		out[row.AgentID] = append(out[row.AgentID], row)
	}
	return out, store.Fault(err)
}
