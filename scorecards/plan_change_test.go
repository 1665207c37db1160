package scorecards_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// TestWhatBendsTheDrawBeginsAnother changes a plan part by part: what would draw otherwise ends it, all else stays.
func TestWhatBendsTheDrawBeginsAnother(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		plan := f.planned(scorecards.PlanChanges{Name: new("Weekly"), Quota: new(3)})
		same, err := f.plans.Change(ctx, f.analyst, plan.ID, plan.Revision, scorecards.PlanChanges{Name: new("Weekly three"), DaysToScore: new(3), DoubleShare: new(0.5), EndsOn: new("2026-12-31"), Watchers: &[]string{f.lead.ID},
			Triggers: &scorecards.Triggers{HighValue: true}})
		must(t, err)
		if same.ID != plan.ID || same.Seed != plan.Seed || same.Revision != 2 || same.Name != "Weekly three" {
			t.Errorf("%+v", same)
		}
		if _, err := f.plans.Change(ctx, f.analyst, plan.ID, 1, scorecards.PlanChanges{Name: new("x")}); !fault.Is(err, fault.Stale) {
			t.Errorf("stale: %v", err)
		}
		next, err := f.plans.Change(ctx, f.analyst, same.ID, same.Revision, scorecards.PlanChanges{Quota: new(5)})
		must(t, err)
		stored, err := f.plans.Get(ctx, next.ID)
		must(t, err)
		if next.ID == plan.ID || *next.FollowsID != plan.ID || next.Name != same.Name || next.Seed == plan.Seed || len(stored.Watchers) != 1 || *stored.Quota != 5 || !stored.Triggers.HighValue {
			t.Errorf("%+v", stored)
		}
		old, err := f.plans.Get(ctx, plan.ID)
		must(t, err)
		if old.Active || old.EndedAt == nil || *old.Quota != 3 {
			t.Errorf("%+v", old)
		}
		if _, err := f.plans.End(ctx, f.analyst, old.ID, old.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("ended twice: %v", err)
		}
		if _, err := f.plans.Make(ctx, f.analyst, scorecards.PlanChanges{Name: new("Weekly three"), Scorecard: &f.card.ID, Rate: new(0.1)}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a name twice: %v", err)
		}
		f.clock.Advance(400 * 24 * time.Hour)
		if n, err := f.plans.EndDue(ctx); n != 1 || err != nil || len(f.running()) != 0 {
			t.Errorf("%d ended, %v", n, err)
		}
		if n := f.counted("audit", "action IN ('plan.make', 'plan.change', 'plan.end') AND subject = 'plan'"); n != 6 { // made twice, changed, ended thrice
			t.Errorf("%d audited", n)
		}
	})
}

// TestTheDefaultPlanStandsIn holds that the default plan ends with the first that somebody makes, and does not come back.
func TestTheDefaultPlanStandsIn(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	ctx := t.Context()
	for _, p := range f.running() {
		_, err := f.plans.End(ctx, f.analyst, p.ID, p.Revision)
		must(t, err)
	}
	must(t, f.plans.Replace(ctx, "Every interaction alike", f.card.ID, 0.05))
	first, err := f.plans.Make(ctx, f.analyst, scorecards.PlanChanges{Name: new("First"), Scorecard: &f.card.ID, Rate: new(0.5)})
	must(t, err)
	_, err = f.plans.Make(ctx, f.analyst, scorecards.PlanChanges{Name: new("Second"), Scorecard: &f.card.ID, Rate: new(0.5)})
	must(t, err)
	must(t, f.plans.Ensure(ctx, f.card.ID, 0.2))
	if all := f.running(); len(all) != 2 || all[1].ID != first.ID {
		t.Errorf("%+v", all)
	}
}

// TestAChangedDefaultPlanIsSomebodys changes the default plan, in place and so that another follows, and starts again with
// another rate in the settings: what somebody has changed stays.
func TestAChangedDefaultPlanIsSomebodys(t *testing.T) {
	for name, change := range map[string]scorecards.PlanChanges{"in place": {DaysToScore: new(3)}, "a quota": {Quota: new(4)}} {
		f := newFloor(t, testkit.Open(t, "sqlite"))
		ctx := t.Context()
		must(t, f.plans.Replace(ctx, "Every interaction alike", f.card.ID, 0.05))
		was := f.running()[0]
		changed, err := f.plans.Change(ctx, f.analyst, was.ID, was.Revision, change)
		must(t, err)
		must(t, f.plans.Ensure(ctx, f.card.ID, 0.2))
		if all := f.running(); len(all) != 1 || all[0].ID != changed.ID {
			t.Errorf("%s: %+v runs, not %s", name, all, changed.ID)
		}
	}
}

