package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type measure struct{ Value, Low, High *float64 }

type agreed struct {
	Key, Verdict string
	Pairs        int
	NA           struct {
		Both, Either     int
		Share, Low, High *float64
	}
	Exact, Alpha measure
	AC2          measure
	Apart        *float64
}

type course struct {
	Usual  *float64
	Drifts bool
	Weeks  []struct {
		N                       int
		Mean, Moving, Low, High float64
	}
}

type agreements struct {
	Pairs             int
	Scores, Questions []agreed
	Evaluators        []struct {
		Name                  string
		Pairs, Answers, Same  int
		Difference, Low, High *float64
		Course                course
	}
	Course course
}

// TestAgreementOfDoubleScores has 24 interactions judged twice: in the first question the two always agree on one of two
// answers, in the second the first always finds it right and the second every fourth not. What a dispute changed afterwards
// counts as it was submitted.
func TestAgreementOfDoubleScores(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, _, ana := desk1(t, db)
		s.person("art", people.Evaluator)
		s.person("lyn", people.Analyst)
		lyn := s.as("lyn")
		if none := read[agreements](t, lyn.must(200, http.MethodGet, "/figures/agreement", nil)); none.Pairs != 0 || len(none.Questions) != 0 {
			t.Errorf("at first: %+v", none)
		}
		form := s.form()
		one, open := form.Dimensions[0].Questions[0], form.Dimensions[1].Questions[0]
		for n := range 24 {
			if n == 16 {
				s.clock.Advance(7 * 24 * time.Hour)
			}
			first, second := bothAnswers(form, n)
			e := s.twice(fmt.Sprint("d-", n), first, second)
			if n == 0 {
				c := ana.contest(e)
				s.as("eve").must(200, http.MethodPost, "/disputes/"+c.ID+"/resolve", fields{"outcome": "changed", "option": one.Options[len(one.Options)-1].Key, "reason": "It was said."}, ifMatch(c.Revision))
			}
		}
		lyn = s.as("lyn")
		got := read[agreements](t, lyn.must(200, http.MethodGet, "/figures/agreement", nil))
		agreedOnNA(t, got, open.ID)
		if got.Pairs != 24 || len(got.Scores) != 6 || got.Scores[0].Key != "overall" {
			t.Fatalf("%+v", got)
		}
		if q := got.Questions[0]; q.Pairs != 24 || *q.Exact.Value != 1 || *q.Alpha.Value != 1 || q.Verdict != "reliable" {
			t.Errorf("the question in which they agree, one of whose answers a dispute changed: %+v", q)
		}
		if q := got.Questions[1]; *q.Exact.Value != 0.75 || *q.Alpha.Value > 0.1 || q.Verdict != "unsure" || q.Alpha.Low == nil {
			t.Errorf("the question in which they do not: %+v", q)
		}
		if q := got.Questions[2]; q.Verdict != "constant" || q.Alpha.Value != nil {
			t.Errorf("the question with one answer: %+v", q)
		}
		for _, e := range got.Evaluators {
			above := map[string]bool{"sue": true, "art": false}[e.Name]
			if e.Pairs != 24 || e.Difference == nil || (*e.Difference > 0) != above || e.Answers-e.Same != 6 {
				t.Errorf("%+v", e)
			}
		}
	})
}

// bothAnswers are what two make of call n beside the best answers: alike in the first question, apart in one of four in the
// second, and N/A by turns in the third.
func bothAnswers(form card, n int) (first, second []fields) {
	one, two, open := form.Dimensions[0].Questions[0], form.Dimensions[0].Questions[1], form.Dimensions[1].Questions[0]
	alike := fields{"question": one.ID, "option": one.Options[len(one.Options)-1].Key, "evidence": pointed(1)}
	if n%2 == 0 {
		alike["option"] = one.Options[0].Key
	}
	notApplicable := fields{"question": open.ID, "option": "na"}
	first, second = []fields{alike}, []fields{alike}
	if n%4 == 0 {
		first = append(first, notApplicable)
		second = append(second, fields{"question": two.ID, "option": two.Options[0].Key, "evidence": pointed(1)})
	}
	if n%8 < 2 {
		second = append(second, notApplicable)
	}
	return first, second
}

// twice has sue judge a call of ana's and release it, and art judge it a second time, each with these answers among the best.
func (s *site) twice(call string, first, second []fields) evaluation {
	s.t.Helper()
	sue, art := s.as("sue"), s.as("art")
	answer := func(by *client, e evaluation, answers []fields) evaluation {
		return read[evaluation](s.t, by.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": answers}, ifMatch(e.Revision)))
	}
	s.source("crm").tell(s.contact(call, "ana")...)
	e := answer(sue, answer(sue, sue.draft(call), best(s.form())), first)
	e = sue.step(sue.step(e, "submit", nil), "release", nil)
	d := read[evaluation](s.t, s.as("lyn").must(201, http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": s.users["art"].ID}))
	d.Revision = 1 // who asks for it is told its id alone
	art.step(answer(art, answer(art, d, best(s.form())), second), "submit", nil)
	return e
}

// agreedOnNA has one say N/A in six of 24, the other in three of these and three others.
func agreedOnNA(t *testing.T, got agreements, question string) {
	t.Helper()
	for _, a := range append(got.Scores[:1], got.Questions...) {
		switch na := a.NA; {
		case a.Key != question && a.Key != "overall":
			if na.Either != 0 || na.Share != nil {
				t.Errorf("%s: %+v", a.Key, na)
			}
		case na.Both != 3 || na.Either != 9 || *na.Share != 1.0/3 || *na.Low > 0.13 || *na.High < 0.64: // Wilson's limits are 0.121 and 0.646
			t.Errorf("%s: %d of %d, %v", a.Key, na.Both, na.Either, na.Share)
		}
		if a.Key == question && a.Pairs != 15 {
			t.Errorf("%d pairs have an answer to compare", a.Pairs)
		}
	}
	c := got.Course
	if c.Usual == nil || c.Drifts || len(c.Weeks) != 2 || c.Weeks[0].N != 16 || c.Weeks[1].N != 8 || *c.Usual < 90 || *c.Usual >= 100 {
		t.Errorf("the course: %+v", c)
	}
	for _, e := range got.Evaluators {
		if e.Answers != 24*len(got.Questions)-9 || e.Course.Usual == nil || *e.Course.Usual != *c.Usual || len(e.Course.Weeks) != 2 {
			t.Errorf("%+v", e)
		}
	}
}

// TestAgreementSaysNothingOfAgents reads that of one pair, which says neither whose interaction it was nor anything sure.
func TestAgreementSaysNothingOfAgents(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		s.person("lyn", people.Analyst)
		e := sue.released("c-1")
		d := read[evaluation](t, sue.must(201, http.MethodPost, "/evaluations/"+e.ID+"/double", fields{"evaluator": s.users["eve"].ID}))
		d = read[evaluation](t, s.as("eve").must(200, http.MethodPut, "/evaluations/"+d.ID+"/answers", fields{"answers": worst(s.form())}, ifMatch(1)))
		s.as("eve").step(d, "submit", nil)
		r := s.as("lyn").must(200, http.MethodGet, "/figures/agreement", nil)
		if got := read[agreements](t, r); got.Pairs != 1 || got.Questions[0].Verdict != "too_few" || got.Course.Usual != nil || len(got.Course.Weeks) != 0 || strings.Contains(string(r.raw), s.users["ana"].ID) {
			t.Errorf("%s", r)
		}
	})
}
