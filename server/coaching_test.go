package server_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type session struct {
	ID, Status, Agent, Coach string
	Revision                 int64
	SharedNotes              string  `json:"shared_notes"`
	PrivateNotes             *string `json:"private_notes"`
	Agenda                   []struct {
		Evaluation, Question, Note string
		QuestionText               string `json:"question_text"`
		ReleasedAt                 string `json:"released_at"`
		Score                      *float64
		Evidence                   []struct{ Interaction, Text string }
	}
	Actions []action
	May     struct{ Change, Cancel, Sign, Note bool }
}

type action struct {
	ID, Status, Agent, Owner, Session, Question string
	Revision                                    int64
	Waiting                                     bool
	Sample                                      *struct {
		N, Needed int
		Mean      *float64
	}
	May struct{ Change, Finish, Drop bool }
}

// with is a body with one more field, or another value of it.
func with(body fields, field string, value any) fields {
	out := maps.Clone(body)
	if out == nil {
		out = fields{}
	}
	out[field] = value
	return out
}

// planned plans a session with an agent, some minutes from now.
func (c *client) planned(agent string, minutes int, agenda ...fields) session {
	c.s.t.Helper()
	body := fields{"agent": c.s.users[agent].ID, "starts_at": c.s.clock.Now().Add(time.Duration(minutes) * time.Minute), "minutes": 30, "agenda": append([]fields{}, agenda...)}
	return read[session](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/coaching/sessions", body))
}

// agreed agrees an action with an agent.
func (c *client) agreed(agent string, more fields) action {
	c.s.t.Helper()
	body := fields{"agent": c.s.users[agent].ID, "kind": "weakness", "text": "Ask back first", "root_cause": "Haste", "due_on": "2026-03-09"}
	maps.Copy(body, more)
	return read[action](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/actions", body))
}

// onward takes a session on.
func (c *client) onward(x session, method, verb string, body any) session {
	c.s.t.Helper()
	return read[session](c.s.t, c.must(200, method, "/coaching/sessions/"+x.ID+verb, body, ifMatch(x.Revision)))
}

// coachingListsHoldOnlyWhatIsInScope goes through every list and filter of each person.
func coachingListsHoldOnlyWhatIsInScope(t *testing.T, c *company) {
	labels := map[string]string{}
	for label := range agents {
		labels[c.sessions[label].ID], labels[c.actions[label].ID], labels[c.users[agents[label]].ID] = label, label, label
	}
	ben, sol, sid := c.users["ben"].ID, c.users["sol"].ID, c.users["sid"].ID
	for _, one := range []struct{ as, path, want string }{
		{"sue", "/coaching/sessions", "own team"}, {"sol", "/coaching/sessions", "own team"}, {"sid", "/coaching/sessions", "other"},
		{"ana", "/coaching/sessions", "own"}, {"cam", "/coaching/sessions", "team"}, {"ana", "/coaching/sessions?agent=" + ben, ""},
		{"sue", "/coaching/sessions?agent=" + ben, ""}, {"sue", "/coaching/sessions?coach=" + sid, ""}, {"sue", "/coaching/sessions?coach=" + sol, "own team"},
		{"sue", "/coaching/sessions?status=held", ""}, {"sue", "/coaching/sessions?status=planned&from=2026-03-02", "own team"}, {"sue", "/coaching/sessions?to=2026-03-01", ""},
		{"sue", "/actions", "own team"}, {"sid", "/actions", "other"}, {"ana", "/actions", "own"}, {"ana", "/actions?agent=" + ben, ""},
		{"sue", "/actions?session=" + c.sessions["own"].ID, "own"}, {"sue", "/actions?session=" + c.sessions["other"].ID, ""}, {"sue", "/actions?owner=" + ben, ""},
		{"ana", "/actions?status=open&owner=" + c.users["ana"].ID, "own"}, {"ana", "/actions?status=done", ""},
		{"sue", "/coaching/overview", "own team"}, {"sid", "/coaching/overview", "other"},
		{"sue", "/coaching/plans", "own team"}, {"sid", "/coaching/plans", "other"}, {"sue", "/coaching/plans?agent=" + ben, ""}, {"sue", "/coaching/plans?status=ended", ""},
		{"sue", "/coaching/requests", "own team"}, {"sid", "/coaching/requests", "other"}, {"ana", "/coaching/requests", "own"}, {"ana", "/coaching/requests?agent=" + ben, ""},
		{"sue", "/rounds", "own team"}, {"sid", "/rounds", "other"}, {"ana", "/rounds", "own"}, {"pia", "/rounds", ""}, {"sue", "/rounds?agent=" + ben, ""},
		{"ana", "/me/rounds", "own"}, {"pia", "/me/rounds", "other own team"}, {"sue", "/me/rounds", ""},
		{"sue", "/feedback", "own team"}, {"sid", "/feedback", "other"}, {"ana", "/feedback", "own"}, {"ana", "/feedback?agent=" + ben, ""}, {"eve", "/feedback", ""},
		{"ana", "/recognitions", "own"}, {"cam", "/recognitions", "team"}, {"sol", "/recognitions", "own team"}, {"sue", "/recognitions", ""}, {"sid", "/recognitions?whose=given", "other"},
	} {
		var got []string
		for _, item := range read[list[struct{ ID, Agent string }]](t, c.once(one.as).must(200, http.MethodGet, one.path, nil)).Items {
			label := labels[item.ID]
			if label == "" {
				label = labels[item.Agent]
			}
			got = append(got, label)
		}
		if sortedWords(got) != one.want {
			t.Errorf("GET %s as %s: want %q, got %q", one.path, one.as, one.want, sortedWords(got))
		}
	}
}

// TestTakenTimesAreNamed holds that who plans where another session is learns when that is.
func TestTakenTimesAreNamed(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	sue.planned("ana", 60)
	got := s.as("sol").must(409, http.MethodPost, "/coaching/sessions", fields{"agent": s.users["ana"].ID, "starts_at": "2026-03-02T09:40:00Z", "minutes": 21})
	if p := read[problem](t, got); p.places() != "body.starts_at" || !strings.Contains(p.Detail, "the agent has another session then: 2026-03-02 10:00 UTC for 30 minutes") {
		t.Errorf("%s", got)
	}
	sue.must(201, http.MethodPost, "/coaching/sessions", fields{"agent": s.users["ana"].ID, "starts_at": "2026-03-02T10:30:00Z", "minutes": 30})
}

// TestCoachingGoesThrough is a supervisor and an agent over a weakness: evidence, session, action, and five fresh samples.
func TestCoachingGoesThrough(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.source("crm").tell(s.contact("c-2", "ana")...)
		first, weak := sue.worse("c-1"), sue.worse("c-2")
		type suggestion struct {
			Evaluation, Question string
			N                    int
			Mean, Score          float64
			Evidence             []struct{ Text string }
		}
		found := read[list[suggestion]](t, sue.must(200, http.MethodGet, "/coaching/suggestions?agent="+s.users["ana"].ID, nil)).Items
		if len(found) != 5 || found[0].N != 2 || found[0].Mean != 0 || found[0].Evaluation != weak.ID || found[0].Evidence[0].Text != "a zebra called c-2" {
			t.Fatalf("suggested: %+v", found)
		}
		ear := ana.dial()
		ear.expect("hello")
		x := sue.planned("ana", 60, fields{"evaluation": found[0].Evaluation, "question": found[0].Question, "note": "Listen together"}, fields{"evaluation": first.ID, "note": ""})
		if ear.changed() != "coaching" {
			t.Error("ana was told of something else")
		}
		x = sue.onward(x, http.MethodPut, "/notes", fields{"shared": "Agreed", "private": "Is tired these days"})
		for _, path := range []string{"/coaching/sessions/" + x.ID, "/coaching/sessions", "/actions"} {
			for _, who := range []*client{ana, s.as("sol")} {
				if got := who.must(200, http.MethodGet, path, nil); strings.Contains(string(got.raw), "tired") || strings.Contains(string(got.raw), "private") {
					t.Errorf("GET %s shows the private notes: %s", path, got)
				}
			}
		}
		if mine := read[session](t, ana.must(200, http.MethodGet, "/coaching/sessions/"+x.ID, nil)); *mine.Agenda[0].Score != 0 || mine.Agenda[0].QuestionText == "" ||
			mine.Agenda[0].Evidence[0].Text != "a zebra called c-2" || mine.Agenda[1].Score != nil || mine.SharedNotes != "Agreed" ||
			mine.Agenda[0].ReleasedAt != "2026-03-02T09:00:00.000Z" {
			t.Errorf("ana reads %+v", mine)
		}
		sue.step(weak, "withdraw", fields{"reason": "a mistake"})
		if mine := read[session](t, ana.must(200, http.MethodGet, "/coaching/sessions/"+x.ID, nil)); mine.Agenda[0].Score != nil || len(mine.Agenda[0].Evidence) != 0 || mine.Agenda[0].QuestionText == "" {
			t.Errorf("of what was withdrawn ana reads %+v", mine.Agenda[0])
		}
		a := sue.agreed("ana", fields{"session": x.ID, "question": found[0].Question})
		if ear.changed() != "coaching" || ear.changed() != "evaluations" || ear.changed() != "actions" {
			t.Error("ana was told of something else")
		}
		s.clock.Advance(time.Hour)
		x = sue.onward(x, http.MethodPost, "/sign", nil)
		ana.must(428, http.MethodPost, "/coaching/sessions/"+x.ID+"/sign", nil)
		if raw := ana.must(200, http.MethodPost, "/coaching/sessions/"+x.ID+"/sign", nil, ifMatch(x.Revision)).raw; strings.Contains(string(raw), "private") {
			t.Errorf("signing shows the private notes: %s", raw)
		}
		s.clock.Advance(time.Minute)
		a = read[action](t, ana.must(200, http.MethodPost, "/actions/"+a.ID+"/finish", fields{"what_changed": "I ask back", "target": 90}, ifMatch(a.Revision)))
		if !a.Waiting || a.Sample == nil || a.Sample.N != 0 || a.Sample.Needed != 5 || a.Sample.Mean != nil {
			t.Errorf("finished: %+v", a)
		}
		s.clock.Advance(time.Hour)
		for n, name := range []string{"d-1", "d-2", "d-3", "d-4", "d-5"} {
			s.source("crm").tell(s.contact(name, "ana")...)
			sue.released(name)
			if err := s.desk.KeepHouse(t.Context(), true); err != nil {
				t.Fatal(err)
			}
			list := read[list[action]](t, ana.must(200, http.MethodGet, "/actions", nil)).Items
			if want := map[bool]string{false: "done", true: "closed"}[n == 4]; len(list) != 1 || list[0].Status != want || list[0].Sample.N != n+1 || *list[0].Sample.Mean != 100 {
				t.Fatalf("after %s: %+v", name, list)
			}
		}
		invited := ana.must(200, http.MethodGet, "/coaching/sessions/"+x.ID+"/invitation", nil)
		if invited.header.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.HasPrefix(string(invited.raw), "BEGIN:VCALENDAR\r\n") {
			t.Errorf("%v %s", invited.header, invited)
		}
	})
}

