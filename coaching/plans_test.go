package coaching_test

import (
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// weekly is a plan of each Thursday at ten.
var weekly = coaching.Rhythm{Method: coaching.OneToOne, EveryWeeks: 1, Weekday: time.Thursday, AtTime: "10:00", Minutes: 30}

func (f *floor) keep(p *coaching.Plans) {
	f.t.Helper()
	_, err := p.Keep(f.t.Context())
	must(f.t, err)
}

// planned are the days on which sessions with an agent are planned, the latest first.
func (f *floor) days(agent people.Actor) (days []string) {
	f.t.Helper()
	rows, err := f.sessions.List(f.t.Context(), f.sue, coaching.Filter{Agent: agent.ID, Status: coaching.Planned, Limit: 50})
	must(f.t, err)
	for _, s := range rows {
		days = append(days, s.StartsAt.Format("01-02 15:04"))
	}
	return days
}

// TestPlansKeepTheNextSession goes through the weeks of a plan: one session to come, one skipped where the coach is taken,
// none once it has ended.
func TestPlansKeepTheNextSession(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		plans := coaching.NewPlans(f.sessions)
		p, err := plans.Make(t.Context(), f.sue, f.ana.ID, weekly)
		must(t, err)
		is := func(want ...string) {
			t.Helper()
			f.keep(plans)
			f.keep(plans)
			if got := f.days(f.ana); strings.Join(got, ",") != strings.Join(want, ",") {
				t.Errorf("at %s: want %q, got %q", f.clock.Now(), want, got)
			}
		}
		is("03-05 10:00")
		_, err = f.sessions.Plan(t.Context(), f.sue, coaching.NewSession{Agent: f.cam.ID, StartsAt: time.Date(2026, 3, 12, 10, 15, 0, 0, time.UTC), Minutes: 30})
		must(t, err)
		f.clock.Advance(3*day + hour) // 5 March, 10:00
		f.clock.Advance(minute)
		is("03-19 10:00", "03-05 10:00")
		p, err = plans.Get(t.Context(), f.sue, p.ID)
		must(t, err)
		if p.SkippedOn != "2026-03-12" || !strings.Contains(p.SkippedWhy, "another session then: 2026-03-12 10:15") || p.NextOn != "2026-03-26" {
			t.Errorf("%+v", p)
		}
		f.clock.Advance(30 * day) // nobody was there: what has passed is not planned
		is("04-09 10:00", "03-19 10:00", "03-05 10:00")
		f.change(f.ana, people.Changes{MemberOf: ptr(f.teams["sales"])})
		f.clock.Advance(7 * day)
		is("04-09 10:00", "03-19 10:00", "03-05 10:00")
		p, err = plans.Get(t.Context(), f.sue, p.ID)
		must(t, err)
		if p.Status != coaching.Ended || !strings.Contains(p.EndedWhy, "no longer leads") {
			t.Errorf("%+v", p)
		}
	})
}

// TestPlansEnd holds that a plan ends behind its last day, with who leaves, and when its coach says so.
func TestPlansEnd(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	plans := coaching.NewPlans(f.sessions)
	until, left := weekly, weekly
	until.UntilOn, left.AtTime = "2026-03-12", "12:00"
	a, err := plans.Make(t.Context(), f.sue, f.ana.ID, until)
	must(t, err)
	b, err := plans.Make(t.Context(), f.sue, f.cam.ID, left)
	must(t, err)
	_, err = plans.Change(t.Context(), f.sol, b.ID, b.Revision, func(r coaching.Rhythm) coaching.Rhythm { return r })
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("another lead: %v", err)
	}
	if _, err = plans.End(t.Context(), f.sid, b.ID, b.Revision); !fault.Is(err, fault.NotFound) {
		t.Errorf("another team's lead: %v", err)
	}
	if _, err = plans.End(t.Context(), f.sue, b.ID, b.Revision-1); !fault.Is(err, fault.Stale) {
		t.Errorf("stale: %v", err)
	}
	f.clock.Advance(4 * day)
	f.keep(plans)
	f.change(f.cam, people.Changes{Disabled: ptr(true)})
	f.clock.Advance(7 * day)
	f.keep(plans)
	for id, why := range map[string]string{a.ID: "last day", b.ID: "has left"} {
		if p, err := plans.Get(t.Context(), f.sue, id); err != nil || p.Status != coaching.Ended || !strings.Contains(p.EndedWhy, why) {
			t.Errorf("%s: %+v, %v", why, p, err)
		}
	}
	if got := f.days(f.ana); len(got) != 2 {
		t.Errorf("planned until the last day: %q", got)
	}
}

// TestWrongPlans holds that each wrong part is refused by its place.
func TestWrongPlans(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	plans := coaching.NewPlans(f.sessions)
	for place, wrong := range map[string]func(*coaching.Rhythm){
		"method":      func(r *coaching.Rhythm) { r.Method = coaching.Peer },
		"every_weeks": func(r *coaching.Rhythm) { r.EveryWeeks = 27 },
		"time":        func(r *coaching.Rhythm) { r.AtTime = "24:00" },
		"time ":       func(r *coaching.Rhythm) { r.AtTime = "9:00" },
		"minutes":     func(r *coaching.Rhythm) { r.Minutes = 4 },
		"until":       func(r *coaching.Rhythm) { r.UntilOn = "2026-03-01" },
		"until ":      func(r *coaching.Rhythm) { r.UntilOn = "2026-03-04" },
		"until  ":     func(r *coaching.Rhythm) { r.UntilOn = "soon" },
	} {
		r := weekly
		wrong(&r)
		if _, err := plans.Make(t.Context(), f.sue, f.ana.ID, r); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "body."+strings.TrimSpace(place)+": ") {
			t.Errorf("%s: %v", place, err)
		}
	}
	if _, err := plans.Make(t.Context(), f.sue, f.ben.ID, weekly); !fault.Is(err, fault.NotFound) {
		t.Errorf("another team's agent: %v", err)
	}
	if rows, err := plans.List(t.Context(), f.sue, "", "", "", 10); err != nil || len(rows) != 0 {
		t.Errorf("%+v, %v", rows, err)
	}
}