// TestGraceAndDays leaves alone who is new, and what begins before or after a plan's days.
func TestGraceAndDays(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	ctx := t.Context()
	drawn := func(name string) bool { f.calls(name, 1, f.clock.Now(), nil); return len(f.samplesOf(name+"-0")) == 1 }
	f.planned(scorecards.PlanChanges{Rate: new(1.0), GraceDays: new(10)})
	f.clock.Advance(9 * 24 * time.Hour)
	if drawn("new") {
		t.Error("somebody new was drawn")
	}
	f.clock.Advance(25 * time.Hour)
	if !drawn("known") {
		t.Error("the grace does not end")
	}
	f.planned(scorecards.PlanChanges{Rate: new(1.0), StartsOn: new("2026-03-14"), EndsOn: new("2026-03-15")})
	for _, want := range []bool{false, false, true, true, false} { // the twelfth to the sixteenth
		if got := drawn(f.clock.Now().Format("2006-01-02")); got != want {
			t.Errorf("on %s it draws: %v", f.clock.Now(), got)
		}
		f.clock.Advance(24 * time.Hour)
	}
	if n, err := f.plans.EndDue(ctx); n != 1 || err != nil {
		t.Error(n, err)
	}
}

// TestTwoPlansCountOnce has two plans of one scorecard draw the same: one sample stands for both, with the probability of
// being drawn by any.
func TestTwoPlansCountOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		one := f.planned(scorecards.PlanChanges{Rate: new(0.5)})
		two, err := f.plans.Make(t.Context(), f.analyst, scorecards.PlanChanges{Name: new("two"), Scorecard: &f.card.ID, Rate: new(0.4)})
		must(t, err)
		f.calls("call", 60, f.clock.Now(), nil)
		if twice := f.counted("(SELECT interaction_id FROM samples GROUP BY interaction_id HAVING count(*) > 1) x", "true"); twice != 0 {
			t.Errorf("%d count twice", twice)
		}
		if n, all := f.counted("samples", "abs(probability - 0.7) < 0.000001"), f.counted("samples", "true"); n != all || n == 0 {
			t.Errorf("%d of %d have the probability of both", n, all)
		}
		for _, p := range []scorecards.Plan{one, two} {
			if v := f.verified(p.ID); len(v.Deviations) != 0 || v.Decided != 60 || v.Drawn == 0 {
				t.Errorf("%+v", v)
			}
		}
	})
}

// TestTheQuotaIsNeverExceeded tops weeks of any volume up: to the quota where chance drew less, and never beyond.
func TestTheQuotaIsNeverExceeded(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		quota, calls := rapid.IntRange(1, 6).Draw(r, "quota"), rapid.IntRange(1, 12).Draw(r, "calls")
		plan := f.planned(scorecards.PlanChanges{Quota: &quota})
		name := "quota " + plan.ID
		f.calls(name, calls, f.clock.Now(), nil)
		before := f.verified(plan.ID)
		f.clock.Advance(7 * 24 * time.Hour)
		for range 2 {
			_, err := f.offers.ClosePeriods(t.Context())
			must(t, err)
		}
		after := f.verified(plan.ID)
		if want := max(before.Drawn, min(quota, calls)); after.Drawn != before.Drawn || after.Drawn+after.ToppedUp != want || len(after.Deviations) != 0 {
			r.Fatalf("quota %d of %d: %+v, then %+v", quota, calls, before, after)
		}
	})
}

// TestExpectedByTheDaysThere takes the days of absence out of the weeks that a volume is expected from.
func TestExpectedByTheDaysThere(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	f.planned(scorecards.PlanChanges{Rate: new(1e-9)})
	f.calls("past", 21, f.clock.Now().AddDate(0, 0, -3), nil)
	must(t, f.db.InTx(t.Context(), func(ctx context.Context) error {
		return f.db.Conn(ctx).Exec("INSERT INTO absences (id, user_id, from_on, to_on, created_at) VALUES ('a', ?, '2026-02-02', '2026-02-22', 0)", f.agent.ID).Error
	}))
	plan := f.planned(scorecards.PlanChanges{Quota: new(3)})
	f.calls("now", 1, f.clock.Now(), nil)
	if rows := f.periods(plan.ID); len(rows) != 1 || rows[0].Expected != 21 || rows[0].Probability != 3.0/21 {
		t.Errorf("%+v", rows)
	}
	p, err := f.users().Add(t.Context(), people.System(), people.NewPerson{Name: "newcomer", Email: "newcomer@example.com", Roles: []people.Role{people.Agent}, MemberOf: f.lead.Leads[0]})
	must(t, err)
	f.calls("new", 1, f.clock.Now(), func(_ int, e *interactions.Event) { e.Agent = &p.Email })
	for _, row := range f.periods(plan.ID) {
		if row.AgentID == p.ID && (row.Basis != scorecards.BasisTeam || row.Expected != 21.0/28*7) {
			t.Errorf("the newcomer: %+v", row)
		}
	}
}
