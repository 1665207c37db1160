package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type whisper struct {
	ID, Kind, From, Text string
	FromName             string     `json:"from_name"`
	TakenByName          string     `json:"taken_by_name"`
	TakenAt              *time.Time `json:"taken_at"`
}

func (c *client) whispers(id string) []whisper {
	c.s.t.Helper()
	return read[list[whisper]](c.s.t, c.must(200, http.MethodGet, "/interactions/"+id+"/whispers", nil)).Items
}

func kinds(rows []whisper) string {
	var all []string
	for _, w := range rows {
		all = append(all, w.Kind+" "+w.FromName+": "+w.Text)
	}
	return strings.Join(all, ", ")
}

// TestWhisperTalk goes from a whisper over the agent's answer to a call for help that somebody takes.
func TestWhisperTalk(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		id := s.idOf("c-1")
		lead, agent, sol := sue.dial(), ana.dial(), s.as("sol").dial()
		lead.hear("offer")
		sol.hear("offer")
		agent.expect("hello")
		lead.say(fields{"type": "whisper", "interaction": id, "text": "breathe"})
		agent.expect("whisper", "changed")
		agent.say(fields{"type": "reply", "interaction": id, "text": "thanks, mail me at sue@example.com"})
		if m := lead.hear("reply"); m.From != s.users["ana"].ID || m.Interaction != id || strings.Contains(m.Text, "sue@") {
			t.Errorf("the reply: %+v", m)
		}
		agent.expect("changed")
		agent.say(fields{"type": "help", "interaction": id})
		if m := sol.hear("help"); m.From != s.users["ana"].ID || m.Text != "" {
			t.Errorf("the call for help: %+v", m)
		}
		if rows := sue.livePage("?help=true"); len(rows) != 1 || rows[0].HelpAt == nil {
			t.Errorf("live with help: %+v", rows)
		}
		sue.must(204, http.MethodPost, "/interactions/"+id+"/help/take", fields{})
		s.as("sol").must(409, http.MethodPost, "/interactions/"+id+"/help/take", fields{})
		ana.must(403, http.MethodPost, "/interactions/"+id+"/help/take", fields{})
		if rows := sue.livePage("?help=true"); len(rows) != 0 {
			t.Errorf("taken, and still asked: %+v", rows)
		}
		s.source("crm").tell(s.ended("c-1"))
		sue.must(409, http.MethodPost, "/interactions/"+id+"/help/take", fields{})
		want := "whisper sue: breathe, reply ana: thanks, mail me at [email], help ana: "
		for name, rows := range map[string][]whisper{"the lead": sue.whispers(id), "the agent": ana.whispers(id)} {
			if kinds(rows) != want || rows[2].TakenByName != "sue" || rows[2].TakenAt == nil {
				t.Errorf("%s reads %s", name, kinds(rows))
			}
		}
		for _, action := range []string{"whisper", "reply", "help", "help_taken"} {
			if n := s.noted("interaction." + action); n != 1 {
				t.Errorf("the audit log has %d of %s", n, action)
			}
		}
	})
}

