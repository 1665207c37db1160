package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// TestDispute goes through a dispute, upheld or changed.
func TestDispute(t *testing.T) {
	t.Parallel()
	for _, outcome := range []string{scorecards.Upheld, scorecards.Changed} {
		t.Run(outcome, func(t *testing.T) {
			testkit.Each(t, func(t *testing.T, db testkit.Database) {
				s, sue, ana := desk1(t, db)
				eve := s.as("eve")
				e := sue.released("c-1")
				eve.must(404, http.MethodGet, "/interactions/"+s.idOf("c-1"), nil)
				d := ana.contest(e)
				if d.Status != "open" || d.Arbiter != s.users["eve"].ID || d.Revision != e.Revision+1 || len(d.Evidence) != 1 {
					t.Fatalf("dispute: %+v", d)
				}
				eve.must(200, http.MethodGet, "/interactions/"+s.idOf("c-1"), nil)
				question := s.form().Dimensions[0].Questions[0]
				ana.must(409, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": question.ID, "reason": "again"}, ifMatch(d.Revision))
				if cases := read[list[dispute]](t, eve.must(200, http.MethodGet, "/disputes", nil)).Items; len(cases) != 1 || !cases[0].May.Resolve {
					t.Fatalf("eve's cases: %+v", cases)
				}
				now := read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil))
				if now.OpenDisputes != 1 || *now.Score.Overall != 100 {
					t.Errorf("while it is open: %+v", now)
				}
				decision := decisionOf(outcome, question)
				path := "/disputes/" + d.ID + "/resolve"
				eve.must(428, http.MethodPost, path, decision)
				eve.must(412, http.MethodPost, path, decision, ifMatch(e.Revision))
				eve.must(422, http.MethodPost, path, fields{"outcome": "changed", "reason": "x"}, ifMatch(d.Revision))
				eve.must(422, http.MethodPost, path, fields{"outcome": "changed", "option": d.Option, "reason": "x"}, ifMatch(d.Revision))
				d = read[dispute](t, eve.must(200, http.MethodPost, path, decision, ifMatch(d.Revision)))
				checkDecided(t, outcome, d, read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)))
				eve.must(409, http.MethodPost, path, decision, ifMatch(d.Revision))
				eve.must(404, http.MethodGet, "/interactions/"+s.idOf("c-1"), nil)
				ana.must(409, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": question.ID, "reason": "again"}, ifMatch(d.Revision))
				history := string(ana.must(200, http.MethodGet, "/evaluations/"+e.ID+"/history", nil).raw)
				if !strings.Contains(history, "dispute_"+outcome) || !strings.Contains(history, `"overall_before":100`) {
					t.Errorf("history: %s", history)
				}
			})
		})
	}
}

func decisionOf(outcome string, q scorecards.Question) fields {
	f := fields{"outcome": outcome, "reason": "I heard it"}
	if outcome == scorecards.Changed {
		f["option"] = q.Options[0].Key
	}
	return f
}

func checkDecided(t *testing.T, outcome string, d dispute, e evaluation) {
	t.Helper()
	if d.Status != outcome || e.OpenDisputes != 0 || e.Revision != d.Revision {
		t.Errorf("decided: %+v of %+v", d, e)
	}
	if lower := *e.Score.Overall < 100; lower != (outcome == scorecards.Changed) {
		t.Errorf("%s gives %v", outcome, *e.Score.Overall)
	}
}

