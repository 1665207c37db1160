package coaching

import (
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

// Withdrawn is a state of a request, beside Open, Planned and Declined.
const Withdrawn = "withdrawn"

// mostOpen is how many open requests an agent has at most.
const mostOpen = 5

// Request is an agent's wish for coaching, open until a lead plans a session for it or declines it.
type Request struct {
	ID        string         `gorm:"primaryKey"`
	Revision  int64          //
	Status    string         // Open, Planned, Declined or Withdrawn
	AgentID   string         //
	About     scorecards.Ref `gorm:"serializer:json"`
	Words     string         //
	SessionID *string        // that was planned for it
	Reason    string         // of its being declined
	DecidedBy *string        //
	CreatedAt time.Time      `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt time.Time      `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where requests lie.
func (Request) TableName() string { return "coaching_requests" }

func (r *Request) decide(status, by string) error {
	if r.Status != Open {
		return fault.New(fault.Conflict, "only an open request can be decided; this one is %s", r.Status)
	}
	r.Status = status
	if status != Withdrawn {
		r.DecidedBy = &by
	}
	return nil
}

// RequestMay is what somebody can do with a request now.
type RequestMay struct {
	Plan     bool `json:"plan"`
	Decline  bool `json:"decline"`
	Withdraw bool `json:"withdraw"`
}

// May says what the actor can do with the request now; team is the one that its agent is in today.
func (r *Request) May(actor people.Actor, team string) RequestMay {
	leads := r.Status == Open && people.MayCoach(actor, r.AgentID, team)
	return RequestMay{Plan: leads, Decline: leads, Withdraw: r.Status == Open && actor.ID == r.AgentID}
}
