package server_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestOrigin holds that no foreign page changes anything with somebody's cookie, and none uses a token.
func TestOrigin(t *testing.T) {
	t.Parallel()
	s := small(t)
	ana, crm := s.as("ana"), s.source("crm")
	preferences, events := fields{"preferences": fields{}}, fields{"events": []fields{}}
	port := s.base[strings.LastIndex(s.base, ":"):]
	for _, one := range []struct {
		name         string
		as           *client
		method, path string
		body         any
		origin       string
		want         int
	}{
		{"a cookie with its own", ana, http.MethodPut, "/me/preferences", preferences, s.base, 200},
		{"a cookie with a foreign one", ana, http.MethodPut, "/me/preferences", preferences, "https://evil.example", 403},
		{"a cookie with null", ana, http.MethodPut, "/me/preferences", preferences, "null", 403},
		{"a cookie with none", ana, http.MethodPut, "/me/preferences", preferences, "", 403},
		{"a cookie with another port", ana, http.MethodPut, "/me/preferences", preferences, "http://127.0.0.1:1", 403},
		{"a cookie with another scheme", ana, http.MethodPut, "/me/preferences", preferences, "ftp://127.0.0.1" + port, 403},
		{"a cookie with a longer host", ana, http.MethodPut, "/me/preferences", preferences, "http://127.0.0.1" + port + ".evil.example", 403},
		{"a cookie with a path", ana, http.MethodPut, "/me/preferences", preferences, s.base + "/", 403},
		{"a cookie with a user in it", ana, http.MethodPut, "/me/preferences", preferences, "http://evil@127.0.0.1" + port, 403},
		{"a cookie signing out", ana, http.MethodDelete, "/session", nil, "https://evil.example", 403},
		{"a cookie reading", ana, http.MethodGet, "/session", nil, "https://evil.example", 200},
		{"signing in from elsewhere", s.anonymous(), http.MethodPost, "/session", credentials("ana@example.com", password), "https://evil.example", 403},
		{"signing in without", s.anonymous(), http.MethodPost, "/session", credentials("ana@example.com", password), "", 204},
		{"a token with none", crm, http.MethodPost, "/ingest/events", events, "", 200},
		{"a token with a foreign one", crm, http.MethodPost, "/ingest/events", events, "https://evil.example", 403},
		{"a token with null", crm, http.MethodPost, "/ingest/events", events, "null", 403},
	} {
		if got := one.as.call(one.method, one.path, one.body, header{"Origin": one.origin}); got.status != one.want {
			t.Errorf("%s: want %d, got %s", one.name, one.want, got)
		}
		if r := one.as.call(one.method, one.path, one.body, header{"Origin": one.origin}); r.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other sites may read the answer", one.name)
		}
	}
}

func TestContentType(t *testing.T) {
	t.Parallel()
	s := small(t)
	ana, crm := s.as("ana"), s.source("crm")
	for _, kind := range []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; application/json", "application/xml", "application/jsonx", "application/cbor"} {
		ana.must(415, http.MethodPut, "/me/preferences", []byte(`{"preferences":{}}`), header{"Content-Type": kind})
		crm.must(415, http.MethodPost, "/ingest/events", []byte(`{"events":[]}`), header{"Content-Type": kind})
		s.anonymous().must(415, http.MethodPost, "/session", []byte("email=a&password=b"), header{"Content-Type": kind})
	}
	ana.must(415, http.MethodPut, "/me/preferences", []byte(`{"preferences":{}}`), header{"Content-Type": ""})
	for _, kind := range []string{"application/json; charset=utf-8", "application/json"} {
		ana.must(200, http.MethodPut, "/me/preferences", []byte(`{"preferences":{}}`), header{"Content-Type": kind})
	}
}

func TestSocketOrigin(t *testing.T) {
	t.Parallel()
	s := small(t)
	ana, crm := s.as("ana"), s.source("crm")
	for _, one := range []struct {
		name   string
		as     *client
		origin string
		want   int
	}{
		{"its own", ana, s.base, 101}, {"foreign", ana, "https://evil.example", 403}, {"null", ana, "null", 403}, {"missing", ana, "", 403},
		{"nobody", s.anonymous(), s.base, 401}, {"a token", crm, s.base, 403}, {"a token without", crm, "", 403},
	} {
		ws, status, _ := one.as.knock(header{"Origin": one.origin})
		if ws != nil {
			_ = ws.Close()
		}
		if status != one.want {
			t.Errorf("%s: want %d, got %d", one.name, one.want, status)
		}
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := small(t)
	for _, path := range []string{"/", "/interactions/7", "/api/docs", "/api/openapi.json", "/api/v1/session", "/api/v1/about", "/api/v1/none", "/healthz"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := s.send(r)
		policy := got.header.Get("Content-Security-Policy")
		for what, ok := range map[string]bool{
			"nosniff":         got.header.Get("X-Content-Type-Options") == "nosniff",
			"no-store":        strings.Contains(got.header.Get("Cache-Control"), "no-store"),
			"frame-ancestors": strings.Contains(policy, "frame-ancestors 'none'"),
			"default-src":     strings.Contains(policy, "default-src"),
			"no unsafe":       !strings.Contains(policy, "unsafe"),
			"referrer":        got.header.Get("Referrer-Policy") == "no-referrer",
		} {
			if !ok {
				t.Errorf("%s lacks %s: %v", path, what, got.header)
			}
		}
	}
}

// TestPageNonce holds that each page has a style nonce of its own.
func TestPageNonce(t *testing.T) {
	t.Parallel()
	s := small(t)
	policies := map[string]bool{}
	for range 3 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		policies[s.send(r).header.Get("Content-Security-Policy")] = true
	}
	if len(policies) != 3 {
		t.Errorf("nonces repeat: %v", policies)
	}
}
