package training_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// places are those that a fault names.
func places(err error) (list []string) {
	var f *fault.Error
	if errors.As(err, &f) {
		for _, field := range f.Fields {
			list = append(list, field.Location)
		}
	}
	return list
}

// TestFaultsOfModulesAreNamed holds that what is wrong with a module is refused at its place.
func TestFaultsOfModulesAreNamed(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	quiz := func(spoil func(*training.Quiz)) training.ModulePart {
		q := everyKind()
		spoil(q)
		return training.ModulePart{Kind: training.QuizPart, Title: "Quiz", Quiz: q}
	}
	first := func(spoil func(*training.QuizQuestion), n int) training.ModulePart {
		return quiz(func(q *training.Quiz) { spoil(&q.Questions[n]) })
	}
	workshop := &training.Workshop{Place: "Room 1", StartsAt: f.clock.Now().Add(-time.Minute), Minutes: 60, Capacity: 8}
	retired := f.published("Old")
	_, err := f.modules.Retire(t.Context(), f.tom, retired.ID, retired.Revision)
	must(t, err)
	unsent, err := f.media.Begin(t.Context(), f.tom, "a.png", "image/png", 10)
	must(t, err)
	for name, one := range map[string]struct {
		content training.Content
		place   string
	}{
		"no title":               {training.Content{Title: " "}, "body.title"},
		"a part without a title": {training.Content{Title: "x", Parts: []training.ModulePart{{Kind: training.LessonPart, Lesson: &training.Lesson{Text: "x"}}}}, "body.parts[0].title"},
		"no text":                {training.Content{Title: "x", Parts: []training.ModulePart{lesson("")}}, "body.parts[0].lesson.text"},
		"too long a text":        {training.Content{Title: "x", Parts: []training.ModulePart{lesson(strings.Repeat("é", 40<<10))}}, "body.parts[0].lesson.text"},
		"the wrong content":      {training.Content{Title: "x", Parts: []training.ModulePart{{Kind: training.TaskPart, Title: "x", Lesson: &training.Lesson{Text: "x"}}}}, "body.parts[0].task"},
		"no right answer":        {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options[1].Right = false }, 0)}}, "body.parts[0].quiz.questions[0].options"},
		"two right answers":      {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options[0].Right = true }, 0)}}, "body.parts[0].quiz.questions[0].options"},
		"none right of several":  {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options = options(-1, "a", "b") }, 1)}}, "body.parts[0].quiz.questions[1].options"},
		"an order of one":        {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options = q.Options[:1] }, 2)}}, "body.parts[0].quiz.questions[2].options"},
		"a marked order":         {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options[0].Right = true }, 2)}}, "body.parts[0].quiz.questions[2].options"},
		"a telling option id":    {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Options[0].ID = store.NewID() }, 2)}}, "body.parts[0].quiz.questions[2].options[0].id"},
		"a text without guide":   {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Guide = "" }, 4)}}, "body.parts[0].quiz.questions[4].guide"},
		"points of 11":           {training.Content{Title: "x", Parts: []training.ModulePart{first(func(q *training.QuizQuestion) { q.Points = 11 }, 0)}}, "body.parts[0].quiz.questions[0].points"},
		"61 questions": {training.Content{Title: "x", Parts: []training.ModulePart{quiz(func(q *training.Quiz) { q.Questions = slices.Repeat(q.Questions[:1], 61) })}},
			"body.parts[0].quiz.questions"},
		"61 parts":           {training.Content{Title: "x", Parts: slices.Repeat([]training.ModulePart{lesson("x")}, 61)}, "body.parts"},
		"a past workshop":    {training.Content{Title: "x", Parts: []training.ModulePart{{Kind: training.WorkshopPart, Title: "x", Workshop: workshop}}}, "body.parts[0].workshop.starts_at"},
		"unknown media":      {training.Content{Title: "x", Parts: []training.ModulePart{lesson("![x](media:" + store.NewID() + ")")}}, "body.parts[0].lesson.text"},
		"media half sent":    {training.Content{Title: "x", Parts: []training.ModulePart{lesson("![x](media:" + unsent.ID + ")")}}, "body.parts[0].lesson.text"},
		"no such scorecard":  {training.Content{Title: "x", Parts: []training.ModulePart{{Kind: training.RolePlayPart, Title: "x", RolePlay: &training.RolePlay{Scenario: "x", AgentBriefing: "x", Scorecard: "x"}}}}, "body.parts[0].role_play.scorecard"},
		"an unknown module":  {training.Content{Title: "x", Prerequisites: []string{"x"}}, "body.prerequisites[0]"},
		"a retired module":   {training.Content{Title: "x", Prerequisites: []string{retired.ID}}, "body.prerequisites[0]"},
		"a moment elsewhere": {training.Content{Title: "x", Parts: []training.ModulePart{{Kind: training.ExcerptPart, Title: "x", Excerpt: &training.Excerpt{Lines: everyKind().Questions[3].Lines, Moments: []training.Moment{{Pos: 2, Kind: "good", Note: "x"}}}}}}, "body.parts[0].excerpt.moments[0].pos"},
	} {
		if _, err := f.modules.Write(t.Context(), f.tom, one.content); !slices.Contains(places(err), one.place) {
			t.Errorf("%s: want %s, got %v", name, one.place, err)
		}
	}
}

