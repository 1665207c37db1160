package server_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"pgregory.net/rapid"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// cutWithin is how soon a socket whose person lost their rights is closed.
const cutWithin = 5 * time.Second

// stream is a model of one interaction's log and of what a client that comes and goes has of it.
type stream struct {
	s    *site
	sue  *client
	l    *line
	name string
	said int // utterances that are stored
	last int // the pos of the last that was heard
}

// TestStreamPromises holds, whatever happens to its connection, that a client which comes back by after hears each pos once
// and in order, nothing of what it may not see, and why it was cut, in time.
func TestStreamPromises(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	steps := map[string]func(*stream) error{"say": (*stream).say, "read": (*stream).read, "shout": (*stream).shout, "drop": (*stream).drop,
		"team": (*stream).loseTeam, "role": (*stream).loseRole, "out": (*stream).signOut, "restart": (*stream).restart}
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		x := &stream{s: s, sue: sue, name: fmt.Sprint("stream-", runs)}
		s.append(s.started(x.name, "ana"))
		names := []string{"say", "say", "say", "read", "read", "shout", "drop", "drop", "team", "role", "out", "restart"}
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 5, 15).Draw(rt, "steps") {
			if err := errors.Join(x.come(), steps[name](x)); err != nil {
				rt.Fatalf("%s: %v", name, err)
			}
		}
		if err := errors.Join(x.say(), x.come(), x.read()); err != nil {
			rt.Fatal(err)
		}
		x.l.close()
		sue = x.sue
	})
}

// come connects where there is no connection, and goes on behind what was heard.
func (x *stream) come() error {
	if x.l != nil {
		return nil
	}
	x.l = x.sue.dial()
	x.l.watch(x.s.idOf(x.name), int64(x.last))
	return nil
}

func (x *stream) say() error {
	x.said++
	x.s.append(x.s.said(x.name, x.said, "customer", "word"))
	return nil
}

// shout says more than a socket that is not read takes.
func (x *stream) shout() error {
	var list []fields
	for range 60 {
		x.said++
		list = append(list, x.s.said(x.name, x.said, "agent", strings.Repeat("many words ", 2000)))
	}
	x.s.append(list...)
	return nil
}

func (x *stream) read() error {
	for x.last < x.said {
		if err := x.take(x.l.next()); err != nil {
			return err
		}
	}
	return nil
}

func (x *stream) take(m message) error {
	switch {
	case m.Type == "error":
		return fmt.Errorf("%s: %s", m.Code, m.Detail)
	case m.Type != "utterance" || m.Interaction != x.s.idOf(x.name):
	case m.Pos != int64(x.last)+1 || m.Pos > int64(x.said):
		return fmt.Errorf("pos %d behind %d, of %d", m.Pos, x.last, x.said)
	default:
		x.last++
	}
	return nil
}

func (x *stream) drop() error {
	x.l.close()
	x.l = nil
	return nil
}

// cut reads to the end of the connection, which comes in time and with this code.
func (x *stream) cut(code int) error {
	defer func() { x.l = nil }()
	_ = x.l.ws.SetReadDeadline(time.Now().Add(cutWithin))
	for {
		var m message
		err := x.l.ws.ReadJSON(&m)
		if closed, ok := errors.AsType[*websocket.CloseError](err); ok && closed.Code == code {
			return nil
		}
		if err != nil {
			return fmt.Errorf("not closed with %d: %w", code, err)
		}
		if err := x.take(m); err != nil {
			return err
		}
	}
}

func (x *stream) loseTeam() error { return x.lose(people.Changes{Leads: &[]string{}}) }

func (x *stream) loseRole() error {
	return x.lose(people.Changes{Roles: &[]people.Role{people.Agent}})
}

// lose takes rights away: what is said then is not heard, and reads as what is not there, until they are given back.
func (x *stream) lose(c people.Changes) error {
	x.s.change("sue", c, []string{"by the API", "beside the server"}[x.said%2])
	if err := x.cut(4003); err != nil {
		return err
	}
	_ = x.say()
	l := x.sue.dial()
	defer l.close()
	l.watch(x.s.idOf(x.name), int64(x.last))
	hidden := l.hear("error")
	l.watch(store.NewID(), int64(x.last))
	if missing := l.hear("error"); hidden.Detail != missing.Detail || hidden.Code != "not_found" {
		return fmt.Errorf("hidden reads %q, missing %q", hidden.Detail, missing.Detail)
	}
	x.s.change("sue", people.Changes{Leads: &[]string{x.s.team("billing")}, Roles: &[]people.Role{people.Supervisor}}, "by the API")
	return nil
}

func (x *stream) signOut() error {
	x.sue.must(204, http.MethodDelete, "/session", nil)
	err := x.cut(4001)
	x.sue = x.s.as("sue")
	return err
}

func (x *stream) restart() error {
	done := make(chan error, 1)
	api := x.s.api
	go func() { done <- api.Close() }()
	err := errors.Join(x.cut(1001), <-done)
	x.s.serve()
	return err
}

// TestThousandWatches asks one socket for a thousand: as many as are allowed are watched, the others refused in words, and
// there is room again for each that is let go.
func TestThousandWatches(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.SampleRate = 1e-9 })
	const asked, most = 1000, 200
	var list []fields
	for n := range asked {
		list = append(list, s.started(fmt.Sprint("many-", n), "ana"))
	}
	s.append(list...)
	var ids []string
	if err := s.db.Conn(t.Context()).Table("interactions").Where("external_id LIKE 'many-%'").Order("id").Pluck("id", &ids).Error; err != nil || len(ids) != asked {
		t.Fatal(len(ids), err)
	}
	l := sue.dial()
	counts := map[string]int{}
	for _, id := range ids {
		l.watch(id, 0)
	}
	for counts["watching"]+counts["error"] < asked {
		m := l.next()
		counts[m.Type]++
		if m.Type == "error" && (m.Code != "too_many" || !strings.Contains(m.Detail, fmt.Sprint(most)) || m.Interaction == "") {
			t.Fatalf("refused with %+v", m)
		}
	}
	if counts["watching"] != most || s.stored("watches") != most {
		t.Errorf("%v, %d on record", counts, s.stored("watches"))
	}
	l.say(fields{"type": "unwatch", "interaction": ids[0]})
	l.watch(ids[asked-1], 0)
	if m := l.hear("watching"); m.Interaction != ids[asked-1] {
		t.Errorf("%+v", m)
	}
}
