package scorecards_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

func (f *floor) users() *people.Users {
	return people.NewUsers(f.db.DB, people.NewAudit(f.db.DB, nil, f.clock.Now), f.clock.Now)
}

// planned makes a plan and has it draw alone.
func (f *floor) planned(c scorecards.PlanChanges) scorecards.Plan {
	f.t.Helper()
	for _, p := range f.running() {
		_, err := f.plans.End(f.t.Context(), f.analyst, p.ID, p.Revision)
		must(f.t, err)
	}
	if c.Name == nil {
		c.Name = new(fmt.Sprint("plan ", f.counted("plans", "true")))
	}
	c.Scorecard = &f.card.ID
	plan, err := f.plans.Make(f.t.Context(), f.analyst, c)
	must(f.t, err)
	return plan
}

// restart has a program that remembers nothing draw from now on.
func (f *floor) restart() {
	sealer, err := store.NewSealer([32]byte{7})
	must(f.t, err)
	audit := people.NewAudit(f.db.DB, nil, f.clock.Now)
	f.plans = scorecards.NewPlans(f.db.DB, f.users(), audit, f.bus, sealer, f.clock.Now, time.UTC)
	f.log = interactions.NewLog(interactions.Options{DB: f.db.DB, Users: f.users(), Drawer: f.plans, Bus: f.bus, Sealer: sealer, Now: f.clock.Now})
	f.t.Cleanup(f.log.Close)
}

func (f *floor) running() []scorecards.Plan {
	all, err := f.plans.List(f.t.Context(), "", 200)
	must(f.t, err)
	return slices.DeleteFunc(all, func(p scorecards.Plan) bool { return !p.Active })
}

// calls tells of so many interactions of the agent, from a time on.
func (f *floor) calls(prefix string, n int, from time.Time, adjust func(int, *interactions.Event)) {
	f.t.Helper()
	for k := range n {
		d := f.told(fmt.Sprint(prefix, "-", k))
		for e := range d.Events {
			d.Events[e].At = from.Add(time.Duration(k)*time.Minute + time.Duration(e)*time.Second)
		}
		if adjust != nil {
			adjust(k, &d.Events[0])
		}
		_, err := f.log.Append(f.t.Context(), d)
		must(f.t, err)
	}
}

func (f *floor) verified(plan string) scorecards.Verification {
	f.t.Helper()
	v, err := f.plans.Verify(f.t.Context(), plan, "")
	must(f.t, err)
	return v
}

type drawRow struct {
	InteractionID string
	Probability   float64
	SampleID      *string
}

func (f *floor) draws(plan string) (rows []drawRow) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("draws").Where("plan_id = ?", plan).Order("interaction_id").Scan(&rows).Error)
	return rows
}

func (f *floor) periods(plan string) []scorecards.AgentPeriod {
	f.t.Helper()
	rows, err := f.plans.Periods(f.t.Context(), plan, "", "", 200)
	must(f.t, err)
	return rows
}

// TestAPlanKeepsItsProbability holds that π is worked out once for an agent's week, from the four weeks before it, and stays
// whatever comes later; that the end of the week tops up to the quota with the smallest u, once; and that the seed gives
// it all again.
func TestAPlanKeepsItsProbability(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) // the clock stands there
		quiet := f.planned(scorecards.PlanChanges{Rate: new(1e-9)})
		for week := range 4 {
			f.calls(fmt.Sprint("past-", week), 20, monday.AddDate(0, 0, 7*(week-4)), nil)
		}
		_ = quiet
		plan := f.planned(scorecards.PlanChanges{Quota: new(5), DoubleShare: new(0.0)})
		f.clock.Advance(time.Hour)
		f.calls("now", 12, f.clock.Now(), nil)
		rows := f.periods(plan.ID)
		if len(rows) != 1 || rows[0].Basis != scorecards.BasisAgent || rows[0].Expected != 20 || rows[0].Probability != 0.25 {
			t.Fatalf("periods: %+v", rows)
		}
		f.restart()
		f.calls("old", 30, monday.AddDate(0, 0, -3), nil) // would raise what was expected
		f.calls("more", 12, f.clock.Now().Add(time.Hour), nil)
		for _, d := range f.draws(plan.ID) {
			if d.Probability != 0.25 && d.Probability != f.periods(plan.ID)[1].Probability {
				t.Errorf("%+v", d)
			}
		}
		if p := f.periods(plan.ID)[0]; p.Probability != 0.25 || p.Period != "2026-W10" || p.Eligible != 24 {
			t.Errorf("the week is %+v", p)
		}
		f.clock.Advance(7 * 24 * time.Hour)
		for range 2 {
			_, err := f.offers.ClosePeriods(t.Context())
			must(t, err)
		}
		week := f.periods(plan.ID)[0]
		if week.ClosedAt == nil || week.Drawn < 5 || (week.ToppedUp > 0 && week.Drawn != 5) {
			t.Errorf("after the week: %+v", week)
		}
		v := f.verified(plan.ID)
		if len(v.Deviations) != 0 || v.Decided != 54 || v.ToppedUp != sum(f.periods(plan.ID), func(p scorecards.AgentPeriod) int { return p.ToppedUp }) {
			t.Errorf("%+v", v)
		}
	})
}

func sum[T any](list []T, of func(T) int) (n int) {
	for _, v := range list {
		n += of(v)
	}
	return n
}

