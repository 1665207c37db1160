package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Case is a dispute with the evaluation that it is about.
type Case struct {
	Dispute
	Evaluation Evaluation
	teamNow    string   // of the agent
	led        []string // teams that the agent leads
}

func (c *Case) parties() people.Parties {
	return people.Parties{Evaluator: c.Evaluation.EvaluatorID, Agent: c.Evaluation.AgentID, Teams: []string{c.Evaluation.Team(), c.teamNow}, Led: c.led}
}

func (v *Evaluations) caseOf(ctx context.Context, d Dispute, e Evaluation) (Case, error) {
	team, err := v.users.TeamNow(ctx, e.AgentID)
	if err != nil {
		return Case{}, err
	}
	led, err := v.users.LedBy(ctx, []string{e.AgentID})
	return Case{d, e, team, led[e.AgentID]}, err
}

// Dispute contests an answer of a released evaluation and proposes an arbiter: of those who are no party, the one
// with the fewest open disputes.
func (v *Evaluations) Dispute(ctx context.Context, actor people.Actor, id string, revision int64, c Contention) (Case, error) {
	var d *Dispute
	e, err := v.change(ctx, actor, id, revision, step{"disputed", byAgent, func(ctx context.Context, e *Evaluation, def *Definition) (map[string]any, error) {
		of, err := v.heard(ctx, e.InteractionID)
		if err != nil {
			return nil, err
		}
		if d, err = e.Contest(def, c, actor.ID, of, v.due, v.now()); err != nil {
			return nil, err
		}
		if err := v.proposeArbiter(ctx, e, d); err != nil {
			return nil, err
		}
		if err := v.insertDispute(ctx, d); err != nil {
			return nil, err
		}
		return d.told(), v.outbox.Put(ctx, actor, notices.To(e.EvaluatorID, notices.DisputeOpened, "dispute", d.ID, ""))
	}})
	if err != nil {
		return Case{}, err
	}
	return v.caseOf(ctx, *d, e)
}

// State keeps the evaluator's side of an open dispute; revision is the evaluation's.
func (v *Evaluations) State(ctx context.Context, actor people.Actor, id string, revision int64, words string) (Case, error) {
	d, err := v.disputeByID(ctx, id)
	if err != nil {
		return Case{}, err
	}
	e, err := v.change(ctx, actor, d.EvaluationID, revision, step{"dispute_answered", byEvaluator, func(ctx context.Context, e *Evaluation, _ *Definition) (map[string]any, error) {
		if d, err = v.disputeByID(ctx, id); err != nil {
			return nil, err
		}
		if err := e.State(&d, words, v.now()); err != nil {
			return nil, err
		}
		return d.told(), v.updateDispute(ctx, &d)
	}})
	if err != nil {
		return Case{}, err
	}
	return v.caseOf(ctx, d, e)
}

// DisputableUntil is when the time to dispute a released evaluation ends; nil for others.
func (v *Evaluations) DisputableUntil(e *Evaluation) *time.Time { return v.due.until(e) }

// Disputable says whether answers can be disputed now: released, and within the time.
func (v *Evaluations) Disputable(e *Evaluation) bool {
	end := v.due.until(e)
	return end != nil && !v.now().After(*end)
}

// told is what the history says of its opening.
func (d *Dispute) told() map[string]any {
	return map[string]any{"dispute": d.ID, "question": d.QuestionID}
}

func (v *Evaluations) proposeArbiter(ctx context.Context, e *Evaluation, d *Dispute) error {
	c, err := v.caseOf(ctx, *d, *e)
	if err != nil {
		return err
	}
	candidates, err := v.arbiters(ctx, &c)
	if err != nil || len(candidates) == 0 {
		return err
	}
	arbiter, err := v.leastLoaded(ctx, candidates)
	if err != nil {
		return err
	}
	d.ArbiterID = &arbiter
	v.db.AfterCommit(ctx, func() {
		v.bus.Publish(events.Event{Topic: events.User(arbiter), Message: interactions.Changed("disputes", d.ID)})
	})
	if err := v.outbox.Put(ctx, people.Actor{}, notices.To(arbiter, notices.DisputeToDecide, "dispute", d.ID, "")); err != nil {
		return err
	}
	return v.record.Grant(ctx, e.InteractionID, arbiter, grantDispute+d.ID)
}

