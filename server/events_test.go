package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

type receipt struct {
	Accepted, Duplicate int
	Rejected            []struct {
		Index      int
		ID, Detail string
	}
}

// TestBadEvents holds that a bad event is rejected with its place, and its neighbours are kept.
func TestBadEvents(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm := s.source("crm")
	bad := []struct {
		name, place string
		event       fields
	}{
		{"an unknown type", "type", fields{"type": "interaction.exploded"}},
		{"no id", "id", fields{"id": ""}},
		{"an id that is a number", "id", fields{"id": 7}},
		{"no interaction", "interaction", fields{"interaction": nil}},
		{"no time", "at", fields{"at": nil}},
		{"a time of words", "at", fields{"at": "yesterday"}},
		{"the year 9999", "at", fields{"at": "9999-12-31T23:59:59Z"}},
		{"the year 1", "at", fields{"at": "0001-01-02T00:00:00Z"}},
		{"no channel", "channel", fields{"channel": nil}},
		{"an unknown channel", "channel", fields{"channel": "pigeon"}},
		{"a number for a name", "customer.name", fields{"customer": fields{"name": 7}}},
		{"a list for a customer", "customer", fields{"customer": []int{}}},
		{"an unknown field", "weather", fields{"weather": "fine"}},
		{"a field in capitals", "TONE", fields{"TONE": "calm"}},
		{"a field in capitals within", "customer.Name", fields{"customer": fields{"Name": "J. Doe"}}},
		{"an unknown field within", "customer.age", fields{"customer": fields{"age": 7}}},
		{"an agent of spaces", "agent", fields{"agent": "   "}},
		{"an agent with a line break", "agent", fields{"agent": "ana\nben"}},
		{"an agent that is too long", "agent", fields{"agent": strings.Repeat("a", 513)}},
		{"an agent that is an object", "agent", fields{"agent": fields{}}},
		{"a time of minus one", "hold_ms", fields{"hold_ms": -1}},
		{"a time that is a fraction", "hold_ms", fields{"hold_ms": 1.5}},
		{"a time that is too large", "hold_ms", fields{"hold_ms": 1e30}},
		{"a script as recording", "recording_url", fields{"recording_url": "javascript:alert(1)"}},
		{"a NUL in a subject", "subject", fields{"subject": "a\x00b"}},
		{"a NUL in a text", "text", fields{"type": "utterance.added", "speaker": "agent", "text": "a\x00b", "channel": nil, "agent": nil}},
		{"a NUL in an attribute's key", "attributes", fields{"attributes": fields{"a\x00": "b"}}},
		{"a text of 1 MiB", "text", fields{"type": "utterance.added", "speaker": "agent", "text": strings.Repeat("x", 1<<20), "channel": nil, "agent": nil}},
		{"no speaker", "speaker", fields{"type": "utterance.added", "text": "x", "channel": nil, "agent": nil}},
		{"no text", "text", fields{"type": "utterance.added", "speaker": "agent", "channel": nil, "agent": nil}},
	}
	for n, one := range bad {
		name := fmt.Sprintf("i-%d", n)
		event := s.started(name, "ana")
		for field, value := range one.event {
			event[field] = value
			if value == nil {
				delete(event, field)
			}
		}
		got := read[receipt](t, crm.tell(s.said(name, 1, "customer", "before"), event, s.said(name, 2, "customer", "behind")))
		if got.Accepted != 2 || len(got.Rejected) != 1 || got.Rejected[0].Index != 1 || !strings.Contains(got.Rejected[0].Detail, one.place) {
			t.Errorf("%s: %+v", one.name, got)
		}
	}
	whole := read[receipt](t, crm.must(200, http.MethodPost, "/ingest/events", []byte(`{"events":[null,7,"x",[],{}]}`)))
	if whole.Accepted != 0 || len(whole.Rejected) != 5 {
		t.Errorf("events that are none: %+v", whole)
	}
}

// TestReceipts holds the shape of the answer, and what repeats.
func TestReceipts(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm, other := s.source("crm"), s.source("mail")
	start, word := s.started("i", "ana"), s.said("i", 1, "customer", "hello")
	changed := s.said("i", 1, "customer", "something else")
	for _, one := range []struct {
		name   string
		as     *client
		events []fields
		want   string
	}{
		{"nothing", crm, []fields{}, `{"accepted":0,"duplicate":0,"rejected":[]}`},
		{"new", crm, []fields{start}, `{"accepted":1,"duplicate":0,"rejected":[]}`},
		{"a repeat within", crm, []fields{start, word, word}, `{"accepted":1,"duplicate":2,"rejected":[]}`},
		{"a repeat later", crm, []fields{word}, `{"accepted":0,"duplicate":1,"rejected":[]}`},
		{"the same id, another body", crm, []fields{changed}, `{"accepted":0,"duplicate":0,"rejected":[{"index":0,"id":"i-u1","detail":`},
		{"the same of another source", other, []fields{start, changed}, `{"accepted":2,"duplicate":0,"rejected":[]}`},
	} {
		got := strings.TrimSpace(string(one.as.tell(one.events...).raw))
		if !strings.HasPrefix(got, one.want) || (strings.HasSuffix(one.want, "]}") && got != one.want) {
			t.Errorf("%s: want %s, got %s", one.name, one.want, got)
		}
	}
	if n := s.stored("utterances"); n != 2 {
		t.Errorf("%d utterances, want 2", n)
	}
}
