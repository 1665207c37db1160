package server_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestSocketsTimeOut holds that a socket lives as long as its session, whatever goes through it: 12 hours after the last
// request, and 7 days after signing in. Beside each stands one of a session that lives on, looked at at the same time; nobody
// signs in at the end, which would sweep old sessions away.
func TestSocketsTimeOut(t *testing.T) {
	t.Parallel()
	const idle, life = 12 * time.Hour, 7 * 24 * time.Hour
	for _, one := range []struct {
		name string
		busy bool
		pass func(s *site, sue, sol *client)
		rest time.Duration
	}{
		{"idle, nothing asked", false, func(s *site, _, sol *client) { askedFor(s, idle-time.Hour, sol) }, time.Hour},
		{"busy, nothing asked", true, func(s *site, _, sol *client) { askedFor(s, idle-time.Hour, sol) }, time.Hour},
		{"idle, asked until the end", false, func(s *site, sue, sol *client) { askedFor(s, life-time.Minute, sue, sol) }, 0},
		{"busy, asked until the end", true, func(s *site, sue, sol *client) { askedFor(s, life-time.Minute, sue, sol) }, 0},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			s, earlier, _ := desk1(t, testkit.Open(t, store.SQLite))
			before := earlier.dial()
			s.clock.Advance(time.Hour)
			sue := s.as("sue")
			l := sue.dial()
			l.expect("hello", "offer")
			l.watch(s.idOf("c-1"), 2)
			l.expect("watching", "caught_up:2")
			s.clock.Advance(time.Minute)
			sol := s.as("sol")
			one.pass(s, sue, sol)
			if one.busy {
				l.exchange(s, 3)
			}
			s.clock.Advance(time.Second)
			before.closedWith() // so that l was looked at too, which is no request of its session
			s.clock.Advance(one.rest)
			later := sol.dial()
			later.expect("hello", "offer")
			if code := l.closedWith(); code != 4001 {
				t.Errorf("the socket was closed with %d", code)
			}
			later.alive()
			sue.must(401, http.MethodGet, "/session", nil)
			if ws, status, _ := sue.knock(); status != 401 {
				t.Errorf("a new socket of the session: %d", status)
				_ = ws.Close()
			}
		})
	}
}

// askedFor lets the time pass with a request of each client every 11 hours, the last right at its end.
func askedFor(s *site, life time.Duration, clients ...*client) {
	for step := 11 * time.Hour; life > 0; life -= step {
		step = min(step, life)
		s.clock.Advance(step)
		for _, c := range clients {
			c.must(200, http.MethodGet, "/session", nil)
		}
	}
}

// exchange uses a socket in every way that there is: frames both ways, pings and pongs.
func (l *line) exchange(s *site, pos int) {
	l.t.Helper()
	for _, frame := range []int{websocket.PingMessage, websocket.PongMessage} {
		if err := l.ws.WriteControl(frame, []byte("still here"), time.Now().Add(patience)); err != nil {
			l.t.Fatal(err)
		}
	}
	s.append(s.said("c-1", pos, "customer", "are you there?"))
	l.expect("utterance:3")
	l.watch(s.idOf("c-1"), 3)
	l.expect("watching", "caught_up:3")
	l.say(fields{"type": "whisper", "interaction": s.idOf("c-1"), "text": "stay"})
	l.expect("changed")
	l.alive()
}
