package vcon

import (
	"encoding/json"
	"math"
	"net/mail"
	"strconv"
	"strings"
	"time"
)

// text is a string, or a number read as one; anything else is empty.
type text string

func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	var n json.Number
	switch {
	case json.Unmarshal(raw, &s) == nil:
		*t = text(strings.TrimSpace(s))
	case json.Unmarshal(raw, &n) == nil:
		*t = text(n.String())
	}
	return nil
}

// seconds is a number of seconds, or a string of one; anything else, or a negative one, is unknown.
type seconds struct {
	value float64
	known bool
}

func (s *seconds) UnmarshalJSON(raw []byte) error {
	var t text
	_ = t.UnmarshalJSON(raw)
	v, err := strconv.ParseFloat(string(t), 64)
	if err == nil && v >= 0 && v < 1e7 {
		*s = seconds{v, true}
	}
	return nil
}

func (s seconds) duration() time.Duration { return time.Duration(s.value * float64(time.Second)) }
func (s seconds) milliseconds() int64     { return int64(math.Round(s.value * 1000)) }

// indexes is an index or a list of them, nested or not.
type indexes []int

func (x *indexes) UnmarshalJSON(raw []byte) error {
	var n int
	var list []indexes
	if json.Unmarshal(raw, &n) == nil && string(raw) != "null" {
		*x = indexes{n}
	} else if json.Unmarshal(raw, &list) == nil {
		for _, part := range list {
			*x = append(*x, part...)
		}
	}
	return nil
}

// stamp is a time as RFC 3339 (with or without a zone, which then is UTC), RFC 2822, or seconds or milliseconds since
// 1970. raw is what stood there, empty when nothing did.
type stamp struct {
	time time.Time
	raw  string
}

func (s *stamp) UnmarshalJSON(raw []byte) error {
	var t text
	_ = t.UnmarshalJSON(raw)
	s.raw = string(t)
	s.time = parseTime(s.raw)
	return nil
}

func (s stamp) MarshalJSON() ([]byte, error) { return json.Marshal(s.time) }

var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02",
}

// parseTime is zero for what is no time.
func parseTime(s string) time.Time {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	if t, err := mail.ParseDate(s); err == nil {
		return t.UTC()
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 0 && n < 1e15 {
		if n >= 1e11 {
			n /= 1000
		}
		return time.UnixMilli(int64(math.Round(n * 1000))).UTC()
	}
	return time.Time{}
}
