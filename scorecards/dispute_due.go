package scorecards

import (
	"context"
	"time"

	"rater/internal/notices"
	"rater/internal/people"
)

const (
	remindedAtOnce = 500
	decideAhead    = 24 * time.Hour
	decideBehind   = 7 * 24 * time.Hour // what is overdue for longer is reminded of no more
)

// Remind tells arbiters of open disputes that are due within a day, or lately overdue. Each call looks at the next 500;
// nobody is told of one twice.
func (v *Evaluations) Remind(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.now()
	rows, err := v.dueDisputes(ctx, now.Add(-decideBehind), now.Add(decideAhead), v.reminded, remindedAtOnce)
	if err != nil {
		return err
	}
	if v.reminded = ""; len(rows) == remindedAtOnce {
		v.reminded = rows[len(rows)-1].ID
	}
	var list []notices.Notice
	for n := range rows {
		if !rows[n].fresh(now, v.due.Decide) {
			list = append(list, rows[n].reminder(now))
		}
	}
	return v.outbox.Put(ctx, people.Actor{}, list...)
}

// fresh says of a dispute that it was passed on so lately that its second arbiter has all of their time yet.
func (d *Dispute) fresh(now time.Time, decide time.Duration) bool {
	return d.PassedOnAt != nil && now.Before(d.PassedOnAt.Add(decide))
}

func (d *Dispute) reminder(now time.Time) notices.Notice {
	kind := notices.DisputeDue
	if now.After(d.DueAt) {
		kind = notices.DisputeOverdue
	}
	return notices.To(*d.ArbiterID, kind, "dispute", d.ID, "")
}