// arbiters are those who can decide it, but for who still has to judge the interaction themselves.
func (v *Evaluations) arbiters(ctx context.Context, c *Case) ([]string, error) {
	candidates, err := v.users.Arbiters(ctx, c.parties())
	if err != nil {
		return nil, err
	}
	judging, err := v.judging(ctx, &c.Evaluation)
	return slices.DeleteFunc(candidates, func(id string) bool { return slices.Contains(judging, id) }), err
}

// CaseOf returns a dispute that the actor is a party of, may decide, or has decided, and whose interaction they have not
// still to judge themselves; NotFound otherwise.
func (v *Evaluations) CaseOf(ctx context.Context, actor people.Actor, id string) (Case, error) {
	d, err := v.disputeByID(ctx, id)
	if err != nil {
		return Case{}, err
	}
	e, err := v.byID(ctx, d.EvaluationID)
	if err != nil {
		return Case{}, err
	}
	if err := v.complete(ctx, []*Evaluation{&e}); err != nil {
		return Case{}, err
	}
	c, err := v.caseOf(ctx, d, e)
	if err != nil {
		return c, err
	}
	blind, err := v.judges(ctx, actor, &e)
	if err == nil && (blind || !c.visible(actor)) {
		return Case{}, fault.Missing()
	}
	return c, err
}

// Look returns a dispute like CaseOf, and notes that the actor has read its scores.
func (v *Evaluations) Look(ctx context.Context, actor people.Actor, id string) (Case, error) {
	c, err := v.CaseOf(ctx, actor, id)
	if err != nil {
		return c, err
	}
	return c, v.audit.Read(ctx, actor, "dispute.read", "agent", c.Evaluation.AgentID, map[string]any{"dispute": id, "evaluation": c.EvaluationID})
}

// Transcript returns utterances of the interaction that an open dispute is about, to who may decide it, behind a pos and
// in order of pos, with the interaction as it is; NotFound for anybody else.
func (v *Evaluations) Transcript(ctx context.Context, actor people.Actor, id string, after int64, limit int) (i interactions.Interaction, rows []interactions.Utterance, err error) {
	c, err := v.CaseOf(ctx, actor, id)
	if err != nil {
		return i, nil, err
	}
	if !c.MayResolve(actor) {
		return i, nil, fault.Missing()
	}
	if i, err = v.record.ByID(ctx, c.Evaluation.InteractionID); err != nil {
		return i, nil, err
	}
	rows, err = v.record.Transcript(ctx, i.ID, after, limit)
	return i, rows, err
}

func (c *Case) visible(actor people.Actor) bool {
	e, d := &c.Evaluation, &c.Dispute
	party := actor.ID == e.EvaluatorID || (actor.ID == e.AgentID && actor.Is(people.Agent)) || actor.LeadsTeam(e.Team())
	decided := d.DecidedBy != nil && *d.DecidedBy == actor.ID
	return party || decided || c.MayResolve(actor) || actor.Is(people.Analyst)
}

// Proposed says whether the dispute is proposed to the actor.
func (c Case) Proposed(actor people.Actor) bool {
	return c.ArbiterID != nil && *c.ArbiterID == actor.ID
}

// MayState says whether the actor can say the evaluator's side now.
func (c Case) MayState(actor people.Actor) bool {
	return c.Status == DisputeOpen && c.StatedAt == nil && actor.ID == c.Evaluation.EvaluatorID
}

