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

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type receipt struct {
	Accepted, Duplicate int
	Rejected            []struct {
		Index      int
		ID, Detail string
	}
}

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

// TestBadEvents holds that a bad event is rejected with its place, and its neighbours are kept.
func TestBadEvents(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm := s.source("crm")
	bad := []struct {
		name, place string
		event       fields
	}{
		{"an unknown type", "type", fields{"type": "interaction.exploded"}},
		{"no id", "id", fields{"id": ""}},
		{"an id that is a number", "id", fields{"id": 7}},
		{"no interaction", "interaction", fields{"interaction": nil}},
		{"no time", "at", fields{"at": nil}},
		{"a time of words", "at", fields{"at": "yesterday"}},
		{"the year 9999", "at", fields{"at": "9999-12-31T23:59:59Z"}},
		{"the year 1", "at", fields{"at": "0001-01-02T00:00:00Z"}},
		{"no channel", "channel", fields{"channel": nil}},
		{"an unknown channel", "channel", fields{"channel": "pigeon"}},
		{"a number for a name", "customer.name", fields{"customer": fields{"name": 7}}},
		{"a list for a customer", "customer", fields{"customer": []int{}}},
		{"an unknown field", "weather", fields{"weather": "fine"}},
		{"a field in capitals", "TONE", fields{"TONE": "calm"}},
		{"a field in capitals within", "customer.Name", fields{"customer": fields{"Name": "J. Doe"}}},
		{"an unknown field within", "customer.age", fields{"customer": fields{"age": 7}}},
		{"an agent of spaces", "agent", fields{"agent": "   "}},
		{"an agent with a line break", "agent", fields{"agent": "ana\nben"}},
		{"an agent that is too long", "agent", fields{"agent": strings.Repeat("a", 513)}},
		{"an agent that is an object", "agent", fields{"agent": fields{}}},
		{"a time of minus one", "hold_ms", fields{"hold_ms": -1}},
		{"a time that is a fraction", "hold_ms", fields{"hold_ms": 1.5}},
		{"a time that is too large", "hold_ms", fields{"hold_ms": 1e30}},
		{"a script as recording", "recording_url", fields{"recording_url": "javascript:alert(1)"}},
		{"a NUL in a subject", "subject", fields{"subject": "a\x00b"}},
		{"a NUL in a text", "text", fields{"type": "utterance.added", "speaker": "agent", "text": "a\x00b", "channel": nil, "agent": nil}},
		{"a NUL in an attribute's key", "attributes", fields{"attributes": fields{"a\x00": "b"}}},
		{"a text of 1 MiB", "text", fields{"type": "utterance.added", "speaker": "agent", "text": strings.Repeat("x", 1<<20), "channel": nil, "agent": nil}},
		{"no speaker", "speaker", fields{"type": "utterance.added", "text": "x", "channel": nil, "agent": nil}},
		{"no text", "text", fields{"type": "utterance.added", "speaker": "agent", "channel": nil, "agent": nil}},
	}
	for n, one := range bad {
		name := fmt.Sprintf("i-%d", n)
		event := s.started(name, "ana")
		for field, value := range one.event {
			event[field] = value
			if value == nil {
				delete(event, field)
			}
		}
		got := read[receipt](t, crm.tell(s.said(name, 1, "customer", "before"), event, s.said(name, 2, "customer", "behind")))
		if got.Accepted != 2 || len(got.Rejected) != 1 || got.Rejected[0].Index != 1 || !strings.Contains(got.Rejected[0].Detail, one.place) {
			t.Errorf("%s: %+v", one.name, got)
		}
	}
	whole := read[receipt](t, crm.must(200, http.MethodPost, "/ingest/events", []byte(`{"events":[null,7,"x",[],{}]}`)))
	if whole.Accepted != 0 || len(whole.Rejected) != 5 {
		t.Errorf("events that are none: %+v", whole)
	}
}

