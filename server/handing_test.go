package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type candidate struct {
	ID, Barred   string
	ToScore      int `json:"to_score"`
	Capacity     *int
	Full, Absent bool
	Speaks       *bool
	Languages    []string
	Revision     int64
}

func (c *client) candidates(sample string) list[candidate] {
	c.s.t.Helper()
	return read[list[candidate]](c.s.t, c.must(200, http.MethodGet, "/queue/"+sample+"/evaluators", nil))
}

func namesOf(s *site, all []candidate) (names []string) {
	for _, one := range all {
		for name, p := range s.users {
			if p.ID == one.ID {
				names = append(names, name)
			}
		}
	}
	return names
}

// judges is a site with sue, who leads billing, its agent ana, and the evaluators eve, fay and art.
func judges(t *testing.T, db testkit.Database, adjust ...func(*config.Config)) *site {
	t.Helper()
	s := open(t, db, adjust...)
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	for _, name := range []string{"eve", "fay", "art"} {
		s.person(name, people.Evaluator)
	}
	return s
}

func (s *site) give(to, external string) string {
	s.t.Helper()
	id := s.offerOf(external)
	s.once("sue").must(200, http.MethodPost, "/offers/"+id+"/assign", fields{"evaluator": s.users[to].ID})
	return id
}

// TestHandOver goes on from who holds a sample to who is to: with a reason, once, and not once it was begun.
func TestHandOver(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.drawn("call", "ana")
		id := s.give("eve", "call")
		path := "/queue/" + id + "/hand-over"
		eve, fay := s.as("eve"), s.as("fay")
		to := fields{"evaluator": s.users["fay"].ID, "reason": "I know the customer"}
		fay.must(404, http.MethodPost, path, to)
		fay.must(404, http.MethodGet, "/queue/"+id+"/evaluators", nil)
		s.once("sue").must(403, http.MethodPost, path, to)
		for _, wrong := range []fields{{"evaluator": s.users["fay"].ID, "reason": " "}, {"evaluator": s.users["eve"].ID, "reason": "x"}, {"evaluator": s.users["ana"].ID, "reason": "x"}} {
			eve.must(422, http.MethodPost, path, wrong)
		}
		if got := namesOf(s, eve.candidates(id).Items); !slices.Equal(got, []string{"fay", "art"}) {
			t.Errorf("eve may choose from %v", got)
		}
		if given := read[queued](t, eve.must(200, http.MethodPost, path, to)); given.ClaimedBy != s.users["fay"].ID {
			t.Errorf("it is %+v", given)
		}
		eve.must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		eve.must(404, http.MethodPost, path, to)
		if got := fay.kindsOf(); !slices.Equal(got, []string{"sample_assigned"}) {
			t.Errorf("fay was told %v", got)
		}
		fay.draft("call")
		fay.must(409, http.MethodPost, path, fields{"evaluator": s.users["art"].ID, "reason": "no time"})
		var logged []struct{ UserID, ToID, Reason string }
		if err := db.Conn(t.Context()).Table("sample_log").Where("sample_id = ? AND what = 'handed_over'", id).Find(&logged).Error; err != nil || len(logged) != 1 ||
			logged[0].UserID != s.users["eve"].ID || logged[0].ToID != s.users["fay"].ID || logged[0].Reason != "I know the customer" {
			t.Errorf("logged %+v, %v", logged, err)
		}
	})
}

