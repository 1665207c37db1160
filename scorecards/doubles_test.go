package scorecards_test

import (
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// compared has an evaluation scored a second time, and its agent evaluate another interaction, both submitted.
func (f *floor) compared(first scorecards.Evaluation, card string, ids []string) {
	f.t.Helper()
	ctx := f.t.Context()
	second, err := f.evaluations.Double(ctx, f.lead, first.ID, f.evaluator.ID)
	must(f.t, err)
	self, _, err := f.evaluations.Reflect(ctx, f.agent, f.undrawn("self").Interaction, card)
	must(f.t, err)
	for by, e := range map[*people.Actor]scorecards.Evaluation{&f.evaluator: second, &f.agent: self} {
		e, err = f.evaluations.Answer(ctx, *by, e.ID, e.Revision, answering(ids, "no", "", "no"), scorecards.Words{})
		must(f.t, err)
		e, err = f.evaluations.Submit(ctx, *by, e.ID, e.Revision)
		must(f.t, err)
		if _, err := f.evaluations.Release(ctx, *by, e.ID, e.Revision); !fault.Is(err, fault.Conflict) {
			f.t.Errorf("a %s was released: %v", e.Purpose, err)
		}
	}
}

// TestSightEndsWithTheDouble holds that the second evaluator sees the interaction until they submit, and again for nothing
// that is over.
func TestSightEndsWithTheDouble(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		first := f.submitted("one")
		granted := func(want int64) {
			t.Helper()
			if n := f.counted("interaction_grants", "user_id = ?", f.evaluator.ID); n != want {
				t.Errorf("%d grants, want %d", n, want)
			}
		}
		e, err := f.evaluations.Double(ctx, f.analyst, first.ID, f.evaluator.ID)
		must(t, err)
		granted(1)
		e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, f.answers(), scorecards.Words{})
		must(t, err)
		_, err = f.evaluations.Submit(ctx, f.evaluator, e.ID, e.Revision)
		must(t, err)
		granted(0)
		if _, err := f.evaluations.Double(ctx, f.analyst, first.ID, f.evaluator.ID); !fault.Is(err, fault.Invalid) {
			t.Errorf("asked twice: %v", err)
		}
		if e.VersionID != first.VersionID || *e.DoubleOf != first.ID || e.Origin != first.Origin {
			t.Errorf("%+v is not of %+v", e, first)
		}
		if n := f.counted("notices", "user_id = ? AND kind = 'double_asked'", f.evaluator.ID); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}
