package scorecards

import (
	"context"
	"slices"
	"strings"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// SecondEvaluators lists who can score an evaluation's interaction a second time, by name: evaluators who share no team with
// the first, do not lead the interaction's, are neither the agent nor led by the agent, are no analysts, and neither judge it already nor
// were arbiters over it. NotFound
// for an evaluation out of reach, Forbidden for who neither leads its team nor is an analyst.
func (v *Evaluations) SecondEvaluators(ctx context.Context, actor people.Actor, id string) ([]people.User, error) {
	e, err := v.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if err := mayDouble(actor, &e); err != nil {
		return nil, err
	}
	return v.seconds(ctx, &e)
}

func mayDouble(actor people.Actor, e *Evaluation) error {
	if !people.MayDouble(actor, e.AgentID, e.Team()) {
		return fault.New(fault.Forbidden, "only who leads the agent's team, or an analyst, may have it scored a second time")
	}
	return nil
}

// Doublable says whether a second evaluation of it can be asked for.
func (e *Evaluation) Doublable() error {
	switch {
	case e.Purpose != Review:
		return fault.New(fault.Conflict, "only a first evaluation can be scored a second time; this is a %s", map[string]string{Double: "double score", Self: "self-evaluation", Calibrating: "score of a calibration"}[e.Purpose])
	case e.Status != Submitted && e.Status != Released && e.Status != Acknowledged:
		return fault.New(fault.Conflict, "only a submitted or released evaluation can be scored a second time; this one is %s", e.Status)
	}
	return nil
}

func (v *Evaluations) doublable(ctx context.Context, e *Evaluation) error {
	if err := e.Doublable(); err != nil {
		return err
	}
	_, err := v.openDouble(ctx, e.ID)
	switch {
	case err == nil:
		return fault.New(fault.Conflict, "somebody is scoring it a second time; ask another once they have submitted it")
	case fault.Is(err, fault.NotFound):
		return nil
	}
	return err
}

// Double has an evaluator score the interaction of an evaluation a second time, without knowing the first: they get a draft
// by the same version of the scorecard and see the interaction until they submit it.
func (v *Evaluations) Double(ctx context.Context, actor people.Actor, id, evaluator string) (second Evaluation, err error) {
	err = v.db.InTx(ctx, func(ctx context.Context) error {
		e, err := v.Get(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := mayDouble(actor, &e); err != nil {
			return err
		}
		if err := lockSamples(ctx, v.db, e.InteractionID); err != nil {
			return err
		}
		if e, err = v.Get(ctx, actor, id); err != nil {
			return err
		}
		if err := v.doublable(ctx, &e); err != nil {
			return err
		}
		able, err := v.seconds(ctx, &e)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(able, func(u people.User) bool { return u.ID == evaluator }) {
			return fault.In("body.evaluator", "must be an evaluator who is of another team than the first, is not the agent or led by them, does not lead the interaction's team and has not evaluated it")
		}
		second, err = v.ask(ctx, actor, &e, evaluator)
		return err
	})
	return second, err
}

func (v *Evaluations) ask(ctx context.Context, actor people.Actor, e *Evaluation, evaluator string) (Evaluation, error) {
	version, err := v.versionByID(ctx, e.VersionID)
	if err != nil {
		return Evaluation{}, err
	}
	due, err := v.doubleDue(ctx, e)
	if err != nil {
		return Evaluation{}, err
	}
	second := Evaluation{ID: store.NewID(), Revision: 1, Status: Draft, Purpose: Double, DoubleOf: &e.ID, AskedBy: actor.ID, DueAt: &due, InteractionID: e.InteractionID, ScorecardID: e.ScorecardID,
		VersionID: e.VersionID, AgentID: e.AgentID, TeamID: e.TeamID, EvaluatorID: evaluator, Origin: e.Origin, Probability: e.Probability, Reason: e.Reason,
		CreatedAt: v.now(), UpdatedAt: v.now()}
	second.score(&version.Definition)
	if err := v.insert(ctx, &second); err != nil {
		return second, err
	}
	if err := v.note(ctx, actor, &second, "double_asked", map[string]any{"double_of": e.ID}); err != nil {
		return second, err
	}
	v.db.AfterCommit(ctx, func() {
		v.bus.Publish(events.Event{Topic: events.User(evaluator), Message: interactions.Changed("evaluations", second.ID)})
		v.bus.Publish(lost(evaluator, second.ID)...) // who holds more now
	})
	if err := v.outbox.Put(ctx, actor, notices.To(evaluator, notices.DoubleAsked, "draft", second.ID, "")); err != nil {
		return second, err
	}
	return second, v.record.Grant(ctx, e.InteractionID, evaluator, grantSample)
}

// seconds are the candidates for a second evaluation, by name.
func (v *Evaluations) seconds(ctx context.Context, e *Evaluation) ([]people.User, error) {
	have, err := v.acquainted(ctx, e)
	if err != nil {
		return nil, err
	}
	able, err := v.users.SecondEvaluators(ctx, people.Parties{Evaluator: e.EvaluatorID, Agent: e.AgentID, Teams: []string{e.Team()}}, have)
	slices.SortFunc(able, func(a, b people.User) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) })
	return able, err
}
