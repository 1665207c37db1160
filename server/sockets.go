package server

import (
	"context"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/server/live"
)

const recheckEvery = 3 * time.Second

// sockets are the open live sockets of this server.
type sockets struct {
	a    *API
	mu   sync.Mutex
	open map[*socket]struct{}

	closing atomic.Bool
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
	apart(k.begin)
	ws.SetReadLimit(maxFrame)
	ws.SetPongHandler(func(string) error { return ws.SetReadDeadline(time.Now().Add(pongWait)) })
	_ = ws.SetReadDeadline(time.Now().Add(pongWait))
	for {
		kind, body, err := ws.ReadMessage()
		if err != nil {
			break
		}
		apart(func() { k.hear(kind, body) })
	}
	k.conn.End()
	<-k.conn.Done()
}

// apart runs what needs a deep stack in a goroutine of its own, so that the one that waits for the client stays small.
func apart(do func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if broken := recover(); broken != nil {
				slog.Error("a live socket's message failed", "panic", broken, "stack", string(debug.Stack()))
			}
		}()
		do()
	}()
	<-done
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

// recheck looks at all these sockets' sessions with one query of each kind, and at what each session watches with one.
func (s *sockets) recheck(ctx context.Context, list []*socket) {
	bySession := map[string][]*socket{}
	for _, k := range list {
		bySession[k.actor.Key] = append(bySession[k.actor.Key], k)
	}
	actors, err := s.a.d.Sessions.Again(ctx, slices.Collect(maps.Keys(bySession)))
	if err != nil {
		return // the next look comes soon
	}
	for key, same := range bySession {
		actor, signedIn := actors[key]
		s.recheckSame(ctx, same, actor, signedIn)
	}
}

func (s *sockets) recheckSame(ctx context.Context, same []*socket, now people.Actor, signedIn bool) {
	var stay []*socket
	asked := map[string]bool{}
	for _, k := range same {
		switch {
		case !signedIn:
			k.conn.Close(live.CodeSignedOut, "signed out")
		case !sameRights(k.actor, now):
			k.conn.Close(live.CodeRights, rightsChanged)
		default:
			stay = append(stay, k)
			for _, id := range k.watched() {
				asked[id] = true
			}
		}
	}
	if len(asked) == 0 {
		return
	}
	visible, err := s.a.d.Record.Visible(ctx, now, slices.Collect(maps.Keys(asked)))
	if err != nil {
		return
	}
	for _, k := range stay {
		k.hold(asked, visible)
	}
}

const rightsChanged = "your rights have changed"

// hold closes a socket that watches what is out of reach by now.
func (k *socket) hold(asked map[string]bool, visible map[string]interactions.Interaction) {
	for _, id := range k.watched() {
		if _, ok := visible[id]; asked[id] && !ok {
			k.conn.Close(live.CodeRights, rightsChanged)
			return
		}
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
