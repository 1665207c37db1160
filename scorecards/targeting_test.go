package scorecards_test

import (
	"fmt"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// tell sends an event of an interaction some seconds after the clock.
func (f *floor) tell(name, kind string, seconds int, fill func(*interactions.Event)) {
	f.t.Helper()
	e := interactions.Event{ID: fmt.Sprint(kind, "-", seconds), Type: kind, Interaction: name, At: f.clock.Now().Add(time.Duration(seconds) * time.Second)}
	if fill != nil {
		fill(&e)
	}
	r, err := f.log.Append(f.t.Context(), interactions.Delivery{Source: "crm", Events: []interactions.Event{e}})
	must(f.t, err)
	if r.Accepted != 1 {
		f.t.Fatal(r)
	}
}

type targetedRow struct{ Origin, Reason, Status string }

func (f *floor) samplesOf(name string) (rows []targetedRow) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("samples s").Joins("JOIN interactions i ON i.id = s.interaction_id").Where("i.external_id = ?", name).Select("s.origin, s.reason, s.status").Scan(&rows).Error)
	return rows
}

// TestTriggers tells what each trigger looks for, twice, and what lies just below it.
func TestTriggers(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		say := func(text, speaker string) func(*interactions.Event) {
			return func(e *interactions.Event) { e.Text, e.Speaker = text, speaker }
		}
		customer := func(ref, value string) func(*interactions.Event) {
			return func(e *interactions.Event) { e.Customer = &interactions.Customer{Ref: &ref, Value: &value} }
		}
		f.planned(scorecards.PlanChanges{Rate: new(1e-9), Triggers: &scorecards.Triggers{Tones: []string{"upset"}, SilenceSeconds: 60, HoldSeconds: 90, Transfers: new(1), RepeatDays: 2,
			HighValue: true, Words: []string{"lawyer", "give up"}}})
		for name, one := range map[string]struct {
			not, does func(string)
			reason    string
		}{
			"tone": {func(n string) {
				f.tell(n, interactions.Updated, 5, func(e *interactions.Event) { e.Tone = new("calm") })
			},
				func(n string) {
					f.tell(n, interactions.Updated, 6, func(e *interactions.Event) { e.Tone = new("Upset") })
				}, "the tone was Upset"},
			"hold": {func(n string) {
				f.tell(n, interactions.Updated, 5, func(e *interactions.Event) { e.HoldMS = new(int64(90_000)) })
			},
				func(n string) {
					f.tell(n, interactions.Updated, 6, func(e *interactions.Event) { e.HoldMS = new(int64(95_000)) })
				}, "on hold for 95 s, more than 90"},
			"silence": {func(n string) { f.tell(n, interactions.UtteranceAdded, 59, say("Hello?", "customer")) },
				func(n string) { f.tell(n, interactions.UtteranceAdded, 159, say("Hello?", "customer")) }, "nothing was said for 100 s, more than 60"},
			"words": {func(n string) { f.tell(n, interactions.UtteranceAdded, 5, say("The lawyers give upwards", "customer")) },
				func(n string) { f.tell(n, interactions.UtteranceAdded, 6, say("I GIVE – up!", "agent")) }, "somebody said “give up”"},
			"bot": {func(n string) { f.tell(n, interactions.UtteranceAdded, 5, say("lawyer", "bot")) },
				func(n string) { f.tell(n, interactions.UtteranceAdded, 6, say("lawyer", "customer")) }, "somebody said “lawyer”"},
			"value": {func(n string) { f.tell(n, interactions.Updated, 5, customer("", "normal")) },
				func(n string) { f.tell(n, interactions.Updated, 6, customer("", "high")) }, "a customer of high value"},
			"again": {func(n string) {
				f.tell(n+"-first", interactions.Started, -86400, func(e *interactions.Event) {
					e.Channel, e.Agent = new("phone"), &f.agent.Email
					customer("C-1", "low")(e)
				})
			},
				func(n string) { f.tell(n, interactions.Updated, 6, customer("C-1", "low")) }, "the same customer again within 2 days"},
			"handed on": {func(n string) {
				f.tell(n, interactions.Transferred, 5, func(e *interactions.Event) { e.Agent = new("x@example.com") })
			},
				func(n string) {
					f.tell(n, interactions.Transferred, 6, func(e *interactions.Event) { e.Agent = new("y@example.com") })
					f.tell(n, interactions.Transferred, 7, func(e *interactions.Event) { e.Agent = &f.agent.Email })
				}, "handed on 3 times, more than 1"},
		} {
			_, err := f.log.Append(t.Context(), f.told(name))
			must(t, err)
			one.not(name)
			if rows := f.samplesOf(name); len(rows) != 0 {
				t.Errorf("%s came too early: %+v", name, rows)
			}
			one.does(name)
			f.tell(name, interactions.Updated, 200, func(e *interactions.Event) { e.Tone = new("upset") }) // as if again
			f.tell(name, interactions.Ended, 201, nil)
			rows := f.samplesOf(name)
			if len(rows) != 1 || rows[0].Origin != scorecards.Targeted || rows[0].Reason != one.reason {
				t.Errorf("%s: %+v", name, rows)
			}
		}
	})
}

