package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"rater/internal/interactions"
)

// slots is how many interactions are live at once, each of the slot's team; several are of the first.
const slots = 12

// late is how long nobody may ask before the replay goes on from where it was instead of catching up.
const late = time.Minute

// Player replays interactions without end, at human speed, on all channels and teams. One of the first team is always
// live. It is not for use by several goroutines.
type Player struct {
	seed  uint64
	r     *rand.Rand
	slots []slot
	told  int
	last  time.Time
	deck  map[int][]script
}

// slot is a place where one interaction follows another.
type slot struct {
	team   int
	agent  string
	events []interactions.Event
}

// Live makes a player that has not begun. The same seed and the same clock play the same.
func Live(seed uint64) *Player {
	return &Player{seed: seed, r: random(seed, 0), deck: map[int][]script{}}
}

// Next returns what has happened until now and when it should be asked again. The first time, all interactions are
// already under way.
func (p *Player) Next(now time.Time) (events []interactions.Event, wake time.Time) {
	now = now.UTC()
	p.open(now)
	p.last = now
	wake = now.Add(time.Hour)
	for i := range p.slots {
		events = append(events, p.due(i, now)...)
		if next := p.slots[i].events[0].At; next.Before(wake) {
			wake = next
		}
	}
	slices.SortStableFunc(events, func(a, b interactions.Event) int { return a.At.Compare(b.At) })
	return events, wake
}

// open begins every slot some time ago, or moves all of them on after a pause.
func (p *Player) open(now time.Time) {
	if p.slots == nil {
		p.slots = make([]slot, slots)
		for i := range p.slots {
			s := &p.slots[i]
			s.team = i % len(Teams)
			p.begin(i, now)
			length := s.events[len(s.events)-1].At.Sub(now)
			s.shift(-time.Duration((0.15 + 0.55*float64(i)/slots) * float64(length)))
		}
		return
	}
	if pause := now.Sub(p.last); pause > late {
		for i := range p.slots {
			p.slots[i].shift(pause)
		}
	}
}

// due takes out of a slot what is due, and follows an interaction that has ended with the next: at once in the first
// slot, so that one of its team is always live, and after some seconds in the others.
func (p *Player) due(i int, now time.Time) (events []interactions.Event) {
	s := &p.slots[i]
	for {
		for len(s.events) > 0 && !s.events[0].At.After(now) {
			events = append(events, s.events[0])
			s.events = s.events[1:]
		}
		if len(s.events) > 0 {
			return events
		}
		start := now
		if i > 0 {
			start = now.Add(time.Duration(500+p.r.IntN(2500)) * time.Millisecond)
		}
		p.begin(i, start)
	}
}

func (s *slot) shift(by time.Duration) {
	for i := range s.events {
		e := &s.events[i]
		e.At = e.At.Add(by)
		for _, t := range []*time.Time{e.QueuedAt, e.AnsweredAt} {
			if t != nil {
				*t = t.Add(by)
			}
		}
	}
}

// begin gives a slot its next interaction, with an agent who speaks with nobody else.
func (p *Player) begin(i int, start time.Time) {
	p.told++
	id := fmt.Sprintf("live-%d-%d-%d", start.UnixMilli(), i, p.told)
	busy := map[string]time.Time{}
	for _, other := range p.slots {
		busy[other.agent] = start.Add(time.Second)
	}
	s := p.deal(p.slots[i].team)
	c := newCast(p.r, p.seed, s, id, start, busy)
	c.pace = livePace(s.channel)
	story := tell(p.r, s, c)
	p.slots[i].agent, p.slots[i].events = story.Agent, story.Events
}

// deal gives the team's scripts in a shuffled order, each once before any comes again.
func (p *Player) deal(team int) script {
	if len(p.deck[team]) == 0 {
		for _, s := range scripts {
			if s.team == team && len(s.steps) > 5 {
				p.deck[team] = append(p.deck[team], s)
			}
		}
		d := p.deck[team]
		p.r.Shuffle(len(d), func(i, j int) { d[i], d[j] = d[j], d[i] })
	}
	s := p.deck[team][0]
	p.deck[team] = p.deck[team][1:]
	return s
}

// Run plays until ctx is done, whose error it returns, or until emit fails, whose error it returns. It emits at once
// what lies behind now.
func (p *Player) Run(ctx context.Context, now func() time.Time, emit func([]interactions.Event) error) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		events, wake := p.Next(now())
		if len(events) > 0 {
			if err := emit(events); err != nil {
				return err
			}
		}
		timer.Reset(max(wake.Sub(now()), 10*time.Millisecond))
	}
}
