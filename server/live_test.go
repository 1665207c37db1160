package server_test

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

// TestWatching goes through a watch from hello to the end.
func TestWatching(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		crm, id := s.source("crm"), s.idOf("c-1")
		l := sue.dial()
		hello := l.expect("hello", "offer")
		if hello[0].User != s.users["sue"].ID || hello[1].Interaction != id || hello[1].ID != s.offerOf("c-1") {
			t.Errorf("hello: %+v", hello)
		}
		crm.tell(s.said("c-1", 3, "customer", "my number is 4111 1111"))
		l.watch(id, 1)
		got := l.expect("watching", "utterance:2", "utterance:3", "caught_up:3")
		if got[0].Last != 3 || got[1].Speaker != "agent" || got[1].Text != "I see" || got[1].Interaction != id {
			t.Errorf("watched: %+v", got)
		}
		crm.tell(s.said("c-1", 4, "customer", "1111 1111"))
		got = l.expect("utterance:4", "redacted:3")
		if strings.Contains(got[0].Text+got[1].Text, "1111") {
			t.Errorf("a card number is sent: %+v", got)
		}
		hold := fields{"id": "hold", "type": "interaction.updated", "interaction": "c-1", "at": s.clock.Now(), "hold_ms": 41000, "tone": "upset"}
		crm.tell(hold, hold)
		if m := l.expect("state")[0]; m.Status != "live" {
			t.Errorf("state: %+v", m)
		}
		crm.tell(s.ended("c-1"))
		if m := l.expect("state", "ended", "changed")[1]; m.EndedBy != "source" {
			t.Errorf("ended: %+v", m)
		}
		crm.tell(s.said("c-1", 5, "agent", "one more thing"))
		l.expect("utterance:5")
		l.say(fields{"type": "unwatch", "interaction": id})
		l.alive()
		crm.tell(s.said("c-1", 6, "agent", "unheard"))
		l.watch(id, 6)
		l.expect("watching", "caught_up:6")
	})
}

// TestOffersLive holds that those who lead a team hear of its offers and of what becomes of them, and nobody else.
func TestOffersLive(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("sid", people.Supervisor, "sales")
	s.person("ben", people.Agent, "sales")
	s.person("lyn", people.Analyst)
	lead, other, agent, evaluator, analyst := sue.dial(), s.as("sid").dial(), ana.dial(), s.as("eve").dial(), s.as("lyn").dial()
	lead.expect("hello", "offer")
	for _, l := range []*line{other, agent, evaluator, analyst} {
		l.expect("hello")
	}
	s.source("crm").tell(s.contact("c-2", "ana")...)
	if m := lead.hear("offer"); m.Interaction != s.idOf("c-2") {
		t.Errorf("offer: %+v", m)
	}
	s.as("sol").must(200, http.MethodPost, "/offers/"+s.offerOf("c-2")+"/claim", nil)
	if m := lead.hear("offer_closed"); m.ID != s.offerOf("c-2") || m.Why != "claimed" {
		t.Errorf("closed: %+v", m)
	}
	agent.expect("changed")
	for _, l := range []*line{other, agent, evaluator, analyst} {
		l.alive()
	}
}

// TestWhisper holds that a whisper reaches the agent, and is no way around who may see what.
func TestWhisper(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	id := s.idOf("c-1")
	lead, agent, analyst := sue.dial(), ana.dial(), s.as("lyn").dial()
	lead.expect("hello", "offer")
	agent.expect("hello")
	analyst.expect("hello")
	lead.say(fields{"type": "whisper", "interaction": id, "text": "offer the refund to 4111 1111 1111 1111"})
	m := agent.expect("whisper", "changed")[0]
	lead.expect("changed")
	if m.From != s.users["sue"].ID || !strings.HasPrefix(m.Text, "offer the refund") || strings.Contains(m.Text, "4111") {
		t.Errorf("whisper: %+v", m)
	}
	for _, one := range []struct {
		name, text, code string
		from             *line
	}{
		{"nothing", "", "invalid", lead}, {"too long", strings.Repeat("x", 501), "invalid", lead},
		{"by the agent", "psst", "forbidden", agent}, {"by an analyst", "psst", "forbidden", analyst},
	} {
		one.from.say(fields{"type": "whisper", "interaction": id, "text": one.text})
		if m := one.from.expect("error")[0]; m.Code != one.code || m.Interaction != id {
			t.Errorf("%s: %+v", one.name, m)
		}
	}
	s.source("crm").tell(s.ended("c-1"))
	lead.expect("changed")
	lead.say(fields{"type": "whisper", "interaction": id, "text": "too late"})
	if m := lead.expect("error")[0]; m.Code != "conflict" {
		t.Errorf("after the end: %+v", m)
	}
}

