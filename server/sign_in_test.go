package server_test

import (
	"maps"
	"net/http"
	"slices"
	"testing"

	"rater/internal/people"
)

// TestNobodyLearnsWhoThereIs compares what each wrong sign-in is answered, status, body and headers, until it is slowed
// down and when it is: whether the address is known, unknown, disabled or without a password. That all of them take the
// same work is tested in internal/people.
func TestNobodyLearnsWhoThereIs(t *testing.T) {
	t.Parallel()
	s := small(t)
	s.person("gone", people.Agent)
	disabled := true
	if _, err := s.desk.Users.Change(t.Context(), people.System(), s.users["gone"].ID, people.Changes{Disabled: &disabled}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.desk.Users.Add(t.Context(), people.System(), people.NewPerson{Name: "Noa", Email: "noa@example.com", Roles: []people.Role{people.Agent}}); err != nil {
		t.Fatal(err)
	}
	answers := map[string][]reply{}
	for name, guess := range map[string]string{"ana": "a wrong password", "gone": password, "noa": "", "nobody": password, "nobody.else": "a wrong password"} {
		for range 12 {
			answers[name] = append(answers[name], s.anonymous().call(http.MethodPost, "/session", credentials(name+"@example.com", guess)))
		}
	}
	if last := answers["ana"][11]; last.status != http.StatusTooManyRequests || last.header.Get("Retry-After") == "" {
		t.Fatalf("the twelfth try: %s", last)
	}
	for name, each := range answers {
		for n, got := range each {
			want := answers["ana"][n]
			if got.status != want.status || string(got.raw) != string(want.raw) || !sameHeaders(got.header, want.header) {
				t.Errorf("try %d of %s reads %s with %v, of ana %s with %v", n, name, got, got.header, want, want.header)
			}
		}
	}
}

func sameHeaders(a, b http.Header) bool {
	a, b = a.Clone(), b.Clone()
	a.Del("Date")
	b.Del("Date")
	return maps.EqualFunc(a, b, slices.Equal)
}