// TestNobodyEvaluatesTheirLead has ana lead the team that eve, fay's namesake and a second lead are in.
func TestNobodyEvaluatesTheirLead(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.person("sol", people.Supervisor, "billing")
		quality := s.team("quality")
		change := func(name string, c people.Changes) {
			t.Helper()
			if _, err := s.desk.Users.Change(t.Context(), people.System(), s.users[name].ID, c); err != nil {
				t.Fatal(err)
			}
		}
		s.source("crm").tell(s.contact("before", "ana")...)
		before := s.give("eve", "before")
		change("ana", people.Changes{Roles: &[]people.Role{people.Agent, people.Supervisor}, Leads: &[]string{quality}})
		change("eve", people.Changes{MemberOf: &quality})
		change("sol", people.Changes{MemberOf: &quality})
		s.source("crm").tell(s.contact("call", "ana")...)
		id := s.offerOf("call")
		sol, eve := s.as("sol"), s.as("eve")
		for _, o := range read[list[queued]](t, sol.must(200, http.MethodGet, "/offers", nil)).Items {
			t.Errorf("sol is offered %+v", o)
		}
		if offers := read[list[queued]](t, s.as("sue").must(200, http.MethodGet, "/offers", nil)).Items; len(offers) != 1 {
			t.Errorf("sue is offered %+v", offers)
		}
		told := func(what string, got reply) {
			t.Helper()
			if !strings.Contains(string(got.raw), "nobody evaluates who leads them") {
				t.Errorf("%s: %s", what, got)
			}
		}
		start := func(call string) fields { return fields{"interaction": s.idOf(call), "scorecard": s.scorecard()} }
		told("claim", sol.must(403, http.MethodPost, "/offers/"+id+"/claim", nil))
		told("begin as a lead", sol.must(403, http.MethodPost, "/evaluations", start("call")))
		told("begin what was given", eve.must(403, http.MethodPost, "/evaluations", start("before")))
		told("assign", s.as("sue").must(422, http.MethodPost, "/offers/"+id+"/assign", fields{"evaluator": s.users["eve"].ID, "anyway": true}))
		if all := s.as("sue").candidates(id).Items; len(all) != 3 || all[2].ID != s.users["eve"].ID || all[2].Barred != "led_by_agent" {
			t.Errorf("candidates %+v", all)
		}
		s.give("fay", "call")
		fay := s.as("fay")
		told("hand over", fay.must(422, http.MethodPost, "/queue/"+id+"/hand-over", fields{"evaluator": s.users["eve"].ID, "reason": "no time"}))
		fay.draft("call")
		eve.must(204, http.MethodPost, "/offers/"+before+"/return", fields{"reason": "she leads me"})
		none := ""
		change("sol", people.Changes{MemberOf: &none})
		s.as("sol").must(200, http.MethodPost, "/offers/"+before+"/claim", nil)
	})
}

// TestALeadIsToldNothingOfTheirOwnLead holds that a live offer is not sent to who may never take it.
func TestALeadIsToldNothingOfTheirOwnLead(t *testing.T) {
	t.Parallel()
	s := judges(t, testkit.Open(t, "sqlite"))
	quality := s.team("quality")
	s.person("sol", people.Supervisor, "billing")
	for name, c := range map[string]people.Changes{"ana": {Roles: &[]people.Role{people.Agent, people.Supervisor}, Leads: &[]string{quality}}, "sol": {MemberOf: &quality}} {
		if _, err := s.desk.Users.Change(t.Context(), people.System(), s.users[name].ID, c); err != nil {
			t.Fatal(err)
		}
	}
	s.person("cam", people.Agent, "billing")
	l := s.as("sol").dial()
	l.expect("hello")
	s.source("crm").tell(s.contact("hers", "ana")...)
	s.source("crm").tell(s.contact("his", "cam")...)
	for {
		m := l.next()
		if m.Type == "offer" {
			if m.Interaction != s.idOf("his") {
				t.Errorf("sol is offered %+v", m)
			}
			break
		}
	}
}

