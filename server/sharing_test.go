package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

type sharedPool struct {
	ID, Name       string
	Revision       int64
	Members, Teams []struct{ ID string }
}

func (s *site) pooled(name string, members ...string) sharedPool {
	s.t.Helper()
	ids := []string{}
	for _, m := range members {
		ids = append(ids, s.users[m].ID)
	}
	return read[sharedPool](s.t, s.once("ada").must(201, http.MethodPost, "/pools", fields{"name": name, "members": ids, "teams": []string{s.team("billing")}}))
}

func (s *site) share(want int) {
	s.t.Helper()
	if n, err := s.desk.Offers.Share(s.t.Context()); n != want || err != nil {
		s.t.Fatalf("%d were shared, %v, not %d", n, err, want)
	}
}

func (s *site) holders(calls ...string) (names []string) {
	s.t.Helper()
	for _, call := range calls {
		var by string
		if err := s.db.Conn(s.t.Context()).Table("samples").Where("id = ?", s.offerOf(call)).Select("coalesce(claimed_by, '')").Scan(&by).Error; err != nil {
			s.t.Fatal(err)
		}
		name := ""
		for known, p := range s.users {
			if p.ID == by {
				name = known
			}
		}
		names = append(names, name)
	}
	return names
}

// TestAPoolSharesWhatWaits goes by load, and past who is absent, full, led by the agent, or gave it back.
func TestAPoolSharesWhatWaits(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.person("ben", people.Agent, "sales")
		s.drawn("one", "ana")
		s.drawn("two", "ana")
		s.drawn("three", "ana")
		s.drawn("elsewhere", "ben")
		s.share(0)
		p := s.pooled("Quality", "eve", "fay")
		s.share(3)
		if got := s.holders("one", "two", "three", "elsewhere"); !slices.Equal(got, []string{"eve", "fay", "eve", ""}) {
			t.Errorf("they are with %q", got)
		}
		row := s.as("eve").queue("").Items[0]
		if row.Pool != p.ID || !slices.Contains(s.once("eve").kindsOf(), "sample_assigned") {
			t.Errorf("eve holds %+v", row)
		}
		// full, and given back
		s.as("ada").must(200, http.MethodPut, "/evaluators/"+s.users["fay"].ID+"/capacity", fields{"capacity": 2}, ifMatch(0))
		s.once("eve").must(204, http.MethodPost, "/offers/"+s.offerOf("one")+"/return", fields{"reason": "I know her"})
		s.share(1)
		if got := s.holders("one"); got[0] != "fay" {
			t.Errorf("what eve gave back is with %q", got)
		}
		s.drawn("four", "ana")
		s.share(1)
		day := s.clock.Now().Format(time.DateOnly)
		s.once("eve").must(201, http.MethodPost, "/me/absences", fields{"from": day, "to": day})
		s.drawn("five", "ana")
		s.share(0)
		if got := s.holders("four", "five"); !slices.Equal(got, []string{"eve", ""}) {
			t.Errorf("with fay full and eve absent: %q", got)
		}
		// led by the agent
		quality := s.team("quality")
		for name, c := range map[string]people.Changes{"ana": {Roles: &[]people.Role{people.Agent, people.Supervisor}, Leads: &[]string{quality}}, "eve": {MemberOf: &quality}} {
			if _, err := s.desk.Users.Change(t.Context(), people.System(), s.users[name].ID, c); err != nil {
				t.Fatal(err)
			}
		}
		s.clock.Advance(24 * time.Hour)
		s.share(0)
		s.as("ada").must(204, http.MethodDelete, "/pools/"+p.ID, nil, ifMatch(p.Revision))
	})
}

// TestSharingByLanguage requires it where anybody of the pool is known to speak it.
func TestSharingByLanguage(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		speak := func(name string, languages ...string) {
			s.once("ada").must(200, http.MethodPatch, "/users/"+s.users[name].ID, fields{"languages": languages})
		}
		s.pooled("Quality", "eve", "fay")
		speak("eve", "de")
		told := func(call, language string) {
			start := s.started(call, "ana")
			start["language"] = language
			s.source("crm").tell(start, s.ended(call))
			s.keepHouse()
		}
		told("dutch", "nl-NL")
		s.share(1) // nobody is known to: fay, of whom nothing is known, comes before eve, who does not
		speak("fay", "nl")
		told("more", "nl")
		told("most", "nl")
		s.share(2)
		if got := s.holders("dutch", "more", "most"); !slices.Equal(got, []string{"fay", "fay", "fay"}) {
			t.Errorf("they are with %q", got)
		}
	})
}

// TestManyServersShareASampleOnce has two of them share at once, with people whose capacity is nearly reached.
func TestManyServersShareASampleOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		for n := range 12 {
			s.drawn(fmt.Sprint("call-", n), "ana")
		}
		s.pooled("Quality", "eve", "fay")
		for _, name := range []string{"eve", "fay"} {
			s.once("ada").must(200, http.MethodPut, "/evaluators/"+s.users[name].ID+"/capacity", fields{"capacity": 4}, ifMatch(0))
		}
		servers := []*server.Desk{s.desk, s.second(), s.second()}
		counts := together(3, func(n int) int {
			shared, err := servers[n].Offers.Share(t.Context())
			if err != nil {
				t.Error(err)
			}
			return shared
		})
		var logged int64
		if err := db.Conn(t.Context()).Table("sample_log").Where("what = 'shared'").Count(&logged).Error; err != nil {
			t.Fatal(err)
		}
		if sum := counts[0] + counts[1] + counts[2]; sum != 8 || logged != 8 {
			t.Errorf("%v were shared, %d on record, with room for 8", counts, logged)
		}
		if told := s.as("eve").kindsOf(); len(told) != 4 {
			t.Errorf("eve was told %v", told)
		}
	})
}

