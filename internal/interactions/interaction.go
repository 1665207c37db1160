// Package interactions keeps the record of every contact of a customer with an agent, and what was said in it.
package interactions

import (
	"time"

	"rater/internal/interactions/redact"
)

// The states of an interaction: pending until its start is known, live, ended.
const (
	Pending = "pending"
	Live    = "live"
	Over    = "ended"
)

// Who ended an interaction.
const (
	BySource  = "source"
	ByTimeout = "timeout"
)

// Interaction is one contact of a customer with an agent, on one channel. Strings are empty and pointers nil where
// the source said nothing; durations are totals in milliseconds.
type Interaction struct {
	ID              string            `gorm:"primaryKey"`
	Source          string            //
	ExternalID      string            // the source's own id
	Status          string            //
	Channel         string            //
	Direction       string            //
	Kind            string            //
	AgentID         *string           // who has it now
	AgentRef        string            // how the source names that agent
	TeamID          *string           // the first agent's team when it began; stays
	Queue           string            //
	Language        string            //
	Subject         string            //
	StartedAt       *time.Time        `gorm:"serializer:millis"`
	QueuedAt        *time.Time        `gorm:"serializer:millis"`
	AnsweredAt      *time.Time        `gorm:"serializer:millis"`
	EndedAt         *time.Time        `gorm:"serializer:millis"`
	EndedBy         string            //
	CustomerRef     string            //
	CustomerName    string            //
	CustomerAddress string            // sealed
	CustomerValue   string            //
	SpokeTo         string            //
	Account         string            //
	TransactionRef  string            //
	Attributes      map[string]string `gorm:"serializer:json"`
	HoldMS          *int64            `gorm:"column:hold_ms"`
	TalkMS          *int64            `gorm:"column:talk_ms"`
	WrapMS          *int64            `gorm:"column:wrap_ms"`
	Tone            string            //
	Resolution      string            //
	NextStep        string            //
	NextOwner       string            //
	RecordingURL    string            //
	LastPos         int64             // how many utterances are stored
	MaxSeq          int64             // the highest seq among them, -1 for none
	Transfers       int               //
	LastEventAt     time.Time         `gorm:"serializer:millis"` // the newest time that the source named
	HeardAt         time.Time         `gorm:"serializer:millis"` // when Rater last heard of it
	ToDraw          bool              // may be sampled
	DrawnAt         *time.Time        `gorm:"serializer:millis"` // when the draw was made, whatever it gave
	FieldTimes      map[string]int64  `gorm:"serializer:json"`   // when each field was last told, in milliseconds

	TakenOver bool `gorm:"-"` // is drawn by Load, long after it was over: nobody is to hear of it
}

// Caption is what names an interaction in a list of something else.
type Caption struct {
	ID        string
	Channel   string
	Subject   string
	StartedAt *time.Time `gorm:"serializer:millis"`
}

// TableName is where captions are read.
func (Caption) TableName() string { return "interactions" }

// Caption is what names the interaction in a list of something else.
func (i Interaction) Caption() Caption { return Caption{i.ID, i.Channel, i.Subject, i.StartedAt} }

// Segment is the part of an interaction that one agent has, from Since to the next segment. Each telling of the agent
// is stored as one, since a late one may come between; those that follow on the same agent's are read as one.
type Segment struct {
	ID            string    `gorm:"primaryKey"`
	InteractionID string    //
	Since         time.Time `gorm:"serializer:millis"`
	Turn          int       // what comes first of what was told for the same time
	EventID       string    //
	AgentID       *string   // nil while nobody knows them
	AgentRef      string    // how the source names them
	AgentKey      string    // the same without regard to case
}

// Utterance is one thing said or written, redacted. Pos counts from 1 without gaps within the interaction.
type Utterance struct {
	InteractionID string        `gorm:"primaryKey"`
	Pos           int64         `gorm:"primaryKey;autoIncrement:false"`
	Seq           *int64        // the source's own order
	At            time.Time     `gorm:"serializer:millis"`
	Speaker       string        //
	Text          string        //
	Redactions    []redact.Span `gorm:"serializer:json"`
	EventID       string        //
	BodyHash      string        //
}

// storedEvent remembers any other event by its id, so that a repetition is known as one.
type storedEvent struct {
	InteractionID string    `gorm:"primaryKey"`
	EventID       string    `gorm:"primaryKey"`
	Type          string    //
	At            time.Time `gorm:"serializer:millis"`
	BodyHash      string    //
}

func (storedEvent) TableName() string { return "interaction_events" }

// Team is the interaction's team, empty while nobody knows its agent.
func (i Interaction) Team() string { return deref(i.TeamID) }

// Agent is the id of who has the interaction now, empty while nobody knows them.
func (i Interaction) Agent() string { return deref(i.AgentID) }

func deref[T any](p *T) (zero T) {
	if p == nil {
		return zero
	}
	return *p
}

func derefOr[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
