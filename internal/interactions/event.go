package interactions

import "time"

// The types of event that a source sends.
const (
	Started        = "interaction.started"
	UtteranceAdded = "utterance.added"
	Updated        = "interaction.updated"
	Transferred    = "interaction.transferred"
	Ended          = "interaction.ended"
)

// Channels are those of interactions, in the order in which they are shown.
var Channels = []string{"phone", "chat", "email", "social", "sms", "video", "in_person"}

// Kinds are what interactions are about.
var Kinds = []string{"question", "purchase", "complaint", "feedback", "praise", "other"}

// Event is one thing that happened in an interaction, as a source tells it. Pointers are nil where the source said
// nothing; durations are totals in milliseconds.
type Event struct {
	ID          string    `json:"id" validate:"required"`
	Type        string    `json:"type" validate:"required,oneof=interaction.started utterance.added interaction.updated interaction.transferred interaction.ended"`
	Interaction string    `json:"interaction" validate:"required"`
	At          time.Time `json:"at" validate:"required"`

	Channel    *string    `json:"channel,omitempty" validate:"omitempty,oneof=phone chat email social sms video in_person"`
	Direction  *string    `json:"direction,omitempty" validate:"omitempty,oneof=inbound outbound"`
	Kind       *string    `json:"kind,omitempty" validate:"omitempty,oneof=question purchase complaint feedback praise other"`
	Agent      *string    `json:"agent,omitempty"`
	Queue      *string    `json:"queue,omitempty"`
	Language   *string    `json:"language,omitempty"`
	QueuedAt   *time.Time `json:"queued_at,omitempty"`
	AnsweredAt *time.Time `json:"answered_at,omitempty"`
	Customer   *Customer  `json:"customer,omitempty"`

	SpokeTo      *string           `json:"spoke_to,omitempty"`
	Subject      *string           `json:"subject,omitempty"`
	Account      *string           `json:"account,omitempty"`
	Transaction  *string           `json:"transaction,omitempty"`
	Attributes   map[string]string `json:"attributes,omitempty"`
	HoldMS       *int64            `json:"hold_ms,omitempty" validate:"omitempty,min=0"`
	TalkMS       *int64            `json:"talk_ms,omitempty" validate:"omitempty,min=0"`
	WrapMS       *int64            `json:"wrap_ms,omitempty" validate:"omitempty,min=0"`
	Tone         *string           `json:"tone,omitempty"`
	Resolution   *string           `json:"resolution,omitempty"`
	NextStep     *string           `json:"next_step,omitempty"`
	NextOwner    *string           `json:"next_owner,omitempty"`
	RecordingURL *string           `json:"recording_url,omitempty"`

	Seq     *int64 `json:"seq,omitempty" validate:"omitempty,min=0"`
	Speaker string `json:"speaker,omitempty" validate:"omitempty,oneof=customer agent bot system"`
	Text    string `json:"text,omitempty"`
}

// Customer is the person at the other end; each part is merged on its own.
type Customer struct {
	Ref     *string `json:"ref,omitempty"`
	Name    *string `json:"name,omitempty"`
	Address *string `json:"address,omitempty"`
	Value   *string `json:"value,omitempty" validate:"omitempty,oneof=low normal high"`
}