// MayResolve says whether the actor can decide this dispute now.
func (c Case) MayResolve(actor people.Actor) bool {
	return c.Status == DisputeOpen && people.MayDecide(actor, c.parties())
}

// OpenCases lists open disputes that the actor may decide, those proposed to the actor first, then the oldest, behind
// the one with the id after, which is proposed to the actor or not. Since it shows scores, it is noted as one reading.
func (v *Evaluations) OpenCases(ctx context.Context, actor people.Actor, after string, proposed bool, limit int) ([]Case, error) {
	rows, err := v.openDisputes(ctx, actor, after, proposed, limit)
	if err != nil {
		return nil, err
	}
	return v.showCases(ctx, actor, rows, "", after)
}

// OwnCases lists what the actor has disputed as the agent, open or decided, the newest first, behind the one with the id
// after. It is noted as one reading, too.
func (v *Evaluations) OwnCases(ctx context.Context, actor people.Actor, after string, limit int) ([]Case, error) {
	rows, err := v.disputesBy(ctx, actor.ID, after, limit)
	if err != nil {
		return nil, err
	}
	return v.showCases(ctx, actor, rows, actor.ID, after)
}

func (v *Evaluations) showCases(ctx context.Context, actor people.Actor, cases []Case, agent, after string) ([]Case, error) {
	list := make([]*Evaluation, len(cases))
	for i := range cases {
		list[i] = &cases[i].Evaluation
	}
	if err := v.complete(ctx, list); err != nil || len(cases) == 0 {
		return cases, err
	}
	return cases, v.audit.Read(ctx, actor, "disputes.list", "agent", agent, map[string]any{"after": after, "found": len(cases)})
}

// Resolve decides a dispute; revision is the evaluation's. A changed answer is scored anew, both values stay in the
// history.
func (v *Evaluations) Resolve(ctx context.Context, actor people.Actor, id string, revision int64, decision Decision) (Case, error) {
	var c Case
	err := v.db.InTx(ctx, func(ctx context.Context) (err error) {
		if c, err = v.CaseOf(ctx, actor, id); err != nil {
			return err
		}
		e := &c.Evaluation
		if e.Revision != revision {
			return staleAt(e.Revision)
		}
		version, err := v.versionByID(ctx, e.VersionID)
		if err != nil {
			return err
		}
		if c.Status == DisputeOpen && !c.MayResolve(actor) {
			return cantDecide()
		}
		i, err := v.record.ByID(ctx, e.InteractionID)
		if err != nil {
			return err
		}
		detail, err := e.decided(&version.Definition, &c.Dispute, actor.ID, decision, i.Channel, v.now())
		if err != nil {
			return err
		}
		return v.saveDecision(ctx, actor, &c, detail, revision)
	})
	return c, err
}

func cantDecide() error {
	return fault.New(fault.Forbidden, "a party to the dispute, or the agent's lead, can't decide it")
}

func (v *Evaluations) saveDecision(ctx context.Context, actor people.Actor, c *Case, detail map[string]any, revision int64) error {
	if err := v.updateDispute(ctx, &c.Dispute); err != nil {
		return err
	}
	if err := v.record.RevokeAll(ctx, []string{c.Evaluation.InteractionID}, grantDispute+c.ID); err != nil {
		return err
	}
	e := &c.Evaluation
	told := []notices.Notice{notices.To(e.AgentID, notices.DisputeDecided, "dispute", c.ID, ""), notices.To(e.EvaluatorID, notices.DisputeDecided, "dispute", c.ID, "")}
	if err := v.outbox.Put(ctx, actor, told...); err != nil {
		return err
	}
	return v.commitStep(ctx, actor, e, revision, "dispute_"+c.Status, detail)
}

// DisputesOf returns the disputes of an evaluation, the oldest first.
func (v *Evaluations) DisputesOf(ctx context.Context, evaluation string) ([]Dispute, error) {
	return v.disputesOf(ctx, evaluation)
}
