package scorecards

import (
	"testing"
	"time"
)

// TestTheWeekIsTheSites holds that a week begins on the site's Monday, also where the clocks change in it.
func TestTheWeekIsTheSites(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{"2026-03-09T03:59:59Z": "2026-03-02", "2026-03-09T04:00:00Z": "2026-03-09", "2026-03-02T05:00:00Z": "2026-03-02", "2026-03-02T04:59:59Z": "2026-02-23"} {
		moment, _ := time.Parse(time.RFC3339, at)
		w := isoWeek(moment, zone)
		if got := w.from.Format("2006-01-02"); got != want || w.from.Format("15:04") != "00:00" || w.to.Format("Mon 15:04") != "Mon 00:00" {
			t.Errorf("%s lies in the week from %s to %s, not of %s", at, w.from, w.to, want)
		}
	}
}

// TestAPlanRunsOutInItsOwnZone tells a plan that drew until its last day from one that somebody ended on it, east and west
// of UTC.
func TestAPlanRunsOutInItsOwnZone(t *testing.T) {
	for name, of := range map[string]struct {
		zone  string
		ended string
		want  bool
	}{
		"Berlin, past midnight":  {"Europe/Berlin", "2026-03-04T23:00:30Z", true},
		"Berlin, in the evening": {"Europe/Berlin", "2026-03-04T20:00:00Z", false},
		"Denver, in the evening": {"America/Denver", "2026-03-05T02:00:00Z", false},
		"Denver, past midnight":  {"America/Denver", "2026-03-05T07:00:30Z", true},
	} {
		zone, err := time.LoadLocation(of.zone)
		if err != nil {
			t.Fatal(err)
		}
		ended, err := time.Parse(time.RFC3339, of.ended)
		if err != nil {
			t.Fatal(err)
		}
		if p := (&Plan{EndsOn: "2026-03-04", EndedAt: &ended}); p.ranOut(zone) != of.want {
			t.Errorf("%s: %v", name, !of.want)
		}
	}
}