// TestAbsenceAndCapacity gives to who is absent or full only on purpose.
func TestAbsenceAndCapacity(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db, func(c *config.Config) { c.TimeZone = "Asia/Tokyo" })
		for _, call := range []string{"one", "two", "three"} {
			s.drawn(call, "ana")
		}
		eve, sue := s.as("eve"), s.once("sue")
		zone, _ := time.LoadLocation("Asia/Tokyo")
		day := func(n int) string { return s.clock.Now().In(zone).AddDate(0, 0, n).Format(time.DateOnly) }
		for _, wrong := range []fields{{"from": day(2), "to": day(1)}, {"from": day(-2), "to": day(-1)}, {"from": day(0), "to": day(400)}, {"from": "soon", "to": day(1)}} {
			eve.must(422, http.MethodPost, "/me/absences", wrong)
		}
		limit := "/evaluators/" + s.users["fay"].ID + "/capacity"
		sue.must(428, http.MethodPut, limit, fields{"capacity": 1})
		sue.must(422, http.MethodPut, limit, fields{"capacity": 0}, ifMatch(0))
		sue.must(404, http.MethodPut, "/evaluators/"+s.users["ana"].ID+"/capacity", fields{"capacity": 1}, ifMatch(0))
		sue.must(200, http.MethodPut, limit, fields{"capacity": 1}, ifMatch(0))
		s.as("ada").must(412, http.MethodPut, limit, fields{"capacity": 2}, ifMatch(0))
		s.as("ada").must(200, http.MethodPut, limit, fields{"capacity": 2}, ifMatch(1))

		held := s.give("eve", "one")
		s.give("fay", "two")
		away := read[struct{ ID string }](t, eve.must(201, http.MethodPost, "/me/absences", fields{"from": day(0), "to": day(1)})).ID
		s.as("fay").must(404, http.MethodDelete, "/me/absences/"+away, nil)
		if got := namesOf(s, sue.candidates(s.offerOf("three")).Items); !slices.Equal(got, []string{"art", "fay", "eve"}) {
			t.Errorf("candidates %v", got)
		}
		s.give("fay", "three") // the second of two
		s.drawn("four", "ana")
		assign := "/offers/" + s.offerOf("four") + "/assign"
		for name, word := range map[string]string{"eve": "eve is absent today", "fay": "fay holds 2 samples already, with a capacity of 2"} {
			if got := sue.must(409, http.MethodPost, assign, fields{"evaluator": s.users[name].ID}); !strings.Contains(string(got.raw), word) {
				t.Errorf("%s: %s", name, got)
			}
		}
		if rows := read[list[queued]](t, sue.must(200, http.MethodGet, "/queue/absent", nil)).Items; len(rows) != 1 || rows[0].ID != held {
			t.Errorf("stranded: %+v", rows)
		}
		s.clock.Advance(24 * time.Hour)
		s.as("sue").must(409, http.MethodPost, assign, fields{"evaluator": s.users["eve"].ID})
		s.clock.Advance(24 * time.Hour)
		s.as("sue").must(200, http.MethodPost, assign, fields{"evaluator": s.users["eve"].ID})
		s.as("sue").must(200, http.MethodPost, assign, fields{"evaluator": s.users["fay"].ID, "anyway": true})
		if rows := read[list[candidate]](t, s.as("ada").must(200, http.MethodGet, "/evaluators", nil)).Items; len(rows) != 3 || *rows[1].Capacity != 2 || rows[1].ToScore != 3 || rows[1].Revision != 2 {
			t.Errorf("evaluators: %+v", rows)
		}
	})
}

// TestWhatWasGivenStaysUntilItIsDue holds that a day without a beginning takes back what somebody took, and not what they
// were given.
func TestWhatWasGivenStaysUntilItIsDue(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.drawn("given", "ana")
		s.drawn("taken", "ana")
		s.give("eve", "given")
		s.once("sue").must(200, http.MethodPost, "/offers/"+s.offerOf("taken")+"/claim", nil)
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{25 * time.Hour, 1}, {6 * 24 * time.Hour, 0}, {2 * 24 * time.Hour, 1}, {time.Hour, 0}} {
			s.clock.Advance(step.after)
			if n, err := s.desk.Offers.Return(t.Context()); n != step.want || err != nil {
				t.Errorf("after %s more %d came back, %v", step.after, n, err)
			}
		}
	})
}

// TestLanguages says who speaks an interaction's language, and lets who does not be given it by hand.
func TestLanguages(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		ada := s.as("ada")
		ada.must(422, http.MethodPatch, "/users/"+s.users["eve"].ID, fields{"languages": []string{"Dutch, mostly"}})
		ada.must(200, http.MethodPatch, "/users/"+s.users["eve"].ID, fields{"languages": []string{"de", "en-gb", "de"}})
		ada.must(200, http.MethodPatch, "/users/"+s.users["art"].ID, fields{"languages": []string{"nl-BE"}})
		if p := read[struct{ Languages []string }](t, ada.must(200, http.MethodGet, "/users/"+s.users["eve"].ID, nil)); !slices.Equal(p.Languages, []string{"de", "en-GB"}) {
			t.Errorf("eve speaks %v", p.Languages)
		}
		start := s.started("call", "ana")
		start["language"] = "nl"
		s.source("crm").tell(start)
		all := s.once("sue").candidates(s.offerOf("call")).Items
		if got := namesOf(s, all); !slices.Equal(got, []string{"art", "fay", "eve"}) || all[1].Speaks != nil || !*all[0].Speaks || *all[2].Speaks {
			t.Errorf("candidates %v %+v", got, all)
		}
		s.give("eve", "call")
	})
}
