package interactions

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"

	"rater/internal/foundation/fault"
	"rater/internal/interactions/redact"
)

const (
	maxText       = 64 << 10
	maxString     = 512
	maxAttributes = 64
)

var (
	earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	validate = newValidator()
)

func newValidator() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	return v
}

// DecodeEvent reads one event strictly: an unknown field or one of the wrong type is an Invalid fault that names it.
func DecodeEvent(raw []byte) (Event, error) {
	var e Event
	if err := strict(raw, &e); err != nil {
		return idsOf(raw), explain(raw, err)
	}
	return e, nil
}

func strict(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil || PlainKeys(raw) {
		return err
	}
	return exact(raw)
}

// idsOf reads what names a faulty event, so that its rejection can be found again.
func idsOf(raw []byte) (e Event) {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(raw, &fields)
	_ = json.Unmarshal(fields["id"], &e.ID)
	return e
}

// explain finds the faulty field by reading the fields one at a time.
func explain(raw []byte, err error) error {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return fault.In("event", "must be a JSON object")
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		var e Event
		one, _ := json.Marshal(map[string]json.RawMessage{name: fields[name]})
		if err := strict(one, &e); err != nil {
			return fieldFault(name, err)
		}
	}
	return fault.In("event", "can't be read").Because(err)
}

func fieldFault(name string, err error) error {
	var wrong *json.UnmarshalTypeError
	var at *time.ParseError
	switch {
	case errors.As(err, &wrong):
		place := name
		if wrong.Field != "" {
			place = wrong.Field
		}
		return fault.In(place, "must be %s, not %s", kindOf(wrong.Type), wrong.Value)
	case errors.As(err, &at):
		return fault.In(name, "must be a time such as 2026-03-01T09:30:05.120Z")
	case strings.Contains(err.Error(), "unknown field"):
		unknown := strings.Trim(strings.TrimPrefix(err.Error(), "json: unknown field "), `"`)
		if unknown != name {
			unknown = name + "." + unknown
		}
		return fault.In(unknown, "is not a field of an event; use attributes for what has no field of its own")
	}
	return fault.In(name, "can't be read").Because(err)
}

func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Int64:
		return "a whole number"
	case reflect.Map, reflect.Struct:
		return "an object"
	}
	return "a " + t.Kind().String()
}

// Check says what is wrong with the event's values: required ones, choices, lengths and times.
func (e *Event) Check(now time.Time) error {
	if e.plainlyRight(now) {
		return nil
	}
	var faults []fault.Field
	var wrong validator.ValidationErrors
	if errors.As(validate.Struct(e), &wrong) {
		for _, w := range wrong {
			faults = append(faults, fault.Field{Location: strings.TrimPrefix(w.Namespace(), "Event."), Message: ruleText(w)})
		}
	}
	faults = append(faults, e.missing()...)
	faults = append(faults, e.checkTimes(now)...)
	faults = append(faults, e.checkStrings()...)
	if len(faults) > 0 {
		return fault.Fields("the event can't be stored as it is", faults...)
	}
	return nil
}

// plainlyRight spares most utterances the rules one by one; it may be wrong only in saying no.
func (e *Event) plainlyRight(now time.Time) bool {
	short := func(s string) bool { return s != "" && len(s) <= maxString && strings.IndexByte(s, 0) < 0 }
	speaker := e.Speaker == "customer" || e.Speaker == "agent" || e.Speaker == "bot" || e.Speaker == "system"
	said := e.Text != "" && len(e.Text) <= maxText && strings.IndexByte(e.Text, 0) < 0
	return e.bare() && short(e.ID) && short(e.Interaction) && speaker && said && derefOr(e.Seq, 0) >= 0 &&
		!e.At.Before(earliest) && !e.At.After(now.Add(24*time.Hour))
}

