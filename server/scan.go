package server

import (
	"fmt"
	"unicode/utf8"

	"rater/internal/foundation/fault"
)

const maxDepth = 64

// scan reads a JSON body once before it is decoded: it refuses what decoders let pass (raw NUL, bad UTF-8, a key
// twice, too deep, more than one value), naming the place, and returns where the first escaped NUL stands, as a path
// such as body.events[3].text, or "".
func scan(body []byte) (nulAt string, err error) {
	s := scanner{b: body}
	if !utf8.Valid(body) {
		return "", s.bad(invalidAt(body), "is not valid UTF-8")
	}
	if err := s.value(); err != nil {
		return "", err
	}
	s.space()
	if s.i < len(s.b) {
		return "", s.bad(s.i, "holds something behind its end")
	}
	return s.nulAt, nil
}

func invalidAt(body []byte) int {
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(body)
}

type scanner struct {
	b     []byte
	i     int
	way   []place // from the body to where the scanner is
	nulAt string
}

// place is one step down: a key, or an index where the key is empty.
type place struct {
	key   []byte
	index int
}

// path names where the scanner is; it is made only when somebody is to read it.
func (s *scanner) path() string {
	path := "body"
	for _, p := range s.way {
		if p.key == nil {
			path += fmt.Sprintf("[%d]", p.index)
			continue
		}
		path += "." + cutKey(string(p.key))
	}
	return path
}

func (s *scanner) inside(p place, read func() error) error {
	s.way = append(s.way, p)
	err := read()
	s.way = s.way[:len(s.way)-1]
	return err
}

func (s *scanner) bad(at int, format string, args ...any) error {
	f := fault.New(fault.Malformed, "the body is not JSON as Rater reads it")
	f.Fields = []fault.Field{{Location: fmt.Sprintf("body, byte %d", at), Message: fmt.Sprintf(format, args...)}}
	return f
}

func (s *scanner) space() {
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\t' || s.b[s.i] == '\n' || s.b[s.i] == '\r') {
		s.i++
	}
}

func (s *scanner) peek() byte {
	s.space()
	if s.i >= len(s.b) {
		return 0
	}
	return s.b[s.i]
}

func (s *scanner) value() error {
	switch c := s.peek(); {
	case (c == '{' || c == '[') && len(s.way) >= maxDepth:
		return s.bad(s.i, "is more than %d levels deep", maxDepth)
	case c == '{':
		return s.object()
	case c == '[':
		return s.array()
	case c == '"':
		_, err := s.text()
		return err
	case c == '-' || (c >= '0' && c <= '9'):
		return s.word("+-.eE0123456789")
	case c == 't' || c == 'f' || c == 'n':
		return s.word("truefalsn")
	case s.i >= len(s.b):
		return s.bad(s.i, "ends too early")
	}
	return s.bad(s.i, "has an unexpected %q", s.b[s.i])
}

// word passes over a number or literal; the decoder checks its form.
func (s *scanner) word(of string) error {
	for s.i < len(s.b) && contains(of, s.b[s.i]) {
		s.i++
	}
	return nil
}

func contains(of string, c byte) bool {
	for i := range len(of) {
		if of[i] == c {
			return true
		}
	}
	return false
}

func (s *scanner) object() error {
	s.i++
	seen := map[string]struct{}{}
	if s.peek() == '}' {
		s.i++
		return nil
	}
	for {
		at := s.i
		if s.peek() != '"' {
			return s.bad(s.i, "lacks a key here")
		}
		key, err := s.text()
		if err != nil {
			return err
		}
		if _, twice := seen[key]; twice {
			return s.bad(at, "has the key %q twice in %s", cutKey(key), s.path())
		}
		seen[key] = struct{}{}
		if s.peek() != ':' {
			return s.bad(s.i, "lacks a colon behind the key %q", cutKey(key))
		}
		s.i++
		if err := s.inside(place{key: []byte(key)}, s.value); err != nil {
			return err
		}
		if done, err := s.next('}'); done || err != nil {
			return err
		}
	}
}

func (s *scanner) array() error {
	s.i++
	if s.peek() == ']' {
		s.i++
		return nil
	}
	for n := 0; ; n++ {
		if err := s.inside(place{index: n}, s.value); err != nil {
			return err
		}
		if done, err := s.next(']'); done || err != nil {
			return err
		}
	}
}

func (s *scanner) next(end byte) (done bool, err error) {
	switch s.peek() {
	case end:
		s.i++
		return true, nil
	case ',':
		s.i++
		return false, nil
	}
	if s.i >= len(s.b) {
		return false, s.bad(s.i, "ends too early")
	}
	return false, s.bad(s.i, "lacks a comma or %q here", end)
}

// text reads a string and returns it with its escapes resolved as far as keys need it.
func (s *scanner) text() (string, error) {
	s.i++
	begin := s.i
	escaped := false
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case c == '"':
			raw := s.b[begin:s.i]
			s.i++
			return s.key(raw, escaped), nil
		case c < ' ':
			return "", s.bad(s.i, "has a raw control character in a string; escape it")
		case c == '\\':
			escaped = true
			if s.nulAt == "" && s.i+6 <= len(s.b) && string(s.b[s.i:s.i+6]) == `\u0000` {
				s.nulAt = s.path()
			}
			s.i += 2
		default:
			s.i++
		}
	}
	return "", s.bad(len(s.b), "ends within a string")
}
