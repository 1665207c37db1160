package server_test

import (
	"slices"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestWrongTraining holds that each wrong field is refused by its place, and nothing is stored.
func TestWrongTraining(t *testing.T) {
	t.Parallel()
	s, tom, sue, ana := school(t, testkit.Open(t, store.SQLite))
	module := tom.written("Listening", s.partsOf(tom.drawing()))
	l := tom.given(module, "ana")
	quiz := "/assignments/" + l.ID + "/parts/" + l.part()
	task := "/assignments/" + l.ID + "/parts/" + l.Content[5].ID
	cam, sales := s.users["cam"].ID, s.team("sales")
	before := s.dump()
	assign := fields{"module": module, "agents": []string{cam}, "due_on": "2026-04-01"}
	rule := fields{"module": module, "kind": "question_below", "question": s.form().Dimensions[0].Questions[0].ID, "level": 50, "last_n": 5, "days_due": 7}
	part := func(p fields) fields { return fields{"title": "x", "parts": []fields{p}} }
	for _, one := range []struct {
		as           *client
		method, path string
		place        string
		body         fields
	}{
		{tom, "POST", "/modules", "body.title", fields{"title": ""}},
		{tom, "POST", "/modules", "body.minutes", fields{"title": "x", "minutes": -1}},
		{tom, "POST", "/modules", "body.parts[0].lesson", part(fields{"kind": "lesson", "title": "x"})},
		{tom, "POST", "/modules", "body.parts[0].kind", part(fields{"kind": "song", "title": "x"})},
		{tom, "POST", "/modules", "body.parts[0].id", part(fields{"kind": "lesson", "title": "x", "id": "1", "lesson": fields{"text": "x"}})},
		{tom, "POST", "/modules", "body.parts[0].workshop.starts_at", part(fields{"kind": "workshop", "title": "x", "workshop": fields{"place": "x", "starts_at": "2020-01-01T00:00:00Z", "minutes": 60, "capacity": 1}})},
		{tom, "POST", "/modules", "body.parts[0].quiz.questions[0].options", part(fields{"kind": "quiz", "title": "x", "quiz": fields{"pass": 50, "attempts": 0,
			"questions": []fields{{"kind": "single", "text": "x", "points": 1, "options": []fields{{"text": "a"}, {"text": "b"}}}}}})},
		{tom, "POST", "/modules/library", "body.key", fields{"key": "../../etc"}},
		{tom, "PATCH", "/modules/" + module, "body.prerequisites[0]", fields{"prerequisites": []string{module}}},
		{tom, "POST", "/media", "body.bytes", fields{"name": "a.mp4", "type": "video/mp4", "bytes": 2 << 30}},
		{tom, "POST", "/media", "body.type", fields{"name": "a.svg", "type": "image/svg+xml", "bytes": 20}},
		{tom, "POST", "/assignments", "body.due_on", with(assign, "due_on", "2026-03-01")},
		{tom, "POST", "/assignments", "body.due_on", with(assign, "due_on", "soon")},
		{tom, "POST", "/assignments", "body.agents", with(assign, "agents", slices.Repeat([]string{cam}, 201))},
		{tom, "POST", "/assignments", "body.agents[1]", with(assign, "agents", []string{cam, cam})},
		{tom, "POST", "/assignments", "body.agents", with(assign, "team", s.team("billing"))},
		{sue, "POST", "/assignments", "body.team", with(with(assign, "team", sales), "agents", []string{})},
		{tom, "POST", "/assignments", "body.question", with(assign, "question", "no question")},
		{tom, "PATCH", "/assignments/" + l.ID, "body.due_on", fields{"due_on": "2026-03-01"}},
		{tom, "POST", "/assignments/" + l.ID + "/cancel", "body.reason", fields{"reason": " "}},
		{tom, "POST", "/assignments/bulk", "body.ids", fields{"ids": []string{}, "due_on": "2026-04-01"}},
		{tom, "POST", "/assignments/bulk", "body.due_on", fields{"ids": []string{l.ID}, "due_on": "2026-03-01"}},
		{ana, "POST", quiz + "/attempts", "body.answers", fields{"answers": l.answering()[1:]}},
		{ana, "POST", quiz + "/attempts", "body.seconds", fields{"answers": l.answering(), "seconds": 86401}},
		{tom, "POST", task + "/sign-off", "body.outcome", fields{"outcome": "perhaps"}},
		{tom, "POST", "/training/rules", "body.level", with(rule, "level", 101)},
		{tom, "POST", "/training/rules", "body.last_n", with(rule, "last_n", 4)},
		{tom, "POST", "/training/rules", "body.days_due", with(rule, "days_due", 0)},
		{tom, "POST", "/training/rules", "body.teams[0]", with(rule, "teams", []string{"none"})},
		{tom, "POST", "/training/rules", "body.question", with(rule, "question", "")},
		{tom, "POST", "/training/rules", "body.kind", with(rule, "kind", "new_hire")},
	} {
		revision := l.Revision
		if one.path == "/modules/"+module {
			revision = 2
		}
		got := one.as.must(422, one.method, one.path, one.body, ifMatch(revision))
		if p := read[problem](t, got); p.places() != one.place {
			t.Errorf("%s %s: want %s, got %s", one.method, one.path, one.place, got)
		}
	}
	ana.must(428, "POST", quiz+"/attempts", fields{"answers": l.answering()})
	tom.must(428, "POST", task+"/sign-off", fields{"outcome": "done"})
	if s.dump() != before {
		t.Error("something was stored")
	}
}
