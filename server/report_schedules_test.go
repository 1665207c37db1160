package server_test

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type schedule struct {
	ID, Every, Format string
	Paused            bool
	From, To          string    // of a plan
	NextAt            time.Time `json:"next_at"`
	TeamName          string    `json:"team_name"`
	SubjectName       string    `json:"subject_name"`
}

// reporting is a site with a mail server, whose team billing has three scores of ana.
func reporting(t *testing.T, db testkit.Database, files string, adjust ...func(*config.Config)) (*site, *testkit.MailServer) {
	t.Helper()
	mails := testkit.NewMailServer(t)
	s := open(t, db, append(adjust, func(c *config.Config) {
		c.SMTP, c.MailFrom, c.ReportFiles = mails.URL(), "Rater <rater@example.org>", files
	})...)
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("sid", people.Supervisor, "sales")
	s.person("lyn", people.Analyst)
	s.person("tom", people.Trainer)
	s.person("ana", people.Agent, "billing")
	s.as("ana").must(http.StatusOK, http.MethodPut, "/me/notice-settings", fields{"mail": "none", "digest_at": "08:00", "quiet_from": "", "quiet_until": "", "time_zone": "", "muted": []string{}})
	for _, call := range []string{"one", "two", "three"} {
		s.source("crm").tell(s.contact(call, "ana")...)
		s.as("sue").released(call)
	}
	return s, mails
}

func (s *site) teamReport(more fields) fields {
	asked := fields{"report": "team", "team": s.team("billing"), "every": "week", "format": "csv"}
	for name, value := range more {
		asked[name] = value
	}
	return asked
}

