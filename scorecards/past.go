package scorecards

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// What a step of the past can be. Those of a sample leave it open, those of an evaluation follow Started.
const (
	StepClaimed  = "claimed"
	StepAssigned = "assigned"
	StepSkipped  = "skipped"
	StepExpired  = "expired"
	StepEnded    = "ended"
	StepReturned = "returned"

	StepStarted      = "started"
	StepAnswered     = "answered"
	StepSubmitted    = "submitted"
	StepReleased     = "released"
	StepAcknowledged = "acknowledged"
	StepWithdrawn    = "withdrawn"
	StepDisputed     = "disputed"
	StepDecided      = "decided"
)

// Past is what became of a sample, or without one of an interaction that somebody chose, told in the order of time.
type Past struct {
	Interaction string
	Sample      string // its id, empty for a chosen interaction
	Agent       string
	Version     Version
	Evaluation  string // the id that an evaluation is to have
	Steps       []PastStep
}

// PastStep is one thing that By did at a time. To is whom a sample was assigned to, or who is proposed as arbiter; Words
// are the reason, or what an agent said to an acknowledged evaluation.
type PastStep struct {
	At       time.Time
	By       people.Actor
	What     string
	To       people.Actor
	Words    string
	Answers  []Answer
	Question string
	Decision Decision
}

// Load takes over what became of samples and evaluations before Rater kept the record, in one transaction. Each step
// passes by the rule that holds for it and leaves the history, the log of its sample and the audit row that it would
// leave today; nobody is told. An error names the step, and nothing is stored then.
func (v *Evaluations) Load(ctx context.Context, list []Past) error {
	return v.db.InTx(ctx, func(ctx context.Context) error {
		tales, err := v.tales(ctx, list)
		if err != nil {
			return err
		}
		for _, t := range tales {
			for n, s := range t.Steps {
				if err := t.take(s); err != nil {
					return fmt.Errorf("step %d, %s, of interaction %s can't be taken over: %w", n+1, s.What, t.Interaction, err)
				}
			}
		}
		return v.saveTales(ctx, tales)
	})
}

// tale is a Past while it is told: the rows that it comes to.
type tale struct {
	*Past
	of       interactions.Interaction
	sample   *Sample
	was      string // the sample's state as stored
	e        *Evaluation
	history  []HistoryEntry
	log      []sampleEvent
	disputes []*Dispute
	holder   people.Actor // to whom the sample was given last
}

func (t *tale) take(s PastStep) error {
	switch s.What {
	case StepClaimed, StepAssigned, StepSkipped, StepExpired, StepEnded, StepReturned:
		return t.move(s)
	case StepStarted:
		return t.start(s)
	}
	if t.e == nil {
		return fault.New(fault.Conflict, "no evaluation was started")
	}
	action, detail, err := t.change(s)
	if err != nil {
		return err
	}
	t.e.Revision++
	t.e.UpdatedAt = s.At
	t.history = append(t.history, t.e.entry(s.By, action, detail, s.At))
	return nil
}

// move is a step of the sample.
func (t *tale) move(s PastStep) error {
	if t.sample == nil {
		return fault.New(fault.Conflict, "there is no sample")
	}
	check := map[string]func() error{StepClaimed: t.sample.claimable, StepAssigned: t.sample.claimable, StepSkipped: t.sample.skippable,
		StepExpired: t.sample.skippable, StepEnded: t.sample.skippable, StepReturned: t.sample.returnable}[s.What]
	if err := check(); err != nil {
		return err
	}
	words := clean(s.Words)
	switch s.What {
	case StepClaimed:
		t.give(s.By, s.At)
	case StepAssigned:
		t.give(s.To, s.At)
		words = s.To.ID
	default:
		t.toQueue()
	}
	t.logged(s, s.What, words)
	return nil
}

func (t *tale) give(to people.Actor, at time.Time) {
	t.holder = to
	t.sample.Status, t.sample.ClaimedBy, t.sample.ClaimedAt = Claimed, &to.ID, &at
}

