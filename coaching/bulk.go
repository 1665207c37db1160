package coaching

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// Bulk is one thing to do with many sessions: move them, give them to another coach, or call them off. Exactly one of
// its parts is given.
type Bulk struct {
	IDs         []string
	MoveMinutes *int
	Coach       *string
	Reason      *string
}

const (
	mostAtOnce  = 100
	farthestOff = 60 * 24 * 60 // minutes by which sessions are moved at once
)

func (b Bulk) check() error {
	given := 0
	for _, there := range []bool{b.MoveMinutes != nil, b.Coach != nil, b.Reason != nil} {
		if there {
			given++
		}
	}
	switch {
	case len(b.IDs) == 0 || len(b.IDs) > mostAtOnce:
		return fault.In("body.ids", "must name 1 to %d sessions", mostAtOnce)
	case len(slices.Compact(slices.Sorted(slices.Values(b.IDs)))) < len(b.IDs):
		return fault.In("body.ids", "must name each session once")
	case given != 1:
		return fault.In("body", "must say one of move_minutes, coach and cancel_reason")
	case b.MoveMinutes != nil && (*b.MoveMinutes == 0 || *b.MoveMinutes > farthestOff || *b.MoveMinutes < -farthestOff):
		return fault.In("body.move_minutes", "must be up to %d minutes later, or as many earlier with a minus, and not 0", farthestOff)
	case b.Reason != nil:
		return checkReason("body.cancel_reason", *b.Reason)
	}
	return nil
}

// ChangeMany does one thing with many sessions, each in a transaction of its own and by its own rules, and says of each
// what became of it, in the order in which they were named.
func (c *Sessions) ChangeMany(ctx context.Context, actor people.Actor, b Bulk) ([]fault.Outcome, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	rows, err := c.some(ctx, actor, b.IDs)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(x, y Session) int { // so that none of them stands in the way of another
		if b.MoveMinutes != nil && *b.MoveMinutes > 0 {
			x, y = y, x
		}
		return x.StartsAt.Compare(y.StartsAt)
	})
	became := map[string]fault.Outcome{}
	for _, s := range rows {
		if became[s.ID], err = fault.OutcomeOf(s.ID, c.changeOne(ctx, actor, s, b)); err != nil {
			return nil, err
		}
	}
	out := make([]fault.Outcome, len(b.IDs))
	for n, id := range b.IDs {
		if o, there := became[id]; there {
			out[n] = o
		} else {
			out[n] = fault.Outcome{ID: id, Detail: fault.Missing().Detail}
		}
	}
	return out, nil
}

func (c *Sessions) changeOne(ctx context.Context, actor people.Actor, s Session, b Bulk) (err error) {
	switch {
	case b.MoveMinutes != nil:
		at := s.StartsAt.Add(time.Duration(*b.MoveMinutes) * time.Minute)
		_, err = c.Change(ctx, actor, s.ID, s.Revision, Changes{StartsAt: &at})
	case b.Coach != nil:
		_, err = c.Change(ctx, actor, s.ID, s.Revision, Changes{Coach: b.Coach})
	default:
		_, err = c.Cancel(ctx, actor, s.ID, s.Revision, *b.Reason)
	}
	return err
}
