package connectors

import (
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	inputs := map[string]string{
		"jsonl": `{"id":"e1","type":"interaction.ended","interaction":"i1","at":"2026-03-01T09:30:05Z"}`,
		"vcon":  `{"uuid":"u1","parties":[],"dialog":[{"type":"text","start":"2026-03-01","body":"Hi"}]}`,
	}
	for format, parse := range Formats {
		var got []Record
		err := parse(strings.NewReader(inputs[format]+"\nnonsense\n"), "x", func(r Record) bool {
			got = append(got, r)
			return true
		})
		if err != nil || len(got) != 2 || len(got[0].Events) == 0 || got[0].Place != "line 1 of x" || got[1].Err == nil {
			t.Errorf("%s: %+v, %v; want a good record and a bad one", format, got, err)
		}
	}
}
