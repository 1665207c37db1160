package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

func (s *site) stored(table string) (n int64) {
	s.t.Helper()
	if err := s.db.Conn(s.t.Context()).Table(table).Count(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

func zipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Bytes()
}

// utteranceBody is a delivery of one utterance whose text is put in raw.
func utteranceBody(text string) []byte {
	return []byte(`{"events":[{"id":"e","type":"utterance.added","interaction":"i","at":"2026-03-02T08:00:00Z","speaker":"agent","text":"` + text + `"}]}`)
}

// TestBadBodies holds that what is no body of Rater's is refused whole, and nothing of it stored.
func TestBadBodies(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm, ana := s.source("crm"), s.as("ana")
	events, preferences := "/ingest/events", "/me/preferences"
	deep := func(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) }
	many := `{"events":[` + strings.Repeat(`{},`, 1000) + `{}]}`
	for _, one := range []struct {
		name string
		path string
		body []byte
		head header
		want int
	}{
		{"invalid UTF-8", events, utteranceBody("\xff"), nil, 400},
		{"invalid UTF-8 in a key", events, []byte("{\"events\":[],\"\xc3\x28\":1}"), nil, 400},
		{"a lone surrogate's bytes", events, utteranceBody("\xed\xa0\x80"), nil, 400},
		{"raw NUL", events, utteranceBody("a\x00b"), nil, 400},
		{"a thousand levels", events, []byte(`{"events":[` + deep(1000) + `]}`), nil, 400},
		{"a hundred thousand lists", events, []byte(strings.Repeat("[", 100_000)), nil, 400},
		{"a key twice", events, []byte(`{"events":[],"events":[]}`), nil, 400},
		{"a key twice, once escaped", events, []byte(`{"events":[{"a":1,"\u0061":2}]}`), nil, 400},
		{"broken off", events, utteranceBody("x")[:60], nil, 400},
		{"something behind", events, append(utteranceBody("x"), []byte(" {}")...), nil, 400},
		{"not JSON", events, []byte("hello"), nil, 400},
		{"a literal that is none", events, []byte(`{"events":nnn}`), nil, 400},
		{"nothing", events, []byte{}, nil, 400},
		{"gzip", events, zipped(`{"events":[]}`), header{"Content-Encoding": "gzip"}, 415},
		{"deflate without a body", events, []byte{}, header{"Content-Encoding": "deflate"}, 415},
		{"plain, called br", events, []byte(`{"events":[]}`), header{"Content-Encoding": "br"}, 415},
		{"gzip that is not named", events, zipped(`{"events":[]}`), nil, 400},
		{"more than 4 MiB", events, []byte(`{"events":[]` + strings.Repeat(" ", 4<<20) + `}`), nil, 413},
		{"more than 1,000 events", events, []byte(many), nil, 422},
		{"a list", events, []byte(`[]`), nil, 422},
		{"null", events, []byte(`null`), nil, 422},
		{"no events", events, []byte(`{}`), nil, 422},
		{"events that are none", events, []byte(`{"events":{}}`), nil, 422},
		{"something beside the events", events, []byte(`{"events":[],"source":"other"}`), nil, 422},
		{"invalid UTF-8 from a person", preferences, []byte("{\"preferences\":{\"a\":\"\xff\"}}"), nil, 400},
		{"raw NUL from a person", preferences, []byte("{\"preferences\":{\"a\":\"\x00\"}}"), nil, 400},
		{"escaped NUL from a person", preferences, []byte(`{"preferences":{"a":"\u0000"}}`), nil, 422},
		{"escaped NUL in a key", preferences, []byte(`{"preferences":{"\u0000":1}}`), nil, 422},
		{"deep from a person", preferences, []byte(`{"preferences":` + deep(1000) + `}`), nil, 400},
		{"a key twice from a person", preferences, []byte(`{"preferences":{"a":1,"\u0061":2}}`), nil, 400},
		{"gzip from a person", preferences, zipped(`{"preferences":{}}`), header{"Content-Encoding": "gzip"}, 415},
		{"broken off by a person", preferences, []byte(`{"preferences":{"a":1`), nil, 400},
		{"a list from a person", preferences, []byte(`[]`), nil, 422},
		{"nothing from a person", preferences, []byte{}, nil, 400},
	} {
		as, method := ana, http.MethodPut
		if one.path == events {
			as, method = crm, http.MethodPost
		}
		got := as.call(method, one.path, one.body, header{"Content-Type": "application/json"}, one.head)
		if got.status != one.want || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: want %d, got %s", one.name, one.want, got)
		}
	}
	if n := s.stored("interactions") + s.stored("preferences"); n != 0 {
		t.Errorf("%d rows of bad bodies were stored", n)
	}
}

// promise sends the head of a delivery of so many bytes, and body of it, and returns the answer's first line.
func (c *client) promise(length int, body []byte) string {
	c.s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.s.base, "http://"))
	if err != nil {
		c.s.t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /api/v1/ingest/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", c.token, length, body)
	_ = conn.(*net.TCPConn).CloseWrite()
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	line, _ := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line)
}

// TestBodyBrokenOff closes the connection in the middle of what Content-Length promised.
func TestBodyBrokenOff(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm := s.source("crm")
	if answer := crm.promise(5000, utteranceBody("x")); answer != "" && !strings.HasPrefix(answer, "HTTP/1.1 400") {
		t.Errorf("broken off: %q", answer)
	}
	if answer := crm.promise(9<<20, nil); !strings.HasPrefix(answer, "HTTP/1.1 413") {
		t.Errorf("9 MiB: %q", answer)
	}
	crm.must(200, http.MethodPost, "/ingest/events", fields{"events": []fields{}})
	if n := s.stored("interactions"); n != 0 {
		t.Errorf("%d interactions of a body that was broken off", n)
	}
}

// TestAddressesThatAreNoText holds that no database is asked for what is no text.
func TestAddressesThatAreNoText(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		sue := s.as("sue")
		for _, id := range []string{"\xff", "%ff", "a%00", "%zz", "%c3%28"} {
			for _, path := range []string{"interactions", "evaluations", "coaching/sessions", "scorecards"} {
				if line := sue.ask("/api/v1/" + path + "/" + id); !strings.HasPrefix(line, "HTTP/1.1 4") {
					t.Errorf("GET %s/%q: %q", path, id, line)
				}
			}
		}
	})
}

// ask sends an address as it stands, and returns the answer's first line.
func (c *client) ask(path string) string {
	c.s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.s.base, "http://"))
	if err != nil {
		c.s.t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nConnection: close\r\n\r\n", path, c.cookie)
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	line, _ := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line)
}
