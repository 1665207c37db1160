package server_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const patience = 15 * time.Second

// line is a live socket as a client has it.
type line struct {
	t  *testing.T
	ws *websocket.Conn
}

type message struct {
	Type, Interaction, Code, Detail, Text, From, User, ID, Why, Topic, Status, Speaker string
	EndedBy                                                                            string `json:"ended_by"`
	Pos, Last                                                                          int64
	Watchers                                                                           []string
}

// knock asks for a live socket and returns the server's answer to the handshake.
func (c *client) knock(headers ...header) (*websocket.Conn, int, error) {
	h := http.Header{"Origin": {c.s.base}}
	if c.cookie != "" {
		h.Set("Cookie", c.cookie)
	}
	if c.token != "" {
		h.Set("Authorization", "Bearer "+c.token)
	}
	for _, set := range headers {
		for name, value := range set {
			h.Set(name, value)
			if value == "" {
				h.Del(name)
			}
		}
	}
	d := websocket.Dialer{Subprotocols: []string{"rater.live.v1"}, HandshakeTimeout: patience}
	ws, answer, err := d.Dial(strings.Replace(c.s.base, "http", "ws", 1)+"/api/v1/live", h)
	if answer == nil {
		return ws, 0, err
	}
	return ws, answer.StatusCode, err
}

// dial opens a live socket; the test's end closes it.
func (c *client) dial() *line {
	c.s.t.Helper()
	ws, _, err := c.knock()
	if err != nil {
		c.s.t.Fatal(err)
	}
	c.s.t.Cleanup(func() { _ = ws.Close() })
	return &line{c.s.t, ws}
}

func (l *line) close() { _ = l.ws.Close() }

func (l *line) say(m any) {
	l.t.Helper()
	if err := l.ws.WriteJSON(m); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) watch(id string, after int64) {
	l.t.Helper()
	l.say(fields{"type": "watch", "interaction": id, "after": after})
}

// next is the next message, whatever it is.
func (l *line) next() message {
	l.t.Helper()
	_ = l.ws.SetReadDeadline(time.Now().Add(patience))
	kind, raw, err := l.ws.ReadMessage()
	if err != nil || kind != websocket.TextMessage {
		l.t.Fatalf("a message of kind %d: %v", kind, err)
	}
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		l.t.Fatalf("%v in %s", err, raw)
	}
	return m
}

// hear passes over messages until one of this type comes.
func (l *line) hear(kind string) message {
	l.t.Helper()
	return l.hearAll(kind)[0]
}

// changed is what is stale next, but for the list of notices.
func (l *line) changed() string {
	l.t.Helper()
	for {
		if topic := l.hear("changed").Topic; topic != "notices" {
			return topic
		}
	}
}

// hearAll reads until a message of this type and returns it first, then what came before it.
func (l *line) hearAll(kind string) []message {
	l.t.Helper()
	var before []message
	for {
		m := l.next()
		if m.Type == kind {
			return append([]message{m}, before...)
		}
		before = append(before, m)
	}
}

// expect reads exactly these messages, each written as its type, or type:pos.
func (l *line) expect(want ...string) []message {
	l.t.Helper()
	var got []message
	for _, w := range want {
		m := l.next()
		if short(m) != w {
			l.t.Fatalf("want %s, got %+v", w, m)
		}
		got = append(got, m)
	}
	return got
}

func short(m message) string {
	if m.Type == "utterance" || m.Type == "redacted" || m.Type == "caught_up" {
		return m.Type + ":" + string(rune('0'+m.Pos))
	}
	return m.Type
}

// closedWith reads until the server closes the socket and returns the code.
func (l *line) closedWith() int {
	l.t.Helper()
	_ = l.ws.SetReadDeadline(time.Now().Add(patience))
	for {
		_, _, err := l.ws.ReadMessage()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) {
			l.t.Fatalf("not closed by the server: %v", err)
		}
		return closed.Code
	}
}

// alive proves that the socket is open by an answer to a wrong message, and that nothing else came before it.
func (l *line) alive() {
	l.t.Helper()
	l.say(fields{"type": "hello?"})
	l.expect("error")
}

// eventually polls a condition until it holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for late := time.After(patience); !holds(); {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("never: %s", what)
		}
	}
}
