package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestWrongCoaching holds that each wrong field is refused by its place, and nothing is stored.
func TestWrongCoaching(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.person("cam", people.Agent, "billing")
	s.source("crm").tell(append(s.contact("c-2", "cam"), s.contact("c-3", "ana")...)...)
	released, others, kept := sue.released("c-1"), sue.released("c-2"), sue.submitted("c-3")
	q := s.form().Dimensions[0].Questions[0].ID
	ana := s.users["ana"].ID
	x := sue.planned("ana", 60)
	a := sue.agreed("ana", fields{"question": q})
	before := s.dump()
	plan := fields{"agent": ana, "starts_at": "2026-03-05T10:00:00Z", "minutes": 30}
	item := func(i fields) fields { return with(plan, "agenda", []fields{{"note": "fine"}, i}) }
	agree := fields{"agent": ana, "kind": "weakness", "text": "Ask back", "root_cause": "", "due_on": "2026-03-09"}
	done := fields{"what_changed": "all", "target": 50}
	for _, one := range []struct {
		method, path, place string
		body                fields
	}{
		{"POST", "/coaching/sessions", "body.starts_at", with(plan, "starts_at", "2026-03-02T08:59:00Z")},
		{"POST", "/coaching/sessions", "body.starts_at", with(plan, "starts_at", "tomorrow")},
		{"POST", "/coaching/sessions", "body.starts_at", with(plan, "starts_at", "2026-02-30T10:00:00Z")},
		{"POST", "/coaching/sessions", "body.minutes", with(plan, "minutes", 4)},
		{"POST", "/coaching/sessions", "body.minutes", with(plan, "minutes", 241)},
		{"POST", "/coaching/sessions", "body.minutes", with(plan, "minutes", 30.5)},
		{"POST", "/coaching/sessions", "body.agenda", with(plan, "agenda", slices.Repeat([]fields{{"note": "x"}}, 21))},
		{"POST", "/coaching/sessions", "body.agenda[1].evaluation", item(fields{"note": "", "evaluation": others.ID})},
		{"POST", "/coaching/sessions", "body.agenda[1].evaluation", item(fields{"note": "", "evaluation": kept.ID})},
		{"POST", "/coaching/sessions", "body.agenda[1].evaluation", item(fields{"note": "", "evaluation": "' OR 1=1 --"})},
		{"POST", "/coaching/sessions", "body.agenda[1].question", item(fields{"note": "", "evaluation": released.ID, "question": store.NewID()})},
		{"POST", "/coaching/sessions", "body.agenda[1].question", item(fields{"note": "", "question": store.NewID()})},
		{"POST", "/coaching/sessions", "body.agenda[1].note", item(fields{"note": strings.Repeat("x", 2001)})},
		{"POST", "/coaching/sessions", "body.agenda[1]", item(fields{"note": " "})},
		{"PATCH", "/coaching/sessions/" + x.ID, "body.starts_at", fields{"starts_at": "2026-03-01T10:00:00Z"}},
		{"PATCH", "/coaching/sessions/" + x.ID, "body.agenda[0].evaluation", fields{"agenda": []fields{{"note": "", "evaluation": kept.ID}}}},
		{"PUT", "/coaching/sessions/" + x.ID + "/notes", "body.private", fields{"private": strings.Repeat("x", 10001)}},
		{"POST", "/coaching/sessions/" + x.ID + "/cancel", "body.reason", fields{"reason": " "}},
		{"POST", "/actions", "body.due_on", with(agree, "due_on", "2026-03-01")},
		{"POST", "/actions", "body.due_on", with(agree, "due_on", "2026-02-30")},
		{"POST", "/actions", "body.due_on", with(agree, "due_on", "9.3.2026")},
		{"POST", "/actions", "body.text", with(agree, "text", "  x ")},
		{"POST", "/actions", "body.text", with(agree, "text", strings.Repeat("x", 1001))},
		{"POST", "/actions", "body.root_cause", with(agree, "root_cause", strings.Repeat("x", 501))},
		{"POST", "/actions", "body.kind", with(agree, "kind", "habit")},
		{"POST", "/actions", "body.owner", with(agree, "owner", s.users["cam"].ID)},
		{"POST", "/actions", "body.session", with(agree, "session", store.NewID())},
		{"POST", "/actions", "body.evaluation", with(agree, "evaluation", others.ID)},
		{"POST", "/actions", "body.question", with(agree, "question", "none")},
		{"PATCH", "/actions/" + a.ID, "body.due_on", fields{"due_on": "2026-03-01"}},
		{"PATCH", "/actions/" + a.ID, "body.text", fields{"text": "    "}},
		{"PATCH", "/actions/" + a.ID, "body.owner", fields{"owner": s.users["eve"].ID}},
		{"POST", "/actions/" + a.ID + "/finish", "body.target", fields{"what_changed": "all"}},
		{"POST", "/actions/" + a.ID + "/finish", "body.target", with(done, "target", 100.5)},
		{"POST", "/actions/" + a.ID + "/finish", "body.target", with(done, "target", -1)},
		{"POST", "/actions/" + a.ID + "/finish", "body.what_changed", with(done, "what_changed", " ")},
		{"POST", "/actions/" + a.ID + "/drop", "body.reason", fields{"reason": ""}},
	} {
		got := sue.call(one.method, one.path, one.body, ifMatch(1))
		if got.status != http.StatusUnprocessableEntity || read[problem](t, got).places() != one.place {
			t.Errorf("%s %s with %v: want %s, got %s", one.method, one.path, one.body, one.place, got)
		}
	}
	for _, path := range []string{"/coaching/suggestions", "/coaching/suggestions?agent=x", "/coaching/sessions?after=x", "/actions?after=x", "/coaching/overview?after=x", "/coaching/sessions?from=x"} {
		sue.must(422, http.MethodGet, path, nil)
	}
	if s.dump() != before {
		t.Error("something was stored")
	}
}
