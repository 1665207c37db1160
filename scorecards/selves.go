package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Reflect returns a new draft in which an agent evaluates their own interaction, or the one they have begun earlier, made
// false then. Conflict says that they could read an evaluation of it before.
func (v *Evaluations) Reflect(ctx context.Context, actor people.Actor, interaction, scorecard string) (e Evaluation, made bool, err error) {
	err = v.db.InTx(ctx, func(ctx context.Context) error {
		i, err := v.record.Get(ctx, actor, interaction)
		if err != nil {
			return err
		}
		if err := v.had(ctx, actor, i.ID); err != nil {
			return err
		}
		version, err := v.publishedVersion(ctx, scorecard)
		if fault.Is(err, fault.NotFound) {
			return noScorecard()
		}
		if err != nil {
			return err
		}
		if err := lockSamples(ctx, v.db, i.ID); err != nil {
			return err
		}
		if e, err = v.earlier(ctx, i.ID, scorecard, actor.ID, actor.ID); err == nil || !fault.Is(err, fault.NotFound) {
			return err
		}
		e, made = newDraft(store.NewID(), actor, i, version, actor.ID, v.now()), true
		e.Purpose, e.Reason = Self, ""
		return v.reflect(ctx, actor, &e, version)
	})
	return e, made, err
}

func noScorecard() error {
	return fault.In("body.scorecard", "there is no published scorecard with this id")
}

// had says whether the actor was the interaction's agent.
func (v *Evaluations) had(ctx context.Context, actor people.Actor, interaction string) error {
	had, err := v.record.HadBy(ctx, interaction, actor.ID)
	if err == nil && !had {
		return fault.New(fault.Forbidden, "only its agent evaluates an interaction of their own")
	}
	return err
}

func (v *Evaluations) reflect(ctx context.Context, actor people.Actor, e *Evaluation, version Version) error {
	read, err := v.wasReleased(ctx, e)
	if err != nil {
		return err
	}
	if read {
		return fault.New(fault.Conflict, "an evaluation of this interaction was released to you; a self-evaluation is made before reading one")
	}
	if err := inUse(ctx, v.db, e.ScorecardID); err != nil {
		return err
	}
	e.score(&version.Definition)
	if err := v.insert(ctx, e); err != nil {
		return err
	}
	return v.note(ctx, actor, e, "started", map[string]any{"origin": e.Origin})
}

// endSelf withdraws the self-evaluations that the agent of a released evaluation had begun.
func (v *Evaluations) endSelf(ctx context.Context, released *Evaluation) error {
	rows, err := v.begunSelf(ctx, released)
	if err != nil {
		return err
	}
	for _, e := range rows {
		if err := v.complete(ctx, []*Evaluation{&e}); err != nil {
			return err
		}
		e.withdraw("an evaluation of the interaction was released before this was submitted", v.now())
		err := v.commitStep(ctx, people.System(), &e, e.Revision, "withdrawn", map[string]any{"reason": e.WithdrawalReason})
		if err != nil && !fault.Is(err, fault.Stale) { // which was submitted just then
			return err
		}
	}
	return nil
}
