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
