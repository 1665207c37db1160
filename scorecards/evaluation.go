package scorecards

import (
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions/redact"
)

// Status is the state of an evaluation.
type Status string

// The states of an evaluation, in the order in which it goes through them.
const (
	Draft        Status = "draft"
	Submitted    Status = "submitted"
	Released     Status = "released"
	Acknowledged Status = "acknowledged"
	Withdrawn    Status = "withdrawn"
)

// What an evaluation is made for.
const (
	Review = "review" // to be released to its agent; it alone counts in figures
	Double = "double" // a second one by somebody who does not know the first, to see how well evaluators agree
	Self   = "self"   // the agent's own, made before reading another

	Calibrating = "calibration" // one of several by which evaluators are compared with what they settle together
)

// Where a sample comes from.
const (
	Random   = "random"
	Targeted = "targeted"
	chosen   = "chosen" // the reason of a targeted evaluation that an evaluator chose
)

// Evaluation is a scorecard filled in for one interaction and agent by one evaluator.
type Evaluation struct {
	ID               string     `gorm:"primaryKey"`
	Revision         int64      //
	Status           Status     //
	Purpose          string     //
	DoubleOf         *string    // of Double: the id of the first
	AskedBy          string     // of Double
	CalibrationID    *string    // of Calibrating
	DueAt            *time.Time `gorm:"serializer:millis"` // of Double
	InteractionID    string     //
	ScorecardID      string     //
	VersionID        string     //
	AgentID          string     //
	TeamID           *string    //
	EvaluatorID      string     //
	SampleID         *string    //
	TookSample       bool       // by being begun: nobody had claimed it for its evaluator before
	Origin           string     //
	Probability      *float64   // of having been drawn, for Random
	Weight           *float64   // how many interactions it stands for; nil is 1 ÷ Probability
	Reason           string     // of Targeted
	Overall          *float64   //
	Uncapped         *float64   //
	OpenDisputes     int        //
	ActiveMS         int64      // worked on the draft, as its evaluator's page measures it, and never more than since its start
	FailedCompliance []string   `gorm:"serializer:json"`   // ids of the questions of class compliance that failed
	ReleaseAt        *time.Time `gorm:"serializer:millis"` // when it is to be released by itself
	CreatedAt        time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt        time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
	SubmittedAt      *time.Time `gorm:"serializer:millis"`
	ReleasedAt       *time.Time `gorm:"serializer:millis"`
	AcknowledgedAt   *time.Time `gorm:"serializer:millis"`
	Acknowledgement  string     //
	WithdrawnAt      *time.Time `gorm:"serializer:millis"`
	WithdrawalReason string     //
	Strengths        string     // what the agent did well, in the evaluator's words
	Improvements     string     // what to do better

	Score Score `gorm:"serializer:json"` // as the answers give it by its version

	Answers []Answer `gorm:"-"` // where they were read
}

// Release makes a submitted evaluation visible to its agent.
func (e *Evaluation) Release(now time.Time) error {
	if err := e.Releasable(); err != nil {
		return err
	}
	e.Status, e.ReleasedAt, e.ReleaseAt = Released, &now, nil
	return nil
}

// longestPlan is how far ahead a release can be planned.
const longestPlan = 90 * 24 * time.Hour

// Plan has a submitted evaluation released by itself at a time; an earlier plan is replaced.
func (e *Evaluation) Plan(at, now time.Time) error {
	if err := e.Releasable(); err != nil {
		return err
	}
	if !at.After(now) || at.After(now.Add(longestPlan)) {
		return fault.In("body.at", "must be later than now, and at most 90 days later")
	}
	e.ReleaseAt = &at
	return nil
}

// CallOff takes back the plan to release it.
func (e *Evaluation) CallOff() error {
	if e.Status != Submitted || e.ReleaseAt == nil {
		return fault.New(fault.Conflict, "no release of it is planned")
	}
	e.ReleaseAt = nil
	return nil
}

// Releasable says whether it can be released, or why not.
func (e *Evaluation) Releasable() error {
	switch {
	case e.Purpose == Double:
		return fault.New(fault.Conflict, "a double score is for comparison alone and is never released")
	case e.Purpose == Self:
		return fault.New(fault.Conflict, "a self-evaluation is its agent's own and is never released")
	case e.Purpose == Calibrating:
		return fault.New(fault.Conflict, "a score of a calibration is for comparison alone and is never released")
	case e.Status != Submitted:
		return fault.New(fault.Conflict, "only a submitted evaluation can be released; this one is %s", e.Status)
	}
	return nil
}

// Acknowledge notes that the agent has seen a released evaluation.
func (e *Evaluation) Acknowledge(comment string, now time.Time) error {
	if e.Status != Released {
		return fault.New(fault.Conflict, "only a released evaluation can be acknowledged; this one is %s", e.Status)
	}
	if len([]rune(comment)) > maxComment {
		return fault.In("body.comment", "must be at most %d characters", maxComment)
	}
	e.Status, e.AcknowledgedAt, e.Acknowledgement = Acknowledged, &now, clean(comment)
	return nil
}

// Withdraw takes back what was submitted or released.
func (e *Evaluation) Withdraw(reason string, now time.Time) error {
	if e.Purpose == Calibrating {
		return fault.New(fault.Conflict, "a score of a calibration stays until that is over")
	}
	if e.Status != Submitted && e.Status != Released {
		return fault.New(fault.Conflict, "only a submitted or released evaluation can be withdrawn; this one is %s", e.Status)
	}
	if e.OpenDisputes > 0 {
		return fault.New(fault.Conflict, "a dispute of it is open; it can be withdrawn once that is decided")
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	e.withdraw(clean(reason), now)
	return nil
}

// Discardable says whether the draft can be thrown away, or why not.
func (e *Evaluation) Discardable() error {
	if e.Status != Draft {
		return fault.New(fault.Conflict, "only a draft can be thrown away; this evaluation is %s", e.Status)
	}
	if e.Purpose == Calibrating {
		return fault.New(fault.Conflict, "a calibration asks for this draft; leave it open, and the calibration goes on without you")
	}
	return nil
}

// withdraw leaves nothing that would still follow from it.
func (e *Evaluation) withdraw(reason string, now time.Time) {
	e.Status, e.WithdrawnAt, e.WithdrawalReason = Withdrawn, &now, reason
	e.ReleaseAt, e.FailedCompliance = nil, []string{}
}

// clean is what somebody wrote, as it is stored: without cards, accounts, addresses and numbers of people.
func clean(words string) string {
	text, _ := redact.Text(strings.TrimSpace(words))
	return text
}

func checkReason(reason string) error {
	if n := len([]rune(strings.TrimSpace(reason))); n == 0 || n > maxComment {
		return fault.In("body.reason", "say why, in 1 to %d characters", maxComment)
	}
	return nil
}

// Team is the id of the interaction's team, empty for none.
func (e *Evaluation) Team() string {
	if e.TeamID == nil {
		return ""
	}
	return *e.TeamID
}
