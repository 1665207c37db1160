package server

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// FuzzIngestBody holds of any body that it is refused in words or read, that no way of reading it takes what the other
// refuses, and that what the scan lets pass is JSON.
func FuzzIngestBody(f *testing.F) {
	for _, seed := range []string{`{"events":[]}`, `{"events":[{"id":"1","type":"utterance.added","interaction":"a","at":"2026-03-01T09:30:05Z","speaker":"agent","text":"x","seq":1}]}`,
		`{"events":[{"id":1},null,[],"x",{"ID":"1"}]}`, `{"events":[],"events":[]}`, `{"evenTs":[]}`, `[[[[]]]]`, `{"events":[{"text":"\u0000"}]}`, `{"events":[{"customer":{"name":1}}]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		if _, err := scan(raw); err != nil {
			wordsOf(t, err)
			return
		}
		whole, ok := readWhole("crm", raw)
		events, err := eventsOf(raw)
		if err != nil {
			wordsOf(t, err)
			if ok {
				t.Fatalf("%q is read at once, and refused otherwise: %v", raw, err)
			}
			return
		}
		if !json.Valid(raw) {
			t.Fatalf("%q passes the scan and the reading, and is no JSON", raw)
		}
		each := interactions.Read("crm", events)
		if ok && (len(each.Skip) > 0 || len(each.Events) != len(whole.Events)) {
			t.Fatalf("%q is read at once as %d events, and one by one with %v", raw, len(whole.Events), each.Skip)
		}
		for _, r := range each.Skip {
			if r.Detail == "" {
				t.Fatalf("an event of %q is refused without a word", raw)
			}
		}
	})
}

func wordsOf(t *testing.T, err error) {
	t.Helper()
	known, ok := errors.AsType[*fault.Error](err)
	if !ok || known.Detail == "" {
		t.Fatalf("%v (%T) is no fault in words", err, err)
	}
}

// FuzzSocketMessage holds the same of what a live socket's client says.
func FuzzSocketMessage(f *testing.F) {
	f.Add(websocket.TextMessage, []byte(`{"type":"watch","interaction":"a","after":3}`))
	f.Add(websocket.BinaryMessage, []byte(`{}`))
	f.Add(websocket.TextMessage, []byte(`{"type":"whisper","text":"\u0000"}`))
	f.Fuzz(func(t *testing.T, kind int, raw []byte) {
		r, err := readRequest(kind, raw)
		if err != nil {
			wordsOf(t, err)
			return
		}
		if kind != websocket.TextMessage || !json.Valid(raw) {
			t.Fatalf("%q of kind %d is taken as %+v", raw, kind, r)
		}
	})
}