// TestPrerequisitesNeverCloseACircle changes any modules' prerequisites, and compares with the ways in a graph of its own.
func TestPrerequisitesNeverCloseACircle(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		rapid.Check(t, func(rt *rapid.T) {
			n := rapid.IntRange(2, 5).Draw(rt, "modules")
			rows, edges := make([]training.Module, n), make([][]int, n)
			for i := range rows {
				var err error
				if rows[i], err = f.modules.Write(t.Context(), f.tom, training.Content{Title: "M"}); err != nil {
					rt.Fatal(err)
				}
			}
			for range rapid.IntRange(1, 8).Draw(rt, "changes") {
				i := rapid.IntRange(0, n-1).Draw(rt, "which")
				to := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 0, 3, rapid.ID[int]).Draw(rt, "needs")
				wanted := slices.Clone(edges)
				wanted[i] = to
				ids := []string{}
				for _, j := range to {
					ids = append(ids, rows[j].ID)
				}
				m, err := f.modules.Change(t.Context(), f.tom, rows[i].ID, rows[i].Revision, training.Changes{Prerequisites: &ids})
				if circular(wanted) != (err != nil) || (err != nil && !fault.Is(err, fault.Invalid)) {
					rt.Fatalf("%v: circle %v, %v", wanted, circular(wanted), err)
				}
				if err == nil {
					rows[i], edges = m, wanted
				}
			}
		})
	})
}

// circular says by trying every way whether one comes back to where it began.
func circular(edges [][]int) bool {
	var back func(from, at, steps int) bool
	back = func(from, at, steps int) bool {
		for _, next := range edges[at] {
			if next == from || (steps < len(edges) && back(from, next, steps+1)) {
				return true
			}
		}
		return false
	}
	for i := range edges {
		if back(i, i, 0) {
			return true
		}
	}
	return false
}

// TestACircleIsNamed holds that the message says which way it goes, and that two changes at once don't close one together.
func TestACircleIsNamed(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		a, b := f.published("Alpha"), f.published("Beta")
		needs := func(m training.Module, other training.Module) error {
			_, err := f.modules.Change(t.Context(), f.tom, m.ID, m.Revision, training.Changes{Prerequisites: &[]string{other.ID}})
			return err
		}
		both := make(chan error, 2)
		go func() { both <- needs(a, b) }()
		go func() { both <- needs(b, a) }()
		one, two := <-both, <-both
		if (one == nil) == (two == nil) {
			t.Fatalf("of two that close a circle: %v and %v", one, two)
		}
		if err := errors.Join(one, two); !strings.Contains(err.Error(), "closes a circle: Alpha → Beta → Alpha") && !strings.Contains(err.Error(), "closes a circle: Beta → Alpha → Beta") {
			t.Error(err)
		}
	})
}

