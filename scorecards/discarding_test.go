package scorecards_test

import (
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// sampleState is what has become of a sample.
type sampleState struct{ Status, ClaimedBy string }

func (f *floor) sampleIs(id string, want sampleState) {
	f.t.Helper()
	var got sampleState
	must(f.t, f.db.Conn(f.t.Context()).Table("samples").Select("status, coalesce(claimed_by, '') AS claimed_by").Where("id = ?", id).Scan(&got).Error)
	if got != want {
		f.t.Errorf("the sample is %+v, not %+v", got, want)
	}
}

// gone holds that nothing is left of a draft but what the audit log says.
func (f *floor) gone(e scorecards.Evaluation, by people.Actor) {
	f.t.Helper()
	for _, table := range []string{"evaluation_answers", "evaluation_scores", "evaluation_history"} {
		if n := f.counted(table, "evaluation_id = ?", e.ID); n != 0 {
			f.t.Errorf("%d rows of %s are left", n, table)
		}
	}
	if n := f.counted("audit", "action = 'evaluation.discarded' AND subject_id = ? AND actor_id = ?", e.ID, by.ID); n != 1 {
		f.t.Errorf("the audit log says it %d times", n)
	}
	if _, err := f.evaluations.Get(f.t.Context(), by, e.ID); !fault.Is(err, fault.NotFound) {
		f.t.Errorf("it is still there: %v", err)
	}
}

// TestADraftIsThrownAway begins drafts of what was given, of what nobody held, and of one's own, and throws them away.
func TestADraftIsThrownAway(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		given := f.live("given")
		_, err := f.offers.Assign(ctx, f.lead, given.ID, scorecards.Giving{Evaluator: f.evaluator.ID})
		must(t, err)
		begin := func(o scorecards.Offer, by people.Actor) scorecards.Evaluation {
			t.Helper()
			e, _, err := f.evaluations.Start(ctx, by, o.Interaction, f.card.ID, "")
			must(t, err)
			e, err = f.evaluations.Answer(ctx, by, e.ID, e.Revision, f.answers(), scorecards.Words{})
			must(t, err)
			return e
		}
		e := begin(given, f.evaluator)
		for who, want := range map[*people.Actor]fault.Kind{&f.lead: fault.NotFound, &f.agent: fault.NotFound, &f.analyst: fault.NotFound} {
			if err := f.evaluations.Discard(ctx, *who, e.ID, e.Revision); !fault.Is(err, want) {
				t.Errorf("somebody else: %v", err)
			}
		}
		if err := f.evaluations.Discard(ctx, f.evaluator, e.ID, e.Revision-1); !fault.Is(err, fault.Stale) {
			t.Errorf("an older revision: %v", err)
		}
		must(t, f.evaluations.Discard(ctx, f.evaluator, e.ID, e.Revision))
		f.gone(e, f.evaluator)
		f.sampleIs(given.ID, sampleState{scorecards.Claimed, f.evaluator.ID})
		again := begin(given, f.evaluator) // which they still see
		again, err = f.evaluations.Submit(ctx, f.evaluator, again.ID, again.Revision)
		must(t, err)
		if err := f.evaluations.Discard(ctx, f.evaluator, again.ID, again.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("what was submitted: %v", err)
		}
		f.takenByBeginning()
		chosen := begin(f.undrawn("chosen"), f.lead)
		must(t, f.evaluations.Discard(ctx, f.lead, chosen.ID, chosen.Revision))
		f.gone(chosen, f.lead)
		self, _, err := f.evaluations.Reflect(ctx, f.agent, chosen.InteractionID, f.card.ID)
		must(t, err)
		must(t, f.evaluations.Discard(ctx, f.agent, self.ID, self.Revision))
		f.gone(self, f.agent)
	})
}

// takenByBeginning goes back to the queue, and who has claimed keeps it.
func (f *floor) takenByBeginning() {
	f.t.Helper()
	ctx := f.t.Context()
	for _, claimed := range []bool{false, true} {
		name, want := "begun", sampleState{scorecards.Queued, ""}
		if claimed {
			name, want = "claimed", sampleState{scorecards.Claimed, f.lead.ID}
		}
		o := f.live(name)
		if claimed {
			_, err := f.offers.Claim(ctx, f.lead, o.ID)
			must(f.t, err)
		}
		e, _, err := f.evaluations.Start(ctx, f.lead, o.Interaction, f.card.ID, "")
		must(f.t, err)
		f.clock.Advance(36 * time.Hour)
		must(f.t, f.evaluations.Discard(ctx, f.lead, e.ID, e.Revision))
		_, err = f.offers.Return(ctx)
		must(f.t, err)
		f.sampleIs(o.ID, want)
	}
}

// TestADoubleIsGivenUpOrEnded has who was asked throw it away, then somebody be asked again and who asked end it.
func TestADoubleIsGivenUpOrEnded(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		first := f.submitted("one")
		told := func(who people.Actor, kind string, want int64) {
			t.Helper()
			if n := f.counted("notices", "user_id = ? AND kind = ?", who.ID, kind); n != want {
				t.Errorf("%s is told of %s %d times", who.Email, kind, n)
			}
		}
		sees := func(want int64) {
			t.Helper()
			if n := f.counted("interaction_grants", "user_id = ?", f.evaluator.ID); n != want {
				t.Errorf("%d grants, want %d", n, want)
			}
		}
		if err := f.evaluations.EndDouble(ctx, f.lead, first.ID, "too late"); !fault.Is(err, fault.Conflict) {
			t.Errorf("there is none: %v", err)
		}
		e, err := f.evaluations.Double(ctx, f.lead, first.ID, f.evaluator.ID)
		must(t, err)
		must(t, f.evaluations.Discard(ctx, f.evaluator, e.ID, e.Revision))
		f.gone(e, f.evaluator)
		sees(0)
		told(f.lead, "double_given_up", 1)
		e, err = f.evaluations.Double(ctx, f.lead, first.ID, f.evaluator.ID)
		must(t, err)
		e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, f.answers(), scorecards.Words{})
		must(t, err)
		sees(1)
		if err := f.evaluations.EndDouble(ctx, f.evaluator, first.ID, "no time"); !fault.Is(err, fault.NotFound) {
			t.Errorf("who still judges: %v", err)
		}
		if err := f.evaluations.EndDouble(ctx, f.lead, first.ID, " "); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
		must(t, f.evaluations.EndDouble(ctx, f.analyst, first.ID, "not needed, ask 4111 1111 1111 1111"))
		sees(0)
		told(f.evaluator, "double_ended", 1)
		for _, who := range []people.Actor{f.evaluator, f.lead} {
			got, err := f.evaluations.Get(ctx, who, e.ID)
			if err != nil || got.Status != scorecards.Withdrawn || len(got.Answers) != 0 || got.Overall != nil || got.WithdrawalReason == "" || got.WithdrawalReason[len(got.WithdrawalReason)-4:] == "1111" {
				t.Errorf("ended: %+v, %v", got, err)
			}
		}
		_, err = f.evaluations.Double(ctx, f.lead, first.ID, f.arbiter.ID)
		must(t, err)
	})
}
