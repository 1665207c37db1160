package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

// ruled is a school whose rules two servers apply at once.
type ruled struct {
	*site
	t       *testing.T
	tom     *client
	servers []*server.Desk
}

// TestRulesAssignOnce has two servers apply rules of each kind at once.
func TestRulesAssignOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, tom, sue, _ := school(t, db)
		second, err := server.NewDesk(t.Context(), s.desk.Config, db.DB, s.clock.Now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(second.Log.Close)
		r := &ruled{s, t, tom, []*server.Desk{s.desk, second}}
		r.weakOnesGetIt(sue)
		r.newOnesGetIt()
		r.itIsRefreshed()
	})
}

func (r *ruled) apply() {
	r.t.Helper()
	errs := make(chan error, len(r.servers))
	for _, desk := range r.servers {
		go func() {
			_, err := desk.Rules.Apply(r.t.Context())
			errs <- err
		}()
	}
	for range r.servers {
		if err := <-errs; err != nil {
			r.t.Fatal(err)
		}
	}
}

// have applies the rules twice, and compares what is assigned then.
func (r *ruled) have(want string) {
	r.t.Helper()
	r.apply()
	r.apply()
	type assigned struct {
		Title, Why string
		AgentName  string `json:"agent_name"`
	}
	var got []string
	for _, a := range read[list[assigned]](r.t, r.tom.must(200, http.MethodGet, "/assignments?status=assigned", nil)).Items {
		got = append(got, a.Title+":"+a.AgentName+":"+a.Why)
	}
	if sortedWords(got) != want {
		r.t.Fatalf("want %q, got %q", want, sortedWords(got))
	}
}

func (r *ruled) later(by time.Duration) {
	r.clock.Advance(by)
	r.tom = r.as("tom") // whose session has ended
}

var toRead = []fields{{"kind": "lesson", "title": "Read", "lesson": fields{"text": "it"}}}

func (r *ruled) rule(module string, more fields) {
	r.t.Helper()
	body := fields{"module": module, "days_due": 7}
	for name, value := range more {
		body[name] = value
	}
	r.tom.must(201, http.MethodPost, "/training/rules", body)
}

// weakOnesGetIt holds that it takes five answers below the level, and ninety days until the next time.
func (r *ruled) weakOnesGetIt(sue *client) {
	r.t.Helper()
	weak, q := r.tom.written("Weak", toRead), r.form().Dimensions[0].Questions[0].ID
	r.rule(weak, fields{"kind": "question_below", "question": q, "level": 50, "last_n": 5, "teams": []string{r.team("billing")}})
	r.clock.Advance(time.Hour)
	r.scores(sue, "ana", 4, worst)
	r.scores(sue, "cam", 5, best)
	r.have("")
	r.scores(sue, "ana", 1, worst)
	r.have("Weak:ana:rule")
	r.finish(r.t, "ana")
	r.have("")
	r.later(89 * 24 * time.Hour)
	r.have("")
	r.later(2 * 24 * time.Hour)
	r.have("Weak:ana:rule")
	r.finish(r.t, "ana")
	r.tom.must(200, http.MethodPost, "/modules/"+weak+"/retire", nil, ifMatch(2))
}

// newOnesGetIt holds that who was there before the rule is no new hire, and that each gets the module once.
func (r *ruled) newOnesGetIt() {
	r.t.Helper()
	r.person("old", people.Agent, "billing")
	r.clock.Advance(time.Minute)
	r.rule(r.tom.written("Start", toRead), fields{"kind": "new_hire"})
	r.clock.Advance(time.Minute)
	r.person("new", people.Agent, "billing")
	r.have("Start:new:rule")
	r.finish(r.t, "new")
	r.have("")
}

// itIsRefreshed holds that a module of two months is due again after 61 days, and that housekeeping sees to it.
func (r *ruled) itIsRefreshed() {
	r.t.Helper()
	id := read[struct{ ID string }](r.t, r.tom.must(201, http.MethodPost, "/modules", fields{"title": "Yearly", "minutes": 5, "refresh_months": 2, "parts": toRead})).ID
	r.tom.must(200, http.MethodPost, "/modules/"+id+"/publish", nil, ifMatch(1))
	r.rule(id, fields{"kind": "refresher"})
	r.tom.given(id, "cam")
	r.finish(r.t, "cam")
	r.later(60 * 24 * time.Hour)
	r.have("")
	r.later(24 * time.Hour)
	if err := r.desk.KeepHouse(r.t.Context(), true); err != nil {
		r.t.Fatal(err)
	}
	r.have("Yearly:cam:refresher")
}

// scores releases evaluations of new interactions of an agent, answered in one way.
func (s *site) scores(by *client, agent string, n int, answers func(card) []fields) {
	s.t.Helper()
	for range n {
		s.told++
		name := fmt.Sprintf("s-%d", s.told)
		s.source("crm").tell(s.contact(name, agent)...)
		e := by.draft(name)
		e = read[evaluation](s.t, by.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": answers(s.form())}, ifMatch(e.Revision)))
		by.step(by.step(e, "submit", nil), "release", nil)
	}
}

// finish has an agent read the one lesson of whatever they were given.
func (s *site) finish(t *testing.T, agent string) {
	t.Helper()
	as := s.as(agent)
	for _, l := range read[list[learnt]](t, as.must(200, http.MethodGet, "/assignments?status=assigned", nil)).Items {
		whole := read[learnt](t, as.must(200, http.MethodGet, "/assignments/"+l.ID, nil))
		as.must(428, http.MethodPost, "/assignments/"+l.ID+"/parts/"+whole.Content[0].ID+"/done", fields{})
		got := read[learnt](t, as.must(200, http.MethodPost, "/assignments/"+l.ID+"/parts/"+whole.Content[0].ID+"/done", fields{"seconds": 5}, ifMatch(whole.Revision)))
		if got.Status != "completed" {
			t.Fatalf("%+v", got)
		}
	}
}
