package scorecards_test

import (
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// TestADoubleIsDueAndCounts holds that a double score is work like a sample: due by the plan's days, part of the load and
// of the capacity, and reminded of once.
func TestADoubleIsDueAndCounts(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		f.exec("UPDATE plans SET days_to_score = 3")
		begun, _, err := f.evaluations.Start(ctx, f.lead, f.live("one").Interaction, f.card.ID, "")
		must(t, err)
		begun = f.answer(begun, f.answers())
		first, err := f.evaluations.Submit(ctx, f.lead, begun.ID, begun.Revision)
		must(t, err)
		e, err := f.evaluations.Double(ctx, f.lead, first.ID, f.evaluator.ID)
		must(t, err)
		y, m, d := f.clock.Now().UTC().Date()
		if want := time.Date(y, m, d+4, 0, 0, 0, 0, time.UTC).Add(-time.Millisecond); e.DueAt == nil || !e.DueAt.Equal(want) || e.AskedBy != f.lead.ID {
			t.Errorf("due %v, not %v; asked by %s", e.DueAt, want, e.AskedBy)
		}
		load, err := f.offers.Load(ctx, f.evaluator)
		if err != nil || load.ToScore != 1 || load.Doubles != 1 || load.Overdue != 0 {
			t.Errorf("the load is %+v, %v", load, err)
		}
		one := 1
		row, err := f.offers.SetCapacity(ctx, f.admin, f.evaluator.ID, 0, &one)
		if err != nil || row.ToScore != 1 || row.Doubles != 1 {
			t.Errorf("the row is %+v, %v", row, err)
		}
		o := f.live("two")
		if _, err := f.offers.Assign(ctx, f.lead, o.ID, scorecards.Giving{Evaluator: f.evaluator.ID}); !fault.Is(err, fault.Conflict) {
			t.Errorf("more than their capacity: %v", err)
		}
		for _, step := range []struct {
			after        time.Duration
			due, overdue int64
		}{{24 * time.Hour, 0, 0}, {2 * 24 * time.Hour, 1, 0}, {24 * time.Hour, 1, 1}, {24 * time.Hour, 1, 1}} {
			f.clock.Advance(step.after)
			must(t, f.evaluations.Remind(ctx))
			must(t, f.evaluations.Remind(ctx))
			for kind, want := range map[string]int64{"double_due": step.due, "double_overdue": step.overdue} {
				if n := f.counted("notices", "user_id = ? AND kind = ?", f.evaluator.ID, kind); n != want {
					t.Errorf("after %s more: %d of %s, not %d", step.after, n, kind, want)
				}
			}
		}
		if load, err := f.offers.Load(ctx, f.evaluator); err != nil || load.Overdue != 1 {
			t.Errorf("the load is %+v, %v", load, err)
		}
	})
}
