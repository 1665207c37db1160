package scorecards_test

import (
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/interactions/recordings"
	"rater/scorecards"
)

// TestTheLongestPlanKeepsARecording has the site's plan draw everything and keep recordings as the site does, and a second
// one, which draws the same, keep them for five days.
func TestTheLongestPlanKeepsARecording(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		f.clock.Advance(time.Hour)
		second, err := f.plans.Make(t.Context(), f.analyst, scorecards.PlanChanges{Name: new("second"), Scorecard: &f.card.ID, Rate: new(1.0), DoubleShare: new(0.0), DaysToKeep: new(5)})
		must(t, err)
		f.calls("both", 1, f.clock.Now(), nil)
		if f.counted("samples", "plan_id = '"+second.ID+"'") != 0 || f.counted("draws", "plan_id = '"+second.ID+"' AND sample_id IS NOT NULL") != 1 {
			t.Fatal("the second plan has a sample of its own")
		}
		var call string
		must(t, f.db.Conn(t.Context()).Table("samples").Pluck("interaction_id", &call).Error)
		for site, want := range map[int]int{30: 30, 2: 5} {
			if got, err := f.plans.DaysToKeep(t.Context(), []string{call, "none"}, site); err != nil || len(got) != 1 || got[call] != want {
				t.Errorf("where the site keeps them %d days it is %v, %v", site, got, err)
			}
		}
		e := f.releaseOf(call)
		question := f.card.Version.Definition.Dimensions[0].Questions[0].ID
		_, err = f.evaluations.Dispute(t.Context(), f.agent, e.ID, e.Revision, scorecards.Contention{Question: question, Reason: "It was not so."})
		must(t, err)
		if got, err := f.plans.DaysToKeep(t.Context(), []string{call}, 2); err != nil || got[call] != recordings.Held {
			t.Errorf("while it is disputed it is kept %v, %v", got, err)
		}
	})
}
