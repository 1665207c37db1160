package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/notices"
	"rater/internal/people"
)

// QueueCursor is the place behind which a queue goes on; the zero value is its beginning.
type QueueCursor struct {
	DueAt int64 // Unix milliseconds
	ID    string
}

// Queue lists samples still to score: those that wait, and those that the actor has claimed; what is due first stands
// first.
func (o *Offers) Queue(ctx context.Context, actor people.Actor, after QueueCursor, limit int) ([]Offer, error) {
	rows, err := o.queued(ctx, actor, after, limit)
	return o.showAll(ctx, rows, err)
}

const (
	timedOf    = 20 // how many evaluations the time that scoring takes is from
	timedLeast = 5
)

// Load is what somebody holds, with the double scores that they have to make, which Doubles counts apart. Median is how long they worked on their last scorings, nil
// where there are fewer than five to tell it from; Timed is of how many it is.
type Load struct {
	ToScore int
	Overdue int
	Doubles int
	Median  *time.Duration
	Timed   int
}

// Load is the actor's own.
func (o *Offers) Load(ctx context.Context, actor people.Actor) (Load, error) {
	l, err := o.held(ctx, actor.ID, o.now())
	if err != nil {
		return l, err
	}
	took, err := o.took(ctx, actor.ID, timedOf)
	if err != nil || len(took) < timedLeast {
		return l, err
	}
	slices.Sort(took)
	median := (took[(len(took)-1)/2] + took[len(took)/2]) / 2
	l.Median, l.Timed = &median, len(took)
	return l, nil
}

const (
	scoreAhead  = 24 * time.Hour
	scoreBehind = 7 * 24 * time.Hour // what is overdue for longer is reminded of no more
)

// Remind tells who holds a sample that it is due within a day, or lately overdue. Each call looks at the next 500;
// nobody is told of one twice.
func (o *Offers) Remind(ctx context.Context) error {
	now := o.now()
	return notices.Remind(ctx, o.outbox, &o.reminded, func(after string, limit int) ([]Sample, error) {
		return o.due(ctx, now.Add(-scoreBehind), now.Add(scoreAhead), after, limit)
	}, func(s *Sample) (string, []notices.Notice) {
		kind := notices.SampleDue
		if s.overdue(now) {
			kind = notices.SampleOverdue
		}
		return s.ID, []notices.Notice{notices.To(s.holder(), kind, "sample", s.ID, "")}
	})
}
