package interactions

import (
	"time"

	"rater/internal/foundation/events"
	"rater/internal/interactions/redact"
)

// What listeners hear of an interaction; Type is the name of the message in the live protocol.
type (
	// UtteranceMessage is one utterance that was stored.
	UtteranceMessage struct {
		Type        string        `json:"type"`
		Interaction string        `json:"interaction"`
		Pos         int64         `json:"pos"`
		Seq         *int64        `json:"seq,omitempty"`
		At          Stamp         `json:"at"`
		Speaker     string        `json:"speaker"`
		Text        string        `json:"text"`
		Redactions  []redact.Span `json:"redactions,omitempty"`
	}
	// RedactedMessage says that a stored utterance was rewritten.
	RedactedMessage struct {
		Type        string        `json:"type"`
		Interaction string        `json:"interaction"`
		Pos         int64         `json:"pos"`
		Text        string        `json:"text"`
		Redactions  []redact.Span `json:"redactions"`
	}
	// EndedMessage says when and by whom an interaction was ended.
	EndedMessage struct {
		Type        string `json:"type"`
		Interaction string `json:"interaction"`
		At          Stamp  `json:"at"`
		EndedBy     string `json:"ended_by"`
	}
	// StateMessage tells what may change while an interaction is live.
	StateMessage struct {
		Type        string `json:"type"`
		Interaction string `json:"interaction"`
		Status      string `json:"status"`
		HoldMS      *int64 `json:"hold_ms,omitempty"`
		Tone        string `json:"tone,omitempty"`
		Agent       string `json:"agent,omitempty"`
		Transfers   int    `json:"transfers"`
		Subject     string `json:"subject,omitempty"`
	}
	// ChangedMessage says that what was read about a topic is stale.
	ChangedMessage struct {
		Type  string `json:"type"`
		Topic string `json:"topic"`
		ID    string `json:"id,omitempty"`
	}
)

// Stamp is a time as the API writes it: RFC 3339, UTC, milliseconds.
type Stamp string

// At is the stamp of a time.
func At(t time.Time) Stamp { return Stamp(t.UTC().Format("2006-01-02T15:04:05.000Z")) }

// Changed makes the message that a topic's row is stale.
func Changed(topic, id string) ChangedMessage { return ChangedMessage{"changed", topic, id} }

// MessageOf is the message of a stored utterance.
func MessageOf(u Utterance) UtteranceMessage {
	return UtteranceMessage{"utterance", u.InteractionID, u.Pos, u.Seq, At(u.At), u.Speaker, u.Text, u.Redactions}
}

func (b *batch) announce() {
	list := make([]events.Event, 0, len(b.added)+2*len(b.touched))
	for _, u := range b.added {
		list = append(list, events.Event{Topic: events.Interaction(u.InteractionID), Pos: u.Pos, Message: MessageOf(*u)})
	}
	for _, u := range b.rewritten {
		list = append(list, events.Event{Topic: events.Interaction(u.InteractionID),
			Message: RedactedMessage{"redacted", u.InteractionID, u.Pos, u.Text, u.Redactions}})
	}
	for _, row := range b.touched {
		list = append(list, changesOf(b.before[row.ID], row)...)
	}
	b.log.bus.Publish(list...)
}

// changesOf are the messages for what became of an interaction; before is nil for a new one.
func changesOf(before, after *Interaction) (list []events.Event) {
	if after.Status == Pending {
		return nil
	}
	topic := events.Interaction(after.ID)
	if before == nil || stateOf(before) != stateOf(after) || deref(before.HoldMS) != deref(after.HoldMS) {
		list = append(list, events.Event{Topic: topic, Message: fullState(after)})
	}
	begun := before == nil || before.Status != after.Status
	if begun && after.Status == Over {
		list = append(list, events.Event{Topic: topic, Message: EndedMessage{"ended", after.ID, At(deref(after.EndedAt)), after.EndedBy}})
	}
	if begun {
		list = append(list, listed(after)...)
	}
	return list
}

// listed tells those in whose lists the interaction stands that they are stale.
func listed(i *Interaction) (list []events.Event) {
	changed := Changed("interactions", i.ID)
	if i.TeamID != nil {
		list = append(list, events.Event{Topic: events.Team(*i.TeamID), Message: changed})
	}
	if i.AgentID != nil {
		list = append(list, events.Event{Topic: events.User(*i.AgentID), Message: changed})
	}
	return list
}

// Messages are those that tell what an interaction is now: its state, and its end.
func Messages(i Interaction) []any {
	list := []any{fullState(&i)}
	if i.Status == Over {
		list = append(list, EndedMessage{"ended", i.ID, At(deref(i.EndedAt)), i.EndedBy})
	}
	return list
}

// matched are the messages for an interaction whose agent somebody named.
func matched(i *Interaction) []events.Event {
	if i.Status == Pending {
		return nil
	}
	return append(listed(i), events.Event{Topic: events.Interaction(i.ID), Message: fullState(i)})
}

func fullState(i *Interaction) StateMessage {
	s := stateOf(i)
	s.HoldMS = i.HoldMS
	return s
}

// stateOf is the state without its pointers, to be compared.
func stateOf(i *Interaction) StateMessage {
	return StateMessage{Type: "state", Interaction: i.ID, Status: i.Status, Tone: i.Tone, Agent: i.Agent(), Transfers: i.Transfers, Subject: i.Subject}
}
