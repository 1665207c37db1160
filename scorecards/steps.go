package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// step is one change of an evaluation: the rule is called with the evaluation as it is in the transaction and
// returns what the history is to say of it.
type step struct {
	action string
	by     func(people.Actor, *Evaluation) error
	rule   func(ctx context.Context, e *Evaluation, d *Definition) (map[string]any, error)
}

// change runs a step: in reach, at this revision, allowed, in the right state; saved with its history and audit row
// in one transaction, and announced after the commit. Answers NotFound, Stale, Forbidden, Conflict or Invalid.
func (v *Evaluations) change(ctx context.Context, actor people.Actor, id string, revision int64, s step) (Evaluation, error) {
	var e Evaluation
	err := v.db.InTx(ctx, func(ctx context.Context) (err error) {
		if e, err = v.Get(ctx, actor, id); err != nil {
			return err
		}
		if e.Revision != revision {
			return staleAt(e.Revision)
		}
		if err := s.by(actor, &e); err != nil {
			return err
		}
		version, err := v.versionByID(ctx, e.VersionID)
		if err != nil {
			return err
		}
		detail, err := s.rule(ctx, &e, &version.Definition)
		if err != nil {
			return err
		}
		return v.commitStep(ctx, actor, &e, revision, s.action, detail)
	})
	return e, err
}

func (v *Evaluations) commitStep(ctx context.Context, actor people.Actor, e *Evaluation, revision int64, action string, detail map[string]any) error {
	e.Revision, e.UpdatedAt = revision+1, v.now()
	if err := v.lockSums(ctx, e); err != nil {
		return err
	}
	if err := v.save(ctx, e, revision); err != nil {
		return err
	}
	if err := v.note(ctx, actor, e, action, detail); err != nil {
		return err
	}
	if err := v.addUp(ctx, e); err != nil {
		return err
	}
	v.db.AfterCommit(ctx, func() { v.announce(e) })
	return nil
}

// note writes the history and the audit row of a change, in its transaction.
func (v *Evaluations) note(ctx context.Context, actor people.Actor, e *Evaluation, action string, detail map[string]any) error {
	entry := e.entry(actor, action, detail, v.now())
	if err := v.insertHistory(ctx, &entry); err != nil {
		return err
	}
	audited := entry.audited()
	return v.audit.Write(ctx, actor, audited.Action, audited.Subject, audited.SubjectID, audited.Detail)
}

// announce tells those whom an evaluation concerns that what they read of it is stale.
func (v *Evaluations) announce(e *Evaluation) {
	message := interactions.Changed("evaluations", e.ID)
	list := []events.Event{{Topic: events.User(e.EvaluatorID), Message: message}}
	if e.ReleasedAt != nil {
		list = append(list, events.Event{Topic: events.User(e.AgentID), Message: message})
	}
	if e.CalibrationID != nil && e.Status != Draft {
		v.bus.Tell(interactions.Changed("calibrations", *e.CalibrationID), e.EvaluatorID, e.AskedBy)
	}
	if e.TeamID != nil && e.Status != Draft && e.CalibrationID == nil {
		list = append(list, events.Event{Topic: events.Team(*e.TeamID), Message: message, Except: e.AgentID})
	}
	v.bus.Publish(list...)
}

func staleAt(revision int64) error {
	return fault.New(fault.Stale, "somebody changed this meanwhile: it is at revision %d now; read it again, then decide", revision)
}

func byEvaluator(actor people.Actor, e *Evaluation) error {
	if actor.ID != e.EvaluatorID {
		return fault.New(fault.Forbidden, "only its evaluator may do this")
	}
	return nil
}

// byWriter is its evaluator, who may still evaluate; a self-evaluation is its agent's.
func byWriter(actor people.Actor, e *Evaluation) error {
	if err := byEvaluator(actor, e); err != nil {
		return err
	}
	if e.Purpose != Self && !actor.May(people.EvaluationsWrite) {
		return fault.New(fault.Forbidden, "your role does not allow this")
	}
	return nil
}

func byAgent(actor people.Actor, e *Evaluation) error {
	if actor.ID != e.AgentID {
		return fault.New(fault.Forbidden, "only the agent whom it is about may do this")
	}
	return nil
}

// Answer replaces the answers to the questions that are given, and the words that are, in a draft.
func (v *Evaluations) Answer(ctx context.Context, actor people.Actor, id string, revision int64, answers []Answer, words Words) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"answered", byWriter, func(ctx context.Context, e *Evaluation, d *Definition) (map[string]any, error) {
		of, err := v.heard(ctx, e.InteractionID)
		if err != nil {
			return nil, err
		}
		detail, err := e.answered(d, answers, of)
		if err != nil {
			return nil, err
		}
		e.spend(words.Active, v.now())
		return detail, e.Say(words)
	}})
}

