// Package jsonl reads files of one event a line, each exactly as it would be sent to /ingest/events.
package jsonl

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"rater/internal/connectors/lines"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

const longestLine = 1 << 20

// Parse yields each line's event with its place; blank lines are skipped. A line that is no event is yielded with an
// Invalid or Malformed fault. A file without any line is itself a fault.
func Parse(r io.Reader, name string, yield func(place string, events []interactions.Event, err error) bool) error {
	seen := false
	err := lines.Each(bufio.NewReaderSize(r, 64<<10), longestLine, func(l lines.Line) bool {
		if !l.TooLong && len(bytes.TrimSpace(l.Text)) == 0 {
			return true
		}
		seen = true
		event, err := read(l)
		if err != nil {
			return yield(place(l, name), nil, err)
		}
		return yield(place(l, name), []interactions.Event{event}, nil)
	})
	if err != nil {
		return fault.New(fault.Malformed, "%s can't be read to its end: %v", name, err)
	}
	if !seen {
		return fault.New(fault.Malformed, "%s holds no events: each line must be one event in JSON", name)
	}
	return nil
}

func place(l lines.Line, name string) string { return fmt.Sprintf("line %d of %s", l.Number, name) }

func read(l lines.Line) (interactions.Event, error) {
	switch {
	case l.TooLong:
		return interactions.Event{}, fault.New(fault.TooLarge, "the line is longer than 1 MiB")
	case !utf8.Valid(l.Text):
		return interactions.Event{}, fault.New(fault.Malformed, "the line is not valid UTF-8; convert the file to UTF-8 first")
	}
	return interactions.DecodeEvent(l.Text)
}
