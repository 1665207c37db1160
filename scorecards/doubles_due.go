package scorecards

import (
	"cmp"
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/notices"
	"rater/internal/people"
)

// doubleDue is when a second evaluation of a first is due: as many days from now as the plan of its sample gives, or the
// usual number.
func (v *Evaluations) doubleDue(ctx context.Context, first *Evaluation) (time.Time, error) {
	days, err := v.doubleDays(ctx, first)
	return dueAfter(v.now(), cmp.Or(days, daysToScore), v.zone), err
}

func (v *Evaluations) remindDoubles(ctx context.Context, now time.Time) error {
	return notices.Remind(ctx, v.outbox, &v.doubles, func(after string, limit int) ([]Evaluation, error) {
		return v.dueDoubles(ctx, now.Add(-scoreBehind), now.Add(scoreAhead), after, limit)
	}, func(e *Evaluation) (string, []notices.Notice) {
		kind := notices.DoubleDue
		if now.After(*e.DueAt) {
			kind = notices.DoubleOverdue
		}
		return e.ID, []notices.Notice{notices.To(e.EvaluatorID, kind, "draft", e.ID, "")}
	})
}

// OpenDouble is the second evaluation of a first that somebody has not submitted yet, or NotFound, for who may have it
// scored a second time.
func (v *Evaluations) OpenDouble(ctx context.Context, actor people.Actor, first *Evaluation) (Evaluation, error) {
	if mayDouble(actor, first) != nil {
		return Evaluation{}, fault.Missing()
	}
	return v.openDouble(ctx, first.ID)
}

// EndDouble has the second evaluation of this one, which is still a draft, not be made: it is withdrawn without its
// answers, and its evaluator is told why. Faults are those of SecondEvaluators, Invalid without a reason, and Conflict where
// nobody is making one.
func (v *Evaluations) EndDouble(ctx context.Context, actor people.Actor, id, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return v.db.InTx(ctx, func(ctx context.Context) error {
		first, err := v.Get(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := mayDouble(actor, &first); err != nil {
			return err
		}
		e, err := v.openDouble(ctx, id)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Conflict, "nobody is scoring it a second time")
		}
		if err != nil {
			return err
		}
		if e.AskedBy == people.System().ID && actor.ID == first.EvaluatorID && !actor.Is(people.Analyst) {
			return fault.New(fault.Forbidden, "a plan drew it to check your own score: an analyst, or another lead, may end it")
		}
		return v.endDouble(ctx, actor, &e, clean(reason))
	})
}

func (v *Evaluations) endDouble(ctx context.Context, actor people.Actor, e *Evaluation, reason string) error {
	version, err := v.versionByID(ctx, e.VersionID)
	if err != nil {
		return err
	}
	e.Answers, e.Strengths, e.Improvements = nil, "", ""
	e.score(&version.Definition)
	e.withdraw(reason, v.now())
	if err := v.commitStep(ctx, actor, e, e.Revision, "withdrawn", map[string]any{"reason": reason}); err != nil {
		return err
	}
	if err := v.outbox.Put(ctx, actor, notices.To(e.EvaluatorID, notices.DoubleEnded, "evaluation", e.ID, "")); err != nil {
		return err
	}
	return v.letGo(ctx, e)
}