// TestTheTopUpIsTheSmallest takes every sample of a quota away, as if u had been large for all, and has the week closed:
// exactly the smallest come in, and an added row is found.
func TestTheTopUpIsTheSmallest(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		f.planned(scorecards.PlanChanges{Rate: new(1e-9)})
		f.calls("past", 400, monday.AddDate(0, 0, -7), nil)
		plan := f.planned(scorecards.PlanChanges{Quota: new(4), DoubleShare: new(1.0)})
		f.clock.Advance(time.Hour)
		f.calls("now", 15, f.clock.Now(), nil) // π is 0.04
		before := f.verified(plan.ID)
		f.clock.Advance(7 * 24 * time.Hour)
		_, err := f.offers.ClosePeriods(t.Context())
		must(t, err)
		v := f.verified(plan.ID)
		if len(v.Deviations) != 0 || v.Drawn != before.Drawn || v.Drawn+v.ToppedUp != 4 {
			t.Fatalf("%+v after %+v", v, before)
		}
		if n := f.counted("samples", "plan_id = ? AND topped_up AND to_double AND origin = 'random' AND probability < 0.05", plan.ID); n != int64(v.ToppedUp) {
			t.Errorf("%d of %d samples", n, v.ToppedUp)
		}
		f.calls("late", 1, monday.Add(30*time.Hour), nil)
		_, err = f.offers.ClosePeriods(t.Context())
		must(t, err)
		if again := f.verified(plan.ID); len(again.Deviations) != 0 || again.Drawn+again.ToppedUp > 5 || again.Decided != 16 {
			t.Errorf("what came late: %+v", again)
		}
		f.steered(plan.ID)
	})
}

// steered plants what somebody could do to a sample and looks that each is found.
func (f *floor) steered(plan string) {
	f.t.Helper()
	var with, without string
	for _, d := range f.draws(plan) {
		if d.SampleID != nil {
			with = d.InteractionID
		} else {
			without = d.InteractionID
		}
	}
	for name, sql := range map[string]string{
		"one taken out":          fmt.Sprintf("UPDATE draws SET sample_id = NULL WHERE interaction_id = '%s'", with),
		"one put in":             fmt.Sprintf("UPDATE draws SET sample_id = (SELECT sample_id FROM draws WHERE interaction_id = '%s') WHERE interaction_id = '%s'", with, without),
		"another probability":    "UPDATE plan_periods SET probability = 0.5",
		"a decision that is not": fmt.Sprintf("DELETE FROM draws WHERE interaction_id = '%s'", with),
	} {
		undone := fmt.Errorf("undone")
		err := f.db.InTx(f.t.Context(), func(ctx context.Context) error {
			must(f.t, f.db.Conn(ctx).Exec(sql).Error)
			v, err := f.plans.Verify(ctx, plan, "")
			must(f.t, err)
			if len(v.Deviations) == 0 {
				f.t.Errorf("%s is not found", name)
			}
			return undone
		})
		if err == nil {
			f.t.Error("nothing was undone")
		}
	}
}

// TestAPlanDrawsInItsScopeAlone gives interactions of all kinds to plans of any scope.
func TestAPlanDrawsInItsScopeAlone(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	channels, kinds := []string{"phone", "chat", "email"}, []string{"complaint", "question"}
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		scope := scorecards.Scope{Channels: rapid.SliceOfNDistinct(rapid.SampledFrom(channels), 0, 2, rapid.ID).Draw(r, "channels"),
			Kinds: rapid.SliceOfNDistinct(rapid.SampledFrom(kinds), 0, 1, rapid.ID).Draw(r, "kinds")}
		if rapid.Bool().Draw(r, "by team") {
			scope.Teams = f.lead.Leads
		}
		plan := f.planned(scorecards.PlanChanges{Scope: &scope, Rate: new(1.0)})
		told := map[string]bool{} // external id: in scope
		n++
		f.calls(fmt.Sprint("scope-", n), 6, f.clock.Now(), func(_ int, e *interactions.Event) {
			channel, kind := rapid.SampledFrom(channels).Draw(r, "channel"), rapid.SampledFrom(kinds).Draw(r, "kind")
			e.Channel, e.Kind = &channel, &kind
			told[e.Interaction] = (len(scope.Channels) == 0 || slices.Contains(scope.Channels, channel)) && (len(scope.Kinds) == 0 || slices.Contains(scope.Kinds, kind))
		})
		for external, in := range told {
			drawn := f.counted("samples s JOIN interactions i ON i.id = s.interaction_id", "s.plan_id = ? AND i.external_id = ?", plan.ID, external)
			if (drawn == 1) != in {
				r.Fatalf("%+v: %s was drawn %d times", scope, external, drawn)
			}
		}
	})
}

// TestInclusionNeedsNoOrder holds that a seed draws the same whatever comes first, and that π never leaves (0, 1].
func TestInclusionNeedsNoOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.StringN(1, 20, -1), 1, 50, rapid.ID).Draw(r, "ids")
		seed := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(r, "seed")
		rate := rapid.Float64Range(0.01, 1).Draw(r, "rate")
		draw := func(in []string) (out []string) {
			for _, id := range in {
				if u := scorecards.Uniform(seed, id); u < 0 || u >= 1 {
					r.Fatalf("u is %v", u)
				} else if u < rate {
					out = append(out, id)
				}
			}
			slices.Sort(out)
			return out
		}
		once := draw(ids)
		rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		if again := draw(ids); !slices.Equal(once, again) {
			r.Fatalf("%v, then %v", once, again)
		}
	})
}
