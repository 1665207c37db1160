package scorecards_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// standFor is how many interactions the agent's scores stand for in all, as the sums by week have it.
func (f *floor) standFor() (w float64) {
	f.t.Helper()
	f.sumsHold("now")
	must(f.t, f.db.Conn(f.t.Context()).Table("score_weeks").Where("dimension = 'overall'").Select("coalesce(sum(w), 0)").Scan(&w).Error)
	return w
}

func (f *floor) samplesIn(plan string) (interactions []string) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("samples").Where("plan_id = ? AND status IN ('offered', 'queued')", plan).Order("id").Pluck("interaction_id", &interactions).Error)
	return interactions
}

func (f *floor) releaseOf(interaction string) scorecards.Evaluation {
	f.t.Helper()
	e, _, err := f.evaluations.Start(f.t.Context(), f.lead, interaction, f.card.ID, "")
	must(f.t, err)
	e = f.answer(e, f.answers())
	e, err = f.evaluations.Submit(f.t.Context(), f.lead, e.ID, e.Revision)
	must(f.t, err)
	e, err = f.evaluations.Release(f.t.Context(), f.lead, e.ID, e.Revision)
	must(f.t, err)
	return e
}

// TestScoresOfAToppedUpWeekStandForTheWeek: once an agent's week is closed its scores weigh N ÷ n, however many of them there
// are, in whatever weeks they were released, before the closing or after it.
func TestScoresOfAToppedUpWeekStandForTheWeek(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		f.planned(scorecards.PlanChanges{Rate: new(1e-9)})
		f.calls("past", 600, monday.AddDate(0, 0, -7), nil)
		plan := f.planned(scorecards.PlanChanges{Quota: new(6), DoubleShare: new(0.0)})
		f.clock.Advance(time.Hour)
		f.calls("now", 24, f.clock.Now(), nil)
		for _, drawn := range f.samplesIn(plan.ID) {
			e := f.releaseOf(drawn)
			if e.Weight != nil || *e.Probability > 0.5 {
				t.Errorf("before its week is over it weighs %v, π %v", e.Weight, *e.Probability)
			}
		}
		f.clock.Advance(7 * 24 * time.Hour)
		_, err := f.offers.ClosePeriods(t.Context())
		must(t, err)
		var last scorecards.Evaluation
		for n, added := range f.samplesIn(plan.ID) {
			last = f.releaseOf(added)
			if w := f.standFor(); math.Abs(w-24) > 1e-9 {
				t.Errorf("with %d scored after the closing all stand for %v of 24", n+1, w)
			}
			f.clock.Advance(80 * time.Hour)
		}
		if n := f.counted("score_weeks", "dimension = 'overall'"); last.ID == "" || n < 2 {
			t.Fatalf("%d weeks, the last is %q", n, last.ID)
		}
		_, err = f.evaluations.Withdraw(t.Context(), f.lead, last.ID, last.Revision, "the wrong call")
		must(t, err)
		if w := f.standFor(); math.Abs(w-24) > 1e-9 {
			t.Errorf("without the one that was taken back the rest stand for %v of 24", w)
		}
		_, err = f.evaluations.AddUp(t.Context(), nil)
		must(t, err)
		f.sumsHold("made anew")
	})
}

// TestAScoreOfTwoPlansWeighsOnce: what an older plan drew too keeps that plan's weight, and counts among the scored of the
// week whenever it is released.
func TestAScoreOfTwoPlansWeighsOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		var sums []float64
		for _, sharedFirst := range []bool{true, false} {
			f := newFloor(t, testkit.Open(t, db.Dialect))
			f.clock.Advance(time.Hour)
			plan, err := f.plans.Make(t.Context(), f.analyst, scorecards.PlanChanges{Name: new("by quota"), Scorecard: &f.card.ID, Quota: new(1), DoubleShare: new(0.0)})
			must(t, err)
			f.calls("now", 3, f.clock.Now(), nil) // each is the other plan's, which has all of them
			f.clock.Advance(7 * 24 * time.Hour)
			_, err = f.offers.ClosePeriods(t.Context())
			must(t, err)
			var own []string
			must(t, f.db.Conn(t.Context()).Table("samples").Where("plan_id <> ?", plan.ID).Order("id").Pluck("interaction_id", &own).Error)
			if !sharedFirst {
				slices.Reverse(own)
			}
			for _, id := range own {
				f.releaseOf(id)
			}
			sums = append(sums, f.standFor())
		}
		if sums[0] != sums[1] || sums[0] != 3 {
			t.Errorf("released in two orders they stand for %v", sums)
		}
	})
}
