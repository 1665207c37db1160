package scorecards

import (
	"fmt"
	"strings"
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

// DueProcess are the times that an evaluation leaves its agent and the arbiter.
type DueProcess struct {
	Contest time.Duration // from the release, to dispute answers
	Decide  time.Duration // from the dispute, to decide it
}

// StandardDueProcess leaves a week to dispute and five days to decide.
var StandardDueProcess = DueProcess{Contest: 7 * 24 * time.Hour, Decide: 5 * 24 * time.Hour}

// until is when the time to dispute ends, nil while the evaluation can't be disputed at all.
func (p DueProcess) until(e *Evaluation) *time.Time {
	if e.Status != Released && e.Status != Acknowledged {
		return nil
	}
	end := e.ReleasedAt.Add(p.Contest)
	return &end
}

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
	DueAt         time.Time  `gorm:"serializer:millis"` // to be decided
	PassedOnAt    *time.Time `gorm:"serializer:millis"` // when it was overdue and went to another arbiter, if there was one
	Evidence      []Evidence `gorm:"serializer:json"`   // the agent's
	Statement     string     // what the evaluator says to it
	StatedAt      *time.Time `gorm:"serializer:millis"`
	OverallBefore *float64   // of the evaluation, when it was decided
	OverallAfter  *float64   //
	OutcomeOption string     //
	OutcomeReason string     //
	DecidedBy     *string    //
	DecidedAt     *time.Time `gorm:"serializer:millis"`
}

// Contention is what an agent has against an answer, and what shows it.
type Contention struct {
	Question string
	Reason   string
	Evidence []Evidence
}

// Contest opens a dispute of an answer; the score stays until the decision. of is what it may point at.
func (e *Evaluation) Contest(d *Definition, c Contention, by string, of Heard, p DueProcess, now time.Time) (*Dispute, error) {
	end := p.until(e)
	if end == nil {
		return nil, fault.New(fault.Conflict, "only a released or acknowledged evaluation can be disputed; this one is %s", e.Status)
	}
	if now.After(*end) {
		return nil, fault.New(fault.Conflict, "the time to dispute is over: it ended on %s, %s after the release", end.UTC().Format(time.RFC3339), inDays(p.Contest))
	}
	if err := c.check(d, e, of); err != nil {
		return nil, err
	}
	e.OpenDisputes++
	return &Dispute{ID: store.NewID(), EvaluationID: e.ID, QuestionID: c.Question, Option: e.Answered(c.Question).Option, DueAt: now.Add(p.Decide),
		Reason: clean(c.Reason), Evidence: append([]Evidence{}, c.Evidence...), Status: DisputeOpen, OpenedBy: by, OpenedAt: now}, nil
}

func inDays(d time.Duration) string {
	if days := d.Hours() / 24; days == float64(int(days)) {
		return fmt.Sprintf("%d days", int(days))
	}
	return d.String()
}

func (c Contention) check(d *Definition, e *Evaluation, of Heard) error {
	if _, _, ok := d.Question(c.Question); !ok {
		return fault.In("body.question", "is no question of the evaluation's version of the scorecard")
	}
	if !d.Shown(e.options())[c.Question] {
		return fault.In("body.question", "was not asked: the answer that it stands on does not show it")
	}
	if err := checkReason(c.Reason); err != nil {
		return err
	}
	if faults := checkEvidence("body", c.Evidence, of); len(faults) > 0 {
		return fault.Fields("the dispute can't be stored as it is", faults...)
	}
	return nil
}

// State keeps what the evaluator says to an open dispute, which is said once.
func (e *Evaluation) State(d *Dispute, words string, now time.Time) error {
	if d.Status != DisputeOpen {
		return fault.New(fault.Conflict, "the dispute is decided already: %s", d.Status)
	}
	if d.StatedAt != nil {
		return fault.New(fault.Conflict, "you have said your side already; the arbiter may have read it")
	}
	if n := len([]rune(strings.TrimSpace(words))); n == 0 || n > maxComment {
		return fault.In("body.words", "say your side, in 1 to %d characters", maxComment)
	}
	d.Statement, d.StatedAt = clean(words), &now
	return nil
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
	dispute.OverallBefore = e.Overall
	dispute.Status, dispute.OutcomeReason, dispute.DecidedBy, dispute.DecidedAt = decision.Outcome, clean(decision.Reason), &by, &now
	e.OpenDisputes--
	if decision.Outcome == Changed {
		dispute.OutcomeOption = decision.Option
		a := e.Answered(dispute.QuestionID)
		a.Option, a.Preset = decision.Option, false
		e.set(a)
	}
	e.score(d)
	dispute.OverallAfter = e.Overall
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
