package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

func small(t *testing.T, adjust ...func(*config.Config)) *site {
	t.Helper()
	s := open(t, testkit.Open(t, store.SQLite), adjust...)
	s.person("ada", people.Admin)
	s.person("ana", people.Agent, "billing")
	return s
}

func credentials(email, secret string) fields { return fields{"email": email, "password": secret} }

func TestSignInGivesANewSession(t *testing.T) {
	t.Parallel()
	s := small(t)
	first := s.as("ana")
	fixed := &client{s: s, cookie: "rater_session=" + strings.Repeat("0", 64)}
	r := fixed.must(204, http.MethodPost, "/session", credentials("ana@example.com", password))
	second := (&http.Response{Header: r.header}).Cookies()[0].Name + "=" + (&http.Response{Header: r.header}).Cookies()[0].Value
	if second == fixed.cookie || second == first.cookie {
		t.Error("a sign-in keeps the session that was there before")
	}
	fixed.must(401, http.MethodGet, "/session", nil)
	who := read[struct {
		User  struct{ ID, Email string }
		Roles []string
		Teams []struct{ Name, Relation string }
	}](t, first.must(200, http.MethodGet, "/session", nil))
	if who.User.Email != "ana@example.com" || strings.Join(who.Roles, " ") != "agent" || len(who.Teams) != 1 || who.Teams[0].Name != "billing" {
		t.Errorf("session: %+v", who)
	}
}

// TestSessionsAndSocketsEnd goes through what ends all of somebody's sessions, and with them their sockets.
func TestSessionsAndSocketsEnd(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name string
		end  func(s *site, ana *client)
		all  bool // sessions, or the one alone
	}{
		{"sign-out", func(_ *site, ana *client) { ana.must(204, http.MethodDelete, "/session", nil) }, false},
		{"a new password", func(_ *site, ana *client) {
			ana.must(204, http.MethodPut, "/me/password", fields{"current": password, "new": "another password"})
		}, true},
		{"a password that an admin sets", func(s *site, _ *client) {
			s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["ana"].ID, fields{"password": "another password"})
		}, true},
		{"disabling", func(s *site, _ *client) {
			s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["ana"].ID, fields{"disabled": true})
		}, true},
		{"idleness", func(s *site, _ *client) { s.clock.Advance(12*time.Hour + time.Second) }, true},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			s := small(t)
			here, there := s.as("ana"), s.as("ana")
			open, other := here.dial(), there.dial()
			open.hear("hello")
			other.hear("hello")
			one.end(s, here)
			if code := open.closedWith(); code != 4001 {
				t.Errorf("the socket was closed with %d", code)
			}
			here.must(401, http.MethodGet, "/session", nil)
			if !one.all {
				there.must(200, http.MethodGet, "/session", nil)
				other.alive()
				return
			}
			there.must(401, http.MethodGet, "/session", nil)
			if code := other.closedWith(); code != 4001 {
				t.Errorf("the other session's socket was closed with %d", code)
			}
		})
	}
}

func TestDisabledCannotSignIn(t *testing.T) {
	t.Parallel()
	s := small(t)
	s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["ana"].ID, fields{"disabled": true})
	s.anonymous().must(401, http.MethodPost, "/session", credentials("ana@example.com", password))
}

// TestPasswordOfAnyone holds that one changes one's password on a desk without an admin too.
func TestPasswordOfAnyone(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("sue", people.Supervisor, "billing")
	sue := s.as("sue")
	sue.must(422, http.MethodPut, "/me/password", fields{"current": "wrong", "new": "another password"})
	sue.must(422, http.MethodPut, "/me/password", fields{"current": password, "new": "short"})
	sue.must(204, http.MethodPut, "/me/password", fields{"current": password, "new": "another password"})
	s.anonymous().must(401, http.MethodPost, "/session", credentials("sue@example.com", password))
	s.anonymous().must(204, http.MethodPost, "/session", credentials("sue@example.com", "another password"))
}

// TestTimeOuts moves the clock: a session lives while it is used, and 7 days at most.
func TestTimeOuts(t *testing.T) {
	t.Parallel()
	s := small(t)
	idle, busy := s.as("ana"), s.as("ana")
	for range 2 {
		s.clock.Advance(11 * time.Hour)
		busy.must(200, http.MethodGet, "/session", nil)
	}
	idle.must(401, http.MethodGet, "/session", nil)
	socket := busy.dial()
	socket.hear("hello")
	for range 13 {
		s.clock.Advance(11 * time.Hour)
		busy.must(200, http.MethodGet, "/session", nil)
	}
	s.clock.Advance(4 * time.Hour)
	busy.must(401, http.MethodGet, "/session", nil)
	if code := socket.closedWith(); code != 4001 {
		t.Errorf("the socket was closed with %d", code)
	}
}

func TestUnknownAndKnownReadTheSame(t *testing.T) {
	t.Parallel()
	s := small(t)
	known := s.anonymous().must(401, http.MethodPost, "/session", credentials("ana@example.com", "wrong"))
	unknown := s.anonymous().must(401, http.MethodPost, "/session", credentials("nobody@example.com", "wrong"))
	if string(known.raw) != string(unknown.raw) {
		t.Errorf("known: %s, unknown: %s", known, unknown)
	}
}

