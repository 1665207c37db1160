package server_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// version is that of which the scores of a team count.
func (c *client) version() string {
	c.s.t.Helper()
	return read[struct{ Versions []struct{ ID string } }](c.s.t, c.must(http.StatusOK, http.MethodGet, "/figures/choices", nil)).Versions[0].ID
}

// TestAReportWithoutScoresNowGoesOn has nothing count for a while of the version that a report is of.
func TestAReportWithoutScoresNowGoesOn(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, mails := reporting(t, db, "on")
		sue := s.as("sue")
		made := sue.scheduled(s.teamReport(fields{"version": sue.version()}))
		s.clock.Advance(60 * week)
		if n := s.sends(); n != 1 || s.audited("report.ended") != 0 {
			t.Fatalf("%d letters, %d ended", n, s.audited("report.ended"))
		}
		if letter := mails.Got()[0]; !strings.Contains(letter.Body, "has nothing to tell now") || len(letter.Files) > 0 {
			t.Errorf("%+v", letter)
		}
		if left := s.as("sue").schedules(); len(left) != 1 || left[0].ID != made.ID || !left[0].NextAt.After(s.clock.Now()) {
			t.Fatalf("%+v", left)
		}
		s.source("crm").tell(s.contact("four", "ana")...)
		s.as("sue").released("four")
		s.clock.Advance(week)
		if n := s.sends(); n != 1 || len(mails.Got()[1].Files["team.csv"]) == 0 {
			t.Errorf("%d letters, %+v", n, mails.Got())
		}
	})
}

// TestATableIsOnRecordOnceItHasLeft has the mail server away at first: what a table tells was not read by anybody then.
func TestATableIsOnRecordOnceItHasLeft(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, mails := reporting(t, db, "on")
		s.as("sue").scheduled(s.teamReport(nil))
		s.clock.Advance(week)
		onRecord := func(when string, want int64) {
			t.Helper()
			for _, action := range []string{"report.mailed", "standings.read"} {
				if n := s.audited(action); n != want {
					t.Errorf("%s: %d of %s, not %d", when, n, action, want)
				}
			}
		}
		if err := mails.Close(); err != nil {
			t.Fatal(err)
		}
		s.sends()
		s.clock.Advance(time.Hour)
		s.sends()
		onRecord("before it left", 0)
		mails.Start(t, mails.Address)
		s.clock.Advance(3 * time.Hour)
		if n := s.sends(); n != 1 || len(mails.Got()[0].Files) != 1 {
			t.Fatalf("%d letters, %+v", n, mails.Got())
		}
		s.sends()
		onRecord("once it left", 1)
	})
}

// TestAPlansDaysAreTheSites asks on a Monday morning of Tokyo, when it is Sunday in UTC.
func TestAPlansDaysAreTheSites(t *testing.T) {
	t.Parallel()
	s, mails := reporting(t, testkit.Open(t, store.SQLite), "on", func(c *config.Config) { c.TimeZone = "Asia/Tokyo" })
	made := s.as("lyn").scheduled(fields{"report": "plans", "subject": s.firstPlan(), "weeks": 4, "every": "week", "format": "csv"})
	s.clock.Advance(made.NextAt.Sub(s.clock.Now()))
	s.sends() // in the quiet hours
	s.clock.Advance(30 * time.Hour)
	if n := s.sends(); n != 1 || len(mails.Got()[0].Files["plan.csv"]) == 0 {
		t.Fatalf("%d letters, %+v", n, mails.Got())
	}
	if now := s.as("lyn").schedules()[0]; now.From != "2026-02-09" || now.To != "2026-03-08" {
		t.Errorf("from %s to %s", now.From, now.To)
	}
}

// TestAReportIsOfWholeWeeks sends on a Monday: the four weeks that are over by then count, in the table and on the page.
func TestAReportIsOfWholeWeeks(t *testing.T) {
	t.Parallel()
	s, mails := reporting(t, testkit.Open(t, store.SQLite), "on")
	s.as("sue").scheduled(s.teamReport(fields{"weeks": 4}))
	s.clock.Advance(4 * week)
	if n := s.sends(); n != 1 || !strings.Contains(string(mails.Got()[0].Files["team.csv"]), "ana,overall,3") {
		t.Errorf("%d letters, %+v", n, mails.Got())
	}
	for weeks, want := range map[string]int{"4": 0, "5": 1} {
		page := "/figures/standings?team=" + s.team("billing") + "&weeks=" + weeks
		got := read[struct{ Agents []struct{} }](t, s.as("sue").must(http.StatusOK, http.MethodGet, page, nil))
		if len(got.Agents) != want {
			t.Errorf("%s weeks: %d agents, not %d", weeks, len(got.Agents), want)
		}
	}
}

