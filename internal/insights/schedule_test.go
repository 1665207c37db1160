package insights_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/insights"
)

// TestNextIsTheFirstSixOClockOfItsKind takes moments of ten years in zones on both sides of the date line and with clocks that
// change at night: what is next lies behind the moment, on a Monday or a first at six, and none lies between.
func TestNextIsTheFirstSixOClockOfItsKind(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Africa/Cairo"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		every := rapid.SampledFrom([]insights.Every{insights.Weekly, insights.Monthly}).Draw(t, "every")
		at := time.Unix(rapid.Int64Range(1577836800, 1893456000).Draw(t, "at"), 0)
		next := every.Next(at, zone)
		fits := func(m time.Time) bool {
			local := m.In(zone)
			return local.Hour() == 6 && local.Minute() == 0 && local.Second() == 0 && ((every == insights.Weekly && local.Weekday() == time.Monday) || (every == insights.Monthly && local.Day() == 1))
		}
		if !next.After(at) || !fits(next) || next.Location() != time.UTC {
			t.Fatalf("%s behind %s in %s is %s", every, at.In(zone), zone, next.In(zone))
		}
		for local := at.In(zone); ; local = local.AddDate(0, 0, 1) {
			six := time.Date(local.Year(), local.Month(), local.Day(), 6, 0, 0, 0, zone)
			if !six.Before(next) {
				break
			}
			if six.After(at) && fits(six) {
				t.Fatalf("%s behind %s in %s is %s and not %s", every, at.In(zone), zone, six, next.In(zone))
			}
		}
	})
}

func TestNextByHand(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for name, one := range map[string]struct {
		every    insights.Every
		at, want string
	}{
		"into summer":               {insights.Weekly, "2026-03-28T12:00:00Z", "2026-03-30T04:00:00Z"},
		"out of summer":             {insights.Weekly, "2026-10-24T12:00:00Z", "2026-10-26T05:00:00Z"},
		"just before":               {insights.Weekly, "2026-03-02T04:59:59Z", "2026-03-02T05:00:00Z"},
		"at that moment":            {insights.Weekly, "2026-03-02T05:00:00Z", "2026-03-09T05:00:00Z"},
		"over the year's end":       {insights.Weekly, "2026-12-31T12:00:00Z", "2027-01-04T05:00:00Z"},
		"from the 31st":             {insights.Monthly, "2026-01-31T12:00:00Z", "2026-02-01T05:00:00Z"},
		"the first, before six":     {insights.Monthly, "2026-04-01T03:59:00Z", "2026-04-01T04:00:00Z"},
		"the first, at six":         {insights.Monthly, "2026-04-01T04:00:00Z", "2026-05-01T04:00:00Z"},
		"from December":             {insights.Monthly, "2026-12-02T12:00:00Z", "2027-01-01T05:00:00Z"},
		"still the month before":    {insights.Monthly, "2026-02-28T22:59:00Z", "2026-03-01T05:00:00Z"},
		"a leap year's 29 February": {insights.Monthly, "2028-02-29T12:00:00Z", "2028-03-01T05:00:00Z"},
	} {
		at, err := time.Parse(time.RFC3339, one.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := one.every.Next(at, berlin).Format(time.RFC3339); got != one.want {
			t.Errorf("%s: %s, not %s", name, got, one.want)
		}
	}
}
