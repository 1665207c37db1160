package scorecards_test

import (
	"strings"
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// builtFloor is a floor with the scorecard form, published; ids are those of its questions a, b and c.
func builtFloor(t *testing.T, db testkit.Database) (f *floor, card string, ids []string) {
	t.Helper()
	f = newFloor(t, db)
	d, err := f.catalogue.Import(t.Context(), f.analyst, "Trial", form())
	must(t, err)
	p, err := f.catalogue.Publish(t.Context(), f.analyst, d.ScorecardID, 1)
	must(t, err)
	for _, dim := range p.Version.Definition.Dimensions {
		for _, q := range dim.Questions {
			ids = append(ids, q.ID)
		}
	}
	return f, p.ID, ids
}

// answering says a scorecard's answers in short: the options of a, b and c, empty for none.
func answering(ids []string, options ...string) (list []scorecards.Answer) {
	for n, option := range options {
		if option != "" {
			list = append(list, scorecards.Answer{QuestionID: ids[n], Option: option, Comment: "why", Evidence: []scorecards.Evidence{{Pos: 1}}})
		}
	}
	return list
}

func (f *floor) answer(e scorecards.Evaluation, list []scorecards.Answer) scorecards.Evaluation {
	f.t.Helper()
	e, err := f.evaluations.Answer(f.t.Context(), f.lead, e.ID, e.Revision, list, scorecards.Words{})
	must(f.t, err)
	return e
}

// TestSubmittingNamesWhatIsLacking goes through what the answers that are shown need.
func TestSubmittingNamesWhatIsLacking(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		for name, one := range map[string]struct {
			answers []scorecards.Answer
			want    string
		}{
			"nothing":                       {nil, "A C"},
			"what b stands on shows it":     {answering(ids, "yes", "", "yes"), "B"},
			"what b stands on hides it":     {answering(ids, "no", "", "yes"), ""},
			"N/A of a hides b too":          {answering(ids, "na", "", "yes"), ""},
			"a comment below the best":      {[]scorecards.Answer{{QuestionID: ids[0], Option: "partly", Comment: " "}, answering(ids, "", "yes")[0], answering(ids, "", "", "yes")[0]}, "A.comment"},
			"both below the middle":         {[]scorecards.Answer{{QuestionID: ids[0], Option: "no"}, answering(ids, "", "", "yes")[0]}, "A.comment A.evidence"},
			"nothing at the best":           {[]scorecards.Answer{{QuestionID: ids[0], Option: "yes"}, answering(ids, "", "yes")[0], answering(ids, "", "", "yes")[0]}, ""},
			"what is hidden needs no words": {[]scorecards.Answer{answering(ids, "no")[0], {QuestionID: ids[1], Option: "no"}, answering(ids, "", "", "yes")[0]}, ""},
		} {
			e, _, err := f.evaluations.Start(t.Context(), f.lead, f.undrawn(name).Interaction, card, "")
			must(t, err)
			if one.answers != nil {
				e = f.answer(e, one.answers)
			}
			_, err = f.evaluations.Submit(t.Context(), f.lead, e.ID, e.Revision)
			if got := f.lettered(err, ids); got != one.want {
				t.Errorf("%s: want %q, got %q: %v", name, one.want, got, err)
			}
		}
	})
}

// lettered are the places of a refusal, with A, B and C for the questions.
func (f *floor) lettered(err error, ids []string) string {
	if err == nil {
		return ""
	}
	var places []string
	for _, field := range fieldsOf(err) {
		places = append(places, strings.NewReplacer("answers.", "", ids[0], "A", ids[1], "B", ids[2], "C").Replace(field.Location))
	}
	return strings.Join(places, " ")
}

// TestWrongAnswersToABuiltForm holds N/A to its channels and causes to those of the question.
func TestWrongAnswersToABuiltForm(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		e, _, err := f.evaluations.Start(t.Context(), f.lead, f.undrawn("call").Interaction, card, "")
		must(t, err)
		for place, answer := range map[string]scorecards.Answer{
			"body.answers[0].option": {QuestionID: ids[2], Option: scorecards.NA},
			"body.answers[0].cause":  {QuestionID: ids[0], Option: "no", Cause: "tool"},
		} {
			_, err := f.evaluations.Answer(t.Context(), f.lead, e.ID, e.Revision, []scorecards.Answer{answer}, scorecards.Words{})
			if !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != place {
				t.Errorf("%s: %v", place, err)
			}
		}
		e = f.answer(e, []scorecards.Answer{{QuestionID: ids[0], Option: "no", Cause: "time"}})
		if again, err := f.evaluations.Get(t.Context(), f.lead, e.ID); err != nil || again.Answered(ids[0]).Cause != "time" {
			t.Errorf("the cause is not kept: %+v, %v", again, err)
		}
	})
}