// noted is how many entries of an action the audit log has.
func (s *site) noted(action string) (n int64) {
	s.t.Helper()
	if err := s.db.Conn(s.t.Context()).Table("audit").Where("action = ?", action).Count(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

// TestWhisperTakesHelp holds that who whispers to an agent that asks for help has taken it.
func TestWhisperTakesHelp(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	id := s.idOf("c-1")
	lead, agent := sue.dial(), ana.dial()
	lead.hear("offer")
	agent.say(fields{"type": "help", "interaction": id, "text": "what is the limit?"})
	lead.hear("help")
	lead.say(fields{"type": "whisper", "interaction": id, "text": "fifty"})
	agent.hear("whisper")
	if rows := sue.whispers(id); rows[0].TakenByName != "sue" {
		t.Errorf("help: %+v", rows)
	}
}

// TestWhispersAreBetweenTwo holds that nobody but who leads the team and the agent of the words reads or says them, and
// that nothing of them is part of what was said to the customer.
func TestWhispersAreBetweenTwo(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("sid", people.Supervisor, "sales")
	s.person("ben", people.Agent, "sales")
	s.person("lyn", people.Analyst)
	id := s.idOf("c-1")
	others := map[string]*line{}
	for _, name := range []string{"eve", "lyn", "sid", "ben"} {
		others[name] = s.once(name).dial()
		others[name].expect("hello")
	}
	s.once("sol").must(200, http.MethodPost, "/offers/"+s.offerOf("c-1")+"/assign", fields{"evaluator": s.users["eve"].ID})
	others["eve"].hear("changed")
	for _, name := range []string{"eve", "lyn"} {
		others[name].watch(id, 2)
		others[name].hear("caught_up")
	}
	lead, agent := sue.dial(), ana.dial()
	agent.expect("hello")
	lead.say(fields{"type": "whisper", "interaction": id, "text": "psst"})
	agent.hear("whisper")
	agent.say(fields{"type": "reply", "interaction": id, "text": "yes?"})
	agent.say(fields{"type": "help", "interaction": id, "text": "urgent"})
	lead.hear("help")
	for name, l := range others {
		for _, kind := range []string{"whisper", "reply", "help"} {
			l.say(fields{"type": kind, "interaction": id, "text": "me too"})
			for m := l.next(); m.Type != "error"; m = l.next() {
				if m.Type != "notice" && m.Type != "changed" {
					t.Errorf("%s hears %+v", name, m)
				}
			}
		}
	}
	for name, want := range map[string]int{"eve": 403, "lyn": 403, "sid": 404, "ben": 404} {
		s.once(name).must(want, http.MethodGet, "/interactions/"+id+"/whispers", nil)
	}
	s.source("crm").tell(fields{"id": "hand", "type": "interaction.transferred", "interaction": "c-1", "at": s.clock.Now().Add(60e9), "agent": "ben@example.com"})
	if got := s.once("ben").whispers(id); len(got) != 0 {
		t.Errorf("who has it next reads %s", kinds(got))
	}
	if got := ana.whispers(id); len(got) != 3 {
		t.Errorf("who had it reads %s", kinds(got))
	}
	said := ana.must(200, http.MethodGet, "/interactions/"+id+"/utterances", nil)
	if strings.Contains(said.String(), "psst") || s.stored("utterances") != 2 {
		t.Errorf("the transcript: %s", said)
	}
}

// TestNoIngestCarriesWhispers holds that a source can neither say nor read them.
func TestNoIngestCarriesWhispers(t *testing.T) {
	t.Parallel()
	s, _, ana := desk1(t, testkit.Open(t, store.SQLite))
	crm, id := s.source("crm"), s.idOf("c-1")
	for _, event := range []fields{
		{"id": "w-1", "type": "whisper", "interaction": "c-1", "at": s.clock.Now(), "text": "psst"},
		{"id": "w-2", "type": "utterance.added", "interaction": "c-1", "at": s.clock.Now(), "speaker": "supervisor", "text": "psst"},
		{"id": "w-3", "type": "utterance.added", "interaction": "c-1", "at": s.clock.Now(), "speaker": "agent", "text": "x", "whisper": "psst"},
	} {
		crm.tell(event)
	}
	crm.must(403, http.MethodGet, "/interactions/"+id+"/whispers", nil)
	if got := ana.whispers(id); len(got) != 0 || s.stored("whispers") != 0 {
		t.Errorf("a source whispers: %s", kinds(got))
	}
	if ws, status, _ := crm.knock(); status != 403 {
		t.Errorf("a source's socket: %d", status)
		_ = ws.Close()
	}
}

// TestWhispersAreLimited says 200 things at once: ten of a person are heard within a second, on however many sockets, the
// others refused; the next second has room again.
func TestWhispersAreLimited(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	id, agent := s.idOf("c-1"), ana.dial()
	lines := []*line{sue.dial(), sue.dial()}
	for n := range 200 {
		lines[n%2].say(fields{"type": "whisper", "interaction": id, "text": fmt.Sprint("number ", n)})
	}
	refused := 0
	for _, l := range lines {
		l.say(fields{"type": "the end"})
		for m := l.next(); m.Code != "invalid"; m = l.next() {
			if m.Type == "error" && m.Code == "too_many" && strings.Contains(m.Detail, "at most 10") {
				refused++
			}
		}
	}
	if n := s.stored("whispers"); refused != 190 || n != 10 {
		t.Errorf("%d were refused, %d stored", refused, n)
	}
	agent.say(fields{"type": "reply", "interaction": id, "text": "slowly, please"}) // another person's second is their own
	lines[0].hear("reply")
	s.clock.Advance(time.Second)
	lines[1].say(fields{"type": "whisper", "interaction": id, "text": "sorry"})
	eventually(t, "there is room again", func() bool { return s.stored("whispers") == 12 })
}
