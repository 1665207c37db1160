package scorecards

import (
	"context"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Discard throws a draft away that the actor has begun, with its answers and history; the audit log keeps that there was
// one. Its sample stays theirs where they held it before, and waits in the queue where beginning it took it; who asked for
// a double score is told. NotFound, Stale, Forbidden, or Conflict for what is no draft.
func (v *Evaluations) Discard(ctx context.Context, actor people.Actor, id string, revision int64) error {
	return v.db.InTx(ctx, func(ctx context.Context) error {
		e, err := v.one(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := lockSamples(ctx, v.db, e.InteractionID); err != nil {
			return err
		}
		if e, err = v.one(ctx, actor, id); err != nil {
			return err
		}
		if e.Revision != revision {
			return staleAt(e.Revision)
		}
		if err := byWriter(actor, &e); err != nil {
			return err
		}
		if err := e.Discardable(); err != nil {
			return err
		}
		return v.discard(ctx, actor, &e)
	})
}

func (v *Evaluations) discard(ctx context.Context, actor people.Actor, e *Evaluation) error {
	if err := v.deleteDraft(ctx, e); err != nil {
		return err
	}
	if err := v.audit.Write(ctx, actor, "evaluation.discarded", "evaluation", e.ID, map[string]any{"revision": e.Revision, "purpose": e.Purpose}); err != nil {
		return err
	}
	if err := v.freeSample(ctx, e); err != nil {
		return err
	}
	if e.Purpose == Double && e.AskedBy == people.System().ID {
		if err := v.askAgain(ctx, actor, e); err != nil {
			return err
		}
	} else if e.Purpose == Double {
		if err := v.outbox.Put(ctx, actor, notices.To(e.AskedBy, notices.DoubleGivenUp, "evaluation", *e.DoubleOf, e.ID)); err != nil {
			return err
		}
	}
	v.db.AfterCommit(ctx, func() {
		v.bus.Publish(events.Event{Topic: events.User(actor.ID), Message: interactions.Changed("evaluations", e.ID)})
	})
	return v.warnLate(ctx, actor, e)
}

// freeSample leaves the sample of a draft that is gone with who held it before, with a day to begin again, or puts it back into the queue; who holds
// nothing of the interaction sees it no more.
func (v *Evaluations) freeSample(ctx context.Context, e *Evaluation) error {
	if e.SampleID != nil && !e.TookSample {
		return v.claimedAnew(ctx, *e.SampleID)
	}
	if err := v.sampleBecomes(ctx, e, Queued); err != nil {
		return err
	}
	return v.letGo(ctx, e)
}
