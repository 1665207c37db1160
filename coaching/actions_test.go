package coaching_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestALifeOfAnAction takes actions through their states, and tries at each what may not be done there.
func TestALifeOfAnAction(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		a := f.agreed(coaching.Weakness, f.question(0).ID)
		_, err := f.actions.Change(ctx, f.ana, a.ID, a.Revision, coaching.ActionChanges{Text: ptr("Less work")})
		refuse(t, "the agent changes", fault.Forbidden, err)
		_, err = f.actions.Drop(ctx, f.ana, a.ID, a.Revision, "no")
		refuse(t, "the agent drops", fault.Forbidden, err)
		_, err = f.actions.Drop(ctx, f.cam, a.ID, a.Revision, "no")
		refuse(t, "a colleague drops", fault.NotFound, err)
		_, err = f.actions.Drop(ctx, f.sid, a.ID, a.Revision, "no")
		refuse(t, "another team's lead drops", fault.NotFound, err)
		_, err = f.actions.Finish(ctx, f.ana, a.ID, a.Revision, "I ask back", nil)
		refuse(t, "without a target", fault.Invalid, err)
		_, err = f.actions.Finish(ctx, f.ana, a.ID, a.Revision+1, "I ask back", ptr(70.0))
		refuse(t, "at another revision", fault.Stale, err)
		a, err = f.actions.Change(ctx, f.sol, a.ID, a.Revision, coaching.ActionChanges{Owner: &f.sol.ID, Text: ptr("Mail ana@private.example")})
		must(t, err)
		if a.OwnerID != f.sol.ID || a.Words != "Mail [email]" || a.RootCause != "Haste" {
			t.Errorf("changed: %+v", a)
		}
		_, err = f.actions.Finish(ctx, f.ana, a.ID, a.Revision, "I ask back", ptr(70.0))
		refuse(t, "the agent finishes another's", fault.Forbidden, err)
		a, err = f.actions.Finish(ctx, f.sol, a.ID, a.Revision, "She asks back", ptr(70.0))
		must(t, err)
		if a.Status != coaching.Done || !a.Waiting || a.Sample() == nil || a.Sample().N != 0 {
			t.Errorf("done: %+v", a)
		}
		_, err = f.actions.Finish(ctx, f.sol, a.ID, a.Revision, "again", ptr(0.0))
		refuse(t, "finished twice", fault.Conflict, err)
		_, err = f.actions.Change(ctx, f.sue, a.ID, a.Revision, coaching.ActionChanges{Text: ptr("More")})
		refuse(t, "changed when done", fault.Conflict, err)
		a, err = f.actions.Drop(ctx, f.sue, a.ID, a.Revision, "enough")
		must(t, err)
		_, err = f.actions.Drop(ctx, f.sue, a.ID, a.Revision, "again")
		refuse(t, "dropped twice", fault.Conflict, err)
		if a.Waiting || a.Sample() != nil {
			t.Errorf("dropped: %+v", a)
		}
		for kind, question := range map[string]string{coaching.Strength: f.question(0).ID, coaching.Weakness: ""} {
			b := f.agreed(kind, question)
			b, err = f.actions.Finish(ctx, f.ana, b.ID, b.Revision, "Shown to all", nil)
			must(t, err)
			if b.Status != coaching.Closed || b.Waiting || b.ClosedAt == nil || b.Sample() != nil {
				t.Errorf("%s about %q: %+v", kind, question, b)
			}
		}
		if n := f.audited("action", a.ID); n != 4 {
			t.Errorf("%d entries in the audit log", n)
		}
		if f.changes(f.ana.ID, "actions") != 8 || f.changes(f.sol.ID, "actions") != 3 {
			t.Errorf("told: ana %d, sol %d", f.changes(f.ana.ID, "actions"), f.changes(f.sol.ID, "actions"))
		}
	})
}

// TestActionsAreListedByUrgency pages through actions one by one.
func TestActionsAreListedByUrgency(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		add := func(text, due string) coaching.Action {
			a, err := f.actions.Agree(t.Context(), f.sue, coaching.NewAction{Agent: f.ana.ID, Kind: coaching.Strength, Text: text, DueOn: due})
			must(t, err)
			return a
		}
		add("third", "2026-03-20")
		done := add("second", "2026-03-02")
		add("first", "2026-03-03")
		add("fourth", "2026-03-20")
		_, err := f.actions.Finish(t.Context(), f.ana, done.ID, done.Revision, "Done", nil)
		must(t, err)
		f.clock.Advance(48 * time.Hour)
		if got, want := f.paged(coaching.ActionFilter{}), []string{"first", "second", "third", "fourth"}; !slices.Equal(got, want) {
			t.Errorf("want %q, got %q", want, got)
		}
		for _, text := range []string{"fifth", "sixth"} {
			a := add(text, "2026-03-20")
			_, err := f.actions.Finish(t.Context(), f.ana, a.ID, a.Revision, "Done", nil)
			must(t, err)
		}
		if got, want := f.paged(coaching.ActionFilter{Status: coaching.Closed}), []string{"sixth", "fifth", "second"}; !slices.Equal(got, want) {
			t.Errorf("closed: want %q, got %q", want, got)
		}
		f.waiting(70)
		for actor, want := range map[*people.Actor]coaching.ActionCount{&f.ana: {Open: 3, Overdue: 1, Done: 1, Closed: 3}, &f.sid: {}} {
			if got, err := f.actions.Count(t.Context(), *actor, coaching.ActionFilter{Agent: f.ana.ID}); err != nil || got != want {
				t.Errorf("%s counts %+v, %v, want %+v", actor.Name, got, err, want)
			}
		}
	})
}

// paged are the words of ana's actions, read one by one.
func (f *floor) paged(filter coaching.ActionFilter) (words []string) {
	f.t.Helper()
	filter.Limit = 1
	for {
		list, err := f.actions.List(f.t.Context(), f.ana, filter)
		must(f.t, err)
		if len(list) == 0 {
			return words
		}
		a := list[0]
		words, filter.After = append(words, a.Words), coaching.ActionCursor{Overdue: a.Overdue(f.actions.Today()), DueOn: a.DueOn, ID: a.ID}
	}
}

// TestWhoCanOwnAnAction tries everybody.
func TestWhoCanOwnAnAction(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		session := f.planned(f.sue, f.cam, 60)
		try := func(n coaching.NewAction) string {
			n.Agent, n.Kind, n.Text, n.DueOn = f.ana.ID, coaching.Strength, "Go on", "2026-04-01"
			_, err := f.actions.Agree(t.Context(), f.sue, n)
			return fmt.Sprint(err)
		}
		for owner, want := range map[string]string{f.ana.ID: "<nil>", "": "<nil>", f.sol.ID: "<nil>", f.sue.ID: "<nil>",
			f.cam.ID: "body.owner: must be", f.sid.ID: "body.owner: must be", f.ben.ID: "body.owner: must be", "nobody": "body.owner: must be"} {
			if got := try(coaching.NewAction{Owner: owner}); !strings.Contains(got, want) {
				t.Errorf("the owner %s: want %q, got %s", owner, want, got)
			}
		}
		f.change(f.sol, people.Changes{Disabled: ptr(true)})
		if got := try(coaching.NewAction{Owner: f.sol.ID}); !strings.Contains(got, "body.owner: has left") {
			t.Errorf("an owner who has left: %s", got)
		}
		if got := try(coaching.NewAction{Session: session.ID}); !strings.Contains(got, "body.session: is no session of this agent") {
			t.Errorf("another agent's session: %s", got)
		}
	})
}
