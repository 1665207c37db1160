package server_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestAssign gives a sample to an evaluator of no team, who then sees, scores and releases it; nobody else gets it.
func TestAssign(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		ana := s.person("ana", people.Agent, "billing").ID
		eve, fay := s.person("eve", people.Evaluator).ID, s.person("fay", people.Evaluator).ID
		s.source("crm").tell(s.contact("call", "ana")...)
		sue := s.as("sue")
		offer := s.offerOf("call")
		path := "/offers/" + offer

		if able := read[list[struct{ ID string }]](t, sue.must(200, http.MethodGet, "/queue/"+offer+"/evaluators", nil)).Items; len(able) != 2 || able[0].ID != eve {
			t.Fatalf("evaluators %+v", able)
		}
		sue.must(422, http.MethodPost, path+"/assign", fields{"evaluator": ana})
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		sue.must(200, http.MethodPost, path+"/assign", fields{"evaluator": eve})
		s.as("eve").must(200, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		s.as("fay").must(404, http.MethodPost, path+"/claim", nil)
		sue.must(200, http.MethodPost, path+"/assign", fields{"evaluator": fay})
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		s.as("fay").must(204, http.MethodPost, path+"/return", fields{"reason": "no time"})
		sue.must(200, http.MethodPost, path+"/assign", fields{"evaluator": eve})
		if e := s.as("eve").released("call"); e.Status != "released" || e.Origin != "random" {
			t.Errorf("the evaluation is %s, %s", e.Status, e.Origin)
		}
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
	})
}

// TestClaimsComeBack holds that what was taken and not begun is not lost to the sample.
func TestClaimsComeBack(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("ada", people.Admin)
		s.person("sue", people.Supervisor, "billing")
		s.person("sol", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		eve := s.person("eve", people.Evaluator).ID
		for _, call := range []string{"slow", "gone", "begun"} {
			s.source("crm").tell(s.contact(call, "ana")...)
		}
		sue := s.as("sue")
		sue.must(200, http.MethodPost, "/offers/"+s.offerOf("slow")+"/claim", nil)
		sue.must(200, http.MethodPost, "/offers/"+s.offerOf("gone")+"/assign", fields{"evaluator": eve})
		sue.draft("begun")
		s.as("eve").draft("gone")
		s.as("ada").must(200, http.MethodPatch, "/users/"+eve, fields{"disabled": true})
		sue.must(409, http.MethodPost, "/offers/"+s.offerOf("begun")+"/assign", fields{"evaluator": eve})
		sue.must(409, http.MethodPost, "/offers/"+s.offerOf("begun")+"/return", fields{"reason": "no time"})
		s.clock.Advance(25 * time.Hour)
		if n, err := s.desk.Offers.Return(t.Context()); err != nil || n != 2 {
			t.Errorf("%d came back, %v", n, err)
		}
		queue := read[list[offer]](t, s.once("sol").must(200, http.MethodGet, "/queue", nil)).Items
		if len(queue) != 2 {
			t.Errorf("%d wait", len(queue))
		}
	})
}

// TestASampleFollowsItsInteraction scores a sample that was handed on after its draw.
func TestASampleFollowsItsInteraction(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		ben := s.person("ben", people.Agent, "sales").ID
		crm := s.source("crm")
		crm.tell(s.started("call", "ana"))
		crm.tell(fields{"id": "move", "type": "interaction.transferred", "interaction": "call", "at": s.clock.Now().Add(time.Second), "agent": "ben@example.com"})
		s.clock.Advance(time.Minute)
		crm.tell(s.said("call", 1, "agent", "It is Ben now"))
		if e := s.as("sue").draft("call"); e.Agent != ben || e.Origin != "random" {
			t.Errorf("an evaluation of %s, %s", e.Agent, e.Origin)
		}
	})
}

