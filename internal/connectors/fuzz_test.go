package connectors_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rater/internal/connectors"
)

// FuzzJSONLines and FuzzVCon hold of any file that reading it ends, and that each record has either a fault in words or
// events that the log would take or refuse in words.
func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"id":"1","type":"interaction.started","interaction":"a","at":"2026-03-01T09:30:05Z","channel":"chat"}` + "\n{}\nnull\n[1]\n\"\n"))
	fuzz(f, "jsonl")
}

func FuzzVCon(f *testing.F) {
	files, _ := filepath.Glob("vcon/testdata/*")
	for _, file := range files {
		if raw, err := os.ReadFile(file); err == nil {
			f.Add(raw)
		}
	}
	f.Add([]byte(`{"vcon":"0.0.1","uuid":"u","parties":[{"name":"Ana","mailto":"a@b.cc"}],"dialog":[{"type":"text","start":"2026-03-01T09:30:05Z","parties":[0],"body":"hello","encoding":"none"}]}`))
	f.Add([]byte(`{"vcon":"0.0.1","parties":[],"analysis":[{"type":"transcript","body":{"segments":[{"text":"x","start":1e300}]}}]}`))
	fuzz(f, "vcon")
}

func fuzz(f *testing.F, format string) {
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		err := connectors.Formats[format](bytes.NewReader(raw), "fuzzed", func(r connectors.Record) bool {
			if r.Err != nil && (r.Err.Error() == "" || len(r.Events) > 0) {
				t.Fatalf("%s: %q and %d events", r.Place, r.Err, len(r.Events))
			}
			if r.Place == "" {
				t.Fatal("a record without a place")
			}
			for _, e := range r.Events {
				if wrong := e.Check(now); wrong != nil && wrong.Error() == "" {
					t.Fatalf("%+v is refused without a word", e)
				}
			}
			return true
		})
		if err != nil && err.Error() == "" {
			t.Fatal("a file is refused without a word")
		}
	})
}
