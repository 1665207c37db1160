package training

import (
	"context"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// inReach narrows a query to the assignments that the actor may see; it is always the last condition, as a whole.
func inReach(db *gorm.DB, actor people.Actor) *gorm.DB {
	reach := people.AssignmentReach(actor)
	if reach.All {
		return db
	}
	parts, args := []string{"1 = 0"}, []any{}
	if len(reach.Teams) > 0 {
		parts = append(parts, "(agent_id <> ? AND agent_id IN (SELECT user_id FROM memberships WHERE kind = ? AND until IS NULL AND team_id IN ?))")
		args = append(args, actor.ID, people.Member, reach.Teams)
	}
	if reach.Agent != "" {
		parts, args = append(parts, "agent_id = ?"), append(args, reach.Agent)
	}
	return db.Where("("+strings.Join(parts, " OR ")+")", args...)
}

func (a *Assignments) conn(ctx context.Context) *gorm.DB { return a.db.Conn(ctx) }

func (a *Assignments) one(ctx context.Context, actor people.Actor, id string) (Assignment, error) {
	var row Assignment
	return row, store.Fault(inReach(a.conn(ctx).Where("id = ?", id), actor).Take(&row).Error)
}

// save writes the assignment where it is still at the revision, or is Stale.
func (a *Assignments) save(ctx context.Context, row *Assignment, revision int64) error {
	return store.Saved(a.conn(ctx).Model(row).Where("id = ? AND revision = ?", row.ID, revision).Select("*").Omit("ID", "AssignedAt").Updates(row))
}

// openOf are the open assignments of a module, by agent.
func (a *Assignments) openOf(ctx context.Context, module string, agents []string) (map[string]string, error) {
	var rows []Assignment
	err := a.conn(ctx).Select("id", "agent_id").Where("module_id = ? AND agent_id IN ? AND status IN ?", module, agents, open).Find(&rows).Error
	out := make(map[string]string, len(rows))
	for _, row := range rows {
		out[row.AgentID] = row.ID
	}
	return out, store.Fault(err)
}

// places are how many hold a place in the workshops of a module, by part.
func (a *Assignments) places(ctx context.Context, module string) (map[string]int, error) {
	var rows []struct {
		PartID string
		Taken  int
	}
	err := a.conn(ctx).Table("assignments a").Joins("JOIN assignment_parts p ON p.assignment_id = a.id AND p.kind = ? AND p.status <> ?", WorkshopPart, PartDone).
		Where("a.module_id = ? AND a.status IN ?", module, open).Select("p.part_id, count(*) AS taken").Group("p.part_id").Scan(&rows).Error
	out := make(map[string]int, len(rows))
	for _, row := range rows {
		out[row.PartID] = row.Taken
	}
	return out, store.Fault(err)
}

const openFirst = "CASE WHEN status IN ('assigned', 'in_progress') THEN 0 ELSE 1 END"

func (a *Assignments) page(ctx context.Context, actor people.Actor, f Filter, today string) ([]Assignment, error) {
	db := a.conn(ctx).Limit(f.Limit).Order(clause.OrderBy{Expression: clause.Expr{SQL: openFirst + ", due_on, id"}})
	for column, value := range map[string]string{"agent_id": f.Agent, "module_id": f.Module, "status": f.Status} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if f.Overdue {
		db = db.Where("status IN ? AND due_on < ?", open, today)
	}
	if f.ToLearn {
		db = db.Where("status <> ?", Cancelled)
	}
	if f.After.ID != "" {
		rank := 0
		if f.After.Closed {
			rank = 1
		}
		db = db.Where("("+openFirst+", due_on, id) > (?, ?, ?)", rank, f.After.DueOn, f.After.ID)
	}
	var rows []Assignment
	return rows, store.Fault(inReach(db, actor).Find(&rows).Error)
}

const mostOfActions = 1000

func (a *Assignments) ofActions(ctx context.Context, actor people.Actor, actions []string) ([]Assignment, error) {
	var rows []Assignment
	if len(actions) == 0 {
		return rows, nil
	}
	db := a.conn(ctx).Where("action_id IN ? AND action_id <> '' AND status <> ?", actions, Cancelled).Order("id").Limit(mostOfActions)
	return rows, store.Fault(inReach(db, actor).Find(&rows).Error)
}

// edition names a version of a module, pair an agent and a module.
type (
	edition struct {
		Module string
		Number int
	}
	pair struct{ Agent, Module string }
)

// captions are the versions of assignments, without what lists don't show.
func (a *Assignments) captions(ctx context.Context, rows []Assignment) (map[edition]Version, error) {
	out, places := map[edition]Version{}, placesOf(rows)
	if len(places) == 0 {
		return out, nil
	}
	var found []Version
	err := a.conn(ctx).Omit("parts").Where("(module_id, number) IN ?", places).Find(&found).Error
	for _, v := range found {
		out[edition{v.ModuleID, v.Number}] = v
	}
	return out, store.Fault(err)
}

// learnt are the prerequisites that the agents of these assignments have completed.
func (a *Assignments) learnt(ctx context.Context, rows []Assignment, versions map[edition]Version) (map[pair]bool, error) {
	var agents, modules []string
	for _, r := range rows {
		if needed := versions[edition{r.ModuleID, r.Version}].Prerequisites; r.Status == Assigned && len(needed) > 0 {
			agents, modules = append(agents, r.AgentID), append(modules, needed...)
		}
	}
	out := map[pair]bool{}
	if len(agents) == 0 {
		return out, nil
	}
	var found []Assignment
	err := a.conn(ctx).Model(&Assignment{}).Distinct("agent_id", "module_id").Where("agent_id IN ? AND module_id IN ? AND status = ?", agents, modules, Completed).Find(&found).Error
	for _, r := range found {
		out[pair{r.AgentID, r.ModuleID}] = true
	}
	return out, store.Fault(err)
}

func (a *Assignments) progress(ctx context.Context, id string) (map[string]Progress, error) {
	var rows []Progress
	err := a.conn(ctx).Where("assignment_id = ?", id).Find(&rows).Error
	out := make(map[string]Progress, len(rows))
	for _, row := range rows {
		out[row.PartID] = row
	}
	return out, store.Fault(err)
}

func (a *Assignments) keepProgress(ctx context.Context, p *Progress) error {
	return store.Fault(a.conn(ctx).Model(p).Where("assignment_id = ? AND part_id = ?", p.AssignmentID, p.PartID).Select("*").Updates(p).Error)
}

func (a *Assignments) insertAttempt(ctx context.Context, t *Attempt) error {
	return store.Fault(a.conn(ctx).Create(t).Error)
}

func (a *Assignments) saveAttempt(ctx context.Context, t *Attempt, revision int64) error {
	return store.Saved(a.conn(ctx).Model(t).Where("id = ? AND revision = ?", t.ID, revision).Select("*").Omit("ID").Updates(t))
}

func (a *Assignments) attempt(ctx context.Context, id string) (Attempt, error) {
	var row Attempt
	return row, store.Fault(a.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (a *Assignments) attempts(ctx context.Context, assignment, after string, limit int) ([]Attempt, error) {
	db := a.conn(ctx).Where("assignment_id = ?", assignment).Order("id").Limit(limit)
	if after != "" {
		db = db.Where("id > ?", after)
	}
	var rows []Attempt
	return rows, store.Fault(db.Find(&rows).Error)
}

// near are open assignments that are due from one day to another, behind an id.
func (a *Assignments) near(ctx context.Context, from, to, after string, limit int) ([]Assignment, error) {
	var rows []Assignment
	err := a.conn(ctx).Where("status IN ? AND due_on >= ? AND due_on <= ? AND id > ?", []string{Assigned, InProgress}, from, to, after).
		Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}