// TestReceipts holds the shape of the answer, and what repeats.
func TestReceipts(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm, other := s.source("crm"), s.source("mail")
	start, word := s.started("i", "ana"), s.said("i", 1, "customer", "hello")
	changed := s.said("i", 1, "customer", "something else")
	for _, one := range []struct {
		name   string
		as     *client
		events []fields
		want   string
	}{
		{"nothing", crm, []fields{}, `{"accepted":0,"duplicate":0,"rejected":[]}`},
		{"new", crm, []fields{start}, `{"accepted":1,"duplicate":0,"rejected":[]}`},
		{"a repeat within", crm, []fields{start, word, word}, `{"accepted":1,"duplicate":2,"rejected":[]}`},
		{"a repeat later", crm, []fields{word}, `{"accepted":0,"duplicate":1,"rejected":[]}`},
		{"the same id, another body", crm, []fields{changed}, `{"accepted":0,"duplicate":0,"rejected":[{"index":0,"id":"i-u1","detail":`},
		{"the same of another source", other, []fields{start, changed}, `{"accepted":2,"duplicate":0,"rejected":[]}`},
	} {
		got := strings.TrimSpace(string(one.as.tell(one.events...).raw))
		if !strings.HasPrefix(got, one.want) || (strings.HasSuffix(one.want, "]}") && got != one.want) {
			t.Errorf("%s: want %s, got %s", one.name, one.want, got)
		}
	}
	if n := s.stored("utterances"); n != 2 {
		t.Errorf("%d utterances, want 2", n)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s := small(t)
	crm, ana := s.source("crm"), s.as("ana")
	none := fields{"events": []fields{}}
	for _, one := range []struct {
		name, method, path string
		as                 *client
		head               header
		want               int
	}{
		{"no token", http.MethodPost, "/ingest/events", s.anonymous(), nil, 401},
		{"a bad token", http.MethodPost, "/ingest/events", &client{s: s, token: strings.Repeat("0", 64)}, nil, 401},
		{"an empty token", http.MethodPost, "/ingest/events", s.anonymous(), header{"Authorization": "Bearer "}, 401},
		{"another scheme", http.MethodPost, "/ingest/events", s.anonymous(), header{"Authorization": "Basic " + crm.token}, 401},
		{"a cookie", http.MethodPost, "/ingest/events", ana, nil, 403},
		{"a session as a token", http.MethodPost, "/ingest/events", &client{s: s, token: strings.TrimPrefix(ana.cookie, "rater_session=")}, nil, 401},
		{"a token as a session", http.MethodGet, "/session", &client{s: s, cookie: "rater_session=" + crm.token}, nil, 401},
		{"a token elsewhere", http.MethodGet, "/interactions", crm, nil, 403},
		{"a token at people", http.MethodGet, "/users", crm, nil, 403},
		{"a bad token beside a good cookie", http.MethodGet, "/session", ana, header{"Authorization": "Bearer x"}, 401},
	} {
		var body any
		if one.method == http.MethodPost {
			body = none
		}
		if got := one.as.call(one.method, one.path, body, one.head); got.status != one.want {
			t.Errorf("%s: want %d, got %s", one.name, one.want, got)
		}
	}
}

// TestErrorsTellNothing closes the database beneath the server: each answer is a problem without its cause.
func TestErrorsTellNothing(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("ada", people.Admin)
		ada, crm := s.as("ada"), s.source("crm")
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			as           *client
			method, path string
			body         any
		}{
			{ada, http.MethodGet, "/session", nil},
			{ada, http.MethodGet, "/interactions?q=x", nil},
			{ada, http.MethodGet, "/users", nil},
			{ada, http.MethodPost, "/teams", fields{"name": "x"}},
			{crm, http.MethodPost, "/ingest/events", fields{"events": []fields{s.started("i", "ada")}}},
			{s.anonymous(), http.MethodGet, "/about", nil},
			{s.anonymous(), http.MethodPost, "/session", credentials("ada@example.com", password)},
			{s.anonymous(), http.MethodPost, "/setup", fields{"name": "x", "email": "x@example.com", "password": password}},
		} {
			got := one.as.call(one.method, one.path, one.body, header{"Idempotency-Key": "k"})
			said := strings.ToLower(string(got.raw))
			if got.status != 503 || got.header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s: %s", one.method, one.path, got)
			}
			for _, secret := range []string{"sql", "select", ".go", "goroutine", "panic", "closed pool", store.Postgres} {
				if strings.Contains(said, secret) {
					t.Errorf("%s %s tells %q: %s", one.method, one.path, secret, got)
				}
			}
		}
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+"/readyz", nil)
		if got := s.send(r); got.status != 503 {
			t.Errorf("/readyz: %s", got)
		}
	})
}
