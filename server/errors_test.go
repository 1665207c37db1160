package server_test

import (
	"net/http"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

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
