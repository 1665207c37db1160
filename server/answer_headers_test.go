package server_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// lacking are the headers that an answer should carry and does not.
func lacking(h http.Header) (list []string) {
	policy := h.Get("Content-Security-Policy")
	for what, ok := range map[string]bool{
		"nosniff":           h.Get("X-Content-Type-Options") == "nosniff",
		"no-store":          h.Get("Cache-Control") == "no-store",
		"frame-ancestors":   strings.Contains(policy, "frame-ancestors 'none'"),
		"a default-src":     strings.Contains(policy, "default-src"),
		"a CSP without any": !strings.Contains(policy, "unsafe") && !strings.Contains(policy, "*"),
		"no-referrer":       h.Get("Referrer-Policy") == "no-referrer",
		"no other origin":   h.Get("Access-Control-Allow-Origin") == "",
		"no maker":          h.Get("Server") == "" && h.Get("X-Powered-By") == "",
	} {
		if !ok {
			list = append(list, what)
		}
	}
	return list
}

// everyAnswerCarriesItsHeaders asks every route as each caller, rightly and wrongly.
func everyAnswerCarriesItsHeaders(t *testing.T, c *company) {
	statuses := map[int]bool{}
	check := func(d described, as string, got reply) {
		statuses[got.status] = true
		if list := lacking(got.header); list != nil {
			t.Errorf("%s %s as %s, %d, lacks %q: %v", d.method, d.path, as, got.status, list, got.header)
		}
	}
	for _, d := range c.described() {
		for _, as := range []string{"anonymous", "token", "ada", "sue", "ana"} {
			if d.method == http.MethodDelete { // signs out
				continue
			}
			var body any
			if d.body != nil {
				body = d.body.example()
			}
			check(d, as, c.called(as).call(d.method, d.at(unknownID), body))
			check(d, as, c.called(as).call(d.method, d.at(unknownID)+"?limit=0", body, ifMatch(1), header{"Content-Type": "text/plain"}))
			check(d, as, c.called(as).call(http.MethodTrace, d.at(unknownID), nil))
		}
	}
	for _, want := range []int{200, 401, 403, 404, 415, 422, 428} {
		if !statuses[want] {
			t.Errorf("no answer was %d", want)
		}
	}
}

// TestHeadersOfWhatFails goes through answers that no route gives.
func TestHeadersOfWhatFails(t *testing.T) {
	t.Parallel()
	s := small(t)
	ana := s.as("ana")
	for name, one := range map[string]struct {
		request string
		want    int
	}{
		"no such address":            {"GET /api/v1/none HTTP/1.1\r\nHost: x\r\n\r\n", 404},
		"another method":             {"DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", 405},
		"a method of nobody's":       {"BREW /api/v1/about HTTP/1.1\r\nHost: x\r\n\r\n", 400},
		"a body that is too large":   {"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n", 413},
		"headers that are too large": {"GET /api/v1/about HTTP/1.1\r\nHost: x\r\nX-Y: " + strings.Repeat("y", 20<<10) + "\r\n\r\n", 431},
		"no HTTP":                    {"hello\r\n\r\n", 400},
		"a header without a name":    {"GET /api/v1/about HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", 400},
		"two lengths":                {"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
		"a socket without a key":     {"GET /api/v1/live HTTP/1.1\r\nHost: " + strings.TrimPrefix(s.base, "http://") + "\r\nOrigin: " + s.base + "\r\nCookie: " + ana.cookie + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", 400},
	} {
		got := s.raw(one.request)
		if got.StatusCode != one.want {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
		if list := lacking(got.Header); list != nil {
			t.Errorf("%s lacks %q: %v", name, list, got.Header)
		}
	}
}

// raw sends bytes as they are and reads the answer's head.
func (s *site) raw(request string) *http.Response {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	fmt.Fprint(conn, request)
	got, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		s.t.Fatalf("%.60q: %v", request, err)
	}
	_ = got.Body.Close()
	return got
}

// TestHeadersOfOurOwnFaults takes a table away beneath the server, which no one expects, and then the database.
func TestHeadersOfOurOwnFaults(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("ada", "admin")
		ada := s.as("ada")
		if _, err := db.SQL().ExecContext(t.Context(), "ALTER TABLE teams RENAME TO lost"); err != nil {
			t.Fatal(err)
		}
		broken := ada.must(500, http.MethodGet, "/teams", nil)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, got := range []reply{broken, ada.must(503, http.MethodGet, "/session", nil), s.fetch("/readyz")} {
			if list := lacking(got.header); list != nil {
				t.Errorf("%s lacks %q", got, list)
			}
			if said := strings.ToLower(string(got.raw)); strings.Contains(said, "sql") || strings.Contains(said, "teams") || strings.Contains(said, store.Postgres) {
				t.Errorf("the answer tells too much: %s", got)
			}
		}
	})
}
