package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// desk1 is a desk with one team and one interaction of it: sue and sol lead, ana has c-1, eve arbitrates.
func desk1(t *testing.T, db testkit.Database, adjust ...func(*config.Config)) (s *site, sue, ana *client) {
	t.Helper()
	s = open(t, db, adjust...)
	s.person("eve", people.Evaluator)
	s.person("sue", people.Supervisor, "billing")
	s.person("sol", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.source("crm").tell(s.contact("c-1", "ana")...)
	return s, s.as("sue"), s.as("ana")
}

// problem is an error as its reader sees it.
type problem struct {
	Detail string
	Errors []struct{ Location, Message string }
}

func (p problem) places() string {
	var places []string
	for _, e := range p.Errors {
		places = append(places, e.Location)
	}
	return strings.Join(places, " ")
}

// TestWrongAnswers holds that each wrong answer is refused by its place and the draft stays as it was.
func TestWrongAnswers(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	e := sue.answered("c-1")
	path := "/evaluations/" + e.ID + "/answers"
	q, other := s.form().Dimensions[0].Questions[0], s.form().Dimensions[1].Questions[0]
	good := fields{"question": other.ID, "option": other.Options[0].Key}
	for _, one := range []struct {
		name, place string
		answer      fields
	}{
		{"a foreign question", "body.answers[1].question", fields{"question": store.NewID(), "option": "yes"}},
		{"a question of no form", "body.answers[1].question", fields{"question": "' OR 1=1 --", "option": "yes"}},
		{"an option that is none", "body.answers[1].option", fields{"question": q.ID, "option": "splendid"}},
		{"an option of another question", "body.answers[1].option", fields{"question": q.ID, "option": other.Options[0].Key}},
		{"evidence behind the end", "body.answers[1].evidence[0].pos", fields{"question": q.ID, "option": q.Options[0].Key, "evidence": []fields{{"pos": 3}}}},
		{"evidence before the beginning", "body.answers[1].evidence[0].pos", fields{"question": q.ID, "option": q.Options[0].Key, "evidence": []fields{{"pos": 0}}}},
		{"a question twice", "body.answers[1].question", fields{"question": other.ID, "option": other.Options[1].Key}},
		{"a comment that is too long", "body.answers[1].comment", fields{"question": q.ID, "comment": strings.Repeat("x", 4001)}},
		{"a comment with NUL", "body.answers[1].comment", fields{"question": q.ID, "comment": "\x00"}},
		{"an option that is a number", "body.answers[1].option", fields{"question": q.ID, "option": 7}},
	} {
		r := sue.call(http.MethodPut, path, fields{"answers": []fields{good, one.answer}}, ifMatch(e.Revision))
		if r.status != http.StatusUnprocessableEntity || read[problem](t, r).places() != one.place {
			t.Errorf("%s: %s", one.name, r)
		}
	}
	now := sue.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)
	if got := read[evaluation](t, now); got.Revision != e.Revision || *got.Score.Overall != 100 {
		t.Errorf("the draft changed: %s", now)
	}
}