func ruleText(w validator.FieldError) string {
	switch w.Tag() {
	case "required":
		return "is required"
	case "oneof":
		said, _ := redact.Text(fmt.Sprint(w.Value()))
		return fmt.Sprintf("must be one of %s, not %q", strings.ReplaceAll(w.Param(), " ", ", "), cut(said))
	case "min":
		return "must not be below " + w.Param()
	}
	return "is wrong"
}

func cut(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

func (e *Event) missing() (faults []fault.Field) {
	if e.Type == Started && e.Channel == nil {
		faults = append(faults, fault.Field{Location: "channel", Message: "is required to start an interaction"})
	}
	if e.Type == UtteranceAdded && e.Speaker == "" {
		faults = append(faults, fault.Field{Location: "speaker", Message: "is required: customer, agent, bot or system"})
	}
	if e.Type == UtteranceAdded && e.Text == "" {
		faults = append(faults, fault.Field{Location: "text", Message: "is required"})
	}
	return faults
}

func (e *Event) checkTimes(now time.Time) (faults []fault.Field) {
	for name, at := range map[string]*time.Time{"at": &e.At, "queued_at": e.QueuedAt, "answered_at": e.AnsweredAt} {
		if at == nil || (name == "at" && at.IsZero()) { // which is missing, and said so
			continue
		}
		if at.Before(earliest) || at.After(now.Add(24*time.Hour)) {
			faults = append(faults, fault.Field{Location: name, Message: "must lie between 1990 and a day from now"})
		}
	}
	return faults
}

func (e *Event) checkStrings() (faults []fault.Field) {
	add := func(name, format string, args ...any) {
		faults = append(faults, fault.Field{Location: name, Message: fmt.Sprintf(format, args...)})
	}
	for name, s := range e.strings() {
		switch {
		case strings.ContainsRune(*s, 0):
			add(name, "must not hold a NUL character")
		case name == "text" && len(*s) > maxText:
			add(name, "must be at most 64 KiB, is %d bytes", len(*s))
		case name != "text" && utf8.RuneCountInString(*s) > maxString:
			add(name, "must be at most %d characters", maxString)
		}
	}
	if e.Agent != nil && (strings.TrimSpace(*e.Agent) == "" || strings.ContainsFunc(*e.Agent, isControl)) {
		add("agent", "must be an e-mail address or an external id, or be left out")
	}
	if e.RecordingURL != nil {
		if u, err := url.Parse(*e.RecordingURL); err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			add("recording_url", "must be an http or https address")
		}
	}
	for key, value := range e.Attributes {
		place := "attributes." + cut(key)
		if len(key) > maxString || utf8.RuneCountInString(value) > maxString {
			add(place, "its name and its value must be at most %d characters each", maxString)
		}
		if strings.ContainsRune(key+value, 0) {
			add(place, "must not hold a NUL character")
		}
	}
	if len(e.Attributes) > maxAttributes {
		add("attributes", "must be at most %d", maxAttributes)
	}
	slices.SortFunc(faults, func(a, b fault.Field) int { return strings.Compare(a.Location, b.Location) })
	return faults
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// strings are all texts of the event by the name of their field.
func (e *Event) strings() map[string]*string {
	all := map[string]*string{"id": &e.ID, "interaction": &e.Interaction, "text": &e.Text}
	for name, s := range map[string]*string{
		"agent": e.Agent, "queue": e.Queue, "language": e.Language, "spoke_to": e.SpokeTo, "subject": e.Subject,
		"account": e.Account, "transaction": e.Transaction, "tone": e.Tone, "resolution": e.Resolution,
		"next_step": e.NextStep, "next_owner": e.NextOwner, "recording_url": e.RecordingURL,
	} {
		if s != nil {
			all[name] = s
		}
	}
	if c := e.Customer; c != nil {
		for name, s := range map[string]*string{"customer.ref": c.Ref, "customer.name": c.Name, "customer.address": c.Address} {
			if s != nil {
				all[name] = s
			}
		}
	}
	return all
}