// TestADecisionFollowsConditions changes an answer on which another stands, which was a failure of everything.
func TestADecisionFollowsConditions(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		e, _, err := f.evaluations.Start(ctx, f.lead, f.undrawn("call").Interaction, card, "")
		must(t, err)
		e = f.answer(e, answering(ids, "yes", "no", "yes"))
		if *e.Overall != 0 || len(e.Score.Failed) != 1 {
			t.Fatalf("%+v", e.Score)
		}
		e, err = f.evaluations.Submit(ctx, f.lead, e.ID, e.Revision)
		must(t, err)
		e, err = f.evaluations.Release(ctx, f.lead, e.ID, e.Revision)
		must(t, err)
		c, err := f.evaluations.Dispute(ctx, f.agent, e.ID, e.Revision, scorecards.Contention{Question: ids[0], Reason: "It was not so."})
		must(t, err)
		_, err = f.evaluations.Resolve(ctx, f.arbiter, c.ID, c.Evaluation.Revision, scorecards.Decision{Outcome: scorecards.Changed, Option: "no", Reason: "So it is."})
		must(t, err)
		e, err = f.evaluations.Get(ctx, f.agent, e.ID)
		must(t, err)
		b := e.Answered(ids[1])
		if e.Overall == nil || *e.Overall < 66 || *e.Overall > 67 || !b.Hidden || b.Points != nil || b.Option != "no" || len(e.Score.Failed) != 0 {
			t.Errorf("b is %+v, the score %+v", b, e.Score)
		}
		if _, err := f.evaluations.Dispute(ctx, f.agent, e.ID, e.Revision, scorecards.Contention{Question: ids[1], Reason: "It was not asked."}); !fault.Is(err, fault.Invalid) {
			t.Errorf("what was not asked is disputed: %v", err)
		}
	})
}

// TestNAByChannelIsHeldAtTheDecision holds an arbiter to the channel as well.
func TestNAByChannelIsHeldAtTheDecision(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		e, _, err := f.evaluations.Start(ctx, f.lead, f.undrawn("call").Interaction, card, "")
		must(t, err)
		e = f.answer(e, answering(ids, "yes", "yes", "no"))
		e, err = f.evaluations.Submit(ctx, f.lead, e.ID, e.Revision)
		must(t, err)
		e, err = f.evaluations.Release(ctx, f.lead, e.ID, e.Revision)
		must(t, err)
		c, err := f.evaluations.Dispute(ctx, f.agent, e.ID, e.Revision, scorecards.Contention{Question: ids[2], Reason: "It does not apply."})
		must(t, err)
		_, err = f.evaluations.Resolve(ctx, f.arbiter, c.ID, c.Evaluation.Revision, scorecards.Decision{Outcome: scorecards.Changed, Option: scorecards.NA, Reason: "So it is."})
		if !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != "body.option" {
			t.Errorf("N/A in a channel that has none: %v", err)
		}
	})
}

// TestWordsOfTheWhole keeps strengths and improvements with the answers, without numbers of people, and leaves alone what
// is not said.
func TestWordsOfTheWhole(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		e, _, err := f.evaluations.Start(t.Context(), f.lead, f.undrawn("call").Interaction, card, "")
		must(t, err)
		say := func(strengths, improvements *string) error {
			now, err := f.evaluations.Answer(t.Context(), f.lead, e.ID, e.Revision, answering(ids, "no", "", "yes"), scorecards.Words{Strengths: strengths, Improvements: improvements})
			if err == nil {
				e = now
			}
			return err
		}
		calm, slower, none, long := " Calm, and called 4111 1111 1111 1111. ", "Slower.", "", strings.Repeat("x", 2001)
		must(t, say(&calm, nil))
		must(t, say(nil, &slower))
		if err := say(nil, &long); !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != "body.improvements" {
			t.Errorf("too long: %v", err)
		}
		if again, err := f.evaluations.Get(t.Context(), f.lead, e.ID); err != nil || !strings.HasPrefix(again.Strengths, "Calm, and called [") || again.Improvements != slower {
			t.Errorf("%q, %q, %v", again.Strengths, again.Improvements, err)
		}
		must(t, say(&none, nil))
		if e.Strengths != "" || e.Improvements != slower {
			t.Errorf("%q, %q", e.Strengths, e.Improvements)
		}
	})
}
