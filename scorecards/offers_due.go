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

// left says since when a sample that was not begun is left behind: claims from before since, and those of no team, whom no
// lead looks after, that who is absent today took or had before today.
type left struct {
	since time.Time
	today string
	dawn  time.Time
}

func (o *Offers) left() left {
	y, m, d := o.now().In(o.plans.zone).Date()
	return left{o.now().Add(-claimLife), o.today(), time.Date(y, m, d, 0, 0, 0, 0, o.plans.zone)}
}

// Return moves samples back to the queue that somebody took and did not begin within a day, who was disabled, or who is
// absent where the sample is of no team, and returns how many.
func (o *Offers) Return(ctx context.Context) (int, error) {
	since := o.left()
	rows, err := o.stale(ctx, since, expireAtOnce)
	for n, s := range rows {
		err := o.db.InTx(ctx, func(ctx context.Context) error { return o.putBack(ctx, s, since) })
		if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			return n, err
		}
	}
	return len(rows), err
}

// putBack returns a sample that is still held and not begun; NotFound says that it was begun meanwhile.
func (o *Offers) putBack(ctx context.Context, s Sample, since left) error {
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
