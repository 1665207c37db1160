package scorecards_test

import (
	"os"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// TestALeadWhoWasJudgingHearsLater holds that who had a draft while somebody found a failure of compliance is told of it
// once they have submitted, or thrown the draft away, and no sooner.
func TestALeadWhoWasJudgingHearsLater(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		must(t, f.plans.ReplaceSeeded(ctx, "trial", card, 1, []byte("seed")))
		for n, submits := range []bool{true, false} {
			o := f.live([]string{"one", "two"}[n])
			own, _, err := f.evaluations.Start(ctx, f.lead, o.Interaction, f.card.ID, "")
			must(t, err)
			_, err = f.offers.Assign(ctx, f.lead, o.ID, scorecards.Giving{Evaluator: f.evaluator.ID})
			must(t, err)
			e, _, err := f.evaluations.Start(ctx, f.evaluator, o.Interaction, card, "")
			must(t, err)
			e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, answering(ids, "yes", "no", "yes"), scorecards.Words{})
			must(t, err)
			_, err = f.evaluations.Submit(ctx, f.evaluator, e.ID, e.Revision)
			must(t, err)
			told := func(want int64) {
				t.Helper()
				if n := f.counted("notices", "user_id = ? AND kind = 'compliance_failed' AND subject_id = ?", f.lead.ID, e.ID); n != want {
					t.Errorf("told %d times, want %d", n, want)
				}
			}
			told(0)
			if submits {
				own = f.answer(own, f.answers())
				_, err = f.evaluations.Submit(ctx, f.lead, own.ID, own.Revision)
			} else {
				err = f.evaluations.Discard(ctx, f.lead, own.ID, own.Revision)
			}
			must(t, err)
			told(1)
		}
	})
}

// TestFailuresOfBeforeAreFilledIn runs what migration 18 says of evaluations from before failures were kept.
func TestFailuresOfBeforeAreFilledIn(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		must(t, f.plans.ReplaceSeeded(ctx, "trial", card, 1, []byte("seed")))
		f.submittedTrial(card, ids)
		e := f.failing("one", card, ids)
		hidden := f.failing("two", card, ids)
		f.exec("UPDATE evaluation_answers SET hidden = true WHERE evaluation_id = ? AND question_id = ?", hidden.ID, ids[1])
		f.exec("UPDATE evaluations SET failed_compliance = '[]'")
		text, err := os.ReadFile("../migrations/" + db.Dialect + "/00018_drafts.sql")
		must(t, err)
		_, update, found := strings.Cut(string(text), "UPDATE evaluations SET failed_compliance")
		if !found {
			t.Fatal("the migration fills nothing in")
		}
		f.exec("UPDATE evaluations SET failed_compliance" + update)
		rows, err := f.evaluations.List(ctx, f.lead, scorecards.Filter{FailedCompliance: true, Limit: 10})
		if err != nil || len(rows) != 1 || rows[0].ID != e.ID || len(rows[0].FailedCompliance) != 1 || rows[0].FailedCompliance[0] != ids[1] {
			t.Errorf("filled in: %+v, %v", rows, err)
		}
	})
}
