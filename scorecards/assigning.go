package scorecards

import (
	"context"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Evaluator is somebody to whom a sample can be assigned.
type Evaluator struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	ToScore int    `json:"to_score" doc:"samples that they hold and have not scored yet"`
}

// Evaluators lists to whom the actor can assign a sample, who holds least first: every evaluator but its agent and
// who has it already. NotFound for a sample out of reach.
func (o *Offers) Evaluators(ctx context.Context, actor people.Actor, id string) ([]Evaluator, error) {
	s, err := o.inReach(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	return o.candidates(ctx, s)
}

func (o *Offers) candidates(ctx context.Context, s Sample) ([]Evaluator, error) {
	not := []string{s.AgentID}
	if s.ClaimedBy != nil {
		not = append(not, *s.ClaimedBy)
	}
	names, err := o.plans.users.Evaluators(ctx, not)
	if err != nil {
		return nil, err
	}
	return o.withLoad(ctx, names)
}

// Assign gives a sample that nobody has begun to score to an evaluator, who sees its interaction until the release.
// Invalid names who can't have it, Conflict says that it was begun.
func (o *Offers) Assign(ctx context.Context, actor people.Actor, id, evaluator string) (Offer, error) {
	var s Sample
	err := o.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = o.forChange(ctx, actor, id); err != nil {
			return err
		}
		if err := o.checkAssignable(ctx, s, evaluator); err != nil {
			return err
		}
		if s.Status == Claimed {
			if err := o.record.Revoke(ctx, s.InteractionID, *s.ClaimedBy, grantSample); err != nil {
				return err
			}
		}
		return o.give(ctx, actor, &s, evaluator)
	})
	if err != nil {
		return Offer{}, err
	}
	shown, err := o.showAll(ctx, []Sample{s}, nil)
	if err != nil {
		return Offer{}, err
	}
	return shown[0], nil
}

func (o *Offers) checkAssignable(ctx context.Context, s Sample, evaluator string) error {
	if err := o.checkFree(ctx, s); err != nil {
		return err
	}
	able, err := o.candidates(ctx, s)
	if err != nil {
		return err
	}
	for _, c := range able {
		if c.ID == evaluator {
			return nil
		}
	}
	return cantHave()
}

func cantHave() error {
	return fault.In("evaluator", "must be somebody with the role of evaluator who is not the agent and does not have it already")
}

func (o *Offers) give(ctx context.Context, actor people.Actor, s *Sample, evaluator string) error {
	was, now := s.Status, o.now()
	if err := moveSample(ctx, o.db, s, Claimed, &evaluator, &now); err != nil {
		return err
	}
	if err := logSample(ctx, o.db, sampleEvent{store.NewID(), s.ID, now, actor.ID, "assigned", evaluator}); err != nil {
		return err
	}
	o.db.AfterCommit(ctx, func() {
		o.bus.Publish(append(closing(*s, was, "assigned"), events.Event{Topic: events.User(evaluator), Message: interactions.Changed("queue", s.ID)})...)
	})
	if err := o.outbox.Put(ctx, actor, notices.To(evaluator, notices.SampleAssigned, "sample", s.ID, store.NewID())); err != nil {
		return err
	}
	return o.record.Grant(ctx, s.InteractionID, evaluator, grantSample)
}
