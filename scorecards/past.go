package scorecards

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/fault"
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
	StepWatched  = "watched"

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

// Load takes over what became of samples and evaluations before Rater kept the record, in one transaction, for the
// demonstration alone. Each step passes by the rules that its operation has, of state and of who may, and leaves the
// history, the log of its sample and the audit row that it would leave today, the last marked as people.TakenOver; nobody
// is told. An error names the step, and nothing is stored then. Three things are not looked up: whether the agent had an
// interaction that somebody chose, whether an offer's time was over when it expired, and whether the arbiter who is
// proposed has the fewest disputes.
func (v *Evaluations) Load(ctx context.Context, list []Past) error {
	return v.db.InTx(ctx, func(ctx context.Context) error {
		tales, err := v.tales(ctx, list)
		if err != nil {
			return err
		}
		for _, t := range tales {
			for n, s := range t.Steps {
				if err := t.follow(s); err != nil {
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
	terms    people.Terms // of the agent
	due      DueProcess
	now      time.Time // of the last step
}

func (t *tale) follow(s PastStep) error {
	if s.At.Before(t.now) {
		return fault.New(fault.Invalid, "it is told behind one that came later")
	}
	t.now = s.At
	switch s.What {
	case StepClaimed, StepAssigned, StepSkipped, StepExpired, StepEnded, StepWatched:
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
		detail, err = t.e.answered(d, s.Answers, Heard{LastPos: t.of.LastPos, Channel: t.of.Channel})
	case StepSubmitted:
		detail, err = t.e.submitted(d, t.of.Channel, s.At)
		t.scored(s)
	case StepReleased:
		err = t.e.Release(s.At)
		t.holder = people.Actor{}
	case StepAcknowledged:
		err = t.e.Acknowledge(s.Words, s.At)
	case StepWithdrawn:
		detail, err = t.e.withdrawn(s.Words, s.At)
		t.withdrawn(s)
	case StepDisputed:
		detail, err = t.dispute(s)
	default:
		err = fault.New(fault.Invalid, "there is no such step")
	}
	return s.What, detail, err
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
