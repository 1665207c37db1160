package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// looks are the ways to an evaluation, and what of it each shows to somebody; they say the same of the evaluation's id, its
// dispute's or its words.
func (s *site) looks(as *client, e evaluation, d dispute, session string) map[string]bool {
	s.t.Helper()
	holds := func(r reply, words string) bool { return r.status == 200 && strings.Contains(string(r.raw), words) }
	get := func(path string) reply { return as.call(http.MethodGet, path, nil) }
	shown := map[string]bool{
		"page":        get("/evaluations/"+e.ID).status == 200,
		"history":     get("/evaluations/"+e.ID+"/history").status == 200,
		"others":      get("/evaluations/"+e.ID+"/others").status == 200,
		"list":        holds(get("/evaluations"), e.ID),
		"narrow list": holds(get("/evaluations?status=released&purpose=review&agent="+e.Agent+"&evaluator="+e.Evaluator), e.ID),
		"interaction": holds(get("/interactions/"+s.idOf("c-1")), e.ID),
		"dispute":     get("/disputes/"+d.ID).status == 200,
		"evaluators":  get("/evaluations/"+e.ID+"/evaluators").status == 200,
		"double":      as.call(http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": "nobody"}).status == 422,
	}
	shown["feedback"] = holds(get("/feedback?evaluation="+e.ID), e.ID)
	if session != "" {
		shown["agenda"] = holds(get("/coaching/sessions/"+session), `"score":100`)
	}
	return shown
}

// TestBlind holds that who still has to judge an interaction finds nothing of what another made of it, by any way, until
// their own is submitted; whether they have a draft or hold a sample of it.
func TestBlind(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		sol := s.as("sol")
		e := sue.released("c-1")
		d := ana.contest(e)
		e.Agent, e.Evaluator = s.users["ana"].ID, s.users["sue"].ID
		agenda := fields{"evaluation": e.ID, "question": s.form().Dimensions[0].Questions[0].ID, "note": "Listen"}
		ana.must(201, http.MethodPost, "/feedback", fields{"evaluation": e.ID, "useful": 4})
		session := sol.planned("ana", 60, agenda).ID
		all := func(as *client, want bool) {
			t.Helper()
			for way, seen := range s.looks(as, e, d, session) {
				if seen != want {
					t.Errorf("%s: seen %v, want %v", way, seen, want)
				}
			}
		}
		all(sol, true)
		own := sol.answered("c-1")
		all(sol, false)
		if got := sol.must(200, http.MethodGet, "/evaluations/"+own.ID+"/others", nil); len(read[list[fields]](t, got).Items) != 0 {
			t.Errorf("beside one's draft: %s", got)
		}
		for way, seen := range s.looks(sue, e, d, "") {
			if !seen {
				t.Errorf("the evaluator does not see their own by %s", way)
			}
		}
		ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)
		own = sol.step(own, "submit", nil)
		all(sol, true)
		if got := read[list[struct{ ID, Purpose string }]](t, sol.must(200, http.MethodGet, "/evaluations/"+own.ID+"/others", nil)).Items; len(got) != 1 || got[0].ID != e.ID || got[0].Purpose != "review" {
			t.Errorf("others: %+v", got)
		}
	})
}

// alter changes what is stored, behind the desk's back.
func (s *site) alter(sql string, args ...any) error {
	return s.db.InTx(s.t.Context(), func(ctx context.Context) error { return s.db.Conn(ctx).Exec(sql, args...).Error })
}

// TestBlindByASample holds it for who has claimed a sample and not begun.
func TestBlindByASample(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		e := sue.released("c-1")
		for _, change := range []string{"UPDATE evaluations SET sample_id = NULL", "UPDATE samples SET status = 'queued', claimed_by = NULL"} { // as of a plan that drew it anew
			if err := s.alter(change); err != nil {
				t.Fatal(err)
			}
		}
		sol := s.as("sol")
		sol.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)
		sol.must(200, http.MethodPost, "/offers/"+s.offerOf("c-1")+"/claim", nil)
		sol.must(404, http.MethodGet, "/evaluations/"+e.ID, nil)
		sol.submitted("c-1")
		sol.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)
	})
}