// TestBothSidesOfADispute holds that the arbiter reads what the agent points at and what the evaluator says to it, once.
func TestBothSidesOfADispute(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		eve := s.as("eve")
		e := sue.released("c-1")
		question := s.form().Dimensions[0].Questions[0].ID
		disputed := func(pos int64) fields {
			return fields{"question": question, "reason": "see there", "evidence": []fields{{"pos": pos}}}
		}
		refused := read[problem](t, ana.must(422, http.MethodPost, "/evaluations/"+e.ID+"/disputes", disputed(3), ifMatch(e.Revision)))
		if len(refused.Errors) != 1 || refused.Errors[0].Location != "body.evidence[0].pos" {
			t.Errorf("outside of the transcript: %+v", refused)
		}
		d := read[dispute](t, ana.must(201, http.MethodPost, "/evaluations/"+e.ID+"/disputes", disputed(2), ifMatch(e.Revision)))
		if !d.DueAt.Equal(s.clock.Now().Add(scorecards.StandardDueProcess.Decide)) || len(d.AgentEvidence) != 1 || d.AgentEvidence[0].Text != "I see" || d.May.State {
			t.Fatalf("dispute: %+v", d)
		}
		path := "/disputes/" + d.ID + "/statement"
		say := fields{"words": "The other half was missing."}
		eve.must(403, http.MethodPost, path, say, ifMatch(d.Revision))
		s.as("sol").must(403, http.MethodPost, path, say, ifMatch(d.Revision))
		sue.must(428, http.MethodPost, path, say)
		sue.must(412, http.MethodPost, path, say, ifMatch(e.Revision))
		sue.must(422, http.MethodPost, path, fields{"words": " "}, ifMatch(d.Revision))
		if d = read[dispute](t, sue.must(200, http.MethodGet, "/disputes/"+d.ID, nil)); !d.May.State {
			t.Errorf("sue can't say her side: %+v", d)
		}
		d = read[dispute](t, sue.must(200, http.MethodPost, path, say, ifMatch(d.Revision)))
		sue.must(409, http.MethodPost, path, say, ifMatch(d.Revision))
		if d = read[dispute](t, eve.must(200, http.MethodGet, "/disputes/"+d.ID, nil)); d.Statement != say["words"] || d.StatedAt == nil {
			t.Errorf("eve reads: %+v", d)
		}
		s.clock.Advance(time.Hour)
		decision := decisionOf(scorecards.Changed, s.form().Dimensions[0].Questions[0])
		d = read[dispute](t, eve.must(200, http.MethodPost, "/disputes/"+d.ID+"/resolve", decision, ifMatch(d.Revision)))
		if d.OverallBefore == nil || *d.OverallBefore != 100 || d.OverallAfter == nil || *d.OverallAfter >= 100 || d.Statement == "" {
			t.Errorf("decided: %+v", d)
		}
	})
}

// TestTimeToDispute holds that the site's own window is kept, and said.
func TestTimeToDispute(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db, func(c *config.Config) { c.DisputeWindow = 48 * time.Hour })
		e := sue.released("c-1")
		end := s.clock.Now().Add(48 * time.Hour)
		s.clock.Advance(47 * time.Hour)
		ana := s.as("ana")
		if e = read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)); !e.DisputableUntil.Equal(end) || !e.May.Dispute {
			t.Errorf("within the window: %+v", e)
		}
		s.clock.Advance(2 * time.Hour)
		if e = read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)); e.May.Dispute {
			t.Errorf("after it: %+v", e)
		}
		late := fields{"question": s.form().Dimensions[0].Questions[0].ID, "reason": "late"}
		refused := read[problem](t, ana.must(409, http.MethodPost, "/evaluations/"+e.ID+"/disputes", late, ifMatch(e.Revision)))
		if !strings.Contains(refused.Detail, "2 days after the release") || !strings.Contains(refused.Detail, end.UTC().Format(time.RFC3339)) {
			t.Errorf("refused: %s", refused.Detail)
		}
	})
}

