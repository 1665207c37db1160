package training_test

import (
	"slices"
	"testing"
	"time"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// whole is a module with a part of each kind, the workshop in two hours.
func (f *floor) whole() training.Module {
	f.t.Helper()
	return f.published("Everything", lesson("Read this"),
		training.ModulePart{Kind: training.ExcerptPart, Title: "Hear this", Excerpt: &training.Excerpt{Lines: everyKind().Questions[3].Lines, Moments: []training.Moment{{Pos: 1, Kind: "bad", Note: "no name"}}}},
		training.ModulePart{Kind: training.QuizPart, Title: "Answer this", Quiz: everyKind()},
		training.ModulePart{Kind: training.RolePlayPart, Title: "Play this", RolePlay: &training.RolePlay{Scenario: "A late parcel", AgentBriefing: "Calm them", MarkerBriefing: "Shout", Scorecard: f.card.ID, Pass: 60}},
		training.ModulePart{Kind: training.WorkshopPart, Title: "Come to this", Workshop: &training.Workshop{Place: "Room 1", StartsAt: f.clock.Now().Add(2 * time.Hour), Minutes: 60, Capacity: 8}},
		training.ModulePart{Kind: training.TaskPart, Title: "Do this", Task: &training.Task{Text: "Three calls"}})
}

// TestALifeOfAnAssignment takes an assignment through a part of each kind, and tries at each what may not be done there.
func TestALifeOfAnAssignment(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		w := f.given(f.whole(), f.ana)
		w = f.readBoth(t, w)
		w = f.passesAtTheSecond(t, w)
		w = f.playsTwice(t, w)
		w = f.comesAndDoes(t, w)
		if w.Status != training.Completed || w.Done != 6 || w.Seconds != 105 || w.CompletedAt == nil {
			t.Errorf("at the end: %+v", w.Assignment)
		}
		_, err := f.assignments.Read(t.Context(), f.ana, w.ID, w.Content.Parts[0].ID, w.Revision, 1)
		refuse(t, "a completed one is gone on with", fault.Conflict, err)
		if f.heard["user/"+f.ana.ID] < 8 || f.heard["user/"+f.tom.ID] < 8 || f.heard["user/"+f.ben.ID] != 0 {
			t.Errorf("heard: %v", f.heard)
		}
	})
}

func (f *floor) readBoth(t *testing.T, w training.Whole) training.Whole {
	t.Helper()
	ctx, first, second := t.Context(), w.Content.Parts[0].ID, w.Content.Parts[1].ID
	_, err := f.assignments.Read(ctx, f.ana, w.ID, second, w.Revision, 5)
	refuse(t, "the second before the first", fault.Conflict, err)
	_, err = f.assignments.Read(ctx, f.cam, w.ID, first, w.Revision, 5)
	refuse(t, "a colleague's", fault.NotFound, err)
	_, err = f.assignments.Read(ctx, f.tom, w.ID, first, w.Revision, 5)
	refuse(t, "the trainer reads for the agent", fault.Forbidden, err)
	_, err = f.assignments.Read(ctx, f.ana, w.ID, first, w.Revision, 86401)
	refuse(t, "more than a day", fault.Invalid, err)
	_, err = f.assignments.Read(ctx, f.ana, w.ID, "none", w.Revision, 5)
	refuse(t, "no such part", fault.NotFound, err)
	got, err := f.assignments.Read(ctx, f.ana, w.ID, first, w.Revision, 60)
	must(t, err)
	if got.Status != training.InProgress || got.Done != 1 || got.BegunAt == nil {
		t.Errorf("once begun: %+v", got.Assignment)
	}
	_, err = f.assignments.Read(ctx, f.ana, w.ID, first, got.Revision, 60)
	refuse(t, "twice", fault.Conflict, err)
	_, err = f.assignments.Read(ctx, f.ana, w.ID, second, w.Revision, 5)
	refuse(t, "an old revision", fault.Stale, err)
	got, err = f.assignments.Read(ctx, f.ana, w.ID, second, got.Revision, 5)
	must(t, err)
	return got
}

