package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

type planWatcher struct{ PlanID, UserID string }

// plans are those behind an id, the newest first.
func (p *Plans) plans(ctx context.Context, after string, limit int) ([]Plan, error) {
	var rows []Plan
	db := p.db.Conn(ctx).Order("id DESC").Limit(limit)
	if after != "" {
		db = db.Where("id < ?", after)
	}
	if err := db.Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	return rows, p.withWatchers(ctx, rows)
}

func (p *Plans) withWatchers(ctx context.Context, rows []Plan) error {
	place, ids := map[string]int{}, make([]string, len(rows))
	for n, plan := range rows {
		place[plan.ID], ids[n] = n, plan.ID
	}
	var watchers []planWatcher
	err := p.db.Conn(ctx).Where("plan_id IN ?", ids).Order("user_id").Find(&watchers).Error
	for _, w := range watchers {
		plan := &rows[place[w.PlanID]]
		plan.Watchers = append(plan.Watchers, w.UserID)
	}
	return store.Fault(err)
}

func (p *Plans) setWatchers(ctx context.Context, plan *Plan) error {
	if err := p.db.Conn(ctx).Where("plan_id = ?", plan.ID).Delete(&planWatcher{}).Error; err != nil {
		return store.Fault(err)
	}
	rows := make([]planWatcher, len(plan.Watchers))
	for n, id := range plan.Watchers {
		rows[n] = planWatcher{plan.ID, id}
	}
	return store.InsertAll(ctx, p.db, rows)
}

// stillWatch leaves out watchers who are no supervisors any more, or gone.
const stillWatch = "user_id IN (SELECT r.user_id FROM user_roles r JOIN users u ON u.id = r.user_id WHERE r.role = 'supervisor' AND u.disabled_at IS NULL)"

// watchersOf are who watches the plans of samples, by plan.
func (p *Plans) watchersOf(ctx context.Context, samples []Sample) (map[string][]string, error) {
	ids := make([]string, len(samples))
	for n, s := range samples {
		ids[n] = s.PlanID
	}
	var rows []planWatcher
	err := p.db.Conn(ctx).Where("plan_id IN ? AND "+stillWatch, distinct(ids)).Order("user_id").Find(&rows).Error
	out := map[string][]string{}
	for _, r := range rows {
		out[r.PlanID] = append(out[r.PlanID], r.UserID)
	}
	return out, store.Fault(err)
}

// updatePlan saves what can change of a plan in place.
func (p *Plans) updatePlan(ctx context.Context, plan *Plan, revision int64) error {
	done := p.db.Conn(ctx).Model(plan).Where("id = ? AND revision = ?", plan.ID, revision).
		Select("Revision", "Name", "DoubleShare", "DaysToScore", "DaysToKeep", "EndsOn", "Triggers", "Standard", "Active", "UpdatedAt", "EndedAt").Updates(plan)
	if done.Error != nil {
		return planFault(done.Error)
	}
	return store.Saved(done)
}

func planFault(err error) error {
	if store.Duplicate(err) {
		return fault.New(fault.Conflict, "there is or was a plan of this name already; choose another name")
	}
	return store.Fault(err)
}

// outOfDays are plans whose last day is over.
func (p *Plans) outOfDays(ctx context.Context, today string) ([]Plan, error) {
	var rows []Plan
	err := p.db.Conn(ctx).Where("active AND ends_on <> '' AND ends_on < ?", today).Order("id").Limit(mostPlans).Find(&rows).Error
	return rows, store.Fault(err)
}

func (p *Plans) hasScorecard(ctx context.Context, id string) (bool, error) {
	var n int64
	err := p.db.Conn(ctx).Model(&Scorecard{}).Where("id = ?", id).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}

// strangers says whether one of these is no supervisor who is there.
func (p *Plans) strangers(ctx context.Context, ids []string) (bool, error) {
	all, err := p.users.Persons(ctx, ids)
	for _, id := range ids {
		if !people.ActorOf(all[id]).Is(people.Supervisor) || all[id].DisabledAt != nil {
			return true, err
		}
	}
	return false, err
}

// namedLately are the values of a column of interactions in the last four weeks.
func (p *Plans) namedLately(ctx context.Context, column string) ([]string, error) {
	out := []string{}
	now := p.now()
	err := p.begunIn(ctx, now.AddDate(0, 0, -lookedBack), now.AddDate(0, 0, 1)).Where(column+" <> ''").Order(column).Limit(mostScopeValues).Distinct().Pluck(column, &out).Error
	return out, store.Fault(err)
}

func watcherIDs(ctx context.Context, db *store.DB, plan string) (ids []string, err error) {
	err = db.Conn(ctx).Model(&planWatcher{}).Where("plan_id = ?", plan).Order("user_id").Limit(mostWatchers).Pluck("user_id", &ids).Error
	return ids, store.Fault(err)
}