// heard is what answers may point at.
func (v *Evaluations) heard(ctx context.Context, interaction string) (Heard, error) {
	i, err := v.record.ByID(ctx, interaction)
	if err != nil {
		return Heard{}, err
	}
	length, err := v.recorded(ctx, interaction)
	return Heard{i.LastPos, length, i.Channel}, err
}

// answered is Answer with what the history says of it; so are those that follow with their verbs.
func (e *Evaluation) answered(d *Definition, answers []Answer, of Heard) (map[string]any, error) {
	before := e.options()
	if err := e.Answer(d, answers, of); err != nil {
		return nil, err
	}
	return map[string]any{"answers": differences(before, e.options())}, nil
}

func (e *Evaluation) submitted(d *Definition, channel string, now time.Time) (map[string]any, error) {
	if err := e.Submit(d, channel, now); err != nil {
		return nil, err
	}
	return map[string]any{"overall": e.Overall}, nil
}

func (e *Evaluation) withdrawn(reason string, now time.Time) (map[string]any, error) {
	if err := e.Withdraw(reason, now); err != nil {
		return nil, err
	}
	return map[string]any{"reason": e.WithdrawalReason}, nil
}

func (e *Evaluation) decided(d *Definition, dispute *Dispute, by string, decision Decision, channel string, now time.Time) (map[string]any, error) {
	before := e.Overall
	if err := e.Decide(d, dispute, by, decision, channel, now); err != nil {
		return nil, err
	}
	return map[string]any{"dispute": dispute.ID, "question": dispute.QuestionID, "from": dispute.Option, "to": dispute.OutcomeOption,
		"overall_before": before, "overall_after": e.Overall, "reason": dispute.OutcomeReason}, nil
}

func differences(before, after map[string]string) map[string][2]string {
	out := map[string][2]string{}
	for question, option := range after {
		if before[question] != option {
			out[question] = [2]string{before[question], option}
		}
	}
	return out
}

// Submit closes a draft; from then on its answers stand.
func (v *Evaluations) Submit(ctx context.Context, actor people.Actor, id string, revision int64) (e Evaluation, err error) {
	err = v.db.InTx(ctx, func(ctx context.Context) error {
		if e, err = v.submit(ctx, actor, id, revision); err != nil {
			return err
		}
		return v.warnLate(ctx, actor, &e)
	})
	return e, err
}

func (v *Evaluations) submit(ctx context.Context, actor people.Actor, id string, revision int64) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"submitted", byWriter, func(ctx context.Context, e *Evaluation, d *Definition) (map[string]any, error) {
		i, err := v.record.ByID(ctx, e.InteractionID)
		if err != nil {
			return nil, err
		}
		detail, err := e.submitted(d, i.Channel, v.now())
		if err != nil {
			return nil, err
		}
		if e.Purpose != Review {
			return detail, v.letGo(ctx, e)
		}
		if err := v.sampleBecomes(ctx, e, Scored); err != nil {
			return nil, err
		}
		return detail, v.warn(ctx, actor, e)
	}})
}

// letGo ends the evaluator's sight of the interaction, unless there is something else of it that they are to score.
func (v *Evaluations) letGo(ctx context.Context, e *Evaluation) error {
	busy, err := v.stillScores(ctx, e)
	if err != nil || busy {
		return err
	}
	return v.record.Revoke(ctx, e.InteractionID, e.EvaluatorID, grantSample)
}

// Acknowledge notes that the agent has seen it.
func (v *Evaluations) Acknowledge(ctx context.Context, actor people.Actor, id string, revision int64, comment string) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"acknowledged", byAgent, func(_ context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		return nil, e.Acknowledge(comment, v.now())
	}})
}

// Withdraw takes an evaluation back; its sample is to be scored again.
func (v *Evaluations) Withdraw(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Evaluation, error) {
	return v.change(ctx, actor, id, revision, step{"withdrawn", byEvaluator, func(ctx context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		wasReleased := e.ReleasedAt != nil
		detail, err := e.withdrawn(reason, v.now())
		if err != nil {
			return nil, err
		}
		if wasReleased {
			if err := v.outbox.Put(ctx, actor, notices.To(e.AgentID, notices.EvaluationWithdrawn, "evaluation", e.ID, "")); err != nil {
				return nil, err
			}
		}
		if err := v.letGo(ctx, e); err != nil {
			return nil, err
		}
		return detail, v.sampleBecomes(ctx, e, Queued)
	}})
}
