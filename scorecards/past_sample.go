package scorecards

import (
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// move is a step of the sample.
func (t *tale) move(s PastStep) error {
	if t.sample == nil {
		return fault.New(fault.Conflict, "there is no sample")
	}
	switch s.What {
	case StepClaimed:
		return t.claimed(s)
	case StepAssigned:
		return t.assigned(s)
	case StepWatched:
		return t.watched(s)
	}
	return t.left(s)
}

func (t *tale) claimed(s PastStep) error {
	if !t.sample.within(s.By) {
		return outOfReach()
	}
	if err := t.sample.claimable(); err != nil {
		return err
	}
	t.give(s.By, false)
	t.logged(s, s.What, "")
	return nil
}

func (t *tale) assigned(s PastStep) error {
	if !t.sample.within(s.By) || !s.By.Is(people.Supervisor) {
		return outOfReach()
	}
	if err := t.sample.free(t.e != nil && t.e.Status != Withdrawn); err != nil {
		return err
	}
	if !s.To.Is(people.Evaluator) || s.To.ID == t.sample.AgentID || s.To.ID == t.holder.ID {
		return cantHave()
	}
	t.give(s.To, true)
	t.logged(s, s.What, "")
	t.log[len(t.log)-1].ToID = s.To.ID
	return nil
}

// watched is somebody of whom the interactions keep a watch, and the sample a line.
func (t *tale) watched(s PastStep) error {
	if !t.sample.within(s.By) {
		return outOfReach()
	}
	t.logged(s, s.What, "")
	return nil
}

// left is a step by which an offer goes to the queue: its lead's, or Rater's own.
func (t *tale) left(s PastStep) error {
	if s.What == StepSkipped {
		if !t.sample.within(s.By) || !s.By.Is(people.Supervisor) {
			return outOfReach()
		}
		if err := checkReason(s.Words); err != nil {
			return err
		}
	} else if s.By.ID != people.System().ID {
		return fault.New(fault.Forbidden, "an offer comes to its end by itself")
	}
	if err := t.sample.skippable(); err != nil {
		return err
	}
	t.toQueue()
	t.logged(s, s.What, clean(s.Words))
	return nil
}

func outOfReach() error {
	return fault.New(fault.Forbidden, "only who leads the sample's team, or an evaluator where it has none, may do this")
}

func (t *tale) give(to people.Actor, given bool) {
	at := t.now
	t.holder = to
	t.sample.becomes(Claimed, hold{&to.ID, &at, given})
}

func (t *tale) toQueue() {
	t.holder = people.Actor{}
	t.sample.becomes(Queued, hold{})
}

func (t *tale) logged(s PastStep, what, words string) {
	t.log = append(t.log, sampleEvent{store.NewID(), t.sample.ID, s.At, s.By.ID, what, words, ""})
}

// scored and withdrawn are the sample's way with its evaluation.
func (t *tale) scored(s PastStep) {
	if t.sample == nil {
		return
	}
	t.sample.becomes(Scored, t.sample.held())
	t.logged(s, Scored, "")
}

func (t *tale) withdrawn(s PastStep) {
	if t.sample == nil {
		return
	}
	t.toQueue()
	t.logged(s, Queued, "")
}

func (t *tale) start(s PastStep) error {
	if t.e != nil {
		return fault.New(fault.Conflict, "an evaluation was started already; tell another one as a past of its own")
	}
	granted := t.holder.ID == s.By.ID
	if !people.MayEvaluate(s.By, t.Agent, t.of.Team(), granted) {
		return fault.New(fault.Forbidden, "only who leads the agent's team, or was given the sample, may evaluate it")
	}
	e := newDraft(t.Evaluation, s.By, t.of, t.Version, t.Agent, s.At)
	if t.sample != nil {
		if !granted {
			return fault.New(fault.Conflict, "the sample has to be claimed by the evaluator, or assigned, before")
		}
		e.of(t.sample)
	}
	e.score(&t.Version.Definition)
	t.e = &e
	t.history = append(t.history, e.entry(s.By, s.What, map[string]any{"origin": e.Origin}, s.At))
	return nil
}
