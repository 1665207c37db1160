// Package connectors turns the formats of other systems into interactions' events, a folder for each format.
package connectors

import (
	"io"

	"rater/internal/connectors/jsonl"
	"rater/internal/connectors/vcon"
	"rater/internal/interactions"
)

// Record is what one place of a file holds: its events in order, or the reason why there are none.
type Record struct {
	Place  string // "line 7 of x.jsonl", "file x.vcon", "item 3 of x.json", "dialog 2 of file x.vcon"
	Events []interactions.Event
	Err    error
}

// Parser reads a file called name and yields its records until yield returns false. A bad record is yielded with its
// fault and the rest goes on; the error returned is of the file as a whole: it can't be read, or nothing is in it.
type Parser func(r io.Reader, name string, yield func(Record) bool) error

// Formats are the parsers by the name that `rater import --from` takes.
var Formats = map[string]Parser{
	"jsonl": records(jsonl.Parse),
	"vcon":  records(vcon.Parse),
}

type parse func(r io.Reader, name string, yield func(place string, events []interactions.Event, err error) bool) error

func records(p parse) Parser {
	return func(r io.Reader, name string, yield func(Record) bool) error {
		return p(r, name, func(place string, events []interactions.Event, err error) bool {
			return yield(Record{Place: place, Events: events, Err: err})
		})
	}
}
