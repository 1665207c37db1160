package training

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// listWaiting reads the first rows of a query, and counts them up to DeskCount.
func listWaiting[T any](db *gorm.DB, order string) (w Waiting[T], err error) {
	if err := db.Session(&gorm.Session{}).Order(order).Limit(DeskRows).Find(&w.Rows).Error; err != nil {
		return w, store.Fault(err)
	}
	if w.Count = len(w.Rows); w.Count < DeskRows {
		return w, nil
	}
	var n int64
	counted := db.Session(&gorm.Session{}).Select("1 AS one").Limit(DeskCount)
	err = db.Session(&gorm.Session{NewDB: true}).Table("(?) AS c", counted).Count(&n).Error
	w.Count = int(n)
	return w, store.Fault(err)
}

func (a *Assignments) toMark(ctx context.Context) *gorm.DB {
	return a.conn(ctx).Table("attempts t").Joins("JOIN assignments a ON a.id = t.assignment_id").Where("t.status = 'to_mark' AND a.status IN ?", open).
		Select("t.id, t.assignment_id, t.part_id, a.agent_id, a.module_id, a.version, t.submitted_at")
}

// toSign are the parts for which a person is needed and which the agent has come to: what stands before them is done.
func (a *Assignments) toSign(ctx context.Context) *gorm.DB {
	return a.conn(ctx).Table("assignment_parts p").Joins("JOIN assignments a ON a.id = p.assignment_id").
		Where("p.kind IN ('role_play', 'workshop', 'task') AND p.status <> 'done' AND a.status IN ?", open).
		Where("NOT EXISTS (SELECT 1 FROM assignment_parts b WHERE b.assignment_id = p.assignment_id AND b.position < p.position AND b.status NOT IN ('done', 'to_mark'))").
		Select("p.assignment_id, p.part_id, p.kind, p.status, a.agent_id, a.module_id, a.version, a.due_on")
}

func (a *Assignments) overdue(ctx context.Context, today string) *gorm.DB {
	return a.conn(ctx).Model(&Assignment{}).Where("status IN ('assigned', 'in_progress') AND due_on < ?", today)
}

// toRefresh are completed assignments that are due again by their module's newest version, and were not given again.
func (a *Assignments) toRefresh(ctx context.Context, now time.Time) *gorm.DB {
	return a.conn(ctx).Table("assignments a").Joins("JOIN modules m ON m.id = a.module_id AND m.status = ?", Published).
		Joins("JOIN module_versions v ON v.module_id = m.id AND v.number = m.version AND v.refresh_months > 0").
		Joins("JOIN users u ON u.id = a.agent_id AND u.disabled_at IS NULL").
		Where("a.status = ? AND a.completed_at <= CAST(? AS BIGINT) - v.refresh_months * CAST(? AS BIGINT)", Completed, store.Millis(now), month.Milliseconds()).
		Where("EXISTS (SELECT 1 FROM user_roles r WHERE r.user_id = a.agent_id AND r.role = ?)", people.Agent).
		Where("NOT EXISTS (SELECT 1 FROM assignments b WHERE b.agent_id = a.agent_id AND b.module_id = a.module_id AND b.assigned_at > a.assigned_at AND b.status <> ?)", Cancelled).
		Select("a.agent_id, a.module_id, v.title, a.completed_at")
}

// versionsOf are the versions of assignments, whole.
func (a *Assignments) versionsOf(ctx context.Context, rows []Assignment) ([]Version, error) {
	places := placesOf(rows)
	if len(places) == 0 {
		return nil, nil
	}
	var found []Version
	return found, store.Fault(a.conn(ctx).Where("(module_id, number) IN ?", places).Find(&found).Error)
}

// placesOf are the keys of the versions of assignments, each once.
func placesOf(rows []Assignment) (places [][]any) {
	seen := map[edition]bool{}
	for _, r := range rows {
		if e := (edition{r.ModuleID, r.Version}); !seen[e] {
			seen[e], places = true, append(places, []any{r.ModuleID, r.Version})
		}
	}
	return places
}

func (a *Assignments) countOf(ctx context.Context, module, today string) (f Figures, err error) {
	err = a.conn(ctx).Model(&Assignment{}).Where("module_id = ? AND status <> ?", module, Cancelled).
		Select("count(*) AS assigned, COALESCE(sum(CASE WHEN status = 'completed' THEN 1 ELSE 0 END), 0) AS completed, "+
			"COALESCE(sum(CASE WHEN status <> 'completed' AND due_on < ? THEN 1 ELSE 0 END), 0) AS overdue", today).
		Row().Scan(&f.Assigned, &f.Completed, &f.Overdue)
	return f, store.Fault(err)
}

func (a *Assignments) completedOf(ctx context.Context, module string, limit int) ([]Assignment, error) {
	var rows []Assignment
	return rows, store.Fault(a.conn(ctx).Select("assigned_at", "completed_at", "seconds").Where("module_id = ? AND status = ?", module, Completed).
		Order("completed_at DESC").Limit(limit).Find(&rows).Error)
}

func (a *Assignments) attemptsOf(ctx context.Context, module string) *gorm.DB {
	return a.conn(ctx).Table("attempts t").Joins("JOIN assignments a ON a.id = t.assignment_id AND a.module_id = ?", module).Where("t.kind = ?", QuizPart)
}

func (a *Assignments) attemptCounts(ctx context.Context, module string) (map[string]int, error) {
	var rows []struct {
		PartID string
		N      int
	}
	err := a.attemptsOf(ctx, module).Select("t.part_id, count(*) AS n").Group("t.part_id").Scan(&rows).Error
	out := make(map[string]int, len(rows))
	for _, row := range rows {
		out[row.PartID] = row.N
	}
	return out, store.Fault(err)
}

func (a *Assignments) firstAttempts(ctx context.Context, module string, limit int) ([]Attempt, error) {
	var rows []Attempt
	return rows, store.Fault(a.attemptsOf(ctx, module).Where("t.number = 1 AND t.status = ?", Graded).
		Select("t.id, t.part_id, t.results, t.passed").Order("t.id DESC").Limit(limit).Find(&rows).Error)
}