// TestASampleWithoutATeamIsEveryEvaluators holds that a sample which nobody leads is not lost.
func TestASampleWithoutATeamIsEveryEvaluators(t *testing.T) {
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("ana", people.Agent)
	s.person("eve", people.Evaluator)
	s.source("crm").tell(append(s.contact("call", "ana"), s.ended("call"))...)
	s.keepHouse()
	eve := s.as("eve")
	if queue := read[list[offer]](t, eve.must(200, http.MethodGet, "/queue", nil)).Items; len(queue) != 1 {
		t.Fatalf("%d wait", len(queue))
	}
	eve.must(200, http.MethodPost, "/offers/"+s.offerOf("call")+"/claim", nil)
	eve.must(201, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("call"), "scorecard": s.scorecard()})
}

// TestATakenBackSampleIsWatchedNoLonger cuts an evaluator's socket once what it watches was given to somebody else.
func TestATakenBackSampleIsWatchedNoLonger(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	eve, fay := s.person("eve", people.Evaluator).ID, s.person("fay", people.Evaluator).ID
	s.source("crm").tell(s.contact("call", "ana")...)
	path := "/offers/" + s.offerOf("call") + "/assign"
	s.as("sue").must(200, http.MethodPost, path, fields{"evaluator": eve})
	l := s.as("eve").dial()
	l.expect("hello")
	l.watch(s.idOf("call"), 2)
	l.expect("watching", "caught_up:2")
	s.as("sue").must(200, http.MethodPost, path, fields{"evaluator": fay})
	if code := l.closedWith(); code != 4003 {
		t.Errorf("closed with %d", code)
	}
}

// TestTwoLeadsAssignAtOnce lets one of them win: whoever does not hold the sample in the end does not see its interaction.
func TestTwoLeadsAssignAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.Postgres))
	leads := []*client{}
	for _, name := range []string{"sue", "sol"} {
		s.person(name, people.Supervisor, "billing")
		leads = append(leads, s.as(name))
	}
	s.person("ana", people.Agent, "billing")
	names := []string{"eve", "fay", "art"}
	ids := map[string]string{}
	for _, name := range names {
		ids[name] = s.person(name, people.Evaluator).ID
	}
	for round := range 12 {
		call := fmt.Sprint("call-", round)
		s.source("crm").tell(s.contact(call, "ana")...)
		path := "/offers/" + s.offerOf(call) + "/assign"
		leads[0].must(200, http.MethodPost, path, fields{"evaluator": ids["art"]})
		var both sync.WaitGroup
		for n, lead := range leads {
			both.Go(func() {
				if got := lead.call(http.MethodPost, path, fields{"evaluator": ids[names[n]]}); got.status != 200 && got.status != 409 {
					t.Errorf("%s", got)
				}
			})
		}
		both.Wait()
		seen := []string{}
		for _, name := range names {
			if s.as(name).call(http.MethodGet, "/interactions/"+s.idOf(call), nil).status == 200 {
				seen = append(seen, name)
			}
		}
		if len(seen) != 1 {
			t.Fatalf("%s is seen by %v", call, seen)
		}
	}
}

// TestOneEvaluationReleasedAnotherToGo has an evaluator score both agents of a call that was handed on: with the release of
// the first they still see it, with the last they don't.
func TestOneEvaluationReleasedAnotherToGo(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		cam, eve := s.person("cam", people.Agent, "billing").ID, s.person("eve", people.Evaluator).ID
		handed := fields{"id": "on", "type": "interaction.transferred", "interaction": "call", "at": s.clock.Now().Add(time.Minute), "agent": "cam@example.com"}
		s.source("crm").tell(append(s.contact("call", "ana"), handed)...)
		s.as("sue").must(200, http.MethodPost, "/offers/"+s.offerOf("call")+"/assign", fields{"evaluator": eve})
		path := "/interactions/" + s.idOf("call")
		evaluator := s.as("eve")
		second := read[evaluation](t, evaluator.must(201, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("call"), "scorecard": s.scorecard(), "agent": cam}))
		evaluator.released("call")
		evaluator.must(200, http.MethodGet, path, nil)
		second = read[evaluation](t, evaluator.must(200, http.MethodPut, "/evaluations/"+second.ID+"/answers", fields{"answers": best(s.form())}, ifMatch(second.Revision)))
		evaluator.step(evaluator.step(second, "submit", nil), "release", nil)
		evaluator.must(404, http.MethodGet, path, nil)
	})
}
