package scorecards_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

func (f *floor) wish(interactions ...string) scorecards.CalibrationWish {
	return scorecards.CalibrationWish{Name: "August", Scorecard: f.card.ID, ScoreBy: f.clock.Now().Add(72 * time.Hour),
		Evaluators: []string{f.evaluator.ID, f.arbiter.ID, f.lead.ID}, Interactions: interactions}
}

// ended are interactions that have ended and that no plan waits for.
func (f *floor) ended(names ...string) (ids []string) {
	for _, name := range names {
		ids = append(ids, f.undrawn(name).Interaction)
	}
	f.exec("UPDATE interactions SET status = 'ended', ended_at = started_at")
	return ids
}

// scores has somebody submit all that a calibration asks of them, with the usual answers but one.
func (f *floor) scores(c *scorecards.Calibrations, id string, by people.Actor, change func(list []scorecards.Answer)) {
	f.t.Helper()
	of, err := c.Of(f.t.Context(), by, id)
	must(f.t, err)
	for _, e := range of.Own {
		list := f.answers()
		if change != nil {
			change(list)
		}
		e, err := f.evaluations.Answer(f.t.Context(), by, e.ID, e.Revision, list, scorecards.Words{})
		must(f.t, err)
		_, err = f.evaluations.Submit(f.t.Context(), by, e.ID, e.Revision)
		must(f.t, err)
	}
}

// better changes the answer to the first question, which is the worst else, to its best.
func (f *floor) better(list []scorecards.Answer) {
	q, _, _ := f.card.Version.Definition.Question(list[0].QuestionID)
	list[0].Option = q.Options[len(q.Options)-1].Key
}

// TestACalibrationGoesThrough: scored blind by each, met, settled on a reference, and each measured against it.
func TestACalibrationGoesThrough(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx, c := t.Context(), scorecards.NewCalibrations(f.evaluations)
		made, err := c.Begin(ctx, f.analyst, f.wish(f.ended("one", "two")...))
		must(t, err)
		f.scores(c, made.ID, f.evaluator, nil)
		if _, err := c.Meet(ctx, f.analyst, made.ID, 1); !fault.Is(err, fault.Conflict) {
			t.Errorf("met with one alone: %v", err)
		}
		f.scores(c, made.ID, f.arbiter, f.better)
		before, err := c.Of(ctx, f.evaluator, made.ID)
		if must(t, err); !before.Withheld || before.Spread != nil || before.Done[f.arbiter.ID] != 2 {
			t.Errorf("before the meeting %+v", before)
		}
		met, err := c.Meet(ctx, f.analyst, made.ID, 1)
		must(t, err)
		first := met.Spread[0].Questions[0]
		if len(first.Given) != 2 || first.Same != 1 || first.Apart == nil || *first.Apart <= 0 || met.Spread[0].Questions[1].Same != 2 {
			t.Errorf("the spread is %+v", first)
		}
		if n := f.counted("evaluations", "calibration_id = ? AND status = 'withdrawn'", made.ID); n != 2 {
			t.Errorf("%d of the lead's drafts were left out, want 2", n)
		}
		f.settled(c, met)
	})
}

func (f *floor) settled(c *scorecards.Calibrations, met scorecards.Calibrated) {
	t, ctx := f.t, f.t.Context()
	if _, err := c.Settle(ctx, f.analyst, met.ID, met.Revision); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "2 questions") {
		t.Errorf("settled with two open: %v", err)
	}
	for n := range met.Spread {
		q := met.Spread[n].Questions[0]
		r := scorecards.Reference{InteractionID: met.Spread[n].InteractionID, QuestionID: q.Question, Option: q.Given[1].Option}
		if _, err := c.Refer(ctx, f.analyst, met.ID, met.Revision, r); !fault.Is(err, fault.Invalid) {
			t.Errorf("no reason: %v", err)
		}
		r.Reason, r.Option = "that is what the form means", f.answers()[0].Option
		after, err := c.Refer(ctx, f.analyst, met.ID, met.Revision, r)
		must(t, err)
		met.Revision = after.Revision
	}
	done, err := c.Settle(ctx, f.analyst, met.ID, met.Revision)
	must(t, err)
	for _, r := range done.Results {
		good := r.UserID == f.evaluator.ID
		if r.Scores != 2 || good != (r.Same == r.Answers) || good != (r.Above == 0) || !good && (r.Same != r.Answers-2 || r.Apart <= 0 || r.Above != r.Apart) {
			t.Errorf("measured as %+v", r)
		}
	}
	if n := f.counted("interaction_grants", "why LIKE 'calibration%'"); n != 0 || len(done.Results) != 2 {
		t.Errorf("%d grants, %d results", n, len(done.Results))
	}
	gains, err := c.Gains(ctx, f.arbiter, f.card.ID)
	if must(t, err); len(gains) != 1 || len(gains[0].Results) != 1 || gains[0].Results[0].UserID != f.arbiter.ID || gains[0].All.Scores != 4 {
		t.Errorf("an evaluator's gains are %+v", gains)
	}
}

