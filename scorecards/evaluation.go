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
	InteractionID    string     //
	ScorecardID      string     //
	VersionID        string     //
	AgentID          string     //
	TeamID           *string    //
	EvaluatorID      string     //
	SampleID         *string    //
	Origin           string     //
	Probability      *float64   // of having been drawn, for Random
	Reason           string     // of Targeted
	Overall          *float64   //
	Uncapped         *float64   //
	OpenDisputes     int        //
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
	if e.Status != Submitted {
		return fault.New(fault.Conflict, "only a submitted evaluation can be released; this one is %s", e.Status)
	}
	e.Status, e.ReleasedAt = Released, &now
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
	if e.Status != Submitted && e.Status != Released {
		return fault.New(fault.Conflict, "only a submitted or released evaluation can be withdrawn; this one is %s", e.Status)
	}
	if e.OpenDisputes > 0 {
		return fault.New(fault.Conflict, "a dispute of it is open; it can be withdrawn once that is decided")
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	e.Status, e.WithdrawnAt, e.WithdrawalReason = Withdrawn, &now, clean(reason)
	return nil
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