// passesAtTheSecond fails a quiz, waits for its marker, and passes it.
func (f *floor) passesAtTheSecond(t *testing.T, w training.Whole) training.Whole {
	t.Helper()
	ctx, part := t.Context(), w.Content.Parts[2]
	right := rightly(part.Quiz)
	wrong := rightly(part.Quiz)
	wrong[0].Options = []string{part.Quiz.Questions[0].Options[0].ID}
	slices.Reverse(wrong[2].Options)
	wrong[3].Options = []string{part.Quiz.Questions[3].Options[0].ID}
	tried, err := f.assignments.Try(ctx, f.ana, w.ID, part.ID, w.Revision, 10, wrong)
	must(t, err)
	w = tried.Whole
	_, err = f.assignments.Try(ctx, f.ana, w.ID, part.ID, w.Revision, 10, right)
	refuse(t, "again before it is marked", fault.Conflict, err)
	full := []training.Marking{{Question: part.Quiz.Questions[4].ID, Points: 2}}
	_, err = f.assignments.Mark(ctx, f.sue, tried.ID, tried.Revision, full, "")
	refuse(t, "a supervisor marks a text", fault.Forbidden, err)
	_, err = f.assignments.Mark(ctx, people.Actor{ID: f.ana.ID, Roles: []people.Role{people.Agent, people.Trainer}}, tried.ID, tried.Revision, full, "")
	refuse(t, "one's own", fault.Forbidden, err)
	_, err = f.assignments.Mark(ctx, f.tom, tried.ID, tried.Revision, []training.Marking{{Question: part.Quiz.Questions[4].ID, Points: 2.5}}, "")
	refuse(t, "more points than there are", fault.Invalid, err)
	_, err = f.assignments.Mark(ctx, f.tom, tried.ID, tried.Revision, nil, "")
	refuse(t, "none", fault.Invalid, err)
	marked, err := f.assignments.Mark(ctx, f.tom, tried.ID, tried.Revision, full, "Good words; my card is 4111 1111 1111 1111")
	must(t, err)
	if *marked.Score != 40 || *marked.Passed || marked.Comment == "Good words; my card is 4111 1111 1111 1111" {
		t.Errorf("marked: %+v", marked.Attempt)
	}
	_, err = f.assignments.Mark(ctx, f.tom, tried.ID, marked.Revision, full, "")
	refuse(t, "marked twice", fault.Conflict, err)
	for _, r := range marked.Whole.Reveal(f.ana, &marked.Attempt) {
		if r.Right != nil {
			t.Errorf("with an attempt left the agent learns what is right: %+v", r)
		}
	}
	again, err := f.assignments.Try(ctx, f.ana, w.ID, part.ID, marked.Whole.Revision, 30, right)
	must(t, err)
	again, err = f.assignments.Mark(ctx, f.tom, again.ID, again.Revision, full, "")
	must(t, err)
	if *again.Score != 100 || !*again.Passed || again.Number != 2 || again.Whole.Done != 3 || len(again.Whole.Reveal(f.ana, &again.Attempt)[0].Right) != 1 {
		t.Errorf("passed: %+v", again)
	}
	return again.Whole
}

func (f *floor) answersOf(option int) (list []training.Seen) {
	for _, d := range f.card.Version.Definition.Dimensions {
		for _, q := range d.Questions {
			n := option
			if n < 0 {
				n = len(q.Options) - 1
			}
			list = append(list, training.Seen{Question: q.ID, Option: q.Options[n].Key})
		}
	}
	return list
}

// playsTwice fails a role play, and passes it.
func (f *floor) playsTwice(t *testing.T, w training.Whole) training.Whole {
	t.Helper()
	ctx, part := t.Context(), w.Content.Parts[3].ID
	_, err := f.assignments.Assess(ctx, f.sue, w.ID, part, w.Revision, f.answersOf(-1), "")
	refuse(t, "a supervisor", fault.Forbidden, err)
	_, err = f.assignments.Assess(ctx, f.tom, w.ID, part, w.Revision, f.answersOf(-1)[1:], "")
	refuse(t, "a question is open", fault.Invalid, err)
	_, err = f.assignments.Assess(ctx, f.tom, w.ID, w.Content.Parts[2].ID, w.Revision, f.answersOf(-1), "")
	refuse(t, "a quiz is played", fault.Conflict, err)
	first, err := f.assignments.Assess(ctx, f.tom, w.ID, part, w.Revision, f.answersOf(0), "Listen first")
	must(t, err)
	if *first.Passed || first.Whole.Progress[part].Status != training.PartFailed {
		t.Errorf("with the worst answers: %+v", first.Attempt)
	}
	second, err := f.assignments.Assess(ctx, f.tom, w.ID, part, first.Whole.Revision, f.answersOf(-1), "")
	must(t, err)
	if *second.Score != 100 || second.Number != 2 || second.Whole.Done != 4 {
		t.Errorf("with the best answers: %+v", second.Attempt)
	}
	return second.Whole
}

