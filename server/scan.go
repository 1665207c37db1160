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
	if err := s.value("body", 0); err != nil {
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
	nulAt string
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

func (s *scanner) value(path string, depth int) error {
	if depth > maxDepth {
		return s.bad(s.i, "is more than %d levels deep", maxDepth)
	}
	switch c := s.peek(); {
	case c == '{':
		return s.object(path, depth)
	case c == '[':
		return s.array(path, depth)
	case c == '"':
		_, err := s.text(path)
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

func (s *scanner) object(path string, depth int) error {
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
		key, err := s.text(path)
		if err != nil {
			return err
		}
		if _, twice := seen[key]; twice {
			return s.bad(at, "has the key %q twice in %s", cutKey(key), path)
		}
		seen[key] = struct{}{}
		if s.peek() != ':' {
			return s.bad(s.i, "lacks a colon behind the key %q", cutKey(key))
		}
		s.i++
		if err := s.value(path+"."+key, depth+1); err != nil {
			return err
		}
		if done, err := s.next('}'); done || err != nil {
			return err
		}
	}
}

func (s *scanner) array(path string, depth int) error {
	s.i++
	if s.peek() == ']' {
		s.i++
		return nil
	}
	for n := 0; ; n++ {
		if err := s.value(fmt.Sprintf("%s[%d]", path, n), depth+1); err != nil {
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
func (s *scanner) text(path string) (string, error) {
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
				s.nulAt = path
			}
			s.i += 2
		default:
			s.i++
		}
	}
	return "", s.bad(len(s.b), "ends within a string")
}
