package recordings

import (
	"context"
	"errors"
	"time"

	"rater/internal/people"
)

const (
	wholeBy    = time.Hour      // by when what comes is there, or never will be
	lookEvery  = 24 * time.Hour // how often a recording is looked at: within a day a plan's change of days is heeded
	againIn    = 5 * time.Minute
	sweptAtOne = 100
)

// Sweep deletes recordings whose days are over, and what never came whole or was replaced: the row says so before the
// bytes are deleted, so that nothing is left behind. It looks at up to 100 at a turn.
func (r *Recordings) Sweep(ctx context.Context) (int, error) {
	rows, err := r.due(ctx, r.now(), sweptAtOne)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.InteractionID)
	}
	days, err := r.days(ctx, ids)
	if err != nil {
		return 0, err
	}
	deleted, failed := 0, []error(nil)
	for n := range rows {
		done, err := r.sweep(ctx, &rows[n], days)
		if done {
			deleted++
		}
		failed = append(failed, err)
	}
	return deleted, errors.Join(failed...)
}

func (r *Recordings) sweep(ctx context.Context, row *Recording, days map[string]int) (deleted bool, err error) {
	switch row.State {
	case coming:
		err = r.db.InTx(ctx, func(ctx context.Context) error { return r.dismiss(ctx, people.System(), row, broken) })
	case kept:
		if next, over := r.over(row, days); !over {
			row.LookAt = next
			return false, r.db.InTx(ctx, func(ctx context.Context) error { return r.become(ctx, row, kept) })
		}
		err = r.db.InTx(ctx, func(ctx context.Context) error { return r.dismiss(ctx, people.System(), row, outOfTime) })
	}
	if err != nil {
		return false, err
	}
	return r.erase(ctx, row)
}

// over says whether a recording's days are over, or when to look again.
func (r *Recordings) over(row *Recording, days map[string]int) (next time.Time, over bool) {
	n, named := days[row.InteractionID]
	if !named {
		n = r.policy.Days
	}
	soon := r.now().Add(lookEvery)
	if n == Held {
		return soon, false
	}
	end := row.ReceivedAt.AddDate(0, 0, n)
	if !end.After(r.now()) {
		return end, true
	}
	if end.Before(soon) {
		return end, false
	}
	return soon, false
}

// erase deletes the bytes of a recording that is going; where that fails it is tried again later.
func (r *Recordings) erase(ctx context.Context, row *Recording) (bool, error) {
	now := r.now()
	failed := r.keeper.Delete(ctx, row.ID)
	if failed == nil {
		row.State, row.GoneAt = gone, &now
	} else {
		row.LookAt = now.Add(againIn)
	}
	err := r.db.InTx(ctx, func(ctx context.Context) error { return r.become(ctx, row, going) })
	return failed == nil && err == nil, errors.Join(failed, err)
}
