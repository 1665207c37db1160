package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

// school is a desk with a trainer tom, the lead sue and the agents ana and cam.
func school(t *testing.T, db testkit.Database) (s *site, tom, sue, ana *client) {
	t.Helper()
	s = open(t, db)
	s.person("tom", people.Trainer)
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.person("cam", people.Agent, "billing")
	return s, s.once("tom"), s.once("sue"), s.once("ana")
}

// trainingListsHoldOnlyWhatIsInScope goes through every list and filter of each person.
func trainingListsHoldOnlyWhatIsInScope(t *testing.T, c *company) {
	labels := map[string]string{c.module: "module", c.draft: "draft"}
	for label, l := range c.learning {
		labels[l.ID], labels[l.Attempt] = label, label
	}
	ben := c.users["ben"].ID
	for _, one := range []struct{ as, path, want string }{
		{"tom", "/assignments", "other own team"}, {"sue", "/assignments", "own team"}, {"sid", "/assignments", "other"}, {"ana", "/assignments", "own"},
		{"ana", "/assignments?agent=" + ben, ""}, {"sue", "/assignments?agent=" + ben, ""}, {"tom", "/assignments?agent=" + ben, "other"}, {"tom", "/assignments?overdue=true", ""},
		{"sue", "/assignments?module=" + c.module + "&status=in_progress", "own team"}, {"sue", "/assignments?status=completed", ""}, {"tom", "/assignments?module=" + c.draft, ""},
		{"ana", "/me/learning", "own"}, {"ben", "/me/learning", "other"}, {"tom", "/modules", "draft module"}, {"sue", "/modules", "module"}, {"sue", "/modules?status=draft", ""},
		{"tom", "/modules?q=LISTEN", "module"}, {"tom", "/modules?q=%25", ""}, {"ana", "/assignments/" + c.learning["own"].ID + "/attempts", "own"},
	} {
		var got []string
		for _, item := range read[list[struct{ ID string }]](t, c.once(one.as).must(200, http.MethodGet, one.path, nil)).Items {
			got = append(got, labels[item.ID])
		}
		if sortedWords(got) != one.want {
			t.Errorf("GET %s as %s: want %q, got %q", one.path, one.as, one.want, sortedWords(got))
		}
	}
}

// keysIn are the keys of all objects in a JSON text.
func keysIn(raw []byte) map[string]bool {
	keys := map[string]bool{}
	var plain any
	_ = json.Unmarshal(raw, &plain)
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, part := range v {
				keys[key] = true
				walk(part)
			}
		case []any:
			for _, part := range v {
				walk(part)
			}
		}
	}
	walk(plain)
	return keys
}

// TestRightAnswersReachNoAgent reads all that an agent can read, in each state up to passing, and looks for what is right.
func TestRightAnswersReachNoAgent(t *testing.T) {
	t.Parallel()
	s, tom, _, ana := school(t, testkit.Open(t, store.SQLite))
	const guide, briefing, explanation = "names the feeling", "Shout", "since it is"
	l := tom.given(tom.written("Listening", s.partsOf(tom.drawing())), "ana")
	order := tom.reads(l.ID).Content[0].Quiz.Questions[2].Options
	look := func(state string, attempted, over bool) {
		t.Helper()
		all := []reply{}
		for _, path := range []string{"/me/learning", "/assignments", "/assignments/" + l.ID, "/assignments/" + l.ID + "/attempts"} {
			all = append(all, ana.must(200, http.MethodGet, path, nil))
		}
		if l.Attempt != "" {
			all = append(all, ana.must(200, http.MethodGet, "/attempts/"+l.Attempt, nil))
		}
		for n, got := range all {
			keys := keysIn(got.raw)
			for key, allowed := range map[string]bool{"right": over && n > 2, "explanation": attempted && n > 2, "guide": false, "tolerance": false, "marker_briefing": false} {
				if keys[key] && !allowed {
					t.Errorf("%s, answer %d shows %s: %s", state, n, key, got)
				}
			}
			if words := string(got.raw); strings.Contains(words, guide) || strings.Contains(words, briefing) || (!attempted && strings.Contains(words, explanation)) {
				t.Errorf("%s, answer %d shows words for markers: %s", state, n, got)
			}
		}
		if shown := ana.reads(l.ID).Content[0].Quiz.Questions[2].Options; state == "given" && !slices.Equal(shown, ana.reads(l.ID).Content[0].Quiz.Questions[2].Options) {
			t.Errorf("the options of the order stand differently each time: %v", shown)
		}
	}
	look("given", false, false)
	for n, points := range []float64{0, 0} {
		l = ana.tries(l)
		look(fmt.Sprint("tried ", n), true, false)
		q := l.Content[0].Quiz.Questions
		tom.must(200, http.MethodPost, "/attempts/"+l.Attempt+"/mark", fields{"marks": []fields{{"question": q[4].ID, "points": points}}}, ifMatch(1))
		attempt := l.Attempt
		l = ana.reads(l.ID)
		l.Attempt = attempt
		look(fmt.Sprint("marked ", n), true, l.Progress[0].Status == "done" || n == 1)
		if l.Progress[0].Status == "done" {
			break
		}
	}
	different := 0
	for range 12 {
		other := tom.given(tom.written("Again", s.partsOf(tom.drawing())[:1]), "ana").Content[0].Quiz.Questions[2].Options
		for n, o := range tom.reads(tom.lastOf(s)).Content[0].Quiz.Questions[2].Options {
			if other[n].ID != o.ID {
				different++
			}
		}
	}
	if len(order) != 3 || different == 0 {
		t.Errorf("of twelve orders none is shown in another order than the right one")
	}
}