// TestWrongMessages holds that each is answered with an error and leaves the socket open.
func TestWrongMessages(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	l := sue.dial()
	l.expect("hello", "offer")
	id := s.idOf("c-1")
	for _, one := range []struct {
		name, code string
		kind       int
		body       string
	}{
		{"an unknown type", "invalid", websocket.TextMessage, `{"type":"dance"}`},
		{"no type", "invalid", websocket.TextMessage, `{}`},
		{"a binary frame", "malformed", websocket.BinaryMessage, `{"type":"watch"}`},
		{"no JSON", "malformed", websocket.TextMessage, `watch`},
		{"nothing", "malformed", websocket.TextMessage, ``},
		{"a list", "malformed", websocket.TextMessage, `[]`},
		{"two", "malformed", websocket.TextMessage, `{"type":"watch"}{"type":"watch"}`},
		{"an unknown field", "malformed", websocket.TextMessage, `{"type":"watch","interaction":"x","as":"admin"}`},
		{"a key twice", "malformed", websocket.TextMessage, `{"type":"watch","type":"unwatch"}`},
		{"a NUL", "malformed", websocket.TextMessage, `{"type":"watch","interaction":"\u0000"}`},
		{"a number for a name", "malformed", websocket.TextMessage, `{"type":"watch","interaction":7}`},
		{"deep", "malformed", websocket.TextMessage, strings.Repeat("[", 1000)},
		{"a thousand digits", "malformed", websocket.TextMessage, `{"type":"watch","interaction":"x","after":` + strings.Repeat("9", 1000) + `}`},
		{"behind the end", "invalid", websocket.TextMessage, `{"type":"watch","interaction":"` + id + `","after":3}`},
		{"before the beginning", "invalid", websocket.TextMessage, `{"type":"watch","interaction":"` + id + `","after":-1}`},
		{"what is not there", "not_found", websocket.TextMessage, `{"type":"watch","interaction":"` + store.NewID() + `"}`},
	} {
		if err := l.ws.WriteMessage(one.kind, []byte(one.body)); err != nil {
			t.Fatal(err)
		}
		if m := l.next(); m.Type != "error" || m.Code != one.code || m.Detail == "" {
			t.Errorf("%s: want %s, got %+v", one.name, one.code, m)
		}
	}
	l.say(fields{"type": "unwatch", "interaction": "what was never watched"})
	l.alive()
	if n := s.stored("watches"); n != 0 {
		t.Errorf("%d watches of wrong messages", n)
	}
}

// TestInvalidTextFrame holds that text which is not UTF-8 is refused as the protocol of websockets says, or by an error.
func TestInvalidTextFrame(t *testing.T) {
	t.Parallel()
	_, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	l := sue.dial()
	l.expect("hello", "offer")
	if err := l.ws.WriteMessage(websocket.TextMessage, []byte("{\"type\":\"\xff\"}")); err != nil {
		t.Fatal(err)
	}
	if m := l.next(); m.Type != "error" || m.Code != "malformed" {
		t.Errorf("invalid UTF-8: %+v", m)
	}
}

func TestFrameTooLarge(t *testing.T) {
	t.Parallel()
	_, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	fits := sue.dial()
	fits.expect("hello", "offer")
	if err := fits.ws.WriteMessage(websocket.TextMessage, []byte(strings.Repeat(" ", 32<<10))); err != nil {
		t.Fatal(err)
	}
	fits.expect("error")
	l := sue.dial()
	l.expect("hello", "offer")
	_ = l.ws.WriteMessage(websocket.TextMessage, []byte(strings.Repeat(" ", 32<<10+1)))
	if code := l.closedWith(); code != websocket.CloseMessageTooBig {
		t.Errorf("closed with %d", code)
	}
}

