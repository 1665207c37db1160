package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"sync/atomic"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	demoSource = "demonstration"
	demoSeed   = 20260301
	liveRate   = 0.5 // of what is live, so that a newcomer is offered something soon
)

// demoSize is how much of a past is made.
type demoSize struct {
	days, weekday int     // interactions of an ordinary weekday
	rate          float64 // of what is drawn
}

// ninetyDays are about 60,000 interactions and 3,000 evaluations.
var ninetyDays = demoSize{90, 785, 1.0 / 18}

// demoClock is the time of the demonstration: that of the past while it is made, then the present.
type demoClock struct{ past atomic.Int64 }

// Now is the present, or the time in the past that is being made.
func (c *demoClock) Now() time.Time {
	if ms := c.past.Load(); ms != 0 {
		return store.FromMillis(ms)
	}
	return clock()
}

func (c *demoClock) set(at time.Time) { c.past.Store(store.Millis(at)) }

func (c *demoClock) present() { c.past.Store(0) }

// stage makes the demonstration's people and past.
type stage struct {
	*App
	clock *demoClock
	seed  uint64
	size  demoSize
	tell  func(percent int)

	past    demo.Past
	plan    []byte // the seed of its draw
	card    scorecards.Published
	actors  map[string]people.Actor // by e-mail
	leads   map[string]people.Actor // by team name
	judges  []people.Actor          // the evaluators
	kept    map[string]keptStory    // what can be scored, by interaction id
	choices []string                // ids of those that no plan drew
	watches []interactions.Watch    // of what its lead scored live
}

// set makes the demonstration as it is at a time, in an empty database.
func (s *stage) set(ctx context.Context, now time.Time) error {
	defer s.clock.present()
	s.past = demo.Past{Seed: s.seed, Until: now, Days: s.size.days, Weekday: s.size.weekday, Kept: s.keeps}
	s.clock.set(now.AddDate(0, 0, -s.size.days-1))
	for _, step := range []func(context.Context) error{s.addPeople, s.addPlan} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	s.clock.set(now)
	for _, step := range []func(context.Context) error{s.tellPast, s.scorePast, s.dispute, s.compare, s.calibrate, s.record, func(ctx context.Context) error { return s.coach(ctx, now) },
		func(ctx context.Context) error { return s.say(ctx, now) }, func(ctx context.Context) error { return s.teach(ctx, now) }} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	s.clock.present()
	if err := s.Plans.Replace(ctx, "Live demonstration", s.card.ID, liveRate); err != nil {
		return err
	}
	s.tell(100)
	return nil
}

func (s *stage) addPeople(ctx context.Context) error {
	offered := map[string]bool{}
	for _, p := range demo.Offered() {
		offered[p.Email] = true
	}
	s.actors, s.leads = map[string]people.Actor{}, map[string]people.Actor{}
	for _, p := range demo.People() {
		n := newUser{email: p.Email, name: p.Name, roles: []string{p.Role}, externalIDs: []string{p.ExternalID}}
		if p.Team != "" {
			n.teams = []string{p.Team}
		}
		password := ""
		if offered[p.Email] {
			password = demo.Password
		}
		added, err := s.addUser(ctx, n, password)
		if err != nil {
			return err
		}
		actor := people.ActorOf(added)
		s.actors[p.Email] = actor
		switch p.Role {
		case demo.Supervisor:
			s.leads[p.Team] = actor
		case demo.Evaluator:
			s.judges = append(s.judges, actor)
		}
	}
	return nil
}

// addPlan begins the plan that draws from the past, by a seed of the demonstration's.
func (s *stage) addPlan(ctx context.Context) error {
	id, err := s.Catalogue.Ensure(ctx)
	if err != nil {
		return err
	}
	if s.card, err = s.Catalogue.Get(ctx, id); err != nil {
		return err
	}
	seed := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("plan "), s.seed))
	s.plan = seed[:]
	return s.Plans.ReplaceSeeded(ctx, "Ninety days", s.card.ID, s.size.rate, s.plan)
}

// endLeftOver ends what was live when the demonstration was stopped.
func (s *stage) endLeftOver(ctx context.Context) error {
	everyone := people.Actor{ID: "system", Roles: []people.Role{people.Analyst}}
	live, err := s.Record.List(ctx, everyone, interactions.Query{Status: interactions.Live, Limit: 200})
	if err != nil || len(live) == 0 {
		return err
	}
	var events []interactions.Event
	for _, i := range live {
		events = append(events, interactions.Event{ID: "stopped-" + store.NewID(), Type: interactions.Ended, Interaction: i.ExternalID, At: s.clock.Now()})
	}
	_, err = s.Log.Append(ctx, interactions.Delivery{Source: demoSource, Events: events})
	return err
}
