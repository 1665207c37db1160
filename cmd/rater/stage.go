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
	"rater/scorecards"
)

const (
	demoSource = "demonstration"
	demoSeed   = 20260301
	demoDays   = 30
	pastRate   = 0.12 // of what is past: about fourteen evaluations an agent
	liveRate   = 0.5  // of what is live, so that a newcomer is offered something soon
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
	told   int
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
	s.clock.present()
	card, err := s.Catalogue.Ensure(ctx)
	if err != nil {
		return err
	}
	return s.Plans.Replace(ctx, "Live demonstration", card, liveRate)
}

func (s *stage) addPeople(ctx context.Context) error {
	s.actors, s.leads = map[string]people.Actor{}, map[string]people.Actor{}
	for _, p := range demo.People() {
		n := newUser{email: p.Email, name: p.Name, roles: []string{p.Role}, externalIDs: []string{p.ExternalID}}
		if p.Team != "" {
			n.teams = []string{p.Team}
		}
		added, err := s.addUser(ctx, n, demo.Password)
		if err != nil {
			return err
		}
		actor := people.ActorOf(added)
		s.actors[p.Email] = actor
		if p.Role == demo.Supervisor {
			s.leads[p.Team] = actor
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
	return s.DB.InTx(ctx, func(ctx context.Context) error { return s.evaluate(ctx, byID) })
}

// evaluate has each team's supervisor score what was drawn of the stories.
func (s *stage) evaluate(ctx context.Context, byID map[string]demo.Story) error {
	definition, err := scorecards.Standard()
	if err != nil {
		return err
	}
	for _, lead := range s.leads {
		offers, err := s.Offers.Queue(ctx, lead, "", 200)
		if err != nil {
			return err
		}
		for _, o := range offers {
			i, err := s.Record.ByID(ctx, o.Interaction)
			if err != nil {
				return err
			}
			story, ok := byID[i.ExternalID]
			if !ok {
				continue
			}
			if err := s.score(ctx, lead, o, demo.Answers(story, &definition, lead.Email)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *stage) score(ctx context.Context, lead people.Actor, o scorecards.Offer, answers []scorecards.Answer) error {
	v := s.Evaluations
	e, _, err := v.Start(ctx, lead, o.Interaction, o.Scorecard, o.Agent)
	if err != nil {
		return err
	}
	if e, err = v.Answer(ctx, lead, e.ID, e.Revision, answers); err != nil {
		return err
	}
	if e, err = v.Submit(ctx, lead, e.ID, e.Revision); err != nil {
		return err
	}
	if e, err = v.Release(ctx, lead, e.ID, e.Revision); err != nil {
		return err
	}
	if s.told%4 == 0 {
		return nil
	}
	agent := s.agent(o.Agent)
	_, err = v.Acknowledge(ctx, agent, e.ID, e.Revision, "")
	return err
}

func (s *stage) agent(id string) people.Actor {
	for _, a := range s.actors {
		if a.ID == id {
			return a
		}
	}
	return people.Actor{}
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
