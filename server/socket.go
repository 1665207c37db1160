package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
	"rater/server/live"
)

const (
	maxWatches  = 200
	replayBatch = 200
)

// socket is one person's live connection: what it watches, and since when that is on record.
type socket struct {
	a     *API
	ctx   context.Context
	actor people.Actor
	conn  *live.Conn
	teams map[string]uint64 // by id, whose messages wait until all offers were told

	mu       sync.Mutex
	watching map[string]string // interaction to the id of the watch on record, empty for none
}

type helloMessage struct {
	Type     string `json:"type"`
	User     string `json:"user"`
	Protocol string `json:"protocol"`
}

type watchingMessage struct {
	Type        string `json:"type"`
	Interaction string `json:"interaction"`
	Last        int64  `json:"last"`
}

type caughtUpMessage struct {
	Type        string `json:"type"`
	Interaction string `json:"interaction"`
	Pos         int64  `json:"pos"`
}

type watchedMessage struct {
	Type        string   `json:"type"`
	Interaction string   `json:"interaction"`
	Watchers    []string `json:"watchers"`
}

type errorMessage struct {
	Type        string `json:"type"`
	Code        string `json:"code"`
	Detail      string `json:"detail"`
	Interaction string `json:"interaction,omitempty"`
}

// request is what a client may say.
type request struct {
	Type        string `json:"type"`
	Interaction string `json:"interaction"`
	After       int64  `json:"after"`
	Text        string `json:"text"`
}

func encode(message any) live.Frame {
	raw, err := json.Marshal(message)
	if err != nil {
		return nil
	}
	return live.Text(raw)
}

func (k *socket) say(message any) { k.conn.Send(encode(message)) }

func (k *socket) refuse(err error, interaction string) {
	p := problemOf(err)
	detail := p.Detail
	for _, f := range p.Errors {
		detail += "; " + f.Location + ": " + f.Message
	}
	k.say(errorMessage{"error", string(fault.KindOf(err)), detail, interaction})
}

// sayOffers tells of all open offers, then lets the teams' messages flow.
func (k *socket) sayOffers() {
	if k.actor.May(people.OffersTake) {
		if err := k.sayOpen(); err != nil && !errors.Is(err, live.ErrClosed) {
			k.refuse(err, "")
		}
	}
	for team, turn := range k.teams {
		k.conn.Live(events.Team(team), turn, 0, nil)
	}
}

func (k *socket) sayOpen() error {
	for after := ""; ; {
		open, err := k.a.d.Offers.Open(k.ctx, k.actor, after, replayBatch)
		if err != nil {
			return err
		}
		for _, o := range open {
			if err := k.conn.SendWhenRoom(k.ctx, encode(scorecards.OfferMessage{Type: "offer", Offer: o})); err != nil {
				return err
			}
			after = o.ID
		}
		if len(open) < replayBatch {
			return nil
		}
	}
}

// hear answers one message of the client.
func (k *socket) hear(kind int, body []byte) {
	r, err := readRequest(kind, body)
	if err != nil {
		k.refuse(err, "")
		return
	}
	switch r.Type {
	case "watch":
		err = k.watch(r.Interaction, r.After)
	case "unwatch":
		k.unwatch(r.Interaction)
	case interactions.Whispering, interactions.Replying, interactions.Helping:
		err = k.a.d.Whispers.Say(k.ctx, k.actor, r.Type, r.Interaction, r.Text)
	default:
		err = fault.In("type", "must be watch, unwatch, whisper, reply or help")
	}
	if err != nil && !errors.Is(err, live.ErrClosed) {
		k.refuse(err, r.Interaction)
	}
}

func readRequest(kind int, body []byte) (r request, err error) {
	if kind != websocket.TextMessage || !utf8.Valid(body) {
		return r, fault.New(fault.Malformed, "a message must be one JSON object in a text frame")
	}
	if nulAt, err := scan(body); err != nil || nulAt != "" {
		return r, fault.New(fault.Malformed, "a message must be one JSON object without NUL")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fault.New(fault.Malformed, "a message has type, interaction, after and text, nothing else: %s", err.Error())
	}
	return r, nil
}

// watch follows an interaction: the stored utterances behind after, then the live ones, each once and in order.
func (k *socket) watch(id string, after int64) error {
	i, err := k.a.d.Record.Get(k.ctx, k.actor, id)
	if err != nil {
		return err
	}
	if after < 0 {
		return fault.In("after", "must not be below 0")
	}
	if after > i.LastPos {
		return fault.In("after", "lies beyond the end, which is %d", i.LastPos)
	}
	if len(k.watched()) >= maxWatches && !k.has(id) {
		return fault.New(fault.TooMany, "at most %d interactions can be watched on one connection", maxWatches)
	}
	topic := events.Interaction(id)
	turn := k.a.hub.Subscribe(k.conn, topic, after, true)
	// What is committed after this read is held by the subscription.
	if i, err = k.a.d.Record.Get(k.ctx, k.actor, id); err != nil {
		k.a.hub.Unsubscribe(k.conn, topic)
		return err
	}
	if err := k.onRecord(i); err != nil {
		k.a.hub.Unsubscribe(k.conn, topic)
		return err
	}
	if err := k.conn.SendWhenRoom(k.ctx, encode(watchingMessage{"watching", id, i.LastPos})); err != nil {
		return err
	}
	return k.catchUp(i, turn, after, true)
}

// catchUp sends the stored utterances behind after until the live ones follow without a gap.
func (k *socket) catchUp(i interactions.Interaction, turn uint64, after int64, tell bool) error {
	topic := events.Interaction(i.ID)
	for {
		rows, err := k.a.d.Record.Utterances(k.ctx, k.actor, i.ID, after, replayBatch)
		if err != nil {
			k.a.hub.Unsubscribe(k.conn, topic)
			return err
		}
		for _, u := range rows {
			if err := k.conn.Refill(k.ctx, topic, turn, encode(interactions.MessageOf(u))); err != nil {
				return err
			}
			after = u.Pos
		}
		if len(rows) == replayBatch {
			continue
		}
		var before live.Frame
		if tell {
			before = encode(caughtUpMessage{"caught_up", i.ID, after})
		}
		if k.conn.Live(topic, turn, after, before) {
			return nil
		}
	}
}

// refill reads what a topic's numbered messages skipped.
func (k *socket) refill(topic string, turn uint64) {
	for _, id := range k.watched() {
		if events.Interaction(id) != topic {
			continue
		}
		after, ok := k.conn.Last(topic)
		if !ok {
			return
		}
		if err := k.catchUp(interactions.Interaction{ID: id}, turn, after, false); err != nil && !errors.Is(err, live.ErrClosed) {
			k.conn.Close(live.CodeSlow, "read again from where you are")
		}
	}
}

func (k *socket) watched() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	ids := make([]string, 0, len(k.watching))
	for id := range k.watching {
		ids = append(ids, id)
	}
	return ids
}

func (k *socket) has(id string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, ok := k.watching[id]
	return ok
}
