package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

const expireAtOnce = 500

// Expire moves offers whose time is over, or whose interaction has ended, to the queue and returns how many.
func (o *Offers) Expire(ctx context.Context) (int, error) {
	rows, err := o.allOffered(ctx, expireAtOnce)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	ids := make([]string, len(rows))
	for n, s := range rows {
		ids[n] = s.InteractionID
	}
	byID, err := o.record.ByIDs(ctx, ids)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range rows {
		why := ""
		switch {
		case byID[s.InteractionID].Status != interactions.Live:
			why = "ended"
		case !o.now().Before(s.ExpiresAt):
			why = "expired"
		default:
			continue
		}
		err := o.db.InTx(ctx, func(ctx context.Context) error { return o.toQueue(ctx, &s, people.System().ID, why, "") })
		if err != nil && !fault.Is(err, fault.Conflict) {
			return n, err
		}
		n++
	}
	return n, nil
}

// claimLife is how long somebody may hold a sample without beginning to score it.
const claimLife = 24 * time.Hour

// Return moves samples back to the queue that somebody took and did not begin within a day, or who was disabled, and
// returns how many.
func (o *Offers) Return(ctx context.Context) (int, error) {
	rows, err := o.stale(ctx, o.now().Add(-claimLife), expireAtOnce)
	for n, s := range rows {
		err := o.db.InTx(ctx, func(ctx context.Context) error {
			if err := o.detach(ctx, s.ID); err != nil {
				return err
			}
			return o.toQueue(ctx, &s, people.System().ID, "returned", "")
		})
		if err != nil && !fault.Is(err, fault.Conflict) {
			return n, err
		}
	}
	return len(rows), err
}