func (c *client) scheduled(asked fields) schedule {
	c.s.t.Helper()
	return read[schedule](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/reports/schedules", asked))
}

func (c *client) schedules() []schedule {
	c.s.t.Helper()
	return read[struct{ Schedules []schedule }](c.s.t, c.must(http.StatusOK, http.MethodGet, "/reports/schedules", nil)).Schedules
}

// sends does what is due and returns how many letters went.
func (s *site) sends() int {
	s.t.Helper()
	if _, err := s.desk.Schedules.SendDue(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	n, err := s.desk.Notices.Deliver(s.t.Context(), s.api.Enclose)
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

func (s *site) audited(action string) (n int64) {
	s.t.Helper()
	if err := s.db.Conn(s.t.Context()).Table("audit").Where("action = ?", action).Count(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

const week = 7 * 24 * time.Hour

// TestADueReportIsToldOfOnce has three servers look at once, then nobody for a month, then one that stops in the midst of it.
func TestADueReportIsToldOfOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, mails := reporting(t, db, "off")
		made := s.as("sue").scheduled(s.teamReport(nil))
		if want := time.Date(2026, 3, 9, 6, 0, 0, 0, time.UTC); !made.NextAt.Equal(want) || made.TeamName != "billing" {
			t.Fatalf("%+v", made)
		}
		if n := s.sends(); n != 0 {
			t.Fatalf("%d letters before it was due", n)
		}
		s.clock.Advance(week)
		var looking sync.WaitGroup
		told := make([]int, 3)
		for n := range told {
			looking.Go(func() {
				var err error
				if told[n], err = s.desk.Schedules.SendDue(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		looking.Wait()
		if n := s.sends(); told[0]+told[1]+told[2] != 1 || n != 1 {
			t.Fatalf("told %v, %d letters", told, n)
		}
		letter := mails.Got()[0]
		if letter.To != "sue@example.com" || !strings.Contains(letter.Body, "A report that you have sent to you regularly is ready.") || strings.Contains(letter.Body, "ana") || len(letter.Files) > 0 {
			t.Errorf("%+v", letter)
		}
		s.clock.Advance(5 * week)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.desk.Schedules.SendDue(ended); err == nil {
			t.Error("a server that ends has sent")
		}
		if n := s.sends() + s.sends(); n != 1 || s.audited("report.sent") != 2 {
			t.Errorf("%d letters after a month, %d on record", n, s.audited("report.sent"))
		}
		if now := s.as("sue").schedules()[0]; !now.NextAt.After(s.clock.Now()) {
			t.Errorf("%+v", now)
		}
	})
}

// TestAReportEndsWithItsReadersRights has people lose a team, a role and their account before theirs are due.
func TestAReportEndsWithItsReadersRights(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, mails := reporting(t, db, "on")
		s.as("sue").scheduled(s.teamReport(nil))
		s.as("sue").must(http.StatusNoContent, http.MethodDelete, "/session", nil)
		s.as("lyn").scheduled(fields{"report": "evaluators", "every": "month", "format": "xlsx"})
		s.as("tom").scheduled(fields{"report": "effects", "every": "week", "format": "csv"})
		ada := s.as("ada")
		change := func(name string, to fields) {
			ada.must(http.StatusOK, http.MethodPatch, "/users/"+s.users[name].ID, to)
		}
		change("sue", fields{"leads": []string{s.team("sales")}})
		change("lyn", fields{"roles": []string{"evaluator"}})
		change("tom", fields{"disabled": true})
		s.clock.Advance(5 * week)
		if n := s.sends(); n != 2 || s.audited("report.ended") != 3 || s.audited("report.sent") != 0 {
			t.Errorf("%d letters, %d ended, %d sent", n, s.audited("report.ended"), s.audited("report.sent"))
		}
		for _, letter := range mails.Got() {
			if letter.To == "tom@example.com" || !strings.Contains(letter.Subject, "not sent to you any more") || len(letter.Files) > 0 {
				t.Errorf("%+v", letter)
			}
		}
		var left int64
		if err := s.db.Conn(t.Context()).Table("report_schedules").Count(&left).Error; err != nil || left != 0 {
			t.Errorf("%d are left, %v", left, err)
		}
	})
}

// TestATableIsAttachedWhereTheSiteAllows sends each report with its table, in both forms, and none to who lost the team
// between the notice and its letter.
func TestATableIsAttachedWhereTheSiteAllows(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, mails := reporting(t, db, "on")
		s.as("sue").scheduled(s.teamReport(nil))
		s.as("sue").scheduled(s.teamReport(fields{"report": "agents", "subject": s.users["ana"].ID, "format": "xlsx"}))
		for _, asked := range []fields{{"report": "evaluators"}, {"report": "agreement"}, {"report": "effects", "weeks": 26}, {"report": "plans", "subject": s.firstPlan()}} {
			asked["every"], asked["format"] = "week", "csv"
			s.as("lyn").scheduled(asked)
		}
		s.as("lyn").scheduled(s.teamReport(nil))
		s.clock.Advance(week)
		if n := s.sends(); n != 7 || s.audited("report.mailed") != 7 || s.audited("report.sent") != 7 {
			t.Fatalf("%d letters, %d files", n, s.audited("report.mailed"))
		}
		for to, want := range map[string]string{"sue@example.com": "agent.xlsx team.csv", "lyn@example.com": "agreement.csv effects.csv evaluators.csv plan.csv team.csv"} {
			got := filesTo(to, mails.Got())
			if names := strings.Join(slices.Sorted(maps.Keys(got)), " "); names != want {
				t.Errorf("to %s: %s, not %s", to, names, want)
			}
			if wanted := to == "sue@example.com"; strings.Contains(string(got["team.csv"]), "ana,overall,3") != wanted {
				t.Errorf("names to %s: %s", to, got["team.csv"])
			}
		}
		s.clock.Advance(week)
		if _, err := s.desk.Schedules.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.as("ada").must(http.StatusOK, http.MethodPatch, "/users/"+s.users["sue"].ID, fields{"leads": []string{s.team("sales")}})
		if _, err := s.desk.Notices.Deliver(t.Context(), s.api.Enclose); err != nil {
			t.Fatal(err)
		}
		if got := filesTo("sue@example.com", mails.Got()[7:]); len(got) > 0 {
			t.Errorf("to who lost the team: %v", got)
		}
	})
}

// filesTo are the files of letters to somebody by their names, one of which each carries.
func filesTo(whom string, letters []testkit.Received) map[string][]byte {
	all := map[string][]byte{}
	for _, letter := range letters {
		if letter.To == whom {
			maps.Copy(all, letter.Files)
		}
	}
	return all
}

// TestSchedulesThatCannotBe are refused with the field that is wrong; what is out of reach reads as what is not there.
func TestSchedulesThatCannotBe(t *testing.T) {
	t.Parallel()
	s, _ := reporting(t, testkit.Open(t, store.SQLite), "off")
	sue := s.as("sue")
	for name, one := range map[string]struct {
		by     *client
		asked  fields
		status int
		says   string
	}{
		"no such report":       {sue, s.teamReport(fields{"report": "people"}), 422, "body.report"},
		"a report of analysts": {sue, fields{"report": "evaluators", "every": "week", "format": "csv"}, 403, "not for your roles"},
		"coaches to a trainer": {s.as("tom"), fields{"report": "effects", "kind": "coach", "every": "week", "format": "csv"}, 403, "for analysts"},
		"another's team":       {sue, s.teamReport(fields{"team": s.team("sales")}), 404, "there is no such team"},
		"no such team":         {sue, s.teamReport(fields{"team": unknownID}), 404, "there is no such team"},
		"no team":              {sue, fields{"report": "team", "every": "week", "format": "csv"}, 422, "body.team"},
		"no such agent":        {sue, s.teamReport(fields{"report": "agents", "subject": unknownID}), 404, "no scores of this agent"},
		"an agent elsewhere":   {sue, s.teamReport(fields{"report": "agents", "subject": s.users["sid"].ID}), 404, "no scores of this agent"},
		"no such plan":         {s.as("lyn"), fields{"report": "plans", "subject": unknownID, "every": "week", "format": "csv"}, 404, "nothing here"},
		"odd weeks":            {sue, s.teamReport(fields{"weeks": 5}), 422, "must be 4, 13, 26 or 52"},
		"minus a week":         {sue, s.teamReport(fields{"weeks": -13}), 422, "body.weeks"},
		"no such version":      {sue, s.teamReport(fields{"version": unknownID}), 422, "body.version"},
		"daily":                {sue, s.teamReport(fields{"every": "day"}), 422, "body.every"},
		"as PDF":               {sue, s.teamReport(fields{"format": "pdf"}), 422, "body.format"},
		"a kind of none":       {sue, s.teamReport(fields{"kind": "module"}), 422, "body.kind"},
	} {
		if r := one.by.call(http.MethodPost, "/reports/schedules", one.asked); r.status != one.status || !strings.Contains(string(r.raw), one.says) {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
	mine := sue.scheduled(s.teamReport(nil))
	for _, method := range []string{http.MethodPatch, http.MethodDelete} {
		if r := s.as("sid").call(method, "/reports/schedules/"+mine.ID, fields{"paused": true}); r.status != http.StatusNotFound {
			t.Errorf("%s of another's: %d", method, r.status)
		}
	}
	for n := 1; n < 50; n++ {
		sue.scheduled(s.teamReport(fields{"every": "month"}))
	}
	if r := sue.call(http.MethodPost, "/reports/schedules", s.teamReport(nil)); r.status != http.StatusConflict || !strings.Contains(string(r.raw), "50 reports are sent") {
		t.Errorf("one more than 50: %d %s", r.status, r.raw)
	}
}

// TestAPausedReportIsNotSent, and goes on from the next Monday without what was due meanwhile.
func TestAPausedReportIsNotSent(t *testing.T) {
	t.Parallel()
	s, _ := reporting(t, testkit.Open(t, store.SQLite), "off")
	sue := s.as("sue")
	path := "/reports/schedules/" + sue.scheduled(s.teamReport(nil)).ID
	sue.must(http.StatusOK, http.MethodPatch, path, fields{"paused": true})
	s.clock.Advance(3 * week)
	if n := s.sends(); n != 0 {
		t.Errorf("%d letters while it was paused", n)
	}
	sue = s.as("sue")
	on := read[schedule](t, sue.must(http.StatusOK, http.MethodPatch, path, fields{"paused": false}))
	if n := s.sends(); n != 0 || on.Paused || !on.NextAt.After(s.clock.Now()) {
		t.Errorf("%d letters as it went on, %+v", n, on)
	}
	s.clock.Advance(week)
	if n := s.sends(); n != 1 {
		t.Errorf("%d letters once it was due", n)
	}
	sue = s.as("sue")
	sue.must(http.StatusNoContent, http.MethodDelete, path, nil)
	s.clock.Advance(week)
	if n := s.sends(); n != 0 || len(s.as("sue").schedules()) != 0 {
		t.Errorf("%d letters of what was deleted", n)
	}
}