// TestOpenQuestionsAreNamed submits a draft that answers all but two.
func TestOpenQuestionsAreNamed(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	e := sue.answered("c-1")
	a, b := s.form().Dimensions[0].Questions[0], s.form().Dimensions[4].Questions[0]
	open := fields{"answers": []fields{{"question": a.ID, "option": nil}, {"question": b.ID}}}
	e = read[evaluation](t, sue.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", open, ifMatch(e.Revision)))
	r := sue.must(422, http.MethodPost, "/evaluations/"+e.ID+"/submit", fields{}, ifMatch(e.Revision))
	p := read[problem](t, r)
	if p.places() != "answers."+a.ID+" answers."+b.ID || !strings.Contains(p.Errors[0].Message, a.Text) {
		t.Errorf("open questions: %s", r)
	}
}

// TestOutOfState tries every step in every state in which it can't be taken.
func TestOutOfState(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	steps := map[string]struct {
		as   *client
		body fields
		in   string // the states that allow it
	}{
		"submit": {sue, fields{}, "draft"}, "release": {sue, fields{}, "submitted"}, "withdraw": {sue, fields{"reason": "wrong person"}, "submitted released"},
		"acknowledge": {ana, fields{"comment": "ok"}, "released"}, "disputes": {ana, fields{"question": s.form().Dimensions[0].Questions[0].ID, "reason": "no"}, "released acknowledged"},
	}
	refused := func(e evaluation) {
		t.Helper()
		for verb, step := range steps {
			if strings.Contains(step.in, e.Status) {
				continue
			}
			r := step.as.call(http.MethodPost, "/evaluations/"+e.ID+"/"+verb, step.body, ifMatch(e.Revision))
			unseen := step.as == ana && (e.Status == "draft" || e.Status == "submitted")
			if (unseen && r.status == 404) || (r.status == 409 && strings.Contains(read[problem](t, r).Detail, e.Status)) {
				continue
			}
			t.Errorf("%s of what is %s: %s", verb, e.Status, r)
		}
		if now := read[evaluation](t, sue.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)); now.Revision != e.Revision || now.Status != e.Status {
			t.Errorf("changed: %+v", now)
		}
	}
	e := sue.answered("c-1")
	refused(e)
	e = sue.step(e, "submit", nil)
	refused(e)
	e = sue.step(e, "release", nil)
	refused(e)
	refused(ana.step(e, "acknowledge", fields{"comment": "ok"}))
}

// TestRevisions goes through what a change has to name.
func TestRevisions(t *testing.T) {
	t.Parallel()
	_, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	e := sue.answered("c-1")
	path := "/evaluations/" + e.ID
	for _, one := range []struct {
		name, ifMatch string
		want          int
	}{{"missing", "", 428}, {"older", `"1"`, 412}, {"newer", `"3"`, 412}, {"no number", `"x"`, 412}, {"any", "*", 412}, {"right", `"2"`, 200}} {
		r := sue.call(http.MethodPost, path+"/submit", fields{}, header{"If-Match": one.ifMatch})
		if r.status != one.want {
			t.Errorf("%s: want %d, got %s", one.name, one.want, r)
		}
		if r.status == 200 && r.header.Get("ETag") != `"3"` {
			t.Errorf("ETag %q", r.header.Get("ETag"))
		}
	}
}

// TestNobodyEvaluatesThemselves holds it for a lead who takes interactions too.
func TestNobodyEvaluatesThemselves(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	billing := s.team("billing")
	s.change("sol", people.Changes{Roles: &[]people.Role{people.Supervisor, people.Agent}, MemberOf: &billing}, "beside the server")
	s.source("crm").tell(s.contact("mine", "sol")...)
	sol := s.as("sol")
	start := fields{"interaction": s.idOf("mine"), "scorecard": s.scorecard()}
	sol.must(403, http.MethodPost, "/evaluations", start)
	for _, o := range read[list[offer]](t, sol.must(200, http.MethodGet, "/offers", nil)).Items {
		if o.Interaction == s.idOf("mine") {
			t.Error("one's own interaction is offered")
		}
	}
	sue.must(201, http.MethodPost, "/evaluations", start)
}

// TestWithdraw takes an evaluation back: its sample waits in the queue again, and can be scored again.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	queue := func() int { return len(read[list[offer]](t, sue.must(200, http.MethodGet, "/queue", nil)).Items) }
	e := sue.released("c-1")
	if queue() != 0 {
		t.Error("a scored sample waits in the queue")
	}
	sue.must(422, http.MethodPost, "/evaluations/"+e.ID+"/withdraw", fields{"reason": " "}, ifMatch(e.Revision))
	e = sue.step(e, "withdraw", fields{"reason": "wrong person"})
	if e.Status != "withdrawn" || queue() != 1 {
		t.Errorf("withdrawn: %+v, %d in the queue", e, queue())
	}
	if got := read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)); got.Status != "withdrawn" {
		t.Errorf("the agent sees %+v", got)
	}
	again := s.as("sol").released("c-1")
	if again.ID == e.ID || again.Origin != "random" || *again.Probability != 1 || queue() != 0 {
		t.Errorf("scored again: %+v", again)
	}
}