// lastOf is the newest assignment.
func (c *client) lastOf(s *site) (id string) {
	s.t.Helper()
	if err := s.db.Conn(s.t.Context()).Table("assignments").Order("id DESC").Limit(1).Pluck("id", &id).Error; err != nil {
		s.t.Fatal(err)
	}
	return id
}

// TestMediaOverHTTP sends and reads media as a browser does.
func TestMediaOverHTTP(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		_, tom, sue, ana := school(t, db)
		film := append([]byte("\x1a\x45\xdf\xa3"), bytes.Repeat([]byte("0123456789"), 120_000)...)
		tom.must(422, http.MethodPost, "/media", fields{"name": "film.webm", "type": "video/webm", "bytes": 2 << 30})
		tom.must(422, http.MethodPost, "/media", fields{"name": "../../film.webm", "type": "video/webm", "bytes": 10})
		medium := read[struct {
			ID     string
			Chunks int
		}](t, tom.must(201, http.MethodPost, "/media", fields{"name": "film.webm", "type": "video/webm", "bytes": len(film)}))
		path, bytesOf := "/media/"+medium.ID, header{"Content-Type": "application/octet-stream"}
		if medium.Chunks != 2 {
			t.Fatalf("%d chunks", medium.Chunks)
		}
		for n, part := range store.Chunks(film, 1<<20) {
			at := fmt.Sprintf("%s/chunks/%d", path, n)
			tom.must(403, http.MethodPut, at, part, bytesOf, header{"Origin": "https://evil.example"})
			tom.must(403, http.MethodPut, at, part, bytesOf, header{"Origin": ""})
			tom.must(415, http.MethodPut, at, part, header{"Content-Type": "text/plain"})
			tom.must(415, http.MethodPut, at, part, bytesOf, header{"Content-Encoding": "gzip"})
			tom.must(422, http.MethodPut, at, part[1:], bytesOf)
			tom.must(204, http.MethodPut, at, part, bytesOf)
		}
		tom.must(422, http.MethodPut, path+"/chunks/x", film[:1], bytesOf)
		tom.must(422, http.MethodPut, path+"/chunks/-1", film[:1], bytesOf)
		tom.must(404, http.MethodGet, path, nil)
		tom.must(200, http.MethodPost, path+"/complete", nil)
		tom.must(409, http.MethodPut, path+"/chunks/0", film[:1<<20], bytesOf)
		sue.must(404, http.MethodGet, path, nil)
		ana.must(404, http.MethodGet, path, nil)
		tom.given(tom.written("Film", []fields{{"kind": "lesson", "title": "See", "lesson": fields{"text": "media:" + medium.ID}}}), "ana")
		whole := ana.must(200, http.MethodGet, path, nil)
		if !bytes.Equal(whole.raw, film) || whole.header.Get("Content-Type") != "video/webm" || whole.header.Get("Content-Disposition") != "inline" ||
			!strings.Contains(whole.header.Get("Content-Security-Policy"), "sandbox") || whole.header.Get("Accept-Ranges") != "bytes" || lacking(whole.header) != nil {
			t.Errorf("%d bytes, %v, lacks %q", len(whole.raw), whole.header, lacking(whole.header))
		}
		piece := ana.must(206, http.MethodGet, path, nil, header{"Range": "bytes=1048570-1048585"})
		if !bytes.Equal(piece.raw, film[1048570:1048586]) || piece.header.Get("Content-Range") != fmt.Sprintf("bytes 1048570-1048585/%d", len(film)) {
			t.Errorf("%q, %v", piece.raw, piece.header)
		}
		if beyond := ana.must(416, http.MethodGet, path, nil, header{"Range": "bytes=9999999-"}); beyond.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", len(film)) {
			t.Errorf("%v", beyond.header)
		}
		sue.must(200, http.MethodGet, path, nil)
		s := ana.s
		s.once("cam").must(404, http.MethodGet, path, nil)
	})
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
		keep := func() {
			t.Helper()
			errs := make(chan error, 2)
			for _, desk := range []*server.Desk{s.desk, second} {
				go func() {
					_, err := desk.Rules.Apply(t.Context())
					errs <- err
				}()
			}
			for range 2 {
				if err := <-errs; err != nil {
					t.Fatal(err)
				}
			}
		}
		have := func(want string) {
			t.Helper()
			keep()
			keep()
			var got []string
			for _, a := range read[list[struct {
				Title, Why, Status string
				AgentName          string `json:"agent_name"`
			}]](t, tom.must(200, http.MethodGet, "/assignments?status=assigned", nil)).Items {
				got = append(got, a.Title+":"+a.AgentName+":"+a.Why)
			}
			if sortedWords(got) != want {
				t.Fatalf("want %q, got %q", want, sortedWords(got))
			}
		}
		later := func(by time.Duration) {
			s.clock.Advance(by)
			tom = s.as("tom") // whose session has ended
		}
		read1 := []fields{{"kind": "lesson", "title": "Read", "lesson": fields{"text": "it"}}}
		q := s.form().Dimensions[0].Questions[0].ID
		rule := func(module string, more fields) {
			body := fields{"module": module, "days_due": 7}
			for name, value := range more {
				body[name] = value
			}
			tom.must(201, http.MethodPost, "/training/rules", body)
		}
		weak := tom.written("Weak", read1)
		rule(weak, fields{"kind": "question_below", "question": q, "level": 50, "last_n": 5, "teams": []string{s.team("billing")}})
		s.clock.Advance(time.Hour)
		s.scores(sue, "ana", 4, worst)
		s.scores(sue, "cam", 5, best)
		have("")
		s.scores(sue, "ana", 1, worst)
		have("Weak:ana:rule")
		s.finish(t, "ana")
		have("")
		later(89 * 24 * time.Hour)
		have("")
		later(2 * 24 * time.Hour)
		have("Weak:ana:rule")
		s.finish(t, "ana")
		tom.must(200, http.MethodPost, "/modules/"+weak+"/retire", nil, ifMatch(2))

		s.person("old", people.Agent, "billing")
		s.clock.Advance(time.Minute)
		rule(tom.written("Start", read1), fields{"kind": "new_hire"})
		s.clock.Advance(time.Minute)
		s.person("new", people.Agent, "billing")
		have("Start:new:rule")
		s.finish(t, "new")
		have("")

		yearly := tom.must(201, http.MethodPost, "/modules", fields{"title": "Yearly", "minutes": 5, "refresh_months": 2, "parts": read1})
		id := read[struct{ ID string }](t, yearly).ID
		tom.must(200, http.MethodPost, "/modules/"+id+"/publish", nil, ifMatch(1))
		rule(id, fields{"kind": "refresher"})
		tom.given(id, "cam")
		s.finish(t, "cam")
		later(60 * 24 * time.Hour)
		have("")
		later(24 * time.Hour)
		if err := s.desk.KeepHouse(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		have("Yearly:cam:refresher")
	})
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