// TestVersionsStay holds that an assignment keeps its version, whatever becomes of the draft.
func TestVersionsStay(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		m := f.published("First")
		w := f.given(m, f.ana)
		title, parts := "Second", append(slices.Clone(m.Parts), lesson("More"))
		m, err := f.modules.Change(t.Context(), f.tom, m.ID, m.Revision, training.Changes{Title: &title, Parts: &parts})
		must(t, err)
		if m.Parts[0].ID != w.Content.Parts[0].ID {
			t.Error("a part's id did not stay")
		}
		seen, err := f.modules.Get(t.Context(), f.sue, m.ID)
		must(t, err)
		if seen.Title != "First" || len(seen.Parts) != 1 || m.Title != "Second" {
			t.Errorf("a supervisor reads the draft: %+v", seen.Content)
		}
		list, err := f.modules.List(t.Context(), f.sue, training.ModuleFilter{Limit: 10})
		must(t, err)
		if len(list) != 1 || list[0].Title != "First" {
			t.Errorf("a supervisor's list: %+v", list)
		}
		m, err = f.modules.Publish(t.Context(), f.tom, m.ID, m.Revision)
		must(t, err)
		again, err := f.assignments.Get(t.Context(), f.ana, w.ID)
		must(t, err)
		if m.Version != 2 || again.Version != 1 || again.Title != "First" || len(again.Content.Parts) != 1 {
			t.Errorf("version %d, the assignment's %d: %+v", m.Version, again.Version, again.Content)
		}
		if next := f.given(m, f.cam); next.Version != 2 || next.Parts != 2 {
			t.Errorf("a new assignment has version %d", next.Version)
		}
		_, err = f.modules.Publish(t.Context(), f.tom, m.ID, m.Revision-1)
		refuse(t, "an old revision", fault.Stale, err)
		draft, err := f.modules.Write(t.Context(), f.tom, training.Content{Title: "Kept back"})
		must(t, err)
		_, err = f.modules.Get(t.Context(), f.sue, draft.ID)
		refuse(t, "another's draft", fault.NotFound, err)
		_, err = f.modules.Publish(t.Context(), f.tom, draft.ID, draft.Revision)
		refuse(t, "a module without parts", fault.Invalid, err)
		_, _, err = f.assignments.Assign(t.Context(), f.tom, training.NewAssignment{Module: draft.ID, Agents: []string{f.ana.ID}, DueOn: f.day(1)})
		refuse(t, "a draft is assigned", fault.Invalid, err)
	})
}

// TestExcerptsNameNobody takes an excerpt of an interaction.
func TestExcerptsNameNobody(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	both := people.Actor{ID: f.sue.ID, Roles: []people.Role{people.Supervisor, people.Trainer}, Leads: f.sue.Leads}
	id := f.told("Good morning, this is Ana Alvarez speaking", "Ana? I am John Doe-Smith. My name is DOE", "Thank you, Mr Doe, an analyst will call")
	_, err := f.modules.Excerpt(t.Context(), f.tom, id, 1, 3)
	refuse(t, "who may not read interactions", fault.Forbidden, err)
	_, err = f.modules.Excerpt(t.Context(), people.Actor{ID: f.sid.ID, Roles: both.Roles, Leads: f.sid.Leads}, id, 1, 3)
	refuse(t, "another team's", fault.NotFound, err)
	lines, err := f.modules.Excerpt(t.Context(), both, id, 1, 2)
	must(t, err)
	if len(lines) != 2 || lines[0].Text != "Good morning, this is Agent speaking" || lines[1].Text != "Agent? I am Customer. My name is Customer" {
		t.Errorf("%+v", lines)
	}
	lines, err = f.modules.Excerpt(t.Context(), both, id, 3, 3)
	must(t, err)
	if lines[0].Text != "Thank you, Mr Customer, an analyst will call" || lines[0].Pos != 3 {
		t.Errorf("%+v", lines)
	}
	_, err = f.modules.Excerpt(t.Context(), both, id, 4, 9)
	refuse(t, "behind the end", fault.Invalid, err)
	_, err = f.modules.Excerpt(t.Context(), both, id, 1, 61)
	refuse(t, "61 lines", fault.Invalid, err)
}
