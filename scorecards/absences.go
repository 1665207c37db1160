package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Absence is a span of days, YYYY-MM-DD in the site's zone, both included, on which somebody is not there. Why is
// nobody's matter, and not stored.
type Absence struct {
	ID        string    `gorm:"primaryKey"`
	UserID    string    //
	FromOn    string    //
	ToOn      string    //
	CreatedAt time.Time `gorm:"serializer:millis;autoCreateTime:false"`
}

const (
	mostAbsences = 50
	longest      = 366 // days
)

func (o *Offers) today() string { return o.now().In(o.plans.zone).Format(time.DateOnly) }

// Absences are the actor's own that are not over, the first first.
func (o *Offers) Absences(ctx context.Context, actor people.Actor) ([]Absence, error) {
	return o.absencesOf(ctx, actor.ID, o.today())
}

// BeAbsent notes days on which the actor is not there.
func (o *Offers) BeAbsent(ctx context.Context, actor people.Actor, from, to string) (Absence, error) {
	if err := checkSpan(from, to, o.today()); err != nil {
		return Absence{}, err
	}
	a := Absence{ID: store.NewID(), UserID: actor.ID, FromOn: from, ToOn: to, CreatedAt: o.now()}
	return a, o.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.db.Lock(ctx, "absences "+actor.ID); err != nil {
			return err
		}
		rows, err := o.absencesOf(ctx, actor.ID, o.today())
		if err != nil {
			return err
		}
		if len(rows) >= mostAbsences {
			return fault.New(fault.Conflict, "you have %d absences that are not over; take one back first", len(rows))
		}
		if err := o.insertAbsence(ctx, &a); err != nil {
			return err
		}
		return o.audit.Write(ctx, actor, "absence.add", "user", actor.ID, nil)
	})
}

// BeBack takes one of the actor's absences back; NotFound for anybody else's.
func (o *Offers) BeBack(ctx context.Context, actor people.Actor, id string) error {
	return o.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.deleteAbsence(ctx, actor.ID, id); err != nil {
			return err
		}
		return o.audit.Write(ctx, actor, "absence.remove", "user", actor.ID, nil)
	})
}

func checkSpan(from, to, today string) error {
	begin, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return fault.In("body.from", "must be a day such as 2026-03-01")
	}
	end, err := time.Parse(time.DateOnly, to)
	switch {
	case err != nil || end.Before(begin):
		return fault.In("body.to", "must be a day such as 2026-03-05, not before the first one")
	case to < today:
		return fault.In("body.to", "is over already")
	case end.Sub(begin) > longest*24*time.Hour:
		return fault.In("body.to", "must be at most %d days after the first one", longest)
	}
	return nil
}

// Stranded lists what people who are absent today hold and have not begun, in teams that the actor leads; what is due
// first stands first.
func (o *Offers) Stranded(ctx context.Context, actor people.Actor, after QueueCursor, limit int) ([]Offer, error) {
	rows, err := o.stranded(ctx, actor, o.today(), after, limit)
	return o.showAll(ctx, rows, err)
}
