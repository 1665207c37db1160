package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type singleEffect struct {
	Verdict, Why string
	Before       struct{ N int }
	After        struct{ N int }
	Others       int
	Effect       *struct{ Estimate, Low, High float64 }
	Without      *struct{ Before, After float64 }
}

// round has each of nine agents score so many good calls of four, by sue.
func (s *site) round(when string, good func(agent int) int) {
	s.t.Helper()
	sue := s.as("sue")
	for n := range 9 {
		for call := range 4 {
			id := fmt.Sprint(when, "-", n, "-", call)
			s.source("crm").tell(s.contact(id, fmt.Sprint("a", n))...)
			if call < good(n) {
				sue.released(id)
			} else {
				sue.worse(id)
			}
		}
	}
}

// TestASessionsEffect has one of nine agents coached, whose calls are good afterwards while those of the others go on as
// they were.
func TestASessionsEffect(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, _, _ := desk1(t, db)
		for n := range 9 {
			s.person(fmt.Sprint("a", n), people.Agent, "billing")
		}
		usual := func(n int) int { return []int{1, 1, 2, 3, 0, 2, 1, 3, 2}[n] }
		s.round("before", usual)
		s.clock.Advance(time.Hour)
		sol := s.as("sol")
		held := sol.planned("a0", 10)
		path := "/coaching/sessions/" + held.ID + "/effect"
		sol.must(409, http.MethodGet, path, nil)
		s.clock.Advance(time.Hour)
		held = sol.onward(sol.onward(held, http.MethodPut, "/notes", fields{"shared": "We agreed."}), http.MethodPost, "/sign", nil)
		agreed := sol.agreed("a0", fields{"session": held.ID, "evaluation": s.as("sol").released("before-0-0").ID, "question": s.form().Dimensions[0].Questions[0].ID})
		if got := read[singleEffect](t, sol.must(200, http.MethodGet, path, nil)); got.Verdict != "early" || got.Before.N != 4 || got.After.N != 0 || got.Effect != nil {
			t.Errorf("before any score afterwards: %+v", got)
		}
		s.clock.Advance(time.Hour)
		s.round("after", func(n int) int { return []int{4, 2, 1, 3, 1, 1, 2, 3, 2}[n] })
		s.source("crm").tell(s.contact("the coach's", "a0")...)
		s.as("sol").worse("the coach's")
		if got := read[singleEffect](t, s.as("sol").must(200, http.MethodGet, path, nil)); got.Verdict != "early" || got.After.N != 4 || got.Effect != nil {
			t.Errorf("before the four weeks are over: %+v", got)
		}
		s.clock.Advance(28 * 24 * time.Hour)
		question := s.form().Dimensions[0].Questions[0].ID
		for _, which := range []string{path, path + "?on=reliability", path + "?question=" + question, "/actions/" + agreed.ID + "/effect"} {
			got := read[singleEffect](t, s.as("sol").must(200, http.MethodGet, which, nil))
			if got.Verdict != "helps" || got.Before.N != 4 || got.After.N != 4 || got.Others != 8 || got.Effect == nil || got.Effect.Low <= 0 || got.Without == nil || got.Without.After > 70 {
				t.Errorf("%s: %+v %+v", which, got, got.Effect)
			}
		}
		if got := read[singleEffect](t, s.as("sol").must(200, http.MethodGet, path+"?question=nothing", nil)); got.Verdict != "too_few" || got.After.N != 0 || got.Why == "" {
			t.Errorf("in a question that nobody asked: %+v", got)
		}
		s.person("ada", people.Admin)
		s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["a0"].ID, fields{"member_of": s.team("sales")})
		for _, which := range []string{path, "/actions/" + agreed.ID + "/effect"} {
			s.as("sol").must(404, http.MethodGet, which, nil)
		}
	})
}
