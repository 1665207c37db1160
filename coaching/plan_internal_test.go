package coaching

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestAPlanKeepsItsClock walks through two years of plans in zones with and without summer time: each occurrence is on
// its weekday, so many weeks after the one before, still to come, and at its time on that day's clock, unless that day
// leaves it out.
func TestAPlanKeepsItsClock(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kolkata"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "begin")) * time.Minute)
		clock := time.Date(0, 1, 1, rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"), 0, 0, time.UTC).Format("15:04")
		r := Rhythm{OneToOne, rapid.IntRange(1, 26).Draw(t, "weeks"), time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")), clock, 30, ""}
		var p Plan
		if err := p.follow(r, now, zone); err != nil {
			t.Fatal(err)
		}
		if first := p.at(p.NextOn, zone); !first.After(now) || first.After(now.AddDate(0, 0, 8)) {
			t.Fatalf("at %s the first is %s", now, first)
		}
		for range 20 {
			at := p.at(p.NextOn, zone)
			local := at.In(zone)
			if local.Format("15:04") != clock && !leavesOut(p.NextOn, clock, zone) {
				t.Fatalf("%s is not at %s", local, clock)
			}
			date, _ := time.Parse(time.DateOnly, p.NextOn)
			if date.Weekday() != r.Weekday {
				t.Fatalf("%s is no %s", p.NextOn, r.Weekday)
			}
			late := time.Duration(rapid.IntRange(0, 40*24).Draw(t, "late")) * time.Hour
			before := date
			p.step(at.Add(late), zone)
			next, _ := time.Parse(time.DateOnly, p.NextOn)
			if weeks := next.Sub(before).Hours() / 24 / 7; weeks < 1 || int(weeks)%r.EveryWeeks != 0 || !p.at(p.NextOn, zone).After(at.Add(late)) ||
				p.at(next.AddDate(0, 0, -7*r.EveryWeeks).Format(time.DateOnly), zone).After(at.Add(late)) && next.AddDate(0, 0, -7*r.EveryWeeks).After(before) {
				t.Fatalf("after %s, %s late, comes %s", before.Format(time.DateOnly), late, p.NextOn)
			}
		}
	})
}

// leavesOut says whether a day's clock never shows a time: it goes through the day minute by minute.
func leavesOut(day, clock string, zone *time.Location) bool {
	date, _ := time.ParseInLocation(time.DateOnly, day, zone)
	for m := range 25 * 60 {
		if date.Add(time.Duration(m)*time.Minute).Format("2006-01-02 15:04") == day+" "+clock {
			return false
		}
	}
	return true
}