// TestPools makes, changes and ends them.
func TestPools(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		p := s.pooled("Quality", "eve", "fay")
		ada := s.once("ada")
		ada.must(409, http.MethodPost, "/pools", fields{"name": "QUALITY"})
		ada.must(422, http.MethodPost, "/pools", fields{"name": "Others", "members": []string{s.users["ana"].ID}})
		ada.must(422, http.MethodPost, "/pools", fields{"name": "Others", "teams": []string{"nowhere"}})
		at := "/pools/" + p.ID
		ada.must(428, http.MethodPatch, at, fields{"name": "Best"})
		ada.must(412, http.MethodPatch, at, fields{"name": "Best"}, ifMatch(7))
		p = read[sharedPool](t, ada.must(200, http.MethodPatch, at, fields{"members": []string{s.users["art"].ID}, "teams": []string{}}, ifMatch(p.Revision)))
		if p.Revision != 2 || p.Name != "Quality" || len(p.Members) != 1 || len(p.Teams) != 0 {
			t.Errorf("changed: %+v", p)
		}
		ada.must(204, http.MethodDelete, at, nil, ifMatch(2))
		ada.must(404, http.MethodDelete, at, nil, ifMatch(3))
		s.pooled("Quality", "eve")
		if all := read[list[sharedPool]](t, ada.must(200, http.MethodGet, "/pools", nil)).Items; len(all) != 1 || all[0].ID == p.ID {
			t.Errorf("pools: %+v", all)
		}
	})
}

// TestAnOverdueDisputeGoesToAnother looks at it with two servers, before and after it is overdue, until nobody is left.
func TestAnOverdueDisputeGoesToAnother(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.person("lyn", people.Analyst)
		for _, call := range []string{"c-1", "c-2"} {
			s.source("crm").tell(s.contact(call, "ana")...)
		}
		e := s.once("sue").released("c-1")
		d := s.as("ana").contest(e)
		if d.Arbiter != s.users["eve"].ID {
			t.Fatalf("proposed to %s", d.Arbiter)
		}
		desks := []*server.Desk{s.desk, s.second()}
		pass := func() {
			t.Helper()
			for _, err := range together(2, func(n int) error { _, err := desks[n].Evaluations.PassOn(t.Context()); return err }) {
				if err != nil {
					t.Error(err)
				}
			}
		}
		now := func(name string) dispute {
			return read[dispute](t, s.as(name).must(200, http.MethodGet, "/disputes/"+d.ID, nil))
		}
		pass()
		if x := now("eve"); x.Arbiter != d.Arbiter {
			t.Errorf("before it is overdue it went to %s", x.Arbiter)
		}
		s.clock.Advance(6 * 24 * time.Hour)
		pass()
		x := now("eve")
		if x.Arbiter != s.users["fay"].ID || !x.May.Resolve {
			t.Errorf("it is with %s, eve may %+v", x.Arbiter, x.May)
		}
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("c-1"), nil)
		s.as("fay").must(200, http.MethodGet, "/interactions/"+s.idOf("c-1"), nil)
		pass()
		for name, want := range map[string]string{"eve": "dispute_passed_on", "fay": "dispute_to_decide"} {
			if got := s.as(name).kindsOf(); strings.Count(strings.Join(got, " "), want) != 1 {
				t.Errorf("%s was told %v", name, got)
			}
		}
		if history := string(s.as("ana").must(200, http.MethodGet, "/evaluations/"+e.ID+"/history", nil).raw); strings.Count(history, "dispute_passed_on") != 1 || !strings.Contains(history, `"actor_name":"Rater"`) {
			t.Errorf("history: %s", history)
		}
		if got := now("fay").Arbiter; got != s.users["fay"].ID {
			t.Errorf("later it is with %s", got)
		}
		s.as("fay").must(200, http.MethodPost, "/disputes/"+d.ID+"/resolve", fields{"outcome": "upheld", "reason": "so it was"}, ifMatch(now("fay").Revision))
	})
}

// TestNobodyIsLeftToDecide tells the analysts and the leads, once.
func TestNobodyIsLeftToDecide(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.person("eve", people.Evaluator)
	s.person("lyn", people.Analyst)
	s.source("crm").tell(s.contact("c-1", "ana")...)
	s.as("ana").contest(s.as("sue").released("c-1"))
	s.clock.Advance(6 * 24 * time.Hour)
	for range 2 {
		if _, err := s.desk.Evaluations.PassOn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"lyn", "sue"} {
		if got := strings.Count(strings.Join(s.as(name).kindsOf(), " "), "dispute_stuck"); got != 1 {
			t.Errorf("%s was told %d times", name, got)
		}
	}
}