// TestADoubleScoreIsBlind has an evaluator of no team score what a lead has; it is never released and counts nowhere.
func TestADoubleScoreIsBlind(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("art", people.Evaluator)
		s.person("bea", people.Evaluator, "billing")
		s.person("lyn", people.Analyst)
		s.person("sid", people.Supervisor, "sales")
		e := sue.released("c-1")
		before := string(ana.must(200, http.MethodGet, "/me/standing", nil).raw)
		path := "/evaluations/" + e.ID + "/double"
		for who, why := range map[string]string{"ana": "the agent", "sue": "the first", "sol": "no evaluator", "bea": "of the same team", "lyn": "no evaluator"} {
			if got := sue.must(422, http.MethodPost, path, fields{"evaluator": s.users[who].ID}); !strings.Contains(string(got.raw), "body.evaluator") {
				t.Errorf("%s: %s", why, got)
			}
		}
		s.as("sid").must(404, http.MethodPost, path, fields{"evaluator": s.users["eve"].ID})
		second := read[evaluation](t, s.as("lyn").must(201, http.MethodPost, path, fields{"evaluator": s.users["eve"].ID}))
		sue.must(409, http.MethodPost, path, fields{"evaluator": s.users["art"].ID})
		eve := s.as("eve")
		eve.must(404, http.MethodGet, "/evaluations/"+e.ID, nil)
		d := ana.contest(e)
		if d.Arbiter != s.users["art"].ID {
			t.Errorf("the dispute is proposed to %s", d.Arbiter)
		}
		eve.must(404, http.MethodGet, "/disputes/"+d.ID, nil)
		if n := len(read[list[dispute]](t, eve.must(200, http.MethodGet, "/disputes", nil)).Items); n != 0 {
			t.Errorf("%d disputes are listed to who still judges", n)
		}
		sue.must(404, http.MethodGet, "/evaluations/"+second.ID, nil)
		got := read[evaluation](t, eve.must(200, http.MethodGet, "/evaluations/"+second.ID, nil))
		eve.must(200, http.MethodGet, "/interactions/"+s.idOf("c-1")+"/utterances", nil)
		got = read[evaluation](t, eve.must(200, http.MethodPut, "/evaluations/"+got.ID+"/answers", fields{"answers": worst(s.form())}, ifMatch(got.Revision)))
		got = eve.step(got, "submit", nil)
		eve.must(404, http.MethodGet, "/interactions/"+s.idOf("c-1")+"/utterances", nil)
		eve.must(409, http.MethodPost, "/evaluations/"+got.ID+"/release", fields{}, ifMatch(got.Revision))
		eve.must(409, http.MethodPost, "/evaluations/"+got.ID+"/release", fields{"at": s.clock.Now().Add(time.Hour)}, ifMatch(got.Revision))
		sue.must(200, http.MethodGet, "/evaluations/"+got.ID, nil)
		sue.must(422, http.MethodPost, path, fields{"evaluator": s.users["art"].ID}) // who has read it as the arbiter
		sue.must(422, http.MethodPost, path, fields{"evaluator": s.users["eve"].ID})
		sue.must(409, http.MethodPost, "/evaluations/"+got.ID+"/double", fields{"evaluator": s.users["art"].ID})
		ana.must(404, http.MethodGet, "/evaluations/"+got.ID, nil)
		if after := string(ana.must(200, http.MethodGet, "/me/standing", nil).raw); after != before {
			t.Errorf("the standing was %s, is %s", before, after)
		}
		if err := s.alter("UPDATE evaluations SET released_at = 1 WHERE id = ?", got.ID); err == nil || !strings.Contains(err.Error(), "CHECK") && !strings.Contains(err.Error(), "check") {
			t.Errorf("the database lets a double score be released: %v", err)
		}
	})
}