// TestIdempotencyKeys holds on both databases that a repetition gets the first answer, and does nothing.
func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		start := fields{"interaction": s.idOf("c-1"), "scorecard": s.scorecard()}
		key := header{"Idempotency-Key": "one"}
		first := sue.must(201, http.MethodPost, "/evaluations", start, key)
		again := sue.must(201, http.MethodPost, "/evaluations", start, key)
		if string(first.raw) != string(again.raw) || first.header.Get("ETag") != again.header.Get("ETag") || again.header.Get("Content-Type") != first.header.Get("Content-Type") {
			t.Errorf("first %s, again %s", first, again)
		}
		sue.must(422, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("c-1"), "scorecard": "x"}, key)
		s.as("sol").must(201, http.MethodPost, "/evaluations", start, key)
		e := read[evaluation](t, first)
		refused := sue.must(422, http.MethodPost, "/evaluations/"+e.ID+"/submit", fields{}, ifMatch(1), header{"Idempotency-Key": "two"})
		if got := sue.must(422, http.MethodPost, "/evaluations/"+e.ID+"/submit", fields{}, ifMatch(1), header{"Idempotency-Key": "two"}); string(got.raw) != string(refused.raw) {
			t.Errorf("refused %s, again %s", refused, got)
		}
		s.clock.Advance(11 * time.Hour)
		sue.must(200, http.MethodGet, "/session", nil)
		s.clock.Advance(11 * time.Hour)
		sue.must(200, http.MethodGet, "/session", nil)
		s.clock.Advance(3 * time.Hour)
		sue.must(200, http.MethodPost, "/evaluations", start, key)
	})
}

// TestSearchesAreNotKept holds that a page of names is not kept for a repetition, which is answered by the rights that hold
// then.
func TestSearchesAreNotKept(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		s.person("ada", people.Admin)
		key := header{"Idempotency-Key": "one"}
		if n := len(read[list[fields]](t, sue.must(200, http.MethodPost, "/interactions/search", fields{}, key)).Items); n == 0 {
			t.Fatal("sue finds nothing")
		}
		s.as("ada").must(200, http.MethodPost, "/users/search", fields{"q": "sue"}, key)
		if n := s.stored("replies"); n != 0 {
			t.Errorf("%d answers are kept", n)
		}
		s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["sue"].ID, fields{"leads": []string{}})
		got := sue.must(200, http.MethodPost, "/interactions/search", fields{}, key)
		if n := len(read[list[fields]](t, got).Items); n != 0 || got.header.Get("Idempotent-Replay") != "" {
			t.Errorf("without a team sue finds %d: %s", n, got)
		}
	})
}

// TestIdempotencyAtOnce sends the same request several times at once: one row, one answer.
func TestIdempotencyAtOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		s.person("ada", people.Admin)
		ada, crm := s.as("ada"), s.source("mail")
		for _, one := range []struct {
			name string
			as   *client
			path string
			body fields
			want int
		}{
			{"a team", ada, "/teams", fields{"name": "support"}, 201},
			{"a team that can't be", ada, "/teams", fields{"name": "billing"}, 409},
			{"an evaluation", sue, "/evaluations", fields{"interaction": s.idOf("c-1"), "scorecard": s.scorecard()}, 201},
			{"events", crm, "/ingest/events", fields{"events": s.contact("m-1", "ana")}, 200},
		} {
			got := together(6, func(int) reply {
				return one.as.call(http.MethodPost, one.path, one.body, header{"Idempotency-Key": one.name})
			})
			for _, r := range got {
				if r.status != one.want || string(r.raw) != string(got[0].raw) {
					t.Errorf("%s: %s beside %s", one.name, r, got[0])
				}
			}
		}
		if teams, drafts := s.stored("teams"), s.stored("evaluations"); teams != 2 || drafts != 1 {
			t.Errorf("%d teams, %d evaluations", teams, drafts)
		}
	})
}