// TestBruteForce holds that guessing is slowed down, whatever headers claim, and locks nobody else out.
func TestBruteForce(t *testing.T) {
	t.Parallel()
	s := small(t)
	thief := s.anonymous()
	var slowed reply
	for n := range 30 {
		slowed = thief.call(http.MethodPost, "/session", credentials("ana@example.com", "guess "+strconv.Itoa(n)))
		if slowed.status == http.StatusTooManyRequests {
			break
		}
	}
	if wait, err := strconv.Atoi(slowed.header.Get("Retry-After")); slowed.status != 429 || err != nil || wait < 1 {
		t.Fatalf("after 30 guesses: %s, Retry-After %q", slowed, slowed.header.Get("Retry-After"))
	}
	for _, name := range []string{"X-Forwarded-For", "X-Real-Ip", "Forwarded", "True-Client-Ip", "Cf-Connecting-Ip"} {
		thief.must(429, http.MethodPost, "/session", credentials("ana@example.com", "guess"), header{name: "203.0.113.9"})
	}
	thief.must(429, http.MethodPost, "/session", credentials("ANA@example.com", "guess"))
	s.as("ada").must(200, http.MethodGet, "/session", nil)
	s.clock.Advance(time.Minute)
	s.as("ana").must(200, http.MethodGet, "/session", nil)
}

func TestCookieFlags(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		public, name string
		secure       bool
	}{{"", "rater_session", false}, {"https://rater.example.org", "__Host-rater_session", true}} {
		t.Run(one.name, func(t *testing.T) {
			s := small(t, func(c *config.Config) { c.PublicURL = one.public })
			r := s.anonymous().must(204, http.MethodPost, "/session", credentials("ana@example.com", password))
			cookies := (&http.Response{Header: r.header}).Cookies()
			if len(cookies) != 1 {
				t.Fatalf("cookies: %v", cookies)
			}
			k := cookies[0]
			if k.Name != one.name || k.Secure != one.secure || !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Path != "/" || k.Domain != "" || len(k.Value) != 64 {
				t.Errorf("cookie: %+v", k)
			}
			if hsts := r.header.Get("Strict-Transport-Security"); (hsts != "") != one.secure {
				t.Errorf("Strict-Transport-Security: %q", hsts)
			}
			origin := header{"Origin": s.base}
			if one.secure {
				origin = header{"Origin": one.public}
			}
			me := &client{s: s, cookie: k.Name + "=" + k.Value}
			out := me.must(204, http.MethodDelete, "/session", nil, origin)
			if gone := (&http.Response{Header: out.header}).Cookies(); len(gone) != 1 || gone[0].Value != "" || gone[0].MaxAge >= 0 {
				t.Errorf("sign-out leaves the cookie: %v", gone)
			}
		})
	}
}

// TestFirstAdmin holds that the way in without a password is there only while nobody is.
func TestFirstAdmin(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	needed := func() bool {
		return read[struct {
			SetupNeeded bool `json:"setup_needed"`
		}](t, s.anonymous().must(200, http.MethodGet, "/about", nil)).SetupNeeded
	}
	if !needed() {
		t.Error("an empty desk needs no setup")
	}
	first := fields{"name": "Ada", "email": "ada@example.com", "password": password}
	s.anonymous().must(422, http.MethodPost, "/setup", fields{"name": "Ada", "email": "ada@example.com", "password": "short"})
	won := 0
	for _, r := range together(3, func(n int) reply {
		mine := fields{"name": "Ada", "email": "ada" + strconv.Itoa(n) + "@example.com", "password": password}
		return s.anonymous().call(http.MethodPost, "/setup", mine)
	}) {
		if r.status == http.StatusNoContent {
			won++
		} else if r.status != http.StatusNotFound {
			t.Errorf("setup at once: %s", r)
		}
	}
	s.anonymous().must(404, http.MethodPost, "/setup", first)
	if won != 1 || needed() {
		t.Errorf("%d first admins, setup needed: %t", won, needed())
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	s := small(t)
	ana, ada := s.as("ana"), s.as("ada")
	mine := fields{"preferences": fields{"columns": []any{"agent", "score"}, "zoom": 1.25}}
	ana.must(200, http.MethodPut, "/me/preferences", mine)
	if got := string(ana.must(200, http.MethodGet, "/me/preferences", nil).raw); !strings.Contains(got, `"zoom":1.25`) {
		t.Errorf("preferences: %s", got)
	}
	if got := string(ada.must(200, http.MethodGet, "/me/preferences", nil).raw); strings.Contains(got, "zoom") {
		t.Errorf("somebody else's preferences: %s", got)
	}
	ana.must(422, http.MethodPut, "/me/preferences", fields{"preferences": fields{"long": strings.Repeat("x", 33<<10)}})
	ana.must(422, http.MethodPut, "/me/preferences", fields{"preferences": "none"})
	if got := string(ana.must(200, http.MethodGet, "/me/preferences", nil).raw); !strings.Contains(got, `"zoom":1.25`) {
		t.Errorf("preferences after what was refused: %s", got)
	}
}

// TestSignInIsNotReplayed holds that a key on a sign-in stores nothing of it, and gives a cookie each time.
func TestSignInIsNotReplayed(t *testing.T) {
	t.Parallel()
	s := small(t)
	for _, as := range []*client{s.anonymous(), s.anonymous(), s.as("ana")} {
		r := as.must(204, http.MethodPost, "/session", credentials("ana@example.com", password), header{"Idempotency-Key": "k"})
		if len((&http.Response{Header: r.header}).Cookies()) != 1 {
			t.Errorf("no cookie: %v", r.header)
		}
	}
	if n := s.stored("replies"); n != 0 {
		t.Errorf("%d answers to sign-ins are kept", n)
	}
}
