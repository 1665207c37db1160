package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

const expireAtOnce = 500

// Expire moves offers whose time is over, or whose interaction has ended, to the queue and returns how many.
func (o *Offers) Expire(ctx context.Context) (int, error) {
	rows, err := o.over(ctx, o.now(), expireAtOnce)
	for n, s := range rows {
		why := "expired"
		if s.Status == Awaiting || o.now().Before(s.ExpiresAt) {
			why = "ended"
		}
		err := o.db.InTx(ctx, func(ctx context.Context) error { return o.toQueue(ctx, &s, people.System().ID, why, "") })
		if err != nil && !fault.Is(err, fault.Conflict) {
			return n, err
		}
	}
	return len(rows), err
}

// claimLife is how long somebody may hold a sample that they took without beginning to score it, and one that they were
// given from when it was due.
const claimLife = 24 * time.Hour

// Return moves samples back to the queue that somebody took and did not begin within a day, or who was disabled, and
// returns how many.
func (o *Offers) Return(ctx context.Context) (int, error) {
	since := o.now().Add(-claimLife)
	rows, err := o.stale(ctx, since, expireAtOnce)
	for n, s := range rows {
		err := o.db.InTx(ctx, func(ctx context.Context) error { return o.putBack(ctx, s, since) })
		if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			return n, err
		}
	}
	return len(rows), err
}

// putBack returns a sample that is still held and not begun since a time; NotFound says that it was begun meanwhile.
func (o *Offers) putBack(ctx context.Context, s Sample, since time.Time) error {
	if err := lockSamples(ctx, o.db, s.InteractionID); err != nil {
		return err
	}
	s, err := o.stillStale(ctx, s.ID, since)
	if err != nil {
		return err
	}
	if err := o.detach(ctx, s.ID); err != nil {
		return err
	}
	return o.toQueue(ctx, &s, people.System().ID, "returned", "")
}
