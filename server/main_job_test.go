package server_test

import (
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

type offer struct {
	ID, Interaction, Scorecard, Origin, Status string
	Probability                                *float64
}

type card struct {
	Dimensions []scorecards.Dimension
}

type evaluation struct {
	ID, Status, Origin, Agent, Evaluator string
	Revision                             int64
	Probability                          *float64
	Score                                struct {
		Overall, Uncapped *float64
		Dimensions        map[string]*float64
	}
	Answers []struct {
		Question string
		Option   *string
	}
	OpenDisputes    int        `json:"open_disputes"`
	DisputableUntil *time.Time `json:"disputable_until"`
	May             struct{ Dispute bool }
}

// best answers every question with its last option.
func best(c card) (answers []fields) {
	for _, d := range c.Dimensions {
		for _, q := range d.Questions {
			answers = append(answers, fields{"question": q.ID, "option": q.Options[len(q.Options)-1].Key, "comment": "as said", "evidence": pointed(1)})
		}
	}
	return answers
}

func TestMainJob(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		crm := s.source("crm")
		crm.tell(s.started("c-1", "ana"), s.said("c-1", 1, "customer", "My card is 4111 1111 1111 1111"), s.said("c-1", 2, "agent", "Thank you"))

		sue, ana := s.as("sue"), s.as("ana")
		offers := read[list[offer]](t, sue.must(200, http.MethodGet, "/offers", nil)).Items
		if len(offers) != 1 || offers[0].Origin != "random" || *offers[0].Probability != 1 {
			t.Fatalf("offers: %+v", offers)
		}
		sue.must(200, http.MethodPost, "/offers/"+offers[0].ID+"/claim", fields{})
		form := read[card](t, sue.must(200, http.MethodGet, "/scorecards/"+offers[0].Scorecard, nil))

		start := fields{"interaction": offers[0].Interaction, "scorecard": offers[0].Scorecard}
		e := read[evaluation](t, sue.must(201, http.MethodPost, "/evaluations", start))
		if again := read[evaluation](t, sue.must(200, http.MethodPost, "/evaluations", start)); again.ID != e.ID {
			t.Fatalf("a second draft %s beside %s", again.ID, e.ID)
		}
		path := "/evaluations/" + e.ID
		ana.must(404, http.MethodGet, path, nil)
		sue.must(428, http.MethodPost, path+"/submit", fields{})
		sue.must(422, http.MethodPost, path+"/submit", fields{}, ifMatch(e.Revision))
		e = read[evaluation](t, sue.must(200, http.MethodPut, path+"/answers", fields{"answers": best(form)}, ifMatch(e.Revision)))
		sue.must(412, http.MethodPost, path+"/submit", fields{}, ifMatch(e.Revision-1))
		e = read[evaluation](t, sue.must(200, http.MethodPost, path+"/submit", fields{}, ifMatch(e.Revision)))
		e = read[evaluation](t, sue.must(200, http.MethodPost, path+"/release", nil, ifMatch(e.Revision)))
		if e.Origin != "random" || *e.Score.Overall != 100 {
			t.Fatalf("evaluation: %+v", e)
		}

		got := read[evaluation](t, ana.must(200, http.MethodGet, path, nil))
		got = read[evaluation](t, ana.must(200, http.MethodPost, path+"/acknowledge", fields{"comment": "Thank you"}, ifMatch(got.Revision)))
		if got.Status != "acknowledged" {
			t.Fatalf("evaluation: %+v", got)
		}
		history := read[list[struct{ Action string }]](t, ana.must(200, http.MethodGet, path+"/history", nil)).Items
		if len(history) != 4 {
			t.Fatalf("history: %+v", history)
		}
	})
}
