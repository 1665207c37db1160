package scorecards

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

type holding struct {
	UserID string
	N      int
}

// holdings are how many samples each of these people holds, doublings how many double scores they have to make.
func (o *Offers) holdings(ctx context.Context, ids []string) (map[string]int, error) {
	return perUser(o.db.Conn(ctx).Model(&Sample{}).Select("claimed_by AS user_id, count(*) AS n").Where("claimed_by IN ? AND status = ?", ids, Claimed).Group("claimed_by"))
}

func (o *Offers) doublings(ctx context.Context, ids []string) (map[string]int, error) {
	return perUser(o.db.Conn(ctx).Model(&Evaluation{}).Select("evaluator_id AS user_id, count(*) AS n").Where("evaluator_id IN ? AND "+doublesToScore, ids).Group("evaluator_id"))
}

func perUser(of *gorm.DB) (map[string]int, error) {
	var rows []holding
	err := of.Scan(&rows).Error
	holds := make(map[string]int, len(rows))
	for _, r := range rows {
		holds[r.UserID] = r.N
	}
	return holds, store.Fault(err)
}

func (o *Offers) capacityRows(ctx context.Context, ids []string) ([]Capacity, error) {
	var rows []Capacity
	return rows, store.Fault(o.db.Conn(ctx).Where("user_id IN ?", ids).Find(&rows).Error)
}

func (o *Offers) capacities(ctx context.Context, ids []string) (map[string]*int, error) {
	rows, err := o.capacityRows(ctx, ids)
	out := make(map[string]*int, len(rows))
	for _, r := range rows {
		out[r.UserID] = r.Samples
	}
	return out, err
}

func (o *Offers) capacityRevisions(ctx context.Context, all []people.Person) (map[string]int64, error) {
	ids := make([]string, len(all))
	for n, p := range all {
		ids[n] = p.ID
	}
	rows, err := o.capacityRows(ctx, ids)
	out := make(map[string]int64, len(rows))
	for _, r := range rows {
		out[r.UserID] = r.Revision
	}
	return out, err
}

// saveCapacity writes a capacity where it is still at the revision, 0 for one that there was not, or is Stale.
func (o *Offers) saveCapacity(ctx context.Context, c *Capacity, revision int64) error {
	if revision > 0 {
		return store.Saved(o.db.Conn(ctx).Model(c).Where("user_id = ? AND revision = ?", c.UserID, revision).Select("Revision", "Samples", "UpdatedAt").Updates(c))
	}
	return store.Saved(o.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(c))
}

func (o *Offers) absencesOf(ctx context.Context, user, today string) ([]Absence, error) {
	var rows []Absence
	return rows, store.Fault(o.db.Conn(ctx).Where("user_id = ? AND to_on >= ?", user, today).Order("from_on, id").Limit(2 * mostAbsences).Find(&rows).Error)
}

func (o *Offers) insertAbsence(ctx context.Context, a *Absence) error {
	return store.Fault(o.db.Conn(ctx).Create(a).Error)
}

func (o *Offers) deleteAbsence(ctx context.Context, user, id string) error {
	done := o.db.Conn(ctx).Where("user_id = ? AND id = ?", user, id).Delete(&Absence{})
	if done.Error == nil && done.RowsAffected != 1 {
		return fault.Missing()
	}
	return store.Fault(done.Error)
}

const awayToday = "claimed_by IN (SELECT user_id FROM absences WHERE to_on >= ? AND from_on <= ?)"

// absentOn are those who are absent on a day.
func (o *Offers) absentOn(ctx context.Context, day string) (map[string]bool, error) {
	var ids []string
	err := o.db.Conn(ctx).Model(&Absence{}).Distinct().Where("to_on >= ? AND from_on <= ?", day, day).Pluck("user_id", &ids).Error
	out := make(map[string]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, store.Fault(err)
}

func (o *Offers) stranded(ctx context.Context, actor people.Actor, today string, after QueueCursor, limit int) ([]Sample, error) {
	var rows []Sample
	db := o.db.Conn(ctx).Where(inQueue).Where("status = ?", Claimed).Where(awayToday, today, today).Where(notBegun).Order("due_at, id").Limit(limit)
	if after.ID != "" {
		db = db.Where("(due_at, id) > (?, ?)", after.DueAt, after.ID)
	}
	return rows, store.Fault(sampleReach(db, actor).Find(&rows).Error)
}