// TestClaimAtOnce lets two supervisors take one offer.
func TestClaimAtOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		leads := []*client{sue, s.as("sol")}
		id := s.offerOf("c-1")
		got := together(2, func(n int) reply { return leads[n].call(http.MethodPost, "/offers/"+id+"/claim", fields{}) })
		if got[0].status+got[1].status != 200+409 {
			t.Errorf("two at once: %s and %s", got[0], got[1])
		}
		winner := leads[0]
		if got[1].status == 200 {
			winner = leads[1]
		}
		winner.must(200, http.MethodPost, "/offers/"+id+"/claim", nil)
		winner.must(409, http.MethodPost, "/offers/"+id+"/skip", fields{"reason": "late"})
	})
}

// TestOffersGoToTheQueue holds that what nobody takes is never lost.
func TestOffersGoToTheQueue(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name string
		why  string
		make func(s *site, sue *client)
	}{
		{"skipped", "skipped", func(s *site, sue *client) {
			sue.must(422, http.MethodPost, "/offers/"+s.offerOf("c-1")+"/skip", fields{"reason": ""})
			sue.must(204, http.MethodPost, "/offers/"+s.offerOf("c-1")+"/skip", fields{"reason": "busy"})
		}},
		{"out of time", "expired", func(s *site, _ *client) {
			s.clock.Advance(15 * time.Minute)
			s.keepHouse()
		}},
		{"over", "ended", func(s *site, _ *client) {
			s.source("crm").tell(s.ended("c-1"))
			s.keepHouse()
		}},
	} {
		t.Run(one.name, func(t *testing.T) {
			s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
			socket := sue.dial()
			socket.expect("hello", "offer")
			s.keepHouse()
			if n := len(read[list[offer]](t, sue.must(200, http.MethodGet, "/offers", nil)).Items); n != 1 {
				t.Fatalf("%d offers", n)
			}
			one.make(s, sue)
			if m := socket.hear("offer_closed"); m.Why != one.why {
				t.Errorf("closed: %+v", m)
			}
			offered := read[list[offer]](t, sue.must(200, http.MethodGet, "/offers", nil)).Items
			queued := read[list[offer]](t, sue.must(200, http.MethodGet, "/queue", nil)).Items
			if len(offered) != 0 || len(queued) != 1 || queued[0].Status != "queued" {
				t.Errorf("offered %+v, queued %+v", offered, queued)
			}
			if e := sue.released("c-1"); e.Origin != "random" {
				t.Errorf("scored from the queue: %+v", e)
			}
		})
	}
}

func (s *site) keepHouse() {
	s.t.Helper()
	if err := s.desk.KeepHouse(s.t.Context(), false); err != nil {
		s.t.Fatal(err)
	}
}

// TestDisclosure holds that the agent learns who watched, by the policy while it happens or once it has ended.
func TestDisclosure(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"live", "after"} {
		t.Run(policy, func(t *testing.T) {
			s, sue, ana := desk1(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.DiscloseWatching = policy })
			path := "/interactions/" + s.idOf("c-1") + "/watches"
			seen := func(as *client) int {
				type watch struct{ UserName string }
				return len(read[list[watch]](t, as.must(200, http.MethodGet, path, nil)).Items)
			}
			hers, his := ana.dial(), sue.dial()
			hers.expect("hello")
			his.watch(s.idOf("c-1"), 0)
			his.hear("caught_up")
			live := 0
			if policy == "live" {
				live = 1
				if m := hers.hear("watched"); strings.Join(m.Watchers, " ") != "sue" {
					t.Errorf("watched: %+v", m)
				}
			}
			if seen(ana) != live || seen(sue) != 1 {
				t.Errorf("while it is live ana sees %d watches, sue %d", seen(ana), seen(sue))
			}
			his.close()
			if policy == "live" {
				if m := hers.hear("watched"); len(m.Watchers) != 0 {
					t.Errorf("no longer watched: %+v", m)
				}
			}
			s.source("crm").tell(s.ended("c-1"))
			if seen(ana) != 1 {
				t.Errorf("after the end ana sees %d watches", seen(ana))
			}
			if policy == "after" {
				hers.expect("changed")
			}
		})
	}
}
