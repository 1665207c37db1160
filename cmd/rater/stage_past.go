package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/interactions"
	"rater/scorecards"
)

const (
	keptFor       = 5 * 24 * time.Hour // what was said in an interaction that was not drawn
	markedOnceIn  = 30                 // of those, some are kept because somebody marked them
	choseOnceIn   = 18                 // of the marked, some were scored by a lead who chose them
	worthChoosing = 2                  // moments
	storiesAtOnce = 1000

	percentTold = 85 // of the making, when all is told
)

// keptStory is a story of which it is known what was said.
type keptStory struct {
	demo.Story
	start, end time.Time
}

// chapter is some of the past that is stored at once.
type chapter struct {
	events []interactions.Event
	names  map[string]string // ids by the source's ids
	ready  *interactions.Loading
	err    error
}

// random gives the same numbers for the same thing.
func (s *stage) random(about string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(about))
	return rand.New(rand.NewPCG(s.seed, h.Sum64())) //nolint:gosec // chance, no secret
}

func (s *stage) drawn(id string) bool { return scorecards.Uniform(s.plan, id) < s.size.rate }

func (s *stage) marked(story string) bool { return s.random("mark "+story).IntN(markedOnceIn) == 0 }

// keeps says of which interactions it is known what was said: of what is drawn, since a recording is written down when
// somebody is to score it, of what is recent, and of what somebody marked.
func (s *stage) keeps(story string, start time.Time) bool {
	return s.past.Until.Sub(start) < keptFor || s.marked(story) || s.drawn(demo.ID(s.seed, story, start))
}

// tellPast stores the interactions: while some are stored the next are made.
func (s *stage) tellPast(ctx context.Context) error {
	s.kept = map[string]keptStory{}
	making, stop := context.WithCancel(ctx)
	chapters := make(chan chapter, 2)
	defer func() {
		stop()
		for range chapters { // until the writer, who may be reading the database, is done
		}
	}()
	go func() {
		defer close(chapters)
		s.write(making, chapters)
	}()
	for c := range chapters {
		if err := s.store(ctx, c); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// write makes the chapters until ctx ends.
func (s *stage) write(ctx context.Context, chapters chan<- chapter) {
	c := chapter{names: map[string]string{}}
	for story := range s.past.Stories() {
		c.events = append(c.events, story.Events...)
		c.names[story.ID] = s.keep(story)
		if len(c.names) < storiesAtOnce {
			continue
		}
		if !s.send(ctx, c, chapters) {
			return
		}
		c = chapter{names: map[string]string{}}
	}
	s.send(ctx, c, chapters)
}

func (s *stage) send(ctx context.Context, c chapter, chapters chan<- chapter) bool {
	c.ready, c.err = s.Log.Load(ctx, interactions.Delivery{Source: demoSource, Events: c.events}, func(id string) string { return c.names[id] })
	select {
	case chapters <- c:
	case <-ctx.Done():
		return false
	}
	return c.err == nil
}

// keep gives a story its interaction's id, and remembers it where it can be scored.
func (s *stage) keep(story demo.Story) (id string) {
	first, last := story.Events[0], story.Events[len(story.Events)-1]
	id = demo.ID(s.seed, story.ID, first.At)
	_, known := s.actors[story.Agent]
	chosen := s.marked(story.ID) && len(story.Moments) >= worthChoosing && s.random("choice "+story.ID).IntN(choseOnceIn) == 0
	if !known || !s.drawn(id) && !chosen {
		return id
	}
	story.Events = nil
	s.kept[id] = keptStory{story, first.At, last.At}
	if !s.drawn(id) {
		s.choices = append(s.choices, id)
	}
	return id
}

func (s *stage) store(ctx context.Context, c chapter) error {
	if c.err != nil || len(c.events) == 0 {
		return c.err
	}
	receipt, err := c.ready.Store(ctx)
	if err != nil {
		return err
	}
	if len(receipt.Rejected) > 0 {
		return fmt.Errorf("the demonstration has a bad event: %+v", receipt.Rejected[0])
	}
	told := c.events[len(c.events)-1].At.Sub(s.past.Until.AddDate(0, 0, -s.past.Days))
	s.tell(min(percentTold, int(percentTold*told/(time.Duration(s.past.Days)*24*time.Hour))))
	return nil
}

const offersAtOnce = 200

// scorePast decides what became of all that was drawn and of what was chosen, and stores it.
func (s *stage) scorePast(ctx context.Context) error {
	var list []scorecards.Past
	for _, team := range demo.Teams {
		after := ""
		for {
			offers, err := s.Offers.Open(ctx, s.leads[team.Name], after, offersAtOnce)
			if err != nil {
				return err
			}
			for _, o := range offers {
				list = append(list, s.fate(o.Interaction, o.ID))
				after = o.ID
			}
			if len(offers) < offersAtOnce {
				break
			}
		}
	}
	for _, id := range s.choices {
		list = append(list, s.fate(id, ""))
	}
	s.tell(percentTold + 5)
	if err := s.Evaluations.Load(ctx, list); err != nil {
		return err
	}
	return s.Watches.Load(ctx, s.watches)
}
