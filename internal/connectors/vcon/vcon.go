// Package vcon reads vCons (the IETF's JSON containers for conversations) leniently, as none of the IETF's own examples
// satisfies its schema.
package vcon

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"rater/internal/connectors/lines"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// largest is the size of a vCon in bytes, audio within it included.
const largest = 64 << 20

type yielder func(place string, events []interactions.Event, err error) bool

// Parse reads a vCon, several one behind the other, an array of them, or one a line. Each becomes the events of one
// interaction that bears the vCon's uuid. One that is signed, encrypted, broken or empty is yielded with a fault that
// says so, and so is a text over 64 KiB, while the rest of its vCon goes on.
func Parse(r io.Reader, name string, yield func(place string, events []interactions.Event, err error) bool) error {
	in := bufio.NewReaderSize(r, 64<<10)
	seen := false
	watch := func(place string, events []interactions.Event, err error) bool {
		seen = true
		return yield(place, events, err)
	}
	if err := parseAs(shapeOf(in), in, name, watch); err != nil {
		return fault.New(fault.Malformed, "%s can't be read to its end: %v", name, err)
	}
	if !seen {
		return fault.New(fault.Malformed, "%s holds no vCon", name)
	}
	return nil
}

type shape int

const (
	documents shape = iota
	array
	oneALine
)

func parseAs(s shape, in *bufio.Reader, name string, yield yielder) error {
	switch s {
	case array:
		return parseArray(in, name, yield)
	case oneALine:
		return parseLines(in, name, yield)
	}
	return parseDocuments(in, name, yield)
}

// shapeOf looks at the beginning: an array, an object on a line of its own, or objects over several lines.
func shapeOf(in *bufio.Reader) shape {
	head, _ := in.Peek(64 << 10)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	first, rest, more := bytes.Cut(head, []byte("\n"))
	switch {
	case bytes.HasPrefix(head, []byte("[")):
		return array
	case !more, json.Valid(first), bytes.HasPrefix(bytes.TrimLeft(rest, "\r\n"), []byte("{")), !bytes.HasPrefix(head, []byte("{")):
		return oneALine
	}
	return documents
}

func parseLines(in *bufio.Reader, name string, yield yielder) error {
	return lines.Each(in, largest, func(l lines.Line) bool {
		place := fmt.Sprintf("line %d of %s", l.Number, name)
		switch {
		case l.TooLong:
			return yield(place, nil, tooLarge())
		case len(bytes.TrimSpace(l.Text)) == 0:
			return true
		}
		return one(l.Text, place, yield)
	})
}

func parseArray(in *bufio.Reader, name string, yield yielder) error {
	bounded := &metered{r: withoutMark(in)}
	d := json.NewDecoder(bounded)
	if _, err := d.Token(); err != nil {
		return err
	}
	i := 1
	place := func() string { return fmt.Sprintf("item %d of %s", i, name) }
	for ; d.More(); i++ {
		var raw json.RawMessage
		bounded.n = 0
		if err := d.Decode(&raw); err != nil {
			yield(place(), nil, broken(err))
			return nil
		}
		if !one(raw, place(), yield) {
			return nil
		}
	}
	if _, err := d.Token(); err != nil { // More says false of what can't be read, too
		yield(place(), nil, broken(err))
	}
	return nil
}

func parseDocuments(in *bufio.Reader, name string, yield yielder) error {
	bounded := &metered{r: withoutMark(in)}
	d := json.NewDecoder(bounded)
	for i := 1; ; i++ {
		place := "file " + name
		if i > 1 {
			place = fmt.Sprintf("item %d of %s", i, name)
		}
		var raw json.RawMessage
		bounded.n = 0
		err := d.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			yield(place, nil, broken(err))
			return nil
		}
		if !one(raw, place, yield) {
			return nil
		}
	}
}

func withoutMark(in *bufio.Reader) *bufio.Reader {
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	return in
}

// metered reads no further than the largest vCon since n was last 0: a decoder takes a whole value into memory.
type metered struct {
	r io.Reader
	n int
}

func (m *metered) Read(p []byte) (int, error) {
	if m.n > largest {
		return 0, tooLarge()
	}
	n, err := m.r.Read(p[:min(len(p), largest+1-m.n)])
	m.n += n
	return n, err
}

func tooLarge() error {
	return fault.New(fault.TooLarge, "the vCon is larger than 64 MiB; keep its recording outside of it")
}

func broken(err error) error {
	if fault.Is(err, fault.TooLarge) {
		return err
	}
	return fault.New(fault.Malformed, "is not a whole JSON object: %v", err)
}

// one yields the events of one vCon, and a fault for each part of it that is left out.
func one(raw []byte, place string, yield yielder) bool {
	if !utf8.Valid(raw) {
		return yield(place, nil, fault.New(fault.Malformed, "is not valid UTF-8; convert it to UTF-8 first"))
	}
	c, err := decode(raw)
	if err != nil {
		return yield(place, nil, err)
	}
	events, left, err := c.events()
	if err != nil {
		return yield(place, nil, err)
	}
	if !yield(place, events, nil) {
		return false
	}
	for _, l := range left {
		if !yield(fmt.Sprintf("dialog %d of %s", l.dialog, place), nil, l.err) {
			return false
		}
	}
	return true
}