// comesAndDoes has a workshop attended and a task signed off.
func (f *floor) comesAndDoes(t *testing.T, w training.Whole) training.Whole {
	t.Helper()
	ctx, workshop, task := t.Context(), w.Content.Parts[4].ID, w.Content.Parts[5].ID
	_, err := f.assignments.SignOff(ctx, f.tom, w.ID, workshop, w.Revision, true, "")
	refuse(t, "before the workshop begins", fault.Conflict, err)
	f.clock.Advance(3 * time.Hour)
	_, err = f.assignments.SignOff(ctx, f.sue, w.ID, workshop, w.Revision, true, "")
	refuse(t, "a supervisor notes who came", fault.Forbidden, err)
	w, err = f.assignments.SignOff(ctx, f.tom, w.ID, workshop, w.Revision, true, "")
	must(t, err)
	_, err = f.assignments.SignOff(ctx, f.sid, w.ID, task, w.Revision, true, "")
	refuse(t, "another team's lead", fault.NotFound, err)
	w, err = f.assignments.SignOff(ctx, f.sue, w.ID, task, w.Revision, false, "One more")
	must(t, err)
	if w.Status != training.InProgress || w.Progress[task].Status != training.NotYet {
		t.Errorf("not yet: %+v", w.Progress[task])
	}
	w, err = f.assignments.SignOff(ctx, f.sue, w.ID, task, w.Revision, true, "")
	must(t, err)
	return w
}

// TestQuizzesRunOut uses all attempts, after which the right answers are shown and the trainer may sign the quiz off.
func TestQuizzesRunOut(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		quiz := everyKind()
		quiz.Questions, quiz.Pass = quiz.Questions[:1], 100
		w := f.given(f.published("Quiz", training.ModulePart{Kind: training.QuizPart, Title: "Quiz", Quiz: quiz}), f.ana)
		part := w.Content.Parts[0]
		wrong := []training.Given{{Question: part.Quiz.Questions[0].ID, Options: []string{part.Quiz.Questions[0].Options[0].ID}}}
		for n := range 2 {
			_, err := f.assignments.SignOff(t.Context(), f.tom, w.ID, part.ID, w.Revision, true, "")
			refuse(t, "signed off with attempts left", fault.Conflict, err)
			tried, err := f.assignments.Try(t.Context(), f.ana, w.ID, part.ID, w.Revision, 0, wrong)
			must(t, err)
			w = tried.Whole
			if shown := w.Reveal(f.ana, &tried.Attempt)[0].Right; (shown != nil) != (n == 1) {
				t.Errorf("after attempt %d of 2 the right ones are %v", n+1, shown)
			}
		}
		_, err := f.assignments.Try(t.Context(), f.ana, w.ID, part.ID, w.Revision, 0, rightly(part.Quiz))
		refuse(t, "a third of two", fault.Conflict, err)
		w, err = f.assignments.SignOff(t.Context(), f.tom, w.ID, part.ID, w.Revision, true, "We talked")
		must(t, err)
		if w.Status != training.Completed {
			t.Errorf("signed off: %+v", w.Assignment)
		}
	})
}

