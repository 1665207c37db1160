package server_test

import (
	"net/http"
	"strings"
	"testing"
)

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