// TestNobodyWhomTheAgentLeads holds that a double score is not by somebody of a team that the agent leads.
func TestNobodyWhomTheAgentLeads(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	e := sue.released("c-1")
	sales := s.team("sales")
	roles := []people.Role{people.Agent, people.Supervisor}
	s.change("ana", people.Changes{Roles: &roles, Leads: &[]string{sales}}, "beside the server")
	evaluators := []people.Role{people.Evaluator, people.Agent}
	s.change("eve", people.Changes{Roles: &evaluators, MemberOf: &sales}, "beside the server")
	sue.must(422, http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": s.users["eve"].ID})
	if n := len(read[list[fields]](t, sue.must(200, http.MethodGet, "/evaluations/"+e.ID+"/evaluators", nil)).Items); n != 0 {
		t.Errorf("%d can score it a second time", n)
	}
	d := s.as("ana").contest(e)
	if d.Arbiter == s.users["eve"].ID {
		t.Error("the dispute is proposed to whom the agent leads")
	}
	if n := len(read[list[dispute]](t, s.as("eve").must(200, http.MethodGet, "/disputes", nil)).Items); n != 0 {
		t.Errorf("%d disputes are listed to whom the agent leads", n)
	}
	s.as("eve").must(404, http.MethodGet, "/disputes/"+d.ID, nil)
}

// TestWhoMadeTheDoubleIsNotGivenTheSample holds that what is to be scored anew goes to somebody who can.
func TestWhoMadeTheDoubleIsNotGivenTheSample(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	e := sue.submitted("c-1")
	sue.must(201, http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": s.users["eve"].ID})
	sue.step(e, "withdraw", fields{"reason": "a mistake"})
	offer := s.offerOf("c-1")
	if able := read[list[struct{ ID, Barred string }]](t, sue.must(200, http.MethodGet, "/queue/"+offer+"/evaluators", nil)).Items; len(able) != 1 || able[0].Barred != "has_judged" {
		t.Errorf("evaluators: %+v", able)
	}
	sue.must(422, http.MethodPost, "/offers/"+offer+"/assign", fields{"evaluator": s.users["eve"].ID})
}

// TestWhoStillJudgesIsNoArbiter holds that an overdue dispute is not passed on to who scores the interaction themselves.
func TestWhoStillJudgesIsNoArbiter(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		e := sue.released("c-1")
		d := ana.contest(e)
		if d.Arbiter != s.users["eve"].ID {
			t.Fatalf("proposed to %s", d.Arbiter)
		}
		art := s.person("art", people.Evaluator)
		sue.must(201, http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": art.ID})
		s.clock.Advance(6 * 24 * time.Hour)
		if _, err := s.desk.Evaluations.PassOn(t.Context()); err != nil {
			t.Fatal(err)
		}
		if now := read[dispute](t, s.once("eve").must(200, http.MethodGet, "/disputes/"+d.ID, nil)); now.Arbiter != s.users["eve"].ID {
			t.Errorf("it was passed on to %s", now.Arbiter)
		}
		if raw := string(s.once("ana").must(200, http.MethodGet, "/evaluations/"+e.ID+"/history", nil).raw); !strings.Contains(raw, "dispute_stuck") {
			t.Errorf("history: %s", raw)
		}
	})
}

// TestSelfEvaluation has an agent evaluate themselves before they read another's; leads see it once they have judged.
func TestSelfEvaluation(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("lyn", people.Analyst)
		s.source("crm").tell(s.contact("c-2", "ana")...)
		start := func(external string, want int) evaluation {
			t.Helper()
			return read[evaluation](t, ana.must(want, http.MethodPost, "/interactions/"+s.idOf(external)+"/self-evaluation", fields{"scorecard": s.scorecard()}))
		}
		e := start("c-1", 201)
		if again := start("c-1", 200); again.ID != e.ID {
			t.Errorf("begun twice: %+v", again)
		}
		e = read[evaluation](t, ana.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": worst(s.form())}, ifMatch(e.Revision)))
		e = ana.step(e, "submit", nil)
		ana.must(403, http.MethodPost, "/evaluations/"+e.ID+"/release", fields{}, ifMatch(e.Revision))
		seen := func(as *client, want int) {
			t.Helper()
			as.must(want, http.MethodGet, "/evaluations/"+e.ID, nil)
			if listed := strings.Contains(string(as.must(200, http.MethodGet, "/evaluations", nil).raw), e.ID); listed != (want == 200) {
				t.Errorf("listed: %v", listed)
			}
		}
		seen(sue, 404)
		seen(s.as("lyn"), 404)
		draft := sue.answered("c-1")
		seen(sue, 404)
		draft = sue.step(draft, "submit", nil)
		seen(sue, 200)
		seen(s.as("lyn"), 200)
		sue.step(draft, "release", nil)
		others := read[list[struct{ ID, Purpose string }]](t, ana.must(200, http.MethodGet, "/evaluations/"+draft.ID+"/others", nil)).Items
		if len(others) != 1 || others[0].ID != e.ID || others[0].Purpose != "self" {
			t.Errorf("beside it ana has %+v", others)
		}
		begun := start("c-2", 201)
		sue.released("c-2")
		if got := read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+begun.ID, nil)); got.Status != "withdrawn" {
			t.Errorf("a self-evaluation begun before the release is %s", got.Status)
		}
		late := ana.must(409, http.MethodPost, "/interactions/"+s.idOf("c-2")+"/self-evaluation", fields{"scorecard": s.scorecard()})
		if !strings.Contains(string(late.raw), "before reading") {
			t.Errorf("too late: %s", late)
		}
	})
}

