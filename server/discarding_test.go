package server_test

import (
	"net/http"
	"slices"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestThrowingADraftAway goes by HTTP: with its revision, once, and of a draft alone.
func TestThrowingADraftAway(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		e := sue.answered("c-1")
		path := "/evaluations/" + e.ID
		if !read[struct{ May struct{ Discard bool } }](t, sue.must(200, http.MethodGet, path, nil)).May.Discard {
			t.Error("it is not said that it can be thrown away")
		}
		sue.must(428, http.MethodDelete, path, nil)
		sue.must(412, http.MethodDelete, path, nil, ifMatch(e.Revision-1))
		ana.must(404, http.MethodDelete, path, nil, ifMatch(e.Revision))
		s.as("sol").must(404, http.MethodDelete, path, nil, ifMatch(e.Revision))
		sue.must(204, http.MethodDelete, path, nil, ifMatch(e.Revision))
		sue.must(404, http.MethodDelete, path, nil, ifMatch(e.Revision))
		if n := len(sue.queue("").Items); n != 1 {
			t.Errorf("%d samples wait", n)
		}
		e = sue.released("c-1")
		sue.must(409, http.MethodDelete, "/evaluations/"+e.ID, nil, ifMatch(e.Revision))
		ana.must(403, http.MethodDelete, "/evaluations/"+e.ID, nil, ifMatch(e.Revision))
	})
}

// TestEndingADouble has who asked see who makes it, and end it with a reason that its evaluator reads.
func TestEndingADouble(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	e := sue.released("c-1")
	type shown struct {
		OpenDouble *struct {
			EvaluatorName string `json:"evaluator_name"`
			AskedByName   string `json:"asked_by_name"`
			DueAt         string `json:"due_at"`
		} `json:"open_double"`
	}
	path := "/evaluations/" + e.ID
	second := read[evaluation](t, s.as("lyn").must(201, http.MethodPost, path+"/double", fields{"evaluator": s.users["eve"].ID}))
	got := read[shown](t, sue.must(200, http.MethodGet, path, nil)).OpenDouble
	if got == nil || got.EvaluatorName != "eve" || got.AskedByName != "lyn" || got.DueAt == "" {
		t.Errorf("the lead reads %+v", got)
	}
	if read[shown](t, ana.must(200, http.MethodGet, path, nil)).OpenDouble != nil {
		t.Error("the agent reads that it is scored a second time")
	}
	if got := sue.must(422, http.MethodPost, path+"/double/end", fields{"reason": " "}); read[problem](t, got).places() != "body.reason" {
		t.Errorf("without a reason: %s", got)
	}
	ana.must(403, http.MethodPost, path+"/double/end", fields{"reason": "why?"})
	sue.must(204, http.MethodPost, path+"/double/end", fields{"reason": "it was clear"})
	sue.must(409, http.MethodPost, path+"/double/end", fields{"reason": "it was clear"})
	eve := s.as("eve")
	ended := read[struct {
		Status string
		Reason string `json:"withdrawal_reason"`
	}](t, eve.must(200, http.MethodGet, "/evaluations/"+second.ID, nil))
	if ended.Status != "withdrawn" || ended.Reason != "it was clear" || !slices.Contains(eve.kindsOf(), "double_ended") {
		t.Errorf("the evaluator reads %+v, %v", ended, eve.kindsOf())
	}
}