// worse releases an evaluation of the worst answers.
func (c *client) worse(external string) evaluation {
	c.s.t.Helper()
	e := c.draft(external)
	e = read[evaluation](c.s.t, c.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": worst(c.s.form())}, ifMatch(e.Revision)))
	return c.step(c.step(e, "submit", nil), "release", nil)
}

// TestDueDaysAreThoseOfTheSite agrees an action where the day begins before that of UTC.
func TestDueDaysAreThoseOfTheSite(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.TimeZone = "Pacific/Auckland" })
	s.clock.Advance(4 * time.Hour) // 02:00 of 3 March there
	body := fields{"agent": s.users["ana"].ID, "kind": "strength", "text": "Go on", "root_cause": "", "due_on": "2026-03-02"}
	if got := sue.must(422, http.MethodPost, "/actions", body); !strings.Contains(string(got.raw), "today is 2026-03-03") {
		t.Errorf("yesterday: %s", got)
	}
	sue.must(201, http.MethodPost, "/actions", with(body, "due_on", "2026-03-03"))
	for _, overdue := range []bool{false, true} {
		if list := read[list[struct{ Overdue bool }]](t, s.as("sue").must(200, http.MethodGet, "/actions", nil)).Items; list[0].Overdue != overdue {
			t.Errorf("%v: %+v", s.clock.Now(), list)
		}
		s.clock.Advance(22 * time.Hour)
	}
}

// TestManyActionsTurnPages reads more than a page of actions, sessions and agents, a few at a time.
func TestManyActionsTurnPages(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		for n := range 5 {
			s.person("agent"+string(rune('a'+n)), people.Agent, "billing")
			sue.agreed("ana", fields{"due_on": "2026-03-" + []string{"20", "04", "03", "04", "30"}[n]})
			sue.planned("ana", 60+60*n)
		}
		s.clock.Advance(4 * 24 * time.Hour)
		sue = s.as("sue")
		for path, want := range map[string]int{"/actions": 5, "/coaching/sessions": 5, "/coaching/overview": 6} {
			whole := string(sue.must(200, http.MethodGet, path, nil).raw)
			var parts []string
			after := ""
			for range want {
				p := read[list[json.RawMessage]](t, sue.must(200, http.MethodGet, path+"?limit=2&after="+after, nil))
				for _, item := range p.Items {
					parts = append(parts, string(item))
				}
				if p.Next == nil {
					break
				}
				after = *p.Next
			}
			if all := strings.Join(parts, ","); len(parts) != want || !strings.Contains(whole, all) {
				t.Errorf("%s: %d items in pages of two\n%s\nwhole\n%s", path, len(parts), all, whole)
			}
		}
	})
}