// TestAnEvaluatorsSight has an evaluator score what an agent has evaluated themselves and a lead still judges: they see the
// self-evaluation once theirs is submitted, and of the leads only who does not judge it is told that compliance failed.
func TestAnEvaluatorsSight(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		sol, eve := s.as("sol"), s.as("eve")
		self := read[evaluation](t, ana.must(201, http.MethodPost, "/interactions/"+s.idOf("c-1")+"/self-evaluation", fields{"scorecard": s.scorecard()}))
		self = read[evaluation](t, ana.must(200, http.MethodPut, "/evaluations/"+self.ID+"/answers", fields{"answers": best(s.form())}, ifMatch(self.Revision)))
		self = ana.step(self, "submit", nil)
		sue.must(200, http.MethodPost, "/offers/"+s.offerOf("c-1")+"/assign", fields{"evaluator": s.users["eve"].ID})
		sol.draft("c-1")
		e := eve.draft("c-1")
		e = read[evaluation](t, eve.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": worst(s.form())}, ifMatch(e.Revision)))
		eve.must(404, http.MethodGet, "/evaluations/"+self.ID, nil)
		e = eve.step(e, "submit", nil)
		eve.must(200, http.MethodGet, "/evaluations/"+self.ID, nil)
		sol.must(404, http.MethodGet, "/evaluations/"+self.ID, nil)
		for who, want := range map[*client]bool{sue: true, sol: false, ana: false, eve: false} {
			if told := strings.Contains(string(who.must(200, http.MethodGet, "/me/notices", nil).raw), "compliance_failed"); told != want {
				t.Errorf("told %v, want %v", told, want)
			}
			if who == ana {
				continue
			}
			if listed := strings.Contains(string(who.must(200, http.MethodGet, "/evaluations?failed=compliance", nil).raw), e.ID); listed != (who != sol) {
				t.Errorf("listed %v", listed)
			}
		}
	})
}
