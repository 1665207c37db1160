package interactions

import (
	"context"
	"time"

	"rater/internal/people"
)

// The orders of the list of live interactions.
const (
	HelpFirst    = "help"    // who asks for help, the longest first; then the newest
	SilentFirst  = "silence" // in which nothing was said for longest
	LongestFirst = "running" // that run longest
)

// LiveQuery narrows the list of live interactions; empty parts don't.
type LiveQuery struct {
	Team    string
	Agent   string
	Channel string
	Silent  time.Duration // nothing was said for at least so long
	Help    bool          // only those in which help is asked for
	Sort    string        // HelpFirst when empty
	After   LiveCursor
	Limit   int
}

// LiveCursor is the place behind which a list of live interactions goes on; the zero value is its beginning.
type LiveCursor struct {
	Key int64
	ID  string
}

// LiveRow is a live interaction as the live page lists it.
type LiveRow struct {
	Interaction
	SaidAt time.Time  // when something was said last; before that, when it began
	HelpAt *time.Time // since when its agent asks for help, nil where nobody does or it is taken
	Cursor LiveCursor
	Tone   string // how the customer's last words sound: Negative, Neutral or Positive, empty where nothing can be said
}

// Live returns live interactions of teams that the actor leads, and those granted to them, never the actor's own.
func (r *Record) Live(ctx context.Context, actor people.Actor, q LiveQuery) ([]LiveRow, error) {
	rows, err := r.live(ctx, people.LiveReach(actor), actor.ID, q)
	if err != nil {
		return nil, err
	}
	return rows, r.addTones(ctx, rows)
}
