package server_test

import (
	"net/http"
	"testing"

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

		if able := read[list[struct{ ID string }]](t, sue.must(200, http.MethodGet, path+"/evaluators", nil)).Items; len(able) != 2 || able[0].ID != eve {
			t.Fatalf("evaluators %+v", able)
		}
		sue.must(422, http.MethodPost, path+"/assign", fields{"evaluator": ana})
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		sue.must(200, http.MethodPost, path+"/assign", fields{"evaluator": eve})
		s.as("eve").must(200, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
		s.as("fay").must(404, http.MethodPost, path+"/claim", nil)
		sue.must(409, http.MethodPost, path+"/assign", fields{"evaluator": fay})
		if e := s.as("eve").released("call"); e.Status != "released" || e.Origin != "random" {
			t.Errorf("the evaluation is %s, %s", e.Status, e.Origin)
		}
		s.as("eve").must(404, http.MethodGet, "/interactions/"+s.idOf("call"), nil)
	})
}

// TestAssignOnesOwn hands on what the supervisor had taken, until the evaluation is begun.
func TestAssignOnesOwn(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		eve := s.person("eve", people.Evaluator).ID
		s.source("crm").tell(append(s.contact("one", "ana"), s.contact("two", "ana")...)...)
		sue := s.as("sue")
		one, two := s.offerOf("one"), s.offerOf("two")
		sue.must(200, http.MethodPost, "/offers/"+one+"/claim", nil)
		sue.must(200, http.MethodPost, "/offers/"+one+"/assign", fields{"evaluator": eve})
		sue.draft("two")
		sue.must(409, http.MethodPost, "/offers/"+two+"/assign", fields{"evaluator": eve})
	})
}
