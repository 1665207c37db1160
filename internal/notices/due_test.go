package notices

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestEMailIsNeverSentInQuietHours draws settings, zones and moments, with the hours that clocks skip and repeat.
func TestEMailIsNeverSentInQuietHours(t *testing.T) {
	clock := rapid.Custom(func(t *rapid.T) string {
		return time.Time{}.Add(time.Duration(rapid.IntRange(0, 24*60-1).Draw(t, "minute")) * time.Minute).Format("15:04")
	})
	rapid.Check(t, func(t *rapid.T) {
		s := usual("ana")
		s.QuietFrom, s.QuietUntil, s.DigestAt = clock.Draw(t, "from"), clock.Draw(t, "until"), clock.Draw(t, "digest")
		s.TimeZone = rapid.SampledFrom([]string{"", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"}).Draw(t, "zone")
		s.Mail = rapid.SampledFrom([]string{Each, Digest}).Draw(t, "mail")
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "at")) * time.Minute)
		zone, err := time.LoadLocation(s.TimeZone)
		if err != nil {
			t.Fatal(err)
		}
		due, wanted := s.due(EvaluationReleased, at, time.UTC)
		if !wanted || due.Before(at) || due.Sub(at) > day+2*time.Hour {
			t.Fatalf("%v is due %v", at, due)
		}
		local := due.In(zone)
		switch {
		case s.Mail == Digest && due.In(zone).Format("15:04") != s.DigestAt && !skipped(local, s.DigestAt):
			t.Fatalf("a digest of %s comes at %v", s.DigestAt, local)
		case s.Mail == Each && !due.Equal(at) && !s.quiet(at.In(zone)):
			t.Fatalf("%v waits till %v outside of quiet hours", at.In(zone), local)
		case s.Mail == Each && s.quiet(local) && !skipped(local, s.QuietUntil):
			t.Fatalf("%v lies in %s to %s", local, s.QuietFrom, s.QuietUntil)
		}
	})
}

// skipped says whether the day's clock never showed this time.
func skipped(local time.Time, clock string) bool {
	into, _ := timeOfDay(clock)
	meant := time.Date(local.Year(), local.Month(), local.Day(), int(into/time.Hour), int(into%time.Hour/time.Minute), 0, 0, local.Location())
	return meant.Format("15:04") != clock
}
