package interactions

import (
	"maps"
	"slices"
	"time"

	"rater/internal/foundation/store"
)

// apply merges what an event says into the interaction: of each field the newest by the event's own time wins, in
// whatever order events arrive. Redaction and the agent are the caller's.
func (i *Interaction) apply(e *Event) {
	if e.bare() {
		i.hear(e)
		return
	}
	i.mergeTexts(e)
	i.mergeNumbers(e)
	for _, key := range slices.Sorted(maps.Keys(e.Attributes)) {
		value := e.Attributes[key]
		if _, known := i.Attributes[key]; !known && len(i.Attributes) >= maxAttributes {
			continue
		}
		if i.newer("attributes."+key, e.At) {
			i.Attributes[key] = value
		}
	}
	switch e.Type {
	case Started:
		if i.newer("started_at", e.At) {
			i.StartedAt = ref(e.At)
		}
	case Ended:
		if i.newer("ended_at", e.At) {
			i.EndedAt, i.EndedBy = ref(e.At), BySource
		}
	}
	i.hear(e)
	i.Status = i.state()
}

// hear opens what only silence had ended.
func (i *Interaction) hear(e *Event) {
	if i.EndedBy == ByTimeout {
		i.EndedAt, i.EndedBy = nil, ""
		i.Status = i.state()
	}
	if e.At.After(i.LastEventAt) {
		i.LastEventAt = e.At
	}
}

// bare says whether an event is an utterance that says nothing else of its interaction, as most are.
func (e *Event) bare() bool {
	return e.Type == UtteranceAdded && len(e.Attributes) == 0 && e.silent()
}

// silent says whether the event tells nothing of the interaction but its attributes.
func (e *Event) silent() bool {
	for _, s := range []*string{e.Channel, e.Direction, e.Kind, e.Agent, e.Queue, e.Language, e.SpokeTo, e.Subject, e.Account, e.Transaction,
		e.Tone, e.Resolution, e.NextStep, e.NextOwner, e.RecordingURL} {
		if s != nil {
			return false
		}
	}
	return e.QueuedAt == nil && e.AnsweredAt == nil && e.Customer == nil && e.HoldMS == nil && e.TalkMS == nil && e.WrapMS == nil
}

func (i *Interaction) state() string {
	switch {
	case i.StartedAt == nil:
		return Pending
	case i.EndedAt != nil:
		return Over
	}
	return Live
}

func (i *Interaction) mergeTexts(e *Event) {
	customer := Customer{}
	if e.Customer != nil {
		customer = *e.Customer
	}
	for _, f := range []struct {
		name string
		into *string
		from *string
	}{
		{"channel", &i.Channel, e.Channel}, {"direction", &i.Direction, e.Direction}, {"kind", &i.Kind, e.Kind},
		{"queue", &i.Queue, e.Queue}, {"language", &i.Language, e.Language}, {"subject", &i.Subject, e.Subject},
		{"customer.ref", &i.CustomerRef, customer.Ref}, {"customer.name", &i.CustomerName, customer.Name},
		{"customer.address", &i.CustomerAddress, customer.Address}, {"customer.value", &i.CustomerValue, customer.Value},
		{"spoke_to", &i.SpokeTo, e.SpokeTo}, {"account", &i.Account, e.Account}, {"transaction", &i.TransactionRef, e.Transaction},
		{"tone", &i.Tone, e.Tone}, {"resolution", &i.Resolution, e.Resolution}, {"next_step", &i.NextStep, e.NextStep},
		{"next_owner", &i.NextOwner, e.NextOwner}, {"recording_url", &i.RecordingURL, e.RecordingURL},
	} {
		if f.from != nil && i.newer(f.name, e.At) {
			*f.into = *f.from
		}
	}
}

func (i *Interaction) mergeNumbers(e *Event) {
	for _, f := range []struct {
		name string
		into **int64
		from *int64
	}{{"hold_ms", &i.HoldMS, e.HoldMS}, {"talk_ms", &i.TalkMS, e.TalkMS}, {"wrap_ms", &i.WrapMS, e.WrapMS}} {
		if f.from != nil && i.newer(f.name, e.At) {
			*f.into = f.from
		}
	}
	for _, f := range []struct {
		name string
		into **time.Time
		from *time.Time
	}{{"queued_at", &i.QueuedAt, e.QueuedAt}, {"answered_at", &i.AnsweredAt, e.AnsweredAt}} {
		if f.from != nil && i.newer(f.name, e.At) {
			*f.into = f.from
		}
	}
}

// newer says whether a field told at this time replaces what is known, and if so remembers the time.
func (i *Interaction) newer(field string, at time.Time) bool {
	ms := store.Millis(at)
	if known, ok := i.FieldTimes[field]; ok && known > ms {
		return false
	}
	i.FieldTimes[field] = ms
	return true
}

func newInteraction(source, externalID string, now time.Time) *Interaction {
	return &Interaction{ID: store.NewID(), Source: source, ExternalID: externalID, Status: Pending,
		MaxSeq: -1, Attributes: map[string]string{}, FieldTimes: map[string]int64{}, HeardAt: now}
}

func (i *Interaction) clone() *Interaction {
	c := *i
	c.Attributes, c.FieldTimes = maps.Clone(i.Attributes), maps.Clone(i.FieldTimes)
	return &c
}

func ref[T any](v T) *T { return &v }
