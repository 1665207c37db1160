package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
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

// TestAModuleHelpsWithAnAction gives a module for what was agreed, and shows it there to whoever may see both.
func TestAModuleHelpsWithAnAction(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, tom, sue, ana := school(t, db)
		s.person("sid", people.Supervisor, "sales")
		module := tom.written("Listening", toRead)
		weakness := sue.agreed("ana", nil)
		give := fields{"module": module, "agents": []string{s.users["ana"].ID}, "due_on": "2026-04-01", "action": weakness.ID}
		for why, body := range map[string]fields{
			"another agent's": with(give, "agents", []string{s.users["cam"].ID}),
			"a team's":        {"module": module, "team": s.team("billing"), "due_on": "2026-04-01", "action": weakness.ID},
			"unknown":         with(give, "action", unknownID),
		} {
			if got := sue.must(422, http.MethodPost, "/assignments", body); !strings.Contains(string(got.raw), "body.action") {
				t.Errorf("%s: %s", why, got)
			}
		}
		if got := tom.must(422, http.MethodPost, "/assignments", give); !strings.Contains(string(got.raw), "body.action") {
			t.Errorf("by who sees no action: %s", got)
		}
		sue.must(201, http.MethodPost, "/assignments", give)
		type helped struct {
			Modules []struct{ Assignment, Title, Status string }
		}
		for _, c := range []*client{sue, ana} {
			list := read[list[helped]](t, c.must(200, http.MethodGet, "/actions", nil)).Items
			if len(list) != 1 || len(list[0].Modules) != 1 || list[0].Modules[0].Title != "Listening" || list[0].Modules[0].Status != "assigned" {
				t.Errorf("in the list: %+v", list)
			}
		}
		given := read[list[struct {
			ID       string
			Revision int64
			Action   string
		}]](t, ana.must(200, http.MethodGet, "/me/learning", nil)).Items
		if len(given) != 1 || given[0].Action != weakness.ID {
			t.Fatalf("to learn: %+v", given)
		}
		sue.must(200, http.MethodPost, "/assignments/"+given[0].ID+"/cancel", fields{"reason": "ill"}, ifMatch(given[0].Revision))
		if left := read[list[helped]](t, ana.must(200, http.MethodGet, "/actions", nil)).Items; len(left[0].Modules) != 0 {
			t.Errorf("called off: %+v", left)
		}
	})
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
}

// TestOrdersAreShownInAnother holds that of twelve orders at least one is shown in another order than the right one, and
// each always in the same.
func TestOrdersAreShownInAnother(t *testing.T) {
	t.Parallel()
	s, tom, _, ana := school(t, testkit.Open(t, store.SQLite))
	different, medium := 0, tom.drawing()
	for range 12 {
		l := tom.given(tom.written("Again", s.partsOf(medium)[:1]), "ana")
		shown, right := l.Content[0].Quiz.Questions[2].Options, tom.reads(l.ID).Content[0].Quiz.Questions[2].Options
		if again := ana.reads(l.ID).Content[0].Quiz.Questions[2].Options; !slices.Equal(shown, again) {
			t.Errorf("shown as %v, then as %v", shown, again)
		}
		if !slices.Equal(shown, right) {
			different++
		}
	}
	if different == 0 {
		t.Error("each is shown in the right order")
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