// TestWhoMayBeGivenWhat tries whom one may assign to, and what stands in the way.
func TestWhoMayBeGivenWhat(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		first, second := f.published("First"), f.published("Second")
		second, err := f.modules.Change(t.Context(), f.tom, second.ID, second.Revision, training.Changes{Prerequisites: &[]string{first.ID}})
		must(t, err)
		second, err = f.modules.Publish(t.Context(), f.tom, second.ID, second.Revision)
		must(t, err)
		assign := func(by people.Actor, n training.NewAssignment) ([]training.Assignment, []training.Skipped, error) {
			if n.DueOn == "" {
				n.DueOn = f.day(5)
			}
			return f.assignments.Assign(t.Context(), by, n)
		}
		for name, n := range map[string]struct {
			by    people.Actor
			n     training.NewAssignment
			place string
		}{
			"another team's agent": {f.sue, training.NewAssignment{Module: first.ID, Agents: []string{f.ana.ID, f.ben.ID}}, "body.agents[1]"},
			"another team":         {f.sue, training.NewAssignment{Module: first.ID, Team: f.teams["sales"]}, "body.team"},
			"no agent":             {f.tom, training.NewAssignment{Module: first.ID, Agents: []string{f.ana.ID, f.sue.ID}}, "body.agents[1]"},
			"nobody":               {f.tom, training.NewAssignment{Module: first.ID, Agents: []string{"x"}}, "body.agents[0]"},
			"oneself":              {f.tom, training.NewAssignment{Module: first.ID, Agents: []string{f.tom.ID}}, "body.agents[0]"},
			"neither":              {f.tom, training.NewAssignment{Module: first.ID}, "body.agents"},
			"yesterday":            {f.tom, training.NewAssignment{Module: first.ID, Agents: []string{f.ana.ID}, DueOn: f.day(-1)}, "body.due_on"},
			"no module":            {f.tom, training.NewAssignment{Module: "x", Agents: []string{f.ana.ID}}, "body.module"},
			"no question":          {f.tom, training.NewAssignment{Module: first.ID, Agents: []string{f.ana.ID}, Question: "x"}, "body.question"},
		} {
			if _, _, err := assign(n.by, n.n); !slices.Contains(places(err), n.place) {
				t.Errorf("%s: want %s, got %v", name, n.place, err)
			}
		}
		made, skipped, err := assign(f.sue, training.NewAssignment{Module: second.ID, Team: f.teams["billing"]})
		must(t, err)
		if len(made) != 2 || len(skipped) != 0 {
			t.Fatalf("made %d, skipped %d", len(made), len(skipped))
		}
		_, _, err = assign(f.tom, training.NewAssignment{Module: second.ID, Agents: []string{f.ana.ID}})
		refuse(t, "open already", fault.Conflict, err)
		if _, skipped, _ = assign(f.tom, training.NewAssignment{Module: second.ID, Agents: []string{f.ana.ID, f.ben.ID}}); len(skipped) != 1 || skipped[0].Agent != f.ana.ID {
			t.Errorf("skipped: %+v", skipped)
		}
		w, err := f.assignments.Get(t.Context(), f.ana, made[slices.IndexFunc(made, func(a training.Assignment) bool { return a.AgentID == f.ana.ID })].ID)
		must(t, err)
		if !slices.Equal(w.WaitsFor, []string{first.ID}) {
			t.Errorf("waits for %v", w.WaitsFor)
		}
		_, err = f.assignments.Read(t.Context(), f.ana, w.ID, w.Content.Parts[0].ID, w.Revision, 0)
		refuse(t, "before what it waits for", fault.Conflict, err)
		before := f.given(first, f.ana)
		_, err = f.assignments.Read(t.Context(), f.ana, before.ID, before.Content.Parts[0].ID, before.Revision, 0)
		must(t, err)
		_, err = f.assignments.Read(t.Context(), f.ana, w.ID, w.Content.Parts[0].ID, w.Revision, 0)
		must(t, err)
	})
}

// TestOfTwoWhoAssignAtOnceOneDoes lets two give the same module to the same agent at the same time.
func TestOfTwoWhoAssignAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		for range 5 {
			m, errs := f.published("Once"), make(chan error, 2)
			for _, by := range []people.Actor{f.tom, f.sue} {
				go func() {
					_, _, err := f.assignments.Assign(t.Context(), by, training.NewAssignment{Module: m.ID, Agents: []string{f.ana.ID}, DueOn: f.day(1)})
					errs <- err
				}()
			}
			a, b := <-errs, <-errs
			if (a == nil) == (b == nil) || (!fault.Is(a, fault.Conflict) && !fault.Is(b, fault.Conflict)) {
				t.Fatalf("%v and %v", a, b)
			}
		}
	})
}

// TestManyAreChangedEachForItself extends and cancels many at once.
func TestManyAreChangedEachForItself(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		m := f.published("Many")
		a, b, c := f.given(m, f.ana), f.given(m, f.cam), f.given(m, f.ben)
		_, err := f.assignments.Cancel(t.Context(), f.tom, b.ID, b.Revision, "ill")
		must(t, err)
		out, err := f.assignments.ChangeAll(t.Context(), f.sue, []string{a.ID, b.ID, c.ID, "x"}, f.day(20), "")
		must(t, err)
		for n, kind := range []fault.Kind{"", fault.Conflict, fault.NotFound, fault.NotFound} {
			if (kind == "") != (out[n].Err == nil) || (kind != "" && !fault.Is(out[n].Err, kind)) {
				t.Errorf("%d: %v", n, out[n].Err)
			}
		}
		w, err := f.assignments.Get(t.Context(), f.ana, a.ID)
		must(t, err)
		if w.DueOn != f.day(20) || w.Extended != 1 {
			t.Errorf("extended: %+v", w.Assignment)
		}
		_, err = f.assignments.ChangeAll(t.Context(), f.sue, []string{a.ID}, f.day(20), "both")
		refuse(t, "both", fault.Invalid, err)
		out, err = f.assignments.ChangeAll(t.Context(), f.tom, []string{a.ID, c.ID}, "", "no longer taught")
		must(t, err)
		list, err := f.assignments.List(t.Context(), f.tom, training.Filter{Status: training.Cancelled, Limit: 10})
		must(t, err)
		if len(list) != 3 || out[0].Err != nil || out[1].Err != nil {
			t.Errorf("cancelled: %d, %+v", len(list), out)
		}
	})
}
