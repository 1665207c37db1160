package server

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/server/live"
)

const recheckEvery = 3 * time.Second

// sockets are the open live sockets of this server.
type sockets struct {
	a    *API
	mu   sync.Mutex
	open map[*socket]struct{}
}

func newSockets(a *API) *sockets { return &sockets{a: a, open: map[*socket]struct{}{}} }

// serve runs a socket until it ends; it is the connection's only reader.
func (s *sockets) serve(ws *websocket.Conn, h *hijacked, actor people.Actor) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	k := &socket{a: s.a, ctx: ctx, actor: actor, watching: map[string]string{}, teams: map[string]uint64{}}
	k.conn = s.a.hub.Open(h.Conn, actor.ID, k.refill)
	h.out = k.conn
	s.add(k)
	defer s.remove(k)
	k.begin()
	ws.SetReadLimit(maxFrame)
	ws.SetPongHandler(func(string) error { return ws.SetReadDeadline(time.Now().Add(pongWait)) })
	_ = ws.SetReadDeadline(time.Now().Add(pongWait))
	for {
		kind, body, err := ws.ReadMessage()
		if err != nil {
			break
		}
		k.hear(kind, body)
	}
	k.conn.End()
	<-k.conn.Done()
}

func (s *sockets) add(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[k] = struct{}{}
}

func (s *sockets) remove(k *socket) {
	s.mu.Lock()
	delete(s.open, k)
	s.mu.Unlock()
	s.a.hub.Leave(k.conn)
	k.endWatches()
}

func (s *sockets) list(match func(*socket) bool) []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*socket
	for k := range s.open {
		if match(k) {
			out = append(out, k)
		}
	}
	return out
}

// recheckEvery looks at everybody's session and rights again until ctx ends.
func (s *sockets) recheckEvery(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.recheck(ctx, s.list(func(*socket) bool { return true }))
		}
	}
}

func (s *sockets) recheckSession(key string) {
	go s.recheck(context.Background(), s.list(func(k *socket) bool { return k.actor.Key == key }))
}

func (s *sockets) recheckUser(id string) {
	go s.recheck(context.Background(), s.list(func(k *socket) bool { return k.actor.ID == id }))
}

// recheck asks for each session once, however many sockets it has.
func (s *sockets) recheck(ctx context.Context, list []*socket) {
	bySession := map[string][]*socket{}
	for _, k := range list {
		bySession[k.actor.Key] = append(bySession[k.actor.Key], k)
	}
	for key, same := range bySession {
		actor, err := s.a.d.Sessions.Again(ctx, key)
		for _, k := range same {
			k.recheck(ctx, actor, err)
		}
	}
}

func (k *socket) recheck(ctx context.Context, now people.Actor, err error) {
	if fault.Is(err, fault.Unauthorized) {
		k.conn.Close(live.CodeSignedOut, "signed out")
		return
	}
	if err != nil {
		return
	}
	if !sameRights(k.actor, now) {
		k.conn.Close(live.CodeRights, "your rights have changed")
		return
	}
	watched := k.watched()
	if len(watched) == 0 {
		return
	}
	visible, err := k.a.d.Record.Visible(ctx, now, watched)
	if err == nil && len(visible) < len(watched) {
		k.conn.Close(live.CodeRights, "your rights have changed")
		return
	}
	k.goOn(visible)
}

func sameRights(a, b people.Actor) bool {
	return a.Team == b.Team && slices.Equal(slices.Sorted(slices.Values(a.Roles)), slices.Sorted(slices.Values(b.Roles))) &&
		slices.Equal(slices.Sorted(slices.Values(a.Leads)), slices.Sorted(slices.Values(b.Leads)))
}

// begin subscribes the socket to what concerns its person.
func (k *socket) begin() {
	k.a.hub.Subscribe(k.conn, events.User(k.actor.ID), 0, false)
	if k.actor.Is(people.Supervisor) {
		for _, team := range k.actor.Leads {
			k.teams[team] = k.a.hub.Subscribe(k.conn, events.Team(team), 0, true)
		}
	}
	k.say(helloMessage{"hello", k.actor.ID, protocol})
	k.sayOffers()
}
