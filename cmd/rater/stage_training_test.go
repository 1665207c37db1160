package main

import (
	"testing"

	"rater/coaching/training"
	"rater/internal/people"
)

// trainingIsThere looks for a state of each kind, and for figures that say something.
func trainingIsThere(t *testing.T, a *App) {
	trainer := people.Actor{ID: "x", Roles: []people.Role{people.Trainer}}
	found := map[string]int{}
	rows, err := a.Assignments.List(t.Context(), trainer, training.Filter{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	var completed string
	for _, r := range rows {
		found[r.Status]++
		if r.Status == training.Completed {
			completed = r.ModuleID
		}
	}
	desk, err := a.Assignments.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if found[training.Assigned] == 0 || found[training.InProgress] == 0 || found[training.Completed] < 5 || desk.ToMark.Count == 0 || desk.ToSign.Count == 0 || desk.Overdue.Count == 0 {
		t.Errorf("assignments: %v; to mark %d, to sign %d, overdue %d", found, desk.ToMark.Count, desk.ToSign.Count, desk.Overdue.Count)
	}
	f, err := a.Assignments.Figures(t.Context(), trainer, completed)
	if err != nil {
		t.Fatal(err)
	}
	q := f.Quizzes[0]
	if q.N < 10 || q.Passed.Value == 0 || q.Passed.Value == 1 || q.Questions[0].Discrimination == nil {
		t.Errorf("%+v, passed %+v", q, q.Passed)
	}
}
