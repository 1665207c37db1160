package coaching

import (
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// The states of a recognition.
const (
	Awaiting  = "waiting"   // for its agent
	Published = "published" // the team reads it
	Private   = "private"   // its agent and its writer read it
	TakenBack = "taken_back"
)

// Recognition is a word of thanks for somebody's work, which its agent may publish in the team.
type Recognition struct {
	ID           string    `gorm:"primaryKey"`
	Revision     int64     //
	Status       string    //
	AgentID      string    //
	ByID         string    //
	TeamID       string    // of the agent, when it was written
	EvaluationID *string   //
	Words        string    //
	CreatedAt    time.Time `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt    time.Time `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where recognitions lie.
func (Recognition) TableName() string { return "recognitions" }

// RecognitionMay is what somebody can do with a recognition now.
type RecognitionMay struct {
	Publish     bool `json:"publish"`
	KeepPrivate bool `json:"keep_private"`
	TakeBack    bool `json:"take_back"`
}

// May says what the actor can do with the recognition now.
func (r *Recognition) May(actor people.Actor) RecognitionMay {
	own := actor.ID == r.AgentID && actor.May(people.RecognitionsOwn)
	return RecognitionMay{Publish: own && (r.Status == Awaiting || r.Status == Private), KeepPrivate: own && (r.Status == Awaiting || r.Status == Published),
		TakeBack: actor.ID == r.ByID && (r.Status == Awaiting || r.Status == Private)}
}

// move takes a recognition to a state.
func (r *Recognition) move(actor people.Actor, to string) error {
	may := r.May(actor)
	if (to == TakenBack && actor.ID != r.ByID) || (to != TakenBack && actor.ID != r.AgentID) {
		return fault.New(fault.Forbidden, "its agent publishes it or keeps it private, its writer takes it back")
	}
	if allowed := map[string]bool{Published: may.Publish, Private: may.KeepPrivate, TakenBack: may.TakeBack}; !allowed[to] {
		return fault.New(fault.Conflict, "the recognition is %s", map[string]string{Awaiting: "waiting for its agent", Published: "published", Private: "private", TakenBack: "taken back"}[r.Status])
	}
	r.Status = to
	return nil
}
