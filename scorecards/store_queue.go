package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// inQueue names the states as the index samples_due does, so that both databases use it.
const inQueue = "status IN ('queued', 'claimed')"

func (o *Offers) queued(ctx context.Context, actor people.Actor, after QueueCursor, limit int) ([]Sample, error) {
	var rows []Sample
	db := o.db.Conn(ctx).Where(inQueue).Where("(status = ? OR claimed_by = ?)", Queued, actor.ID).Order("due_at, id").Limit(limit)
	if after.ID != "" {
		db = db.Where("(due_at, id) > (?, ?)", after.DueAt, after.ID)
	}
	return rows, store.Fault(sampleReach(db, actor).Find(&rows).Error)
}

// held counts what somebody holds and the double scores that they have to make.
func (o *Offers) held(ctx context.Context, user string, now time.Time) (l Load, err error) {
	due := func(of *gorm.DB) (part Load, err error) {
		err = of.Select("count(*) AS to_score, count(CASE WHEN due_at < ? THEN 1 END) AS overdue", store.Millis(now)).Scan(&part).Error
		return part, store.Fault(err)
	}
	samples, err := due(o.db.Conn(ctx).Model(&Sample{}).Where("claimed_by = ? AND status = ?", user, Claimed))
	if err != nil {
		return l, err
	}
	doubles, err := due(o.db.Conn(ctx).Model(&Evaluation{}).Where("evaluator_id = ? AND "+doublesToScore, user))
	return Load{ToScore: samples.ToScore + doubles.ToScore, Overdue: samples.Overdue + doubles.Overdue, Doubles: doubles.ToScore}, err
}

// took is how long somebody worked on the last evaluations that they submitted, without those of themselves.
func (o *Offers) took(ctx context.Context, user string, limit int) ([]time.Duration, error) {
	var rows []int64
	err := o.db.Conn(ctx).Model(&Evaluation{}).Where("evaluator_id = ? AND submitted_at IS NOT NULL AND purpose <> ? AND active_ms > 0", user, Self).Order("id DESC").Limit(limit).Pluck("active_ms", &rows).Error
	out := make([]time.Duration, len(rows))
	for n, ms := range rows {
		out[n] = time.Duration(ms) * time.Millisecond
	}
	return out, store.Fault(err)
}

// due are samples that somebody holds and that are due between from and to, behind the one with the id after.
func (o *Offers) due(ctx context.Context, from, to time.Time, after string, limit int) ([]Sample, error) {
	var rows []Sample
	err := o.db.Conn(ctx).Where(inQueue).Where("claimed_by IS NOT NULL AND due_at >= ? AND due_at <= ? AND id > ?", store.Millis(from), store.Millis(to), after).
		Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}