// TestWatchingOutOfScope holds that the words for what one may not see are those for what is not there.
func TestWatchingOutOfScope(t *testing.T) {
	t.Parallel()
	s, _, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("sid", people.Supervisor, "sales")
	s.person("ben", people.Agent, "sales")
	s.person("ada", people.Admin)
	s.person("tom", people.Trainer)
	s.source("crm").tell(s.contact("c-2", "ben")...)
	for name, ids := range map[string][]string{
		"ana": {s.idOf("c-2")}, "sid": {s.idOf("c-1")}, "eve": {s.idOf("c-1"), s.idOf("c-2")}, "ada": {s.idOf("c-1")}, "tom": {s.idOf("c-1")},
	} {
		l := s.as(name).dial()
		l.hear("hello")
		if name == "sid" {
			l.expect("offer")
		}
		for _, verb := range []string{"watch", "whisper"} {
			l.say(fields{"type": verb, "interaction": store.NewID(), "text": "x"})
			missing := l.next()
			for _, id := range ids {
				l.say(fields{"type": verb, "interaction": id, "text": "x"})
				if m := l.next(); m.Type != "error" || m.Code != missing.Code || m.Detail != missing.Detail {
					t.Errorf("%s: %s of a hidden one reads %+v, of a missing one %+v", name, verb, m, missing)
				}
			}
		}
		s.source("crm").tell(s.said("c-1", 40, "customer", "for billing only "+name), s.said("c-2", 40, "customer", "for sales only "+name))
		l.alive()
	}
	if s.stored("watches") != 0 || s.stored("whispers") != 0 {
		t.Error("a watch or whisper of what one may not see is on record")
	}
	ana.must(200, http.MethodGet, "/session", nil)
}

// TestRemovedRightsCutSockets takes rights away from who watches.
func TestRemovedRightsCutSockets(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name   string
		change func(s *site) people.Changes
	}{
		{"the team", func(*site) people.Changes { return people.Changes{Leads: &[]string{}} }},
		{"another team instead", func(s *site) people.Changes { return people.Changes{Leads: &[]string{s.team("sales")}} }},
		{"the role", func(*site) people.Changes { return people.Changes{Roles: &[]people.Role{people.Agent}} }},
	} {
		for _, way := range []string{"by the API", "beside the server"} {
			t.Run(one.name+" "+way, func(t *testing.T) {
				t.Parallel()
				s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
				s.person("ada", people.Admin)
				l, sol := sue.dial(), s.as("sol").dial()
				l.expect("hello", "offer")
				sol.expect("hello", "offer")
				l.watch(s.idOf("c-1"), 2)
				l.expect("watching", "caught_up:2")
				s.change("sue", one.change(s), way)
				if code := l.closedWith(); code != 4003 {
					t.Errorf("closed with %d", code)
				}
				sol.alive()
				again := sue.dial()
				again.expect("hello")
				again.watch(s.idOf("c-1"), 0)
				again.expect("error")
			})
		}
	}
}

func (s *site) change(name string, c people.Changes, way string) {
	s.t.Helper()
	if way != "by the API" {
		if _, err := s.desk.Users.Change(s.t.Context(), people.System(), s.users[name].ID, c); err != nil {
			s.t.Fatal(err)
		}
		return
	}
	body := fields{}
	if c.Leads != nil {
		body["leads"] = *c.Leads
	}
	if c.Roles != nil {
		body["roles"] = *c.Roles
	}
	s.as("ada").must(200, http.MethodPatch, "/users/"+s.users[name].ID, body)
}

// TestHandedOn holds that an agent whose interaction was handed on keeps it, and that of a team it stays.
func TestHandedOn(t *testing.T) {
	t.Parallel()
	s, _, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("ben", people.Agent, "sales")
	l, ben := ana.dial(), s.as("ben").dial()
	l.expect("hello")
	ben.expect("hello")
	ben.watch(s.idOf("c-1"), 0)
	ben.expect("error")
	s.source("crm").tell(fields{"id": "hand", "type": "interaction.transferred", "interaction": "c-1", "at": s.clock.Now().Add(60e9), "agent": "ben@example.com"})
	for _, each := range []*line{l, ben} {
		each.watch(s.idOf("c-1"), 2)
		each.hear("caught_up")
	}
}

// TestManySockets opens them for one person and speaks to all.
func TestManySockets(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	lines := make([]*line, 200)
	for i := range lines {
		lines[i] = sue.dial()
	}
	for _, l := range lines {
		l.expect("hello", "offer")
		l.watch(s.idOf("c-1"), 2)
	}
	for _, l := range lines {
		l.expect("watching", "caught_up:2")
	}
	s.source("crm").tell(s.said("c-1", 3, "customer", "to all"))
	for _, l := range lines {
		l.expect("utterance:3")
	}
}