// TestATrainerSeesScoresOfTheOwnOpenOnes holds who reads the scores of an assignment's question, and when.
func TestATrainerSeesScoresOfTheOwnOpenOnes(t *testing.T) {
	t.Parallel()
	s, tom, sue, ana := school(t, testkit.Open(t, store.SQLite))
	s.person("tim", people.Trainer)
	s.scores(sue, "ana", 2, best)
	s.scores(sue, "ana", 1, worst)
	l := tom.given(tom.written("Weak", []fields{{"kind": "lesson", "title": "Read", "lesson": fields{"text": "it"}}}), "ana")
	path := "/assignments/" + l.ID + "/scores"
	got := read[struct {
		N    int
		Mean float64
	}](t, tom.must(200, http.MethodGet, path, nil))
	if got.N != 3 || got.Mean < 66 || got.Mean > 67 {
		t.Errorf("%+v", got)
	}
	for _, as := range []*client{s.as("tim"), sue, ana} {
		as.must(403, http.MethodGet, path, nil)
	}
	looks := read[list[struct{ Action string }]](t, ana.must(200, http.MethodGet, "/me/looks", nil)).Items
	if !slices.ContainsFunc(looks, func(l struct{ Action string }) bool { return l.Action == "answers.assigned" }) {
		t.Errorf("the agent does not see who read: %+v", looks)
	}
	s.finish(t, "ana")
	tom.must(409, http.MethodGet, path, nil)
}
