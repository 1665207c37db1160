package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

// TestWhatNoLeadLooksAfterComesBack has an evaluator be absent who holds samples of a team and of none: what they took of
// none comes back at once, but for what they have begun, and what they were given knowingly only from the next day.
func TestWhatNoLeadLooksAfterComesBack(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.person("lone", people.Agent)
		for _, call := range []string{"taken", "begun", "given"} {
			s.drawn(call, "lone")
		}
		s.drawn("teams", "ana")
		eve, fay := s.as("eve"), s.as("fay")
		for _, call := range []string{"taken", "begun"} {
			eve.must(200, http.MethodPost, "/offers/"+s.offerOf(call)+"/claim", nil)
		}
		eve.draft("begun")
		s.give("eve", "teams")
		day := s.clock.Now().Format(time.DateOnly)
		later := s.clock.Now().Add(24 * time.Hour).Format(time.DateOnly)
		s.back(0)
		eve.must(201, http.MethodPost, "/me/absences", fields{"from": day, "to": later})
		fay.must(200, http.MethodPost, "/offers/"+s.offerOf("given")+"/claim", nil)
		fay.must(200, http.MethodPost, "/queue/"+s.offerOf("given")+"/hand-over", fields{"evaluator": s.users["eve"].ID, "reason": "she asked for it", "anyway": true})
		s.back(1)
		if got := s.holders("taken", "begun", "given", "teams"); !slices.Equal(got, []string{"", "eve", "eve", "eve"}) {
			t.Errorf("they are with %q", got)
		}
		s.clock.Advance(24 * time.Hour)
		s.back(1)
		if got := s.holders("given"); got[0] != "" {
			t.Errorf("on the second day it is with %q", got)
		}
	})
}

func (s *site) back(want int) {
	s.t.Helper()
	if n, err := s.desk.Offers.Return(s.t.Context()); n != want || err != nil {
		s.t.Errorf("%d came back, %v, not %d", n, err, want)
	}
}

// TestCandidatesOfTheSamePool holds that who may be handed a sample is said to be of a pool that serves it, and of its
// holder's where somebody holds it.
func TestCandidatesOfTheSamePool(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.drawn("one", "ana")
		same := func() (names []string) {
			for _, c := range read[list[struct {
				ID       string
				SamePool bool `json:"same_pool"`
			}]](t, s.once("sue").must(200, http.MethodGet, "/queue/"+s.offerOf("one")+"/evaluators", nil)).Items {
				if c.SamePool {
					names = append(names, c.ID)
				}
			}
			return names
		}
		if got := same(); len(got) != 0 {
			t.Errorf("without a pool: %v", got)
		}
		s.pooled("Quality", "eve", "fay")
		s.pooled("Other", "art")
		if got := same(); len(got) != 3 {
			t.Errorf("of what waits: %v", got)
		}
		s.give("eve", "one")
		if got := same(); !slices.Equal(got, []string{s.users["fay"].ID}) {
			t.Errorf("of what eve holds: %v", got)
		}
	})
}

// TestSharingGoesThroughAll shares more than what goes under one lock, and past what nobody may have.
func TestSharingGoesThroughAll(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		s.person("ben", people.Agent, "sales")
		var told []fields
		for n := range 25 {
			call := fmt.Sprint("none-", n)
			told = append(told, s.started(call, "ben"), s.ended(call))
		}
		s.source("crm").tell(told...)
		s.clock.Advance(24 * time.Hour)
		told = nil
		for n := range 27 {
			call := fmt.Sprint("some-", n)
			told = append(told, s.started(call, "ana"), s.ended(call))
		}
		s.source("crm").tell(told...)
		s.keepHouse()
		s.pooled("Quality", "eve", "fay")
		s.share(27)
		s.share(0)
	})
}

// TestManyServersFillAPlaceOnce has two of them find at once what came for a place that stayed open.
func TestManyServersFillAPlaceOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := judges(t, db)
		servers := []*server.Desk{s.desk, s.second()}
		for round := range 4 {
			agent := fmt.Sprint("agent-", round)
			gone := fmt.Sprint("gone-", round)
			s.person(agent, people.Agent, "billing")
			s.drawn(gone, agent)
			s.once("sue").must(200, http.MethodPost, "/queue/"+s.offerOf(gone)+"/replace", fields{"cause": "dropped"})
			for n := range 2 {
				s.notDrawn(fmt.Sprintf("later-%d-%d", round, n), agent)
			}
			filled := make([]int, len(servers))
			for _, err := range together(len(servers), func(n int) (err error) {
				filled[n], err = servers[n].Offers.FillPlaces(t.Context())
				return err
			}) {
				if err != nil {
					t.Error(err)
				}
			}
			if filled[0]+filled[1] != 1 {
				t.Errorf("round %d: filled %v", round, filled)
			}
		}
	})
}

// notDrawn tells of an interaction that the plan decided against.
func (s *site) notDrawn(external, agent string) {
	s.t.Helper()
	s.source("crm").tell(append(s.contact(external, agent), s.ended(external))...)
	id := s.offerOf(external)
	for _, sql := range []string{"UPDATE draws SET sample_id = NULL WHERE sample_id = ?", "DELETE FROM sample_log WHERE sample_id = ?", "DELETE FROM samples WHERE id = ?"} {
		if err := s.alter(sql, id); err != nil {
			s.t.Fatal(err)
		}
	}
}