// TestRestartTellsSockets closes the server: its sockets end with 1001, and go on by after on the next one.
func TestRestartTellsSockets(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	l := sue.dial()
	l.expect("hello", "offer")
	l.watch(s.idOf("c-1"), 0)
	l.expect("watching", "utterance:1", "utterance:2", "caught_up:2")
	if err := s.api.Close(); err != nil {
		t.Fatal(err)
	}
	if code := l.closedWith(); code != websocket.CloseGoingAway {
		t.Errorf("closed with %d", code)
	}
	s.serve()
	s.source("crm").tell(s.said("c-1", 3, "customer", "meanwhile"))
	l = sue.dial()
	l.expect("hello", "offer")
	l.watch(s.idOf("c-1"), 2)
	l.expect("watching", "utterance:3", "caught_up:3")
}

// TestWatchesAreOnRecord holds that each watch has its beginning and its end.
func TestWatchesAreOnRecord(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.DiscloseWatching = "live" })
	open := func() (n int64) {
		s.db.Conn(t.Context()).Table("watches").Where("until IS NULL").Count(&n)
		return n
	}
	id := s.idOf("c-1")
	for _, end := range []func(*line){
		func(l *line) { l.say(fields{"type": "unwatch", "interaction": id}) },
		func(l *line) { l.close() },
		func(*line) { sue.must(204, http.MethodDelete, "/session", nil) },
	} {
		l := sue.dial()
		l.watch(id, 2)
		l.hear("caught_up")
		l.watch(id, 2)
		l.hear("caught_up")
		if open() != 1 {
			t.Errorf("%d open watches", open())
		}
		end(l)
		eventually(t, "the watch ends", func() bool { return open() == 0 })
	}
	hers := ana.dial()
	hers.watch(id, 0)
	hers.hear("caught_up")
	if n := s.stored("watches"); n != 3 {
		t.Errorf("%d watches on record", n)
	}
}

// TestWrongWatchLeavesTheRightOne holds that an error changes nothing of what is watched.
func TestWrongWatchLeavesTheRightOne(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	l := sue.dial()
	l.expect("hello", "offer")
	l.watch(s.idOf("c-1"), 2)
	l.expect("watching", "caught_up:2")
	for _, after := range []int64{3, -1, 1 << 60} {
		l.watch(s.idOf("c-1"), after)
		l.expect("error")
	}
	s.source("crm").tell(s.said("c-1", 3, "customer", "still there?"))
	l.expect("utterance:3")
}

// TestOtherNode lets a second server store utterances of which this one's listeners hear nothing: the next one that
// they hear shows the gap, and what is missing is read.
func TestOtherNode(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		node, err := server.NewDesk(t.Context(), s.desk.Config, db.DB, s.clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer node.Log.Close()
		here, there := s.desk, node
		l := sue.dial()
		l.expect("hello", "offer")
		l.watch(s.idOf("c-1"), 2)
		l.expect("watching", "caught_up:2")
		for n := 3; n < 9; n += 3 {
			s.desk = there
			s.append(s.said("c-1", n, "customer", "elsewhere"), s.said("c-1", n+1, "customer", "elsewhere"))
			s.desk = here
			s.append(s.said("c-1", n+2, "customer", "here"))
		}
		l.expect("utterance:3", "utterance:4", "utterance:5", "utterance:6", "utterance:7", "utterance:8")
	})
}

// TestSlowReader never reads from one socket while others hear everything.
func TestSlowReader(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	id, crm := s.idOf("c-1"), s.source("crm")
	slow, quick := sue.dial(), sue.dial()
	if err := slow.ws.NetConn().(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*line{slow, quick} {
		l.expect("hello", "offer")
		l.watch(id, 2)
		l.expect("watching", "caught_up:2")
	}
	const loud, rounds = 16, 20
	text := strings.Repeat("many words ", 1500)
	for round := range rounds {
		var said []fields
		for n := range loud {
			said = append(said, s.said("c-1", 3+round*loud+n, "customer", fmt.Sprint(n, text)))
		}
		crm.tell(said...)
		for n := range loud {
			if m := quick.next(); m.Type != "utterance" || m.Pos != int64(3+round*loud+n) {
				t.Fatalf("the quick reader got %s %d, want %d", m.Type, m.Pos, 3+round*loud+n)
			}
		}
	}
	eventually(t, "the slow reader's watch ends", func() bool {
		var n int64
		s.db.Conn(t.Context()).Table("watches").Where("until IS NULL").Count(&n)
		return n == 1
	})
	quick.alive()
}
