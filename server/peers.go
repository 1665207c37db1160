package server

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/scorecards"
)

// peers tell the other servers on the same PostgreSQL what was committed by this one: after each group one small note,
// ids alone, and who hears it reads from the database what its own sockets are to be told.
type peers struct {
	a    *API
	self string

	mu      sync.Mutex
	waiting []note
	wake    chan struct{}
}

// note stands for one event.
type note struct {
	Topic  string `json:"t,omitempty"`
	Pos    int64  `json:"p,omitempty"`
	Kind   string `json:"k,omitempty"` // of the message, where it is not just a numbered one
	ID     string `json:"i,omitempty"` // of what the message is about
	Why    string `json:"w,omitempty"`
	Except string `json:"x,omitempty"`
}

type notes struct {
	From  string `json:"f"`
	Notes []note `json:"n"`
}

func newPeers(a *API) *peers { return &peers{a: a, self: store.NewID(), wake: make(chan struct{}, 1)} }

// gather is called by the bus.
func (p *peers) gather(list []events.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range list {
		if n, ok := noteOf(e); ok {
			p.waiting = append(p.waiting, n)
		}
	}
	p.nudge()
}

// renew is the kind of a note that stands for more than can be told.
const renew = "renew"

func noteOf(e events.Event) (note, bool) {
	n := note{Topic: e.Topic, Pos: e.Pos, Except: e.Except}
	switch m := e.Message.(type) {
	case interactions.UtteranceMessage:
	case interactions.ChangedMessage:
		n.Kind, n.ID, n.Why = m.Type, m.ID, m.Topic
	case interactions.StateMessage:
		n.Kind, n.ID = "state", m.Interaction
	case interactions.EndedMessage:
		n.Kind, n.ID = "state", m.Interaction
	case interactions.RedactedMessage:
		n.Kind, n.ID, n.Pos = m.Type, m.Interaction, m.Pos
	case interactions.WhisperMessage:
		n.Kind, n.ID = m.Type, m.ID
	case scorecards.OfferMessage:
		n.Kind, n.ID = m.Type, m.ID
	case scorecards.ClosedMessage:
		n.Kind, n.ID, n.Why = m.Type, m.ID, m.Why
	case watchedMessage:
		n.Kind, n.ID = m.Type, m.Interaction
	default:
		return n, false
	}
	return n, true
}

// run tells and hears until ctx ends.
func (p *peers) run(ctx context.Context) {
	var done sync.WaitGroup
	done.Go(func() { p.a.d.DB.Listen(ctx, func(text string) { p.hear(ctx, text) }, p.missed) })
	for {
		select {
		case <-p.wake:
			p.tell(ctx)
		case <-ctx.Done():
			done.Wait()
			return
		}
	}
}

func (p *peers) tell(ctx context.Context) {
	p.mu.Lock()
	list := p.waiting
	p.waiting = nil
	p.mu.Unlock()
	for len(list) > 0 {
		n := len(list)
		text := p.text(list)
		for ; n > 1 && !store.FitsNote(text); text = p.text(list[:n]) {
			n /= 2
		}
		if err := p.a.d.DB.Tell(ctx, text); err != nil {
			if ctx.Err() == nil {
				slog.Warn("the other servers could not be told; trying again", "err", err)
				p.later(list)
			}
			return
		}
		list = list[n:]
	}
}

const (
	mostWaiting = 10_000
	tellAgain   = time.Second
)

// later puts back what could not be told. Of too much the others hear only that they have missed something.
func (p *peers) later(list []note) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting = append(list, p.waiting...); len(p.waiting) > mostWaiting {
		p.waiting = []note{{Kind: renew}}
	}
	time.AfterFunc(tellAgain, p.nudge)
}

// nudge wakes who tells.
func (p *peers) nudge() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *peers) text(list []note) string {
	text, _ := json.Marshal(notes{p.self, list}) // of texts and numbers alone
	return string(text)
}

func (p *peers) hear(ctx context.Context, text string) {
	var heard notes
	if json.Unmarshal([]byte(text), &heard) != nil || heard.From == p.self {
		return
	}
	for _, n := range heard.Notes {
		if n.Kind == renew {
			p.missed()
			continue
		}
		if n.Kind == "" {
			p.a.hub.Behind(n.Topic, n.Pos)
			continue
		}
		if !p.a.hub.Heard(n.Topic) {
			continue
		}
		messages, err := p.a.messagesOf(ctx, n)
		if err != nil {
			slog.Warn("what another server told could not be read", "kind", n.Kind, "err", err)
			continue
		}
		for _, m := range messages {
			p.a.hub.Deliver([]events.Event{{Topic: n.Topic, Message: m, Except: n.Except}})
		}
	}
}

// missed makes every socket come back and read again, since nobody knows what was told meanwhile.
func (p *peers) missed() { p.a.hub.Renew() }

// messagesOf reads what a note stands for.
func (a *API) messagesOf(ctx context.Context, n note) ([]any, error) {
	switch n.Kind {
	case "changed":
		return []any{interactions.Changed(n.Why, n.ID)}, nil
	case "offer_closed":
		return []any{scorecards.ClosedMessage{Type: n.Kind, ID: n.ID, Why: n.Why}}, nil
	case "offer":
		o, err := a.d.Offers.Shown(ctx, n.ID)
		return []any{scorecards.OfferMessage{Type: n.Kind, Offer: o}}, err
	case interactions.Whispering, interactions.Replying, interactions.Helping:
		m, err := a.d.Whispers.Message(ctx, n.ID)
		if err != nil {
			return nil, err
		}
		names, err := a.d.Users.Names(ctx, []string{m.From})
		m.FromName = names[m.From]
		return []any{m}, err
	case "redacted":
		said, err := a.d.Record.Said(ctx, map[string][]int64{n.ID: {n.Pos}})
		u, found := said[interactions.Place{Interaction: n.ID, Pos: n.Pos}]
		if err == nil && !found {
			err = fault.Missing()
		}
		return []any{interactions.RedactedMessage{Type: n.Kind, Interaction: n.ID, Pos: n.Pos, Text: u.Text, Redactions: u.Redactions}}, err
	}
	i, err := a.d.Record.ByID(ctx, n.ID)
	if err != nil {
		return nil, err
	}
	if n.Kind == "watched" {
		m, err := a.watchers(ctx, i)
		return []any{m}, err
	}
	return interactions.Messages(i), nil
}