// TestACalibrationIsBlind holds that nobody reads another's part of it before the meeting, nor ever in the lists, and that
// those who still score read no evaluation of the same.
func TestACalibrationIsBlind(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		ctx, c := t.Context(), scorecards.NewCalibrations(f.evaluations)
		made, err := c.Begin(ctx, f.analyst, f.wish(f.ended("one")...))
		must(t, err)
		f.scores(c, made.ID, f.evaluator, nil)
		own, err := c.Of(ctx, f.evaluator, made.ID)
		must(t, err)
		for _, who := range []people.Actor{f.arbiter, f.lead, f.analyst, f.agent} {
			if _, err := f.evaluations.Get(ctx, who, own.Own[0].ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s reads another's: %v", who.Name, err)
			}
		}
		if _, err := c.Of(ctx, f.agent, made.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("its agent: %v", err)
		}
		e := own.Own[0]
		for what, err := range map[string]error{"withdrawn": f.second(f.evaluations.Withdraw(ctx, f.evaluator, e.ID, e.Revision, "no")), "released": f.second(f.evaluations.Release(ctx, f.evaluator, e.ID, e.Revision))} {
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("%s: %v", what, err)
			}
		}
		rest, err := c.Of(ctx, f.arbiter, made.ID)
		must(t, err)
		if err := f.evaluations.Discard(ctx, f.arbiter, rest.Own[0].ID, 1); !fault.Is(err, fault.Conflict) {
			t.Errorf("thrown away: %v", err)
		}
		if _, _, err := f.evaluations.Start(ctx, f.lead, e.InteractionID, f.card.ID, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("a review of what one calibrates: %v", err)
		}
		if hidden, err := c.Hidden(ctx, f.lead); err != nil || !hidden[e.InteractionID] {
			t.Errorf("the lead sees its agent: %v", err)
		}
	})
}

func (f *floor) second(_ scorecards.Evaluation, err error) error { return err }

func TestWhatACalibrationRefuses(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		judged := f.submitted("judged")
		ids := f.ended("one", "two")
		c := scorecards.NewCalibrations(f.evaluations)
		for place, change := range map[string]func(*scorecards.CalibrationWish){
			"body.name":            func(w *scorecards.CalibrationWish) { w.Name = " " },
			"body.score_by":        func(w *scorecards.CalibrationWish) { w.ScoreBy = f.clock.Now() },
			"body.evaluators":      func(w *scorecards.CalibrationWish) { w.Evaluators = w.Evaluators[:1] },
			"body.evaluators[1]":   func(w *scorecards.CalibrationWish) { w.Evaluators[1] = f.admin.ID },
			"body.interactions":    func(w *scorecards.CalibrationWish) { w.Interactions = []string{ids[0], ids[0]} },
			"body.interactions[1]": func(w *scorecards.CalibrationWish) { w.Interactions[1] = "0" },
			"body.interactions[0]": func(w *scorecards.CalibrationWish) { w.Interactions[0] = judged.InteractionID },
			"body.scorecard":       func(w *scorecards.CalibrationWish) { w.Scorecard = "0" },
		} {
			w := f.wish(slices.Clone(ids)...)
			change(&w)
			_, err := c.Begin(t.Context(), f.analyst, w)
			var said *fault.Error
			if !errors.As(err, &said) || len(said.Fields) != 1 || said.Fields[0].Location != place {
				t.Errorf("%s: %v", place, err)
			}
		}
		if n := f.counted("calibrations", "id <> ''"); n != 0 {
			t.Errorf("%d were stored", n)
		}
	})
}

func TestACalibrationIsCancelled(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		c := scorecards.NewCalibrations(f.evaluations)
		made, err := c.Begin(t.Context(), f.analyst, f.wish(f.ended("one")...))
		must(t, err)
		f.clock.Advance(made.ScoreBy.Sub(f.clock.Now()) - time.Hour)
		must(t, c.Remind(t.Context()))
		must(t, c.Remind(t.Context()))
		if n := f.counted("notices", "kind = 'calibration_due'"); n != 3 {
			t.Errorf("reminded %d times", n)
		}
		if _, err := c.Cancel(t.Context(), f.analyst, made.ID, 1, " "); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
		over, err := c.Cancel(t.Context(), f.analyst, made.ID, 1, "too few are there")
		if must(t, err); over.Status != scorecards.Cancelled || f.counted("interaction_grants", "why LIKE 'calibration%'") != 0 || f.counted("evaluations", "status = 'draft'") != 0 {
			t.Errorf("%+v", over.Calibration)
		}
		if _, err := c.Meet(t.Context(), f.analyst, made.ID, over.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("met: %v", err)
		}
	})
}
