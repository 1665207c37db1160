package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type trend struct {
	Months   []string
	Versions []struct {
		ID     string
		Number int
	}
	Points []struct {
		Key, Month, Version string
		N                   int
		Mean                float64
		Low, High           *float64
	}
}

func (t *trend) overall() (out []string) {
	number := map[string]int{}
	for _, v := range t.Versions {
		number[v.ID] = v.Number
	}
	for _, p := range t.Points {
		if p.Key == "overall" {
			out = append(out, fmt.Sprintf("%s v%d n%d %g %t", p.Month, number[p.Version], p.N, p.Mean, p.Low != nil && p.High != nil))
		}
	}
	return out
}

// TestATrendGoesByMonth holds that months are those of the site, and that versions and what was not drawn by chance
// stay apart.
func TestATrendGoesByMonth(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db, func(c *config.Config) { c.TimeZone = "Pacific/Auckland" })
		s.person("lyn", people.Analyst)
		if empty := read[trend](t, ana.must(200, http.MethodGet, "/me/trend", nil)); len(empty.Months) != 6 || empty.Months[5] != "2026-03" || len(empty.Points) != 0 {
			t.Errorf("at first: %+v", empty)
		}
		tell := func(names ...string) {
			for _, name := range names {
				s.source("crm").tell(s.contact(name, "ana")...)
			}
		}
		tell("c-2", "c-3", "c-4")
		sue.worse("c-1")
		sue.released("c-2")
		s.clock.Advance(29*24*time.Hour + 3*time.Hour) // 1 April, 01:00 there
		sue = s.once("sue")
		sue.released("c-3")
		lyn := s.once("lyn")
		card := "/scorecards/" + s.scorecard() + "/draft"
		type draft struct {
			Revision   int64
			Name       string
			Definition map[string]any
		}
		d := read[draft](t, lyn.must(201, http.MethodPost, card, fields{}))
		d.Definition["dimensions"].([]any)[0].(map[string]any)["weight"] = 2
		d = read[draft](t, lyn.must(200, http.MethodPut, card, fields{"name": d.Name, "definition": d.Definition}, ifMatch(d.Revision)))
		lyn.must(200, http.MethodPost, card+"/publish", nil, ifMatch(d.Revision))
		sue.worse("c-4")
		tell("c-5")
		sue.step(sue.released("c-5"), "withdraw", fields{"reason": "a mistake"})

		got := read[trend](t, s.once("ana").must(200, http.MethodGet, "/me/trend", nil))
		want := []string{"2026-03 v1 n2 50 true", "2026-04 v1 n1 100 false", "2026-04 v2 n1 0 false"}
		if fmt.Sprint(got.overall()) != fmt.Sprint(want) {
			t.Errorf("want %q, got %q", want, got.overall())
		}
	})
}

// TestOnesOwnDisputes lists what an agent has disputed, and how it ended, to nobody else.
func TestOnesOwnDisputes(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("ben", people.Agent, "billing")
		e := sue.released("c-1")
		first := ana.contest(e)
		question := s.form().Dimensions[0].Questions[1].ID
		second := read[dispute](t, ana.must(201, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": question, "reason": "It was said"}, ifMatch(first.Revision)))
		s.as("eve").must(200, http.MethodPost, "/disputes/"+first.ID+"/resolve", fields{"outcome": "upheld", "reason": "It stands."}, ifMatch(second.Revision))
		type own struct {
			ID, Status   string
			QuestionText string `json:"question_text"`
		}
		list := read[list[own]](t, ana.must(200, http.MethodGet, "/me/disputes", nil)).Items
		if len(list) != 2 || list[0].ID != second.ID || list[0].Status != "open" || list[1].Status != "upheld" || list[1].QuestionText != s.form().Dimensions[0].Questions[0].Text {
			t.Errorf("ana's: %+v", list)
		}
		if of := s.as("ben"); len(read[struct{ Items []own }](t, of.must(200, http.MethodGet, "/me/disputes", nil)).Items) != 0 {
			t.Error("ben reads ana's disputes")
		}
	})
}
