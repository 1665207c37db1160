package coaching

import (
	"context"
	"time"

	"rater/internal/notices"
	"rater/internal/people"
)

const (
	remindedAtOnce = 500
	sessionsAhead  = 24 * time.Hour
	actionsAhead   = 2 // days
	actionsBehind  = 7 // days: who was away that long is reminded no more
)

// Remind tells of sessions that begin within a day. Each call looks at the next 500; nobody is told of one twice.
func (c *Sessions) Remind(ctx context.Context) error {
	now := c.now()
	rows, err := c.beginning(ctx, now, now.Add(sessionsAhead), remindedAtOnce)
	var list []notices.Notice
	for n := range rows {
		list = append(list, rows[n].soon()...)
	}
	if err != nil {
		return err
	}
	return c.outbox.Put(ctx, people.Actor{}, list...)
}

// Remind tells of open actions whose day is near, or lately over. Each call looks at the next 500; nobody is told of one
// twice, but of another day again.
func (a *Actions) Remind(ctx context.Context) error {
	now := a.now()
	day := func(days int) string { return dayIn(now.In(a.zone).AddDate(0, 0, days), a.zone) }
	return notices.Remind(ctx, a.outbox, &a.reminded, func(after string, limit int) ([]Action, error) {
		return a.near(ctx, day(-actionsBehind), day(actionsAhead), after, limit)
	}, func(row *Action) (string, []notices.Notice) {
		return row.ID, []notices.Notice{row.reminder(day(0))}
	})
}
