package training_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

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

// TestAWorkshopHasItsPlaces gives the last place to two at once, and by a rule.
func TestAWorkshopHasItsPlaces(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		workshop := training.ModulePart{Kind: training.WorkshopPart, Title: "Come to this", Workshop: &training.Workshop{Place: "Room 1", StartsAt: f.clock.Now().Add(2 * time.Hour), Minutes: 60, Capacity: 1}}
		m := f.published("With a place", workshop)
		assign := func(to ...string) ([]training.Assignment, error) {
			made, _, err := f.assignments.Assign(t.Context(), f.tom, training.NewAssignment{Module: m.ID, Agents: to, DueOn: f.day(5)})
			return made, err
		}
		_, err := assign(f.ana.ID, f.ben.ID)
		refuse(t, "two for one place", fault.Conflict, err)
		if !strings.Contains(err.Error(), "«Come to this» is a workshop with 1 places left") {
			t.Error(err)
		}
		faults := make(chan error, 2)
		for _, agent := range []string{f.ana.ID, f.ben.ID} {
			go func() {
				_, err := assign(agent)
				faults <- err
			}()
		}
		first, second := <-faults, <-faults
		if (first == nil) == (second == nil) || !fault.Is(cmp.Or(first, second), fault.Conflict) {
			t.Fatalf("at once: %v, %v", first, second)
		}
		rules := training.NewRules(f.assignments, people.NewTeams(f.db.DB, people.NewAudit(f.db.DB, nil, f.clock.Now), f.clock.Now))
		_, err = rules.Make(t.Context(), f.tom, training.Rule{ModuleID: m.ID, Kind: training.NewHire, DaysDue: 5, Active: true})
		must(t, err)
		f.clock.Advance(time.Minute)
		f.person("Nia", people.Agent, "billing")
		made, err := rules.Apply(t.Context())
		must(t, err)
		left, err := f.assignments.PlacesLeft(t.Context(), m)
		must(t, err)
		if made != 0 || left == nil || *left != 0 {
			t.Errorf("a rule made %d, %v places are left", made, left)
		}
		list, err := f.assignments.List(t.Context(), f.tom, training.Filter{Module: m.ID, Limit: 10})
		must(t, err)
		_, err = f.assignments.Cancel(t.Context(), f.tom, list[0].ID, list[0].Revision, "ill")
		must(t, err)
		if made, err := rules.Apply(t.Context()); err != nil || made != 1 {
			t.Errorf("once there is a place, a rule made %d, %v", made, err)
		}
	})
}
