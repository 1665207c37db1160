package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

const maxEvents = 1000

type ingestIn struct {
	RawBody []byte `contentType:"application/json"`
}

// ingestEvents is the body of ingest as the documentation shows it.
type ingestEvents struct {
	Events []interactions.Event `json:"events" maxItems:"1000" nullable:"false"`
}

// unchecked leaves the body to the handler: a bad event must not sink its neighbours.
func unchecked(op *huma.Operation) { op.SkipValidateBody = true }

// describeIngest says what the body holds, of which huma, that reads it as bytes, knows nothing.
func (a *API) describeIngest() {
	d := a.huma.OpenAPI()
	d.Paths[base+"/ingest/events"].Post.RequestBody.Content["application/json"] = &huma.MediaType{
		Schema: d.Components.Schemas.Schema(reflect.TypeFor[ingestEvents](), true, "IngestEvents")}
}

func (a *API) ingest(ctx context.Context, actor people.Actor, in *ingestIn) (*body[interactions.Receipt], error) {
	delivery, whole := readWhole(actor.Source, in.RawBody)
	if !whole {
		events, err := eventsOf(in.RawBody)
		if err != nil {
			return nil, err
		}
		delivery = interactions.Read(actor.Source, events)
	}
	receipt, err := a.d.Log.Append(ctx, delivery)
	return &body[interactions.Receipt]{receipt}, err
}

// readWhole reads a body in which nothing is wrong at once; any other is read again, event by event.
func readWhole(source string, raw []byte) (interactions.Delivery, bool) {
	var b struct{ Events []interactions.Event }
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if d.Decode(&b) != nil || !interactions.PlainKeys(raw) || b.Events == nil || len(b.Events) > maxEvents {
		return interactions.Delivery{}, false
	}
	return interactions.Delivery{Source: source, Events: b.Events}, true
}

func eventsOf(raw []byte) ([]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return nil, fault.In("body", `must be an object {"events":[…]}`)
		}
		return nil, fault.New(fault.Malformed, "the body is not JSON: %s", err.Error())
	}
	for name := range fields {
		if name != "events" {
			return nil, fault.In("body."+cutKey(name), "is not known; the body has events alone")
		}
	}
	var events []json.RawMessage
	if err := json.Unmarshal(fields["events"], &events); err != nil || events == nil {
		return nil, fault.In("body.events", "must be a list of events")
	}
	if len(events) > maxEvents {
		return nil, fault.In("body.events", "must be at most %d, are %d; send them in parts", maxEvents, len(events))
	}
	return events, nil
}
