package training_test

import (
	"context"
	"math"
	"testing"
	"time"

	"rater/coaching/training"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestFiguresAreThoseByHand has twelve agents take a quiz of three questions, of whom the first n answer rightly, and
// compares with what comes out by hand.
func TestFiguresAreThoseByHand(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		quiz := &training.Quiz{Pass: 60}
		for range 3 {
			quiz.Questions = append(quiz.Questions, training.QuizQuestion{Kind: training.Single, Text: "Which?", Points: 1, Options: options(1, "no", "yes")})
		}
		m := f.published("Measured", training.ModulePart{Kind: training.QuizPart, Title: "Quiz", Quiz: quiz})
		right := [3]int{9, 6, 12} // how many of the twelve
		for n := range 12 {
			agent := f.person("agent", people.Agent, "billing")
			w := f.given(m, agent)
			f.clock.Advance(24 * time.Hour)
			for round := 0; w.Open(); round++ {
				answers := rightly(w.Content.Parts[0].Quiz)
				for q := range answers {
					if n >= right[q] && round == 0 {
						answers[q].Options = []string{w.Content.Parts[0].Quiz.Questions[q].Options[0].ID}
					}
				}
				tried, err := f.assignments.Try(t.Context(), agent, w.ID, w.Content.Parts[0].ID, w.Revision, 120, answers)
				must(t, err)
				w = tried.Whole
			}
		}
		got, err := f.assignments.Figures(t.Context(), f.tom, m.ID)
		must(t, err)
		q := got.Quizzes[0]
		if got.Assigned != 12 || got.Completed != 12 || got.Overdue != 0 || *got.MedianDays != 1 || *got.MedianMinutes != 2 {
			t.Errorf("%+v", got)
		}
		if q.N != 12 || q.Attempts != 15 || q.Passed.Value != 0.75 || math.Abs(q.Passed.Low-0.4677) > 1e-3 || math.Abs(q.Passed.High-0.9111) > 1e-3 {
			t.Errorf("%+v, passed %+v", q, *q.Passed)
		}
		for n, want := range []float64{0.75, 0.5, 1} {
			if math.Abs(*q.Questions[n].Difficulty-want) > 1e-9 {
				t.Errorf("difficulty of %d: %v, want %v", n, *q.Questions[n].Difficulty, want)
			}
		}
		// of the first, against the second alone, since the third is the same for all: 9 and 6 of 12 nested, phi = √(1/3)
		if r := q.Questions[0].Discrimination; r == nil || math.Abs(*r-math.Sqrt(1.0/3)) > 1e-9 {
			t.Errorf("discrimination of the first: %v", r)
		}
		if last := q.Questions[2]; last.Discrimination != nil || last.Why == "" {
			t.Errorf("of what all answered rightly: %+v", last)
		}
	})
}

// TestTheDeskListsWhatWaits holds what waits for a trainer against what was done.
func TestTheDeskListsWhatWaits(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		text := &training.Quiz{Pass: 50, Questions: everyKind().Questions[4:]}
		m, err := f.modules.Write(t.Context(), f.tom, training.Content{Title: "Waits", Minutes: 5, RefreshMonths: 2, Parts: []training.ModulePart{
			{Kind: training.QuizPart, Title: "Say", Quiz: text}, {Kind: training.TaskPart, Title: "Do", Task: &training.Task{Text: "x"}}}})
		must(t, err)
		m, err = f.modules.Publish(t.Context(), f.tom, m.ID, m.Revision)
		must(t, err)
		w := f.given(m, f.ana)
		f.given(m, f.ben)
		f.desk(t, 0, 0, 0, 0)
		part := w.Content.Parts[0]
		tried, err := f.assignments.Try(t.Context(), f.ana, w.ID, part.ID, w.Revision, 0, rightly(part.Quiz))
		must(t, err)
		f.desk(t, 1, 1, 0, 0)
		marked, err := f.assignments.Mark(t.Context(), f.tom, tried.ID, tried.Revision, []training.Marking{{Question: part.Quiz.Questions[0].ID, Points: 2}}, "")
		must(t, err)
		f.desk(t, 0, 1, 0, 0)
		_, err = f.assignments.SignOff(t.Context(), f.sue, w.ID, w.Content.Parts[1].ID, marked.Whole.Revision, true, "")
		must(t, err)
		f.clock.Advance(11 * 24 * time.Hour)
		f.desk(t, 0, 0, 1, 0)
		f.clock.Advance(60 * 24 * time.Hour)
		f.desk(t, 0, 0, 1, 1)
		f.given(m, f.ana)
		f.desk(t, 0, 0, 1, 0)
	})
}

func (f *floor) desk(t *testing.T, mark, sign, overdue, refresh int) {
	t.Helper()
	d, err := f.assignments.Desk(t.Context())
	must(t, err)
	got := [4]int{d.ToMark.Count, d.ToSign.Count, d.Overdue.Count, d.Refresh.Count}
	if got != [4]int{mark, sign, overdue, refresh} || len(d.ToMark.Rows) != mark || len(d.ToSign.Rows) != sign {
		t.Errorf("to mark, to sign, overdue, to refresh: %v", got)
	}
	titles, parts, err := f.assignments.Captions(t.Context(), d)
	must(t, err)
	for _, p := range d.ToSign.Rows {
		if titles[p.ModuleID] != "Waits" || parts[p.PartID] != "Do" {
			t.Errorf("%+v is called %q, %q", p, titles[p.ModuleID], parts[p.PartID])
		}
	}
}

// TestDesksAreCapped counts no further than it says.
func TestDesksAreCapped(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	m := f.published("Late")
	var rows []training.Assignment
	for range training.DeskCount + 7 {
		p := f.person("x", people.Agent, "billing")
		rows = append(rows, training.Assignment{ID: store.NewID(), Revision: 1, Status: training.Assigned, ModuleID: m.ID, Version: 1, AgentID: p.ID, AssignedBy: f.tom.ID, Why: training.ByHand,
			DueOn: f.day(-2), Parts: 1, AssignedAt: f.clock.Now(), UpdatedAt: f.clock.Now()})
	}
	must(t, f.db.InTx(t.Context(), func(ctx context.Context) error { return store.InsertAll(ctx, f.db.DB, rows) }))
	d, err := f.assignments.Desk(t.Context())
	must(t, err)
	if d.Overdue.Count != training.DeskCount || len(d.Overdue.Rows) != training.DeskRows {
		t.Errorf("counted %d, listed %d", d.Overdue.Count, len(d.Overdue.Rows))
	}
}