// TestRandomStaysRandom holds that what was drawn by chance is not targeted as well, that a targeted sample is neither
// topped up nor in an estimate, and that an import that is not to be drawn triggers nothing.
func TestRandomStaysRandom(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	upset := scorecards.Triggers{Tones: []string{"upset"}}
	f.planned(scorecards.PlanChanges{Rate: new(1.0), Triggers: &upset})
	f.calls("drawn", 1, f.clock.Now(), nil)
	f.tell("drawn-0", interactions.Updated, 5, func(e *interactions.Event) { e.Tone = new("upset") })
	if rows := f.samplesOf("drawn-0"); len(rows) != 1 || rows[0].Origin != scorecards.Random {
		t.Errorf("%+v", rows)
	}
	f.planned(scorecards.PlanChanges{Rate: new(1e-9)})
	f.calls("past", 400, f.clock.Now().AddDate(0, 0, -7), nil)
	plan := f.planned(scorecards.PlanChanges{Quota: new(2), Triggers: &upset})
	f.calls("call", 2, f.clock.Now(), func(_ int, e *interactions.Event) { e.Tone = new("upset") })
	f.undrawn("import")
	f.tell("import", interactions.Updated, 5, func(e *interactions.Event) { e.Tone = new("upset") })
	f.clock.Advance(8 * 24 * time.Hour)
	_, err := f.offers.ClosePeriods(t.Context())
	must(t, err)
	if rows := f.samplesOf("import"); len(rows) != 0 {
		t.Errorf("an import was taken: %+v", rows)
	}
	if v := f.verified(plan.ID); len(v.Deviations) != 0 || v.ToppedUp != 0 || f.counted("samples", "plan_id = ? AND origin = 'targeted'", plan.ID) != int64(2-v.Drawn) {
		t.Errorf("%+v", v)
	}
}

// TestReviewWaitsForTheEnd holds that a plan for review offers nothing, and has its samples in the queue once their
// interaction has ended; that one for live leaves alone what is over; and that both are said when they change.
func TestReviewWaitsForTheEnd(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		f.planned(scorecards.PlanChanges{Rate: new(1.0), Purpose: new(scorecards.ForReview)})
		_, err := f.log.Append(ctx, f.told("one"))
		must(t, err)
		open, err := f.offers.Open(ctx, f.lead, "", 10)
		must(t, err)
		queue, err := f.offers.Queue(ctx, f.lead, scorecards.QueueCursor{}, 10)
		must(t, err)
		_, err = f.offers.Expire(ctx)
		must(t, err)
		if rows := f.samplesOf("one"); len(open) != 0 || len(queue) != 0 || len(rows) != 1 || rows[0].Status != scorecards.Awaiting {
			t.Errorf("while it is live: %d offers, %d in the queue, %+v", len(open), len(queue), rows)
		}
		f.tell("one", interactions.Ended, 60, nil)
		_, err = f.offers.Expire(ctx)
		must(t, err)
		if queue, err = f.offers.Queue(ctx, f.lead, scorecards.QueueCursor{}, 10); err != nil || len(queue) != 1 {
			t.Errorf("once it has ended: %+v, %v", queue, err)
		}
		f.planned(scorecards.PlanChanges{Rate: new(1.0), Purpose: new(scorecards.ForLive)})
		over := f.told("over")
		over.Events = append(over.Events, interactions.Event{ID: "c", Type: interactions.Ended, Interaction: "over", At: f.clock.Now()})
		_, err = f.log.Append(ctx, over)
		must(t, err)
		if rows := f.samplesOf("over"); len(rows) != 0 {
			t.Errorf("a plan for live drew what is over: %+v", rows)
		}
	})
}