// TestEvaluationsAreFiltered narrows the list by each of its filters, and two at once; nothing widens what is in reach.
func TestEvaluationsAreFiltered(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("sid", people.Supervisor, "sales")
		s.person("ben", people.Agent, "sales")
		start := s.started("mail", "ana")
		start["channel"] = "email"
		s.source("crm").tell(append([]fields{start}, s.contact("bens", "ben")...)...)
		drawn, mailed, other := sue.released("c-1"), sue.submittedOf("mail"), s.as("sid").released("bens")
		if err := s.alter("UPDATE evaluations SET origin = 'targeted' WHERE id = ?", mailed.ID); err != nil {
			t.Fatal(err)
		}
		ana.contest(drawn)
		card := s.standard()
		both := sortedWords([]string{drawn.ID, mailed.ID})
		for query, want := range map[string]string{
			"interaction=" + s.idOf("c-1"): drawn.ID, "interaction=" + s.idOf("bens"): "", "scorecard=" + card.ID: both, "scorecard=" + unknownID: "",
			"version=" + card.Version.ID: both, "version=" + unknownID: "", "channel=email": mailed.ID, "channel=phone": drawn.ID, "channel=chat": "",
			"origin=random": drawn.ID, "origin=targeted": mailed.ID, "purpose=review": both, "purpose=double": "", "disputes=open": drawn.ID,
			"origin=random&channel=email": "", "from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z": "", "channel=phone&disputes=open&scorecard=" + card.ID: drawn.ID,
		} {
			var got []string
			for _, e := range read[list[evaluation]](t, sue.must(200, http.MethodGet, "/evaluations?"+query, nil)).Items {
				got = append(got, e.ID)
			}
			if sortedWords(got) != want {
				t.Errorf("%s: %v, not %q", query, got, want)
			}
		}
		for _, query := range []string{"channel=phone", "interaction=" + s.idOf("bens"), "origin=random"} {
			for _, e := range read[list[evaluation]](t, ana.must(200, http.MethodGet, "/evaluations?"+query, nil)).Items {
				if e.ID == other.ID || e.ID == mailed.ID {
					t.Errorf("%s shows the agent %s", query, e.ID)
				}
			}
		}
		for _, wrong := range []string{"channel=pigeon", "origin=x", "disputes=closed", "version=1", "interaction=x"} {
			sue.must(422, http.MethodGet, "/evaluations?"+wrong, nil)
		}
	})
}

// submittedOf is submitted for an interaction in which nothing was said.
func (c *client) submittedOf(external string) evaluation {
	c.s.t.Helper()
	c.s.source("crm").tell(c.s.said(external, 1, "customer", "Hello"), c.s.said(external, 2, "agent", "Good morning"))
	return c.submitted(external)
}

// TestAnOlderVersionIsExported holds that each version comes out as it was published, and goes in again.
func TestAnOlderVersionIsExported(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	lyn := s.as("lyn")
	old := s.standard()
	d := read[draft](t, lyn.must(201, http.MethodPost, "/scorecards/"+old.ID+"/draft", fields{}))
	d.Definition.Dimensions[0].Questions[0].Text = "Something else?"
	d = read[draft](t, lyn.must(200, http.MethodPut, "/scorecards/"+old.ID+"/draft", fields{"name": d.Name, "definition": d.Definition}, ifMatch(d.Revision)))
	lyn.must(200, http.MethodPost, "/scorecards/"+old.ID+"/draft/publish", nil, ifMatch(d.Revision))
	got := lyn.must(200, http.MethodGet, "/scorecards/versions/"+old.Version.ID+"/export", nil)
	text := old.Version.Definition.Dimensions[0].Questions[0].Text
	file := read[struct {
		Format     int
		Name       string
		Definition struct {
			Dimensions []struct{ Questions []struct{ Text string } }
		}
	}](t, got)
	if file.Name != old.Name || file.Definition.Dimensions[0].Questions[0].Text != text || got.header.Get("Content-Disposition") == "" {
		t.Errorf("the first version is exported as %+v", file)
	}
	taken := read[draft](t, lyn.must(201, http.MethodPost, "/scorecards/import", got.raw))
	if taken.Definition.Dimensions[0].Questions[0].Text != text || taken.Definition.Dimensions[0].Questions[0].ID == old.Version.Definition.Dimensions[0].Questions[0].ID {
		t.Errorf("taken in as %+v", taken.Definition.Dimensions[0].Questions[0])
	}
	lyn.must(404, http.MethodGet, "/scorecards/versions/"+unknownID+"/export", nil)
}
