package jsonl

import (
	"fmt"
	"strings"
	"testing"

	"rater/internal/interactions"
)

const line = `{"id":"e1","type":"utterance.added","interaction":"i1","at":"2026-03-01T09:30:05Z","speaker":"agent","text":"Good morning"}`

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     []string // "line: id", or "line! part of the fault"
		err      string
	}{
		{"two lines", line + "\n" + line, []string{"1: e1", "2: e1"}, ""},
		{"byte order mark, CRLF, blank lines", "\ufeff" + line + "\r\n\r\n  \r\n" + line + "\r\n", []string{"1: e1", "4: e1"}, ""},
		{"unknown field", `{"id":"e1","colour":"red"}`, []string{"1! colour"}, ""},
		{"wrong type", strings.Replace(line, `"e1"`, `7`, 1) + "\n" + line, []string{"1! id", "2: e1"}, ""},
		{"no JSON", "hello\n" + line, []string{"1! ", "2: e1"}, ""},
		{"an array", "[" + line + "]", []string{"1! object"}, ""},
		{"bad UTF-8", "{\"id\":\"\xff\"}\n" + line, []string{"1! UTF-8", "2: e1"}, ""},
		{"too long", `{"id":"` + strings.Repeat("x", longestLine) + "\"}\n" + line, []string{"1! 1 MiB", "2: e1"}, ""},
		{"empty", "", nil, "holds no events"},
		{"blank", "\n \n", nil, "holds no events"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			err := Parse(strings.NewReader(tc.in), "x.jsonl", func(place string, events []interactions.Event, err error) bool {
				number := strings.TrimSuffix(strings.TrimPrefix(place, "line "), " of x.jsonl")
				if err != nil {
					got = append(got, number+"! "+err.Error())
				} else {
					got = append(got, fmt.Sprintf("%s: %s", number, events[0].ID))
				}
				return true
			})
			if tc.err == "" && err != nil || tc.err != "" && (err == nil || !strings.Contains(err.Error(), tc.err)) {
				t.Fatalf("err = %v, want %q", err, tc.err)
			}
			if len(got) != len(tc.want) {
				t.Fatalf("got %q, want %q", got, tc.want)
			}
			for i, want := range tc.want {
				number, part, bad := strings.Cut(want, "! ")
				if bad && (!strings.HasPrefix(got[i], number+"! ") || !strings.Contains(got[i], part)) || !bad && got[i] != want {
					t.Errorf("record %d = %q, want %q", i, got[i], want)
				}
			}
		})
	}
}

func TestParseStopsWhenToldTo(t *testing.T) {
	count := 0
	err := Parse(strings.NewReader(line+"\n"+line), "x", func(string, []interactions.Event, error) bool {
		count++
		return false
	})
	if err != nil || count != 1 {
		t.Errorf("count = %d, err = %v; want to stop after one", count, err)
	}
}
