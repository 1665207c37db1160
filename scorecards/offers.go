package scorecards

import (
	"context"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Why somebody was granted an interaction.
const (
	grantSample  = "sample"
	grantDispute = "dispute "
)

// Offers puts samples before those who may take them, and keeps what nobody took in the queue.
type Offers struct {
	db     *store.DB
	plans  *Plans
	record *interactions.Record
	audit  *people.Audit
	outbox *notices.Outbox
	bus    *events.Bus
	now    func() time.Time

	mu       sync.Mutex
	reminded notices.Turn
	places   string      // the last open place that was looked at
	sharedTo QueueCursor // the last that was looked at to be shared
}

// NewOffers makes the offers of a database.
func NewOffers(db *store.DB, plans *Plans, record *interactions.Record, audit *people.Audit, outbox *notices.Outbox, bus *events.Bus, now func() time.Time) *Offers {
	return &Offers{db: db, plans: plans, record: record, audit: audit, outbox: outbox, bus: bus, now: now}
}

// Open lists what is offered live to the actor now, the oldest first, behind the one with this id.
func (o *Offers) Open(ctx context.Context, actor people.Actor, after string, limit int) ([]Offer, error) {
	rows, err := o.offered(ctx, actor, after, limit)
	return o.showAll(ctx, rows, err)
}

// Shown is a sample as those see it who may take it, for Rater itself.
func (o *Offers) Shown(ctx context.Context, id string) (Offer, error) {
	row, err := o.byID(ctx, id)
	if err != nil {
		return Offer{}, err
	}
	shown, err := o.showAll(ctx, []Sample{row}, nil)
	if err != nil {
		return Offer{}, err
	}
	return shown[0], nil
}

// Of returns the samples of an interaction that the actor may take or has taken.
func (o *Offers) Of(ctx context.Context, actor people.Actor, interaction string) ([]Offer, error) {
	rows, err := o.reachableOf(ctx, actor, interaction)
	return o.showAll(ctx, rows, err)
}

func (o *Offers) showAll(ctx context.Context, rows []Sample, err error) ([]Offer, error) {
	if err != nil || len(rows) == 0 {
		return []Offer{}, err
	}
	ids := make([]string, len(rows))
	for n, s := range rows {
		ids[n] = s.InteractionID
	}
	byID, err := o.record.ByIDs(ctx, ids)
	if err != nil {
		return nil, err
	}
	return o.plans.show(ctx, rows, byID)
}

// Claim takes a sample for the actor, offered live or from the queue; Conflict when somebody was faster.
func (o *Offers) Claim(ctx context.Context, actor people.Actor, id string) (Offer, error) {
	var s Sample
	err := o.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = o.forChange(ctx, actor, id); err != nil {
			return err
		}
		if s.Status == Claimed && *s.ClaimedBy == actor.ID {
			return nil
		}
		if err := s.claimable(); err != nil {
			return err
		}
		if err := mayJudge(ctx, o.plans.users, actor, s.AgentID); err != nil {
			return err
		}
		made, err := o.makers(ctx, []Sample{s})
		if err != nil {
			return err
		}
		if made[[2]string{s.ID, actor.ID}] {
			return fault.New(fault.Conflict, "you have an evaluation of this interaction by this scorecard already")
		}
		return claim(ctx, o.record, o.db, o.bus, actor, &s, o.now())
	})
	if err != nil {
		return Offer{}, err
	}
	shown, err := o.showAll(ctx, []Sample{s}, nil)
	if err != nil {
		return Offer{}, err
	}
	return shown[0], nil
}

