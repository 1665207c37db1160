package scorecards_test

import (
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// failing has the evaluator submit that b, of compliance, failed.
func (f *floor) failing(name, card string, ids []string) scorecards.Evaluation {
	f.t.Helper()
	ctx := f.t.Context()
	o := f.live(name)
	_, err := f.offers.Assign(ctx, f.lead, o.ID, scorecards.Giving{Evaluator: f.evaluator.ID})
	must(f.t, err)
	e, _, err := f.evaluations.Start(ctx, f.evaluator, o.Interaction, card, "")
	must(f.t, err)
	e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, answering(ids, "yes", "no", "yes"), scorecards.Words{})
	must(f.t, err)
	e, err = f.evaluations.Submit(ctx, f.evaluator, e.ID, e.Revision)
	must(f.t, err)
	return e
}

// TestFailuresOfCompliance tells leads of them, lists them, and lists them no more once a decision or a withdrawal took them
// away.
func TestFailuresOfCompliance(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		must(t, f.plans.ReplaceSeeded(ctx, "trial", card, 1, []byte("seed")))
		listed := func(want int) {
			t.Helper()
			rows, err := f.evaluations.List(ctx, f.lead, scorecards.Filter{FailedCompliance: true, Limit: 10})
			if err != nil || len(rows) != want {
				t.Errorf("listed: %d, want %d, %v", len(rows), want, err)
			}
		}
		f.submittedTrial(card, ids)
		e, back := f.failing("one", card, ids), f.failing("two", card, ids)
		if len(e.FailedCompliance) != 1 || e.FailedCompliance[0] != ids[1] {
			t.Errorf("failed: %v", e.FailedCompliance)
		}
		listed(2)
		for who, want := range map[string]int64{f.lead.ID: 2, f.evaluator.ID: 0, f.agent.ID: 0} {
			if n := f.counted("notices", "user_id = ? AND kind = 'compliance_failed'", who); n != want {
				t.Errorf("%s was told %d times, want %d", who, n, want)
			}
		}
		_, err := f.evaluations.Withdraw(ctx, f.evaluator, back.ID, back.Revision, "wrong person")
		must(t, err)
		listed(1)
		e, err = f.evaluations.Release(ctx, f.evaluator, e.ID, e.Revision)
		must(t, err)
		c, err := f.evaluations.Dispute(ctx, f.agent, e.ID, e.Revision, scorecards.Contention{Question: ids[1], Reason: "It was said"})
		must(t, err)
		_, err = f.evaluations.Resolve(ctx, f.arbiter, c.ID, c.Evaluation.Revision, scorecards.Decision{Outcome: scorecards.Changed, Option: "yes", Reason: "It was"})
		must(t, err)
		listed(0)
	})
}

// submittedTrial is one in which nothing failed.
func (f *floor) submittedTrial(card string, ids []string) {
	f.t.Helper()
	e, _, err := f.evaluations.Start(f.t.Context(), f.lead, f.undrawn("fine").Interaction, card, "")
	must(f.t, err)
	e = f.answer(e, answering(ids, "yes", "yes", "yes"))
	_, err = f.evaluations.Submit(f.t.Context(), f.lead, e.ID, e.Revision)
	must(f.t, err)
}

// TestPresetAnswers are of the usual option alone, keep that they were not touched, and need what others need.
func TestPresetAnswers(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx := t.Context()
		trial := form()
		trial.Dimensions[0].Questions[0].Usual = "partly"
		d, err := f.catalogue.Import(ctx, f.analyst, "Trial", trial)
		must(t, err)
		p, err := f.catalogue.Publish(ctx, f.analyst, d.ScorecardID, 1)
		must(t, err)
		first := p.Version.Definition.Dimensions[0].Questions[0].ID
		e, _, err := f.evaluations.Start(ctx, f.lead, f.undrawn("call").Interaction, p.ID, "")
		must(t, err)
		keep := func(option string) error {
			changed, err := f.evaluations.Answer(ctx, f.lead, e.ID, e.Revision, []scorecards.Answer{{QuestionID: first, Option: option, Preset: true}}, scorecards.Words{})
			if err == nil {
				e = changed
			}
			return err
		}
		for _, option := range []string{"yes", "", scorecards.NA} {
			if err := keep(option); !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != "body.answers[0].preset" {
				t.Errorf("preset %q: %v", option, err)
			}
		}
		must(t, keep("partly"))
		if got, err := f.evaluations.Get(ctx, f.lead, e.ID); err != nil || !got.Answered(first).Preset {
			t.Errorf("%+v, %v", got.Answers, err)
		}
		_, err = f.evaluations.Submit(ctx, f.lead, e.ID, e.Revision)
		named := map[string]bool{}
		for _, field := range fieldsOf(err) {
			named[field.Location] = true
		}
		if !named["answers."+first+".comment"] {
			t.Errorf("a preset answer that lacks its comment: %v", err)
		}
	})
}