// TestTheListOfReportsTakesAsManyQueriesForMany, and one report is read without the others.
func TestTheListOfReportsTakesAsManyQueriesForMany(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, _ := reporting(t, db, "off")
		lyn, plan := s.as("lyn"), s.firstPlan()
		version := lyn.version()
		add := func() {
			lyn.scheduled(s.teamReport(fields{"report": "agents", "subject": s.users["ana"].ID, "version": version}))
			lyn.scheduled(fields{"report": "evaluators", "version": version, "every": "week", "format": "csv"})
			lyn.scheduled(fields{"report": "plans", "subject": plan, "every": "week", "format": "csv"})
		}
		add()
		few := s.queries(func() { lyn.schedules() })
		for range 5 {
			add()
		}
		var list []schedule
		if many := s.queries(func() { list = lyn.schedules() }); many != few || len(list) != 18 {
			t.Errorf("%d queries for %d, %d for three", many, len(list), few)
		}
		for _, one := range list {
			if got := read[schedule](t, lyn.must(http.StatusOK, http.MethodGet, "/reports/schedules/"+one.ID, nil)); got != one {
				t.Errorf("alone it is %+v, in the list %+v", got, one)
			}
		}
		if r := s.as("sue").call(http.MethodGet, "/reports/schedules/"+list[0].ID, nil); r.status != http.StatusNotFound {
			t.Errorf("another's: %d", r.status)
		}
		at := slices.IndexFunc(list, func(one schedule) bool { return one.TeamName == "" || one.SubjectName == "" })
		if at != 1 { // that of the evaluators, which has neither
			t.Errorf("the first without a name is %d: %+v", at, list)
		}
	})
}

// TestNamesGoWithTheRights has a lead lose the team whose agent their report names.
func TestNamesGoWithTheRights(t *testing.T) {
	t.Parallel()
	s, _ := reporting(t, testkit.Open(t, store.SQLite), "off")
	made := s.as("sue").scheduled(s.teamReport(fields{"report": "agents", "subject": s.users["ana"].ID}))
	if made.SubjectName != "ana" || made.TeamName != "billing" {
		t.Errorf("%+v", made)
	}
	s.as("ada").must(http.StatusOK, http.MethodPatch, "/users/"+s.users["sue"].ID, fields{"leads": []string{s.team("sales")}})
	if now := s.as("sue").schedules()[0]; now.SubjectName != "" || now.TeamName != "" {
		t.Errorf("%+v", now)
	}
}

// queries counts what is asked of the database meanwhile.
func (s *site) queries(do func()) (n int) {
	s.t.Helper()
	calls := s.db.Conn(s.t.Context()).Callback()
	count := func(*gorm.DB) { n++ }
	for _, err := range []error{calls.Query().Register("test:count", count), calls.Row().Register("test:count", count), calls.Raw().Register("test:count", count)} {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	do()
	for _, err := range []error{calls.Query().Remove("test:count"), calls.Row().Remove("test:count"), calls.Raw().Remove("test:count")} {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return n
}

// TestAFaultIsNoWantOfRights has the sums away for a moment: the list fails instead of telling reports without their names.
func TestAFaultIsNoWantOfRights(t *testing.T) {
	t.Parallel()
	s, _ := reporting(t, testkit.Open(t, store.SQLite), "off")
	sue := s.as("sue")
	sue.scheduled(s.teamReport(fields{"version": sue.version()}))
	if err := s.db.InTx(t.Context(), func(ctx context.Context) error {
		return s.db.Conn(ctx).Exec("ALTER TABLE team_weeks RENAME TO away").Error
	}); err != nil {
		t.Fatal(err)
	}
	if r := sue.call(http.MethodGet, "/reports/schedules", nil); r.status < http.StatusInternalServerError {
		t.Errorf("%d %s", r.status, r.raw)
	}
}