// TestArbitersAreReminded goes past the day before a decision is due, its time, and the decision.
func TestArbitersAreReminded(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.source("crm").tell(s.contact("c-2", "ana")...)
		question := s.form().Dimensions[0].Questions[0]
		decided := ana.contest(sue.released("c-2"))
		s.as("eve").must(200, http.MethodPost, "/disputes/"+decided.ID+"/resolve", decisionOf(scorecards.Upheld, question), ifMatch(decided.Revision))
		d := ana.contest(sue.released("c-1"))
		house := func(want string) {
			t.Helper()
			for range 2 {
				if err := s.desk.KeepHouse(t.Context(), true); err != nil {
					t.Fatal(err)
				}
			}
			if _, kinds := s.as("eve").told(""); kinds != want {
				t.Errorf("at %v eve was told of %q, not %q", s.clock.Now(), kinds, want)
			}
		}
		house("dispute_to_decide dispute_to_decide")
		s.clock.Advance(97 * time.Hour)
		house("dispute_due dispute_to_decide dispute_to_decide")
		s.clock.Advance(24 * time.Hour)
		house("dispute_overdue dispute_due dispute_to_decide dispute_to_decide")
		s.as("eve").must(200, http.MethodPost, "/disputes/"+d.ID+"/resolve", decisionOf(scorecards.Upheld, question), ifMatch(d.Revision))
		s.clock.Advance(24 * time.Hour)
		house("dispute_overdue dispute_due dispute_to_decide dispute_to_decide")
	})
}

type tally struct {
	ID, Name, Text, Dimension           string
	Answers, Disputed, Decided, Changed int
	Rate, Overturned                    *struct{ Value, Low, High float64 }
	Median                              *float64 `json:"median_hours"`
}

// TestDisputeFigures counts disputes of two evaluators by hand.
func TestDisputeFigures(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("ann", people.Analyst)
		s.source("crm").tell(append(s.contact("c-2", "ana"), s.contact("c-3", "ana")...)...)
		eve, ann := s.as("eve"), s.as("ann")
		changed, upheld := ana.contest(sue.released("c-1")), ana.contest(sue.released("c-3"))
		ana.contest(s.as("sol").released("c-2"))
		s.clock.Advance(3 * time.Hour)
		first := s.form().Dimensions[0].Questions[0]
		eve.must(200, http.MethodPost, "/disputes/"+changed.ID+"/resolve", decisionOf(scorecards.Changed, first), ifMatch(changed.Revision))
		eve.must(200, http.MethodPost, "/disputes/"+upheld.ID+"/resolve", decisionOf(scorecards.Upheld, first), ifMatch(upheld.Revision))
		figures := read[struct {
			All                   tally
			Questions, Evaluators []tally
		}](t, ann.must(200, http.MethodGet, "/disputes/figures", nil))
		n := len(best(s.form()))
		if a := figures.All; a.Answers != 3*n || a.Disputed != 3 || a.Decided != 2 || a.Changed != 1 || *a.Median != 3 || a.Overturned.Value != 0.5 || a.Overturned.Low > 0.1 {
			t.Errorf("all: %+v", a)
		}
		if q := figures.Questions; len(q) != n || q[0].ID != first.ID || q[0].Text != first.Text || q[0].Answers != 3 || q[0].Disputed != 3 || q[0].Rate.Value != 1 || q[1].Disputed != 0 || q[1].Overturned != nil {
			t.Errorf("questions: %+v", q)
		}
		if e := figures.Evaluators; len(e) != 2 || e[0].Disputed != 2 || e[1].Disputed != 1 || e[0].Changed != 1 || e[1].Changed != 0 || e[0].Name == "" {
			t.Errorf("evaluators: %+v", e)
		}
		old := read[struct{ All tally }](t, ann.must(200, http.MethodGet, "/disputes/figures?to=2001-01-01", nil))
		if old.All.Answers != 0 || old.All.Rate != nil {
			t.Errorf("of another time: %+v", old)
		}
		for _, wrong := range []string{"?from=2026-02-01&to=2026-01-01", "?from=2020-01-01&to=2026-01-01", "?from=yesterday"} {
			if p := read[problem](t, ann.must(422, http.MethodGet, "/disputes/figures"+wrong, nil)); len(p.Errors) != 1 || p.Errors[0].Location != "query.from" {
				t.Errorf("%s: %+v", wrong, p)
			}
		}
	})
}
