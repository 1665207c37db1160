package bench

import (
	"context"
	"fmt"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
	"rater/internal/people"
)

const (
	deskLive      = 2500
	deskWatchers  = 500 // who watch ten each
	deskEach      = 2 * deskLive / deskWatchers
	speakEvery    = 4 * time.Second
	deskFor       = 16 * time.Second
	deskGroup     = 25
	deskPerSecond = deskLive / 4
)

// desk measures what a desk of 10,000 agents is: 2,500 live interactions, two watchers each, an utterance in 4 s each,
// stored in PostgreSQL as it comes; the time from the commit to the socket, and the server's share of a core.
func desk(ctx context.Context, o Options) ([]Figure, error) {
	s, closeAll, err := openOnPostgres(ctx, o)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	ids, cookie, err := s.beginDesk(ctx)
	if err != nil {
		return nil, err
	}
	watches := make([][]string, deskWatchers)
	for i := range watches {
		for k := range deskEach {
			watches[i] = append(watches[i], ids[(i*deskEach/2+k)%len(ids)])
		}
	}
	c, err := gather(ctx, Crowd{URL: s.socketURL(), Origin: s.origin(), Cookie: cookie, Watches: watches, Stamp: true})
	if err != nil {
		return nil, err
	}
	defer c.leave()
	published := s.noteCommits()
	cpu, begun := cpuTime(), time.Now()
	if err := s.speak(ctx); err != nil {
		return nil, err
	}
	share := (cpuTime() - cpu).Seconds() / time.Since(begun).Seconds() * 100
	time.Sleep(time.Second) // for the last ones to arrive
	late, err := published.lateness(c)
	if err != nil {
		return nil, err
	}
	return []Figure{
		atMost("desk of 10,000 agents, commit to socket, p99", "ms", 100, quantile(late, 0.99)),
		atMost("desk of 10,000 agents, share of a core", "%", 20, share),
	}, nil
}

func (s *site) beginDesk(ctx context.Context) (ids []string, cookie string, err error) {
	if _, err = s.person(ctx, "sue", people.Supervisor, "billing"); err != nil {
		return nil, "", err
	}
	if _, err = s.person(ctx, "ana", people.Agent, "billing"); err != nil {
		return nil, "", err
	}
	channel, agent := "chat", "ana@example.com"
	for from := 0; from < deskLive; from += deskGroup {
		list := make([]interactions.Event, deskGroup)
		for i := range list {
			list[i] = interactions.Event{ID: "begin", Type: interactions.Started, Interaction: fmt.Sprint("i-", from+i), At: now(), Channel: &channel, Agent: &agent}
		}
		if _, err := s.desk.Log.Append(ctx, interactions.Delivery{Source: "bench", Events: list}); err != nil {
			return nil, "", err
		}
	}
	all, err := s.desk.Record.List(ctx, people.Actor{ID: "bench", Roles: []people.Role{people.Analyst}}, interactions.Query{Limit: deskLive})
	if err != nil {
		return nil, "", err
	}
	for _, i := range all {
		ids = append(ids, i.ID)
	}
	cookie, err = s.cookie(ctx, "sue")
	return ids, cookie, err
}

// speak says one utterance in each interaction every four seconds, in small deliveries as sources send them.
func (s *site) speak(ctx context.Context) error {
	tick := time.NewTicker(time.Second * deskGroup / deskPerSecond)
	defer tick.Stop()
	var group sync.WaitGroup
	var mu sync.Mutex
	var failed error
	n := 0
	for end := time.Now().Add(deskFor); time.Now().Before(end); <-tick.C {
		list := make([]interactions.Event, deskGroup)
		for i := range list {
			list[i] = interactions.Event{ID: fmt.Sprint("e-", n), Type: interactions.UtteranceAdded, Interaction: fmt.Sprint("i-", n%deskLive), At: now(),
				Speaker: "customer", Text: sentences[n%len(sentences)]}
			n++
		}
		group.Go(func() {
			if _, err := s.desk.Log.Append(ctx, interactions.Delivery{Source: "bench", Events: list}); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed = err
			}
		})
	}
	group.Wait()
	return failed
}

// commits are when each utterance was committed, by interaction and pos.
type commits struct {
	mu sync.Mutex
	at map[interactions.Place]int64
}

func (s *site) noteCommits() *commits {
	c := &commits{at: map[interactions.Place]int64{}}
	s.desk.Bus.Subscribe(func(list []events.Event) {
		at := time.Now().UnixNano()
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, e := range list {
			if m, ok := e.Message.(interactions.UtteranceMessage); ok {
				c.at[interactions.Place{Interaction: m.Interaction, Pos: m.Pos}] = at
			}
		}
	})
	return c
}

// lateness is how long each arrival took, in milliseconds; every utterance has to have arrived at both its watchers.
func (c *commits) lateness(got *crowd) (ms []float64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	got.mu.Lock()
	defer got.mu.Unlock()
	if len(got.arrivals) != 2*len(c.at) {
		return nil, fmt.Errorf("%d utterances made %d arrivals instead of two each", len(c.at), len(got.arrivals))
	}
	for _, a := range got.arrivals {
		ms = append(ms, float64(a.At-c.at[interactions.Place{Interaction: a.Interaction, Pos: a.Pos}])/1e6)
	}
	return ms, nil
}
