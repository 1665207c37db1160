package coaching_test

import (
	"regexp"
	"strings"
	"testing"

	"rater/coaching"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// contentLine is a line of RFC 5545, 3.1: a name, parameters and a value.
var contentLine = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):([^\x00-\x08\x0a-\x1f]*)$`)

// parsed reads an iCalendar text as strictly as RFC 5545 writes it, and returns the values and parameters of its
// properties by name; there may be one of each.
func parsed(t *testing.T, text []byte) map[string][2]string {
	t.Helper()
	lines := strings.Split(string(text), "\r\n")
	if lines[len(lines)-1] != "" || strings.ContainsAny(strings.Join(lines, ""), "\r\n") {
		t.Fatalf("lines do not end with CRLF: %q", text)
	}
	for _, line := range lines {
		if len(line) > 75 {
			t.Errorf("%d octets in a line: %q", len(line), line)
		}
	}
	out, open := map[string][2]string{}, []string{}
	for _, line := range strings.Split(strings.ReplaceAll(strings.TrimSuffix(string(text), "\r\n"), "\r\n ", ""), "\r\n") {
		parts := contentLine.FindStringSubmatch(line)
		if parts == nil {
			t.Fatalf("%q is no content line", line)
		}
		name, value := parts[1], parts[3]
		switch name {
		case "BEGIN":
			open = append(open, value)
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%s ends in %q", value, open)
			}
			open = open[:len(open)-1]
		default:
			name = open[len(open)-1] + "." + name
			if _, twice := out[name]; twice {
				t.Errorf("%s stands there twice", name)
			}
			out[name] = [2]string{value, parts[2]}
		}
	}
	if len(open) != 0 {
		t.Errorf("%q do not end", open)
	}
	return out
}

func TestInvitations(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	odd := `Åsa "Ace" O'Neil; of: the, \ very ` + strings.Repeat("long name 長い ", 9)
	f.ana = f.change(f.ana, people.Changes{Name: ptr(strings.TrimSpace(odd))})
	s := f.planned(f.sue, f.ana, 90)
	check := func(want map[string]string) {
		t.Helper()
		text, err := f.sessions.Invite(t.Context(), f.ana, s.ID)
		must(t, err)
		got := parsed(t, text)
		for name, value := range want {
			if got[name][0] != value {
				t.Errorf("%s: want %q, got %q", name, value, got[name])
			}
		}
		if who := got["VEVENT.ATTENDEE"]; !strings.Contains(who[1], "CN=Åsa ”Ace” O’Neil") {
			t.Errorf("the attendee is %q", who)
		}
		if title := got["VEVENT.SUMMARY"][0]; !strings.Contains(title, `Åsa "Ace" O'Neil\; of: the\, \\ very`) {
			t.Errorf("the summary is %q", title)
		}
	}
	same := map[string]string{"VCALENDAR.VERSION": "2.0", "VEVENT.UID": s.ID + "@rater", "VEVENT.ORGANIZER": "mailto:sue@example.com", "VEVENT.ATTENDEE": "mailto:ana@example.com"}
	check(same)
	check(map[string]string{"VCALENDAR.METHOD": "REQUEST", "VEVENT.SEQUENCE": "0", "VEVENT.STATUS": "CONFIRMED", "VEVENT.DTSTART": "20260302T103000Z",
		"VEVENT.DTEND": "20260302T110000Z", "VEVENT.DTSTAMP": "20260302T090000Z"})
	var err error
	s, err = f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Agenda: &[]coaching.Item{{Note: "Breaks"}}})
	must(t, err)
	check(map[string]string{"VEVENT.SEQUENCE": "0"})
	s, err = f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{StartsAt: ptr(f.at(120)), Minutes: ptr(45)})
	must(t, err)
	check(map[string]string{"VEVENT.SEQUENCE": "1", "VEVENT.DTSTART": "20260302T110000Z", "VEVENT.DTEND": "20260302T114500Z"})
	s, err = f.sessions.Cancel(t.Context(), f.sue, s.ID, s.Revision, "ill")
	must(t, err)
	check(same)
	check(map[string]string{"VCALENDAR.METHOD": "CANCEL", "VEVENT.SEQUENCE": "2", "VEVENT.STATUS": "CANCELLED"})
	if text, err := f.sessions.Invite(t.Context(), f.sol, s.ID); err != nil || strings.Contains(string(text), "Breaks") || strings.Contains(string(text), "ill\r") {
		t.Errorf("%v, %s", err, text)
	}
}
