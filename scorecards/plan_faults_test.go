package scorecards_test

import (
	"errors"
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// TestPlanFaults names each field at its place.
func TestPlanFaults(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	good := func() scorecards.PlanChanges {
		return scorecards.PlanChanges{Name: new("a plan"), Scorecard: &f.card.ID, Quota: new(3)}
	}
	for field, bend := range map[string]func(*scorecards.PlanChanges){
		"body.name":                     func(c *scorecards.PlanChanges) { c.Name = new(" ") },
		"body.scorecard":                func(c *scorecards.PlanChanges) { c.Scorecard = new("none") },
		"body.purpose":                  func(c *scorecards.PlanChanges) { c.Purpose = new("fun") },
		"body.quota":                    func(c *scorecards.PlanChanges) { c.Rate = new(0.5) },
		"body.rate":                     func(c *scorecards.PlanChanges) { c.Quota, c.Rate = nil, new(1.5) },
		"body.double_share":             func(c *scorecards.PlanChanges) { c.DoubleShare = new(-0.1) },
		"body.days_to_score":            func(c *scorecards.PlanChanges) { c.DaysToScore = new(0) },
		"body.grace_days":               func(c *scorecards.PlanChanges) { c.GraceDays = new(1000) },
		"body.starts_on":                func(c *scorecards.PlanChanges) { c.StartsOn = new("2001-01-01") },
		"body.ends_on":                  func(c *scorecards.PlanChanges) { c.StartsOn, c.EndsOn = new("2026-05-01"), new("2026-04-01") },
		"body.watchers":                 func(c *scorecards.PlanChanges) { c.Watchers = &[]string{f.agent.ID} },
		"body.scope.teams":              func(c *scorecards.PlanChanges) { c.Scope = &scorecards.Scope{Teams: []string{"none"}} },
		"body.scope.channels":           func(c *scorecards.PlanChanges) { c.Scope = &scorecards.Scope{Channels: []string{"pigeon"}} },
		"body.scope.queues":             func(c *scorecards.PlanChanges) { c.Scope = &scorecards.Scope{Queues: []string{" "}} },
		"body.triggers.words":           func(c *scorecards.PlanChanges) { c.Triggers = &scorecards.Triggers{Words: []string{"!?"}} },
		"body.triggers.silence_seconds": func(c *scorecards.PlanChanges) { c.Triggers = &scorecards.Triggers{SilenceSeconds: 1} },
		"body.triggers.repeat_days":     func(c *scorecards.PlanChanges) { c.Triggers = &scorecards.Triggers{RepeatDays: 91} },
	} {
		c := good()
		bend(&c)
		_, err := f.plans.Make(t.Context(), f.analyst, c)
		wrong, ok := errors.AsType[*fault.Error](err)
		if !ok || len(wrong.Fields) != 1 || wrong.Fields[0].Location != field {
			t.Errorf("%s: %v", field, err)
		}
		if _, err := f.plans.Cost(t.Context(), c); !fault.Is(err, fault.Invalid) {
			t.Errorf("the cost of a wrong %s: %v", field, err)
		}
	}
}
