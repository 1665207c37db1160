package scorecards

import (
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// The states of a dispute.
const (
	DisputeOpen = "open"
	Upheld      = "upheld"
	Changed     = "changed"
)

// DisputeWindow is how long after its release an evaluation can be disputed.
const DisputeWindow = 7 * 24 * time.Hour

// Dispute is an agent's contest of one answer, decided by an arbiter who is no party to it.
type Dispute struct {
	ID            string     `gorm:"primaryKey"`
	EvaluationID  string     //
	QuestionID    string     //
	Option        string     `gorm:"column:option_key"` // the contested one
	Reason        string     //
	Status        string     //
	OpenedBy      string     //
	OpenedAt      time.Time  `gorm:"serializer:millis"`
	ArbiterID     *string    // proposed
	OutcomeOption string     //
	OutcomeReason string     //
	DecidedBy     *string    //
	DecidedAt     *time.Time `gorm:"serializer:millis"`
}

// Disputable says whether answers can be disputed now: released, and within the window.
func (e *Evaluation) Disputable(now time.Time) bool {
	return (e.Status == Released || e.Status == Acknowledged) && now.Sub(*e.ReleasedAt) <= DisputeWindow
}

// Contest opens a dispute of an answer; the score stays until the decision.
func (e *Evaluation) Contest(d *Definition, question, reason, by string, now time.Time) (*Dispute, error) {
	if e.Status != Released && e.Status != Acknowledged {
		return nil, fault.New(fault.Conflict, "only a released or acknowledged evaluation can be disputed; this one is %s", e.Status)
	}
	if !e.Disputable(now) {
		return nil, fault.New(fault.Conflict, "the time to dispute is over: it was 7 days from the release")
	}
	if _, _, ok := d.Question(question); !ok {
		return nil, fault.In("body.question", "is no question of the evaluation's version of the scorecard")
	}
	if !d.Shown(e.options())[question] {
		return nil, fault.In("body.question", "was not asked: the answer that it stands on does not show it")
	}
	if err := checkReason(reason); err != nil {
		return nil, err
	}
	e.OpenDisputes++
	return &Dispute{ID: store.NewID(), EvaluationID: e.ID, QuestionID: question, Option: e.Answered(question).Option,
		Reason: clean(reason), Status: DisputeOpen, OpenedBy: by, OpenedAt: now}, nil
}

// Decision is what an arbiter decides; Option is needed for Changed alone.
type Decision struct {
	Outcome string
	Option  string
	Reason  string
}

// Decide ends a dispute, changes the answer where the outcome says so, and scores anew: questions that the changed answer
// no longer shows count for nothing, those that only it shows stay open.
func (e *Evaluation) Decide(d *Definition, dispute *Dispute, by string, decision Decision, channel string, now time.Time) error {
	if dispute.Status != DisputeOpen {
		return fault.New(fault.Conflict, "the dispute is decided already: %s", dispute.Status)
	}
	if e.Status == Withdrawn {
		return fault.New(fault.Conflict, "the evaluation was withdrawn; there is nothing left to decide")
	}
	if err := decision.check(d, dispute, channel); err != nil {
		return err
	}
	dispute.Status, dispute.OutcomeReason, dispute.DecidedBy, dispute.DecidedAt = decision.Outcome, clean(decision.Reason), &by, &now
	e.OpenDisputes--
	if decision.Outcome == Changed {
		dispute.OutcomeOption = decision.Option
		a := e.Answered(dispute.QuestionID)
		a.Option = decision.Option
		e.set(a)
	}
	e.score(d)
	return nil
}

func (c Decision) check(d *Definition, dispute *Dispute, channel string) error {
	if c.Outcome != Upheld && c.Outcome != Changed {
		return fault.In("body.outcome", "must be upheld or changed")
	}
	if err := checkReason(c.Reason); err != nil {
		return err
	}
	if c.Outcome == Upheld {
		if c.Option != "" {
			return fault.In("body.option", "an upheld answer keeps its option; leave this out")
		}
		return nil
	}
	q, _, ok := d.Question(dispute.QuestionID)
	if !ok {
		return fault.Missing()
	}
	if c.Option == "" || c.Option == dispute.Option {
		return fault.In("body.option", "name the option that is right instead of the contested one")
	}
	if f := q.allow("body.option", c.Option, channel); f != nil {
		return fault.Fields("the decision can't be stored as it is", *f)
	}
	return nil
}
