package scorecards

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/notices"
	"rater/internal/people"
)

// Release shows a submitted evaluation to its agent.
func (v *Evaluations) Release(ctx context.Context, actor people.Actor, id string, revision int64) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"released", byEvaluator, func(ctx context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		if err := e.Release(v.now()); err != nil {
			return nil, err
		}
		return nil, v.shown(ctx, actor, e)
	}})
}

// shown is what follows a release: the evaluator's sight of the interaction ends, and so does a self-evaluation that its
// agent had begun and could now no longer make before reading; the agent is told.
func (v *Evaluations) shown(ctx context.Context, actor people.Actor, e *Evaluation) error {
	if err := lockSamples(ctx, v.db, e.InteractionID); err != nil {
		return err
	}
	if err := v.letGo(ctx, e); err != nil {
		return err
	}
	if err := v.endSelf(ctx, e); err != nil {
		return err
	}
	return v.outbox.Put(ctx, actor, notices.To(e.AgentID, notices.EvaluationReleased, "evaluation", e.ID, ""))
}

// PlanRelease has a submitted evaluation released at a time, or moves that.
func (v *Evaluations) PlanRelease(ctx context.Context, actor people.Actor, id string, revision int64, at time.Time) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"release_planned", byEvaluator, func(_ context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		return map[string]any{"at": at.UTC().Format(time.RFC3339)}, e.Plan(at, v.now())
	}})
}

// CallOffRelease takes back the plan to release it.
func (v *Evaluations) CallOffRelease(ctx context.Context, actor people.Actor, id string, revision int64) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"release_called_off", byEvaluator, func(_ context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		return nil, e.CallOff()
	}})
}

const releasedAtOnce = 500

// ReleaseDue releases what is planned to be by now, and returns how many; each is released once, however many servers do so.
func (v *Evaluations) ReleaseDue(ctx context.Context) (released int, err error) {
	ids, err := v.dueReleases(ctx, v.now(), releasedAtOnce)
	for _, id := range ids {
		done := v.db.InTx(ctx, func(ctx context.Context) error { return v.releasePlanned(ctx, id) })
		switch {
		case done == nil:
			released++
		case !fault.Is(done, fault.Stale) && !fault.Is(done, fault.Conflict):
			err = errors.Join(err, done)
		}
	}
	return released, err
}

func (v *Evaluations) releasePlanned(ctx context.Context, id string) error {
	e, err := v.byID(ctx, id)
	if err != nil {
		return err
	}
	if e.ReleaseAt == nil || e.ReleaseAt.After(v.now()) {
		return fault.New(fault.Conflict, "the plan was moved or called off")
	}
	if err := v.complete(ctx, []*Evaluation{&e}); err != nil {
		return err
	}
	revision := e.Revision
	if err := e.Release(v.now()); err != nil {
		return err
	}
	if err := v.shown(ctx, people.System(), &e); err != nil {
		return err
	}
	return v.commitStep(ctx, people.System(), &e, revision, "released", map[string]any{"planned": true})
}

// At names an evaluation at a revision.
type At struct {
	ID       string `json:"id" maxLength:"100"`
	Revision int64  `json:"revision" minimum:"1"`
}

const mostReleased = 200

// ReleaseMany releases evaluations, or plans that where at is set, each in a transaction of its own and by the rules of Release, and says of each what
// became of it, in the order in which they were named.
func (v *Evaluations) ReleaseMany(ctx context.Context, actor people.Actor, list []At, at *time.Time) ([]fault.Outcome, error) {
	if err := checkMany(list); err != nil {
		return nil, err
	}
	out := make([]fault.Outcome, len(list))
	for n, one := range list {
		err := v.releaseOne(ctx, actor, one, at)
		if out[n], err = fault.OutcomeOf(one.ID, err); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (v *Evaluations) releaseOne(ctx context.Context, actor people.Actor, one At, at *time.Time) (err error) {
	if at == nil {
		_, err = v.Release(ctx, actor, one.ID, one.Revision)
	} else {
		_, err = v.PlanRelease(ctx, actor, one.ID, one.Revision, *at)
	}
	return err
}

func checkMany(list []At) error {
	if len(list) == 0 || len(list) > mostReleased {
		return fault.In("body.evaluations", "must name 1 to %d evaluations", mostReleased)
	}
	var f faults
	seen := map[string]bool{}
	for n, one := range list {
		if seen[one.ID] {
			f.add(fmt.Sprintf("body.evaluations[%d].id", n), "is named twice")
		}
		seen[one.ID] = true
	}
	if len(f) > 0 {
		return fault.Fields("some evaluations are named twice; nothing was changed", f...)
	}
	return nil
}
