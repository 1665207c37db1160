package scorecards

import (
	"context"
	"time"

	"rater/internal/notices"
)

const (
	decideAhead  = 24 * time.Hour
	decideBehind = 7 * 24 * time.Hour // what is overdue for longer is reminded of no more
)

// Remind tells arbiters of open disputes, and evaluators of double scores, that are due within a day or lately overdue.
// Each call looks at the next 500 of both; nobody is told of one twice.
func (v *Evaluations) Remind(ctx context.Context) error {
	now := v.now()
	err := notices.Remind(ctx, v.outbox, &v.disputes, func(after string, limit int) ([]Dispute, error) {
		return v.dueDisputes(ctx, now.Add(-decideBehind), now.Add(decideAhead), after, limit)
	}, func(d *Dispute) (string, []notices.Notice) {
		if d.fresh(now, v.due.Decide) {
			return d.ID, nil
		}
		return d.ID, []notices.Notice{d.reminder(now)}
	})
	if err != nil {
		return err
	}
	return v.remindDoubles(ctx, now)
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