func (t *tale) toQueue() {
	t.holder = people.Actor{}
	t.sample.Status, t.sample.ClaimedBy, t.sample.ClaimedAt = Queued, nil, nil
}

func (t *tale) logged(s PastStep, what, words string) {
	t.log = append(t.log, sampleEvent{store.NewID(), t.sample.ID, s.At, s.By.ID, what, words})
}

func (t *tale) start(s PastStep) error {
	granted := t.holder.ID == s.By.ID
	if t.e != nil || !people.MayEvaluate(s.By, t.Agent, t.of.Team(), granted) {
		return fault.New(fault.Forbidden, "only one evaluation can be told at once, by who leads the agent's team or was given the sample")
	}
	e := newDraft(t.Evaluation, s.By, t.of, t.Version, t.Agent, s.At)
	if t.sample != nil {
		if !granted {
			return fault.New(fault.Conflict, "somebody else holds the sample")
		}
		e.of(t.sample)
	}
	e.score(&t.Version.Definition)
	t.e = &e
	t.history = append(t.history, e.entry(s.By, s.What, map[string]any{"origin": e.Origin}, s.At))
	return nil
}

// change is a step of the evaluation: what the history calls it and says of it.
func (t *tale) change(s PastStep) (action string, detail map[string]any, err error) {
	by := byEvaluator
	switch s.What {
	case StepAcknowledged, StepDisputed:
		by = byAgent
	case StepDecided:
		return t.decide(s)
	}
	if err := by(s.By, t.e); err != nil {
		return "", nil, err
	}
	d := &t.Version.Definition
	switch s.What {
	case StepAnswered:
		detail, err = t.e.answered(d, s.Answers, t.of.LastPos)
	case StepSubmitted:
		detail, err = t.e.submitted(d, s.At)
		t.sampleBecomes(s, Scored)
	case StepReleased:
		err = t.e.Release(s.At)
		t.holder = people.Actor{}
	case StepAcknowledged:
		err = t.e.Acknowledge(s.Words, s.At)
	case StepWithdrawn:
		detail, err = t.e.withdrawn(s.Words, s.At)
		t.sampleBecomes(s, Queued)
	case StepDisputed:
		detail, err = t.dispute(s)
	default:
		err = fault.New(fault.Invalid, "there is no such step")
	}
	return s.What, detail, err
}

// sampleBecomes is the sample's way with its evaluation.
func (t *tale) sampleBecomes(s PastStep, status string) {
	if t.sample == nil {
		return
	}
	if t.sample.Status = status; status == Queued {
		t.toQueue()
	}
	t.logged(s, status, "")
}

func (t *tale) dispute(s PastStep) (map[string]any, error) {
	d, err := t.e.Contest(&t.Version.Definition, s.Question, s.Words, s.By.ID, s.At)
	if err != nil {
		return nil, err
	}
	if s.To.ID != "" {
		d.ArbiterID = &s.To.ID
	}
	t.disputes = append(t.disputes, d)
	return d.told(), nil
}

// decide ends the dispute that was opened last.
func (t *tale) decide(s PastStep) (action string, detail map[string]any, err error) {
	if len(t.disputes) == 0 {
		return "", nil, fault.New(fault.Conflict, "nothing was disputed")
	}
	parties := people.Parties{Evaluator: t.e.EvaluatorID, Agent: t.Agent, Teams: []string{t.e.Team()}}
	if !people.MayDecide(s.By, parties) {
		return "", nil, fault.New(fault.Forbidden, "a party to the dispute, or the agent's lead, can't decide it")
	}
	d := t.disputes[len(t.disputes)-1]
	detail, err = t.e.decided(&t.Version.Definition, d, s.By.ID, s.Decision, s.At)
	return "dispute_" + d.Status, detail, err
}

// audited are the audit rows of all, in the order of time.
func audited(tales []*tale) (list []people.Entry) {
	for _, t := range tales {
		for _, h := range t.history {
			list = append(list, h.audited())
		}
	}
	slices.SortStableFunc(list, func(a, b people.Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.SubjectID, b.SubjectID)) })
	return list
}
