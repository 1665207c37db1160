package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

const (
	demoSource = "demonstration"
	demoSeed   = 20260301
	demoDays   = 30
	pastRate   = 1.0 / 12 // of what is past: about ten evaluations an agent
	liveRate   = 0.5      // of what is live, so that a newcomer is offered something soon
	leftOver   = 36 * time.Hour
	storyBatch = 60
)

// demoClock is the time of the demonstration: that of the story being told while its past is made, then the present.
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
	clock  *demoClock
	tell   func(int)
	actors map[string]people.Actor // by e-mail
	leads  map[string]people.Actor // by team name
	judges []people.Actor          // the evaluators
	told   int
	drawn  int
	scored int
	chosen int
}

// set makes the demonstration when it is not there yet, and ends what an earlier run left live.
func (s *stage) set(ctx context.Context) error {
	defer s.clock.present()
	empty, err := s.Users.Empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return s.endLeftOver(ctx)
	}
	now := clock()
	s.clock.set(now.AddDate(0, 0, -demoDays-1))
	if err := s.addPeople(ctx); err != nil {
		return err
	}
	if err := s.tellPast(ctx, now); err != nil {
		return err
	}
	card, err := s.Catalogue.Ensure(ctx)
	if err != nil {
		return err
	}
	if err := s.dispute(ctx, now); err != nil {
		return err
	}
	s.clock.present()
	if err := s.assignRest(ctx); err != nil {
		return err
	}
	return s.Plans.Replace(ctx, "Live demonstration", card, liveRate)
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

func (s *stage) tellPast(ctx context.Context, until time.Time) error {
	var batch []demo.Story
	for story := range demo.Stories(demoSeed, until, demoDays) {
		batch = append(batch, story)
		if len(batch) < storyBatch {
			continue
		}
		if err := s.tellStories(ctx, batch, until); err != nil {
			return err
		}
		batch = nil
	}
	return s.tellStories(ctx, batch, until)
}

func (s *stage) tellStories(ctx context.Context, stories []demo.Story, until time.Time) error {
	byID := map[string]demo.Story{}
	var events []interactions.Event
	for _, story := range stories {
		byID[story.ID] = story
		events = append(events, story.Events...)
		if last := story.Events[len(story.Events)-1].At; last.After(s.clock.Now()) {
			s.clock.set(last)
		}
	}
	receipt, err := s.Log.Append(ctx, interactions.Delivery{Source: demoSource, Events: events})
	if err != nil {
		return err
	}
	if len(receipt.Rejected) > 0 {
		return fmt.Errorf("the demonstration has a bad event: %+v", receipt.Rejected[0])
	}
	s.told += len(stories)
	s.tell(s.told)
	if until.Sub(s.clock.Now()) < leftOver {
		return nil
	}
	return s.DB.InTx(ctx, func(ctx context.Context) error { return s.evaluate(ctx, byID, until) })
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
