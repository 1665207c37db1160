package people_test

import (
	"runtime"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// hashes is how many argon2id passwords a call looked at, by the 19 MiB that each takes: no clock is asked. No other
// test may run beside it.
func hashes(call func()) int {
	const each = 19 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return int((after.TotalAlloc - before.TotalAlloc + each/2) / each)
}

// TestEverySignInTakesTheSameWork holds that one password is looked at, whether there is one or not, from the first
// sign-in on.
func TestEverySignInTakesTheSameWork(t *testing.T) {
	o := newOffice(testkit.Open(t, store.SQLite))
	disabled := true
	for _, n := range []people.NewPerson{
		{Name: "Ada", Email: "ada@example.com", Password: "a password of tests", Roles: []people.Role{people.Admin}},
		{Name: "Ana", Email: "ana@example.com", Password: "a password of tests", Roles: []people.Role{people.Agent}},
		{Name: "Gone", Email: "gone@example.com", Password: "a password of tests", Roles: []people.Role{people.Agent}},
		{Name: "Noa", Email: "noa@example.com", Roles: []people.Role{people.Agent}},
	} {
		p, err := o.users.Add(t.Context(), people.System(), n)
		if err == nil && n.Name == "Gone" {
			_, err = o.users.Change(t.Context(), people.System(), p.ID, people.Changes{Disabled: &disabled})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	sessions := people.NewSessions(o.db, o.users, o.clock.Now, time.Hour, time.Hour)
	for _, one := range []struct{ name, email, password string }{
		{"nobody, as the first of all", "nobody@example.com", "wrong"},
		{"nobody", "nobody@example.com", "wrong"},
		{"nobody, without a password", "nobody@example.com", ""},
		{"no address", "nobody", "wrong"},
		{"a wrong password", "ana@example.com", "wrong"},
		{"no password given", "ana@example.com", ""},
		{"somebody disabled, the right password", "gone@example.com", "a password of tests"},
		{"somebody without a password", "noa@example.com", "wrong"},
	} {
		var err error
		if n := hashes(func() { _, err = sessions.SignIn(t.Context(), one.email, one.password, "192.0.2.1") }); n != 1 {
			t.Errorf("%s: %d passwords were looked at", one.name, n)
		}
		if !fault.Is(err, fault.Unauthorized) {
			t.Errorf("%s: %v", one.name, err)
		}
	}
}