// TestWatchersHearOfOffers has a lead of another team hear of an offer, take it, and see its interaction until it is
// submitted.
func TestWatchersHearOfOffers(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		p, err := f.users().Add(ctx, people.System(), people.NewPerson{Name: "far", Email: "far@example.com", Roles: []people.Role{people.Supervisor}})
		must(t, err)
		far := people.ActorOf(p)
		heard := map[string]int{}
		t.Cleanup(f.bus.Subscribe(func(list []events.Event) {
			for _, e := range list {
				switch e.Message.(type) {
				case scorecards.OfferMessage:
					heard[e.Topic]++
				case scorecards.ClosedMessage:
					heard[e.Topic+" closed"]++
				}
			}
		}))
		f.planned(scorecards.PlanChanges{Rate: new(1.0), Watchers: &[]string{far.ID}})
		_, err = f.log.Append(ctx, f.told("one"))
		must(t, err)
		if heard[events.User(far.ID)] != 1 {
			t.Errorf("heard: %+v", heard)
		}
		open, err := f.offers.Open(ctx, far, "", 10)
		if err != nil || len(open) != 1 {
			t.Fatal(open, err)
		}
		_, err = f.offers.Claim(ctx, far, open[0].ID)
		must(t, err)
		if n := f.counted("interaction_grants", "user_id = ?", far.ID); n != 1 || heard[events.User(far.ID)+" closed"] != 1 {
			t.Errorf("%d grants, heard %+v", n, heard)
		}
		if _, _, err = f.evaluations.Start(ctx, far, open[0].Interaction, f.card.ID, ""); err != nil {
			t.Error(err)
		}
	})
}

// TestAPlanHasItsSamplesDoubled submits a sample that was drawn for a second score: an evaluator of another team is asked,
// once, and never one of the first's.
func TestAPlanHasItsSamplesDoubled(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		f.planned(scorecards.PlanChanges{Rate: new(1.0), DoubleShare: new(1.0)})
		o := f.live("one")
		_, err := f.offers.Assign(ctx, f.lead, o.ID, scorecards.Giving{Evaluator: f.evaluator.ID})
		must(t, err)
		e, _, err := f.evaluations.Start(ctx, f.evaluator, o.Interaction, f.card.ID, "")
		must(t, err)
		if n, err := f.evaluations.DoubleDrawn(ctx); n != 0 || err != nil {
			t.Errorf("before it was submitted: %d, %v", n, err)
		}
		e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, f.answers(), scorecards.Words{})
		must(t, err)
		_, err = f.evaluations.Submit(ctx, f.evaluator, e.ID, e.Revision)
		must(t, err)
		for range 2 {
			_, err = f.evaluations.DoubleDrawn(ctx)
			must(t, err)
		}
		if n := f.counted("evaluations", "double_of = ? AND evaluator_id = ? AND status = 'draft'", e.ID, f.arbiter.ID); n != 1 {
			t.Errorf("%d second evaluations", n)
		}
		if n := f.counted("sample_log", "sample_id = ? AND what = 'double_asked'", o.ID); n != 1 {
			t.Errorf("%d lines in the log", n)
		}
		var double scorecards.Evaluation
		must(t, f.db.Conn(ctx).Where("double_of = ?", e.ID).Take(&double).Error)
		must(t, f.evaluations.Discard(ctx, f.arbiter, double.ID, double.Revision))
		other, err := f.users().Add(ctx, people.System(), people.NewPerson{Name: "other", Email: "other@example.com", Roles: []people.Role{people.Evaluator}})
		must(t, err)
		for range 2 {
			_, err = f.evaluations.DoubleDrawn(ctx)
			must(t, err)
		}
		if n, again := f.counted("evaluations", "double_of = ? AND evaluator_id = ?", e.ID, other.ID), f.counted("evaluations", "double_of = ?", e.ID); n != 1 || again != 1 {
			t.Errorf("once it was thrown away %d of %d are by somebody else", n, again)
		}
	})
}

// TestACheckOfOnesOwnScoreIsNotEnded has the first evaluator, who leads the team, try to end the second that a plan drew.
func TestACheckOfOnesOwnScoreIsNotEnded(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		f.planned(scorecards.PlanChanges{Rate: new(1.0), DoubleShare: new(1.0)})
		e := f.sampled("one")
		e, err := f.evaluations.Submit(ctx, f.lead, e.ID, e.Revision)
		must(t, err)
		_, err = f.evaluations.DoubleDrawn(ctx)
		must(t, err)
		if err := f.evaluations.EndDouble(ctx, f.lead, e.ID, "it is in the way"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("by whose score it checks: %v", err)
		}
		must(t, f.evaluations.EndDouble(ctx, f.analyst, e.ID, "the evaluator is ill"))
	})
}