// claim gives a sample to the actor; it is Conflict when its state changed meanwhile. An evaluator sees its
// interaction from then on until the release.
func claim(ctx context.Context, record *interactions.Record, db *store.DB, bus *events.Bus, actor people.Actor, s *Sample, now time.Time) error {
	was := s.Status
	if err := moveSample(ctx, db, s, Claimed, hold{&actor.ID, &now, false}); err != nil {
		return err
	}
	if err := logSample(ctx, db, sampleEvent{store.NewID(), s.ID, now, actor.ID, "claimed", "", ""}); err != nil {
		return err
	}
	watched, err := closedToWatchers(ctx, db, *s, was, "claimed")
	if err != nil {
		return err
	}
	db.AfterCommit(ctx, func() { bus.Publish(append(closing(*s, was, "claimed"), watched...)...) })
	if !actor.Is(people.Evaluator) && s.TeamID != nil && actor.LeadsTeam(*s.TeamID) {
		return nil
	}
	return record.Grant(ctx, s.InteractionID, actor.ID, grantSample)
}

// Skip sends an offer to the queue, with the actor's reason on record.
func (o *Offers) Skip(ctx context.Context, actor people.Actor, id, reason string) error {
	return o.leave(ctx, actor, id, "skipped", reason, func(_ context.Context, s Sample) error { return s.skippable() })
}

// GiveBack sends what the actor, or somebody of a team that the actor leads, has taken and not begun back to the queue.
func (o *Offers) GiveBack(ctx context.Context, actor people.Actor, id, reason string) error {
	return o.leave(ctx, actor, id, "returned", reason, func(ctx context.Context, s Sample) error {
		if err := s.returnable(); err != nil {
			return err
		}
		return o.checkFree(ctx, s)
	})
}

func (o *Offers) leave(ctx context.Context, actor people.Actor, id, why, reason string, check func(context.Context, Sample) error) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return o.db.InTx(ctx, func(ctx context.Context) error {
		s, err := o.forChange(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := check(ctx, s); err != nil {
			return err
		}
		return o.toQueue(ctx, &s, actor.ID, why, clean(reason))
	})
}

// checkFree says whether a sample can be taken or moved: nobody has begun to score it.
func (o *Offers) checkFree(ctx context.Context, s Sample) error {
	begun, err := o.begun(ctx, s.ID)
	if err != nil {
		return err
	}
	return s.free(begun)
}

func (o *Offers) toQueue(ctx context.Context, s *Sample, user, why, reason string) error {
	was, holder := s.Status, s.holder()
	if was == Claimed {
		if err := o.record.Revoke(ctx, s.InteractionID, *s.ClaimedBy, grantSample); err != nil {
			return err
		}
	}
	if err := moveSample(ctx, o.db, s, Queued, hold{}); err != nil {
		return err
	}
	if err := logSample(ctx, o.db, sampleEvent{store.NewID(), s.ID, o.now(), user, why, reason, ""}); err != nil {
		return err
	}
	watched, err := closedToWatchers(ctx, o.db, *s, was, why)
	if err != nil {
		return err
	}
	o.db.AfterCommit(ctx, func() {
		o.bus.Publish(append(append(closing(*s, was, why), lost(holder, s.ID)...), watched...)...)
	})
	return nil
}

// lost tells who held a sample, empty for nobody, that they do no longer.
func lost(holder, sample string) []events.Event {
	if holder == "" {
		return nil
	}
	return []events.Event{{Topic: events.User(holder), Message: interactions.Changed("queue", sample)}}
}

func closing(s Sample, was, why string) (list []events.Event) {
	if s.TeamID == nil {
		return nil
	}
	topic := events.Team(*s.TeamID)
	if was == Offered {
		list = append(list, events.Event{Topic: topic, Message: ClosedMessage{"offer_closed", s.ID, why}, Except: s.AgentID})
	}
	return append(list, events.Event{Topic: topic, Message: interactions.Changed("queue", s.ID), Except: s.AgentID})
}

// Watched notes on the interaction's samples that the actor watches it.
func (o *Offers) Watched(ctx context.Context, actor people.Actor, interaction string) error {
	rows, err := o.samplesOf(ctx, interaction)
	if err != nil || len(rows) == 0 {
		return err
	}
	return o.db.InTx(ctx, func(ctx context.Context) error {
		for _, s := range rows {
			if err := logSample(ctx, o.db, sampleEvent{store.NewID(), s.ID, o.now(), actor.ID, "watched", "", ""}); err != nil {
				return err
			}
		}
		return nil
	})
}
