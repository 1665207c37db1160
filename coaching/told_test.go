package coaching_test

import (
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// toldOf are the kinds of what somebody was told of, the first first.
func (f *floor) toldOf(who people.Actor) string {
	f.t.Helper()
	rows, err := f.outbox.List(f.t.Context(), who, false, "", 100)
	must(f.t, err)
	kinds := make([]string, len(rows))
	for n, row := range rows {
		kinds[len(rows)-1-n] = string(row.Kind)
	}
	return strings.Join(kinds, " ")
}

// TestEachIsToldOfWhatWaitsForThem goes through a session, a request and an action, and lets their time come.
func TestEachIsToldOfWhatWaitsForThem(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		remind := func() {
			t.Helper()
			must(t, f.sessions.Remind(t.Context()))
			must(t, f.actions.Remind(t.Context()))
		}
		_, err := coaching.NewRequests(f.sessions).Make(t.Context(), f.ana, scorecards.Ref{}, "Help")
		must(t, err)
		s := f.planned(f.sue, f.ana, 60*30)
		remind()
		later := s.StartsAt.Add(time.Hour)
		s, err = f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{StartsAt: &later})
		must(t, err)
		_, err = f.actions.Agree(t.Context(), f.sue, coaching.NewAction{Agent: f.ana.ID, Kind: coaching.Strength, Text: "Ask back", RootCause: "Haste", DueOn: "2026-03-05"})
		must(t, err)
		f.clock.Advance(8 * time.Hour)
		remind()
		remind()
		f.clock.Advance(24 * time.Hour) // both are near
		remind()
		_, err = f.sessions.Sign(t.Context(), f.sue, s.ID, s.Revision)
		must(t, err)
		f.clock.Advance(72 * time.Hour) // the action is over
		remind()
		remind()
		want := "session_planned session_moved action_agreed session_soon action_due session_to_sign action_overdue"
		if got := f.toldOf(f.ana); got != want {
			t.Errorf("ana was told of %q, not %q", got, want)
		}
		if got := f.toldOf(f.sue); got != "coaching_asked session_soon" {
			t.Errorf("sue was told of %q", got)
		}
		if got := f.toldOf(f.sol); got != "coaching_asked" {
			t.Errorf("sol was told of %q", got)
		}
		if got := f.toldOf(f.sid); got != "" {
			t.Errorf("sid, of another team, was told of %q", got)
		}
	})
}

// TestNobodyIsToldWhoHasAnswered holds that a round tells its raters of the opening, and nobody of an answer.
func TestNobodyIsToldWhoHasAnswered(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		r := c.open(c.about())
		for _, rater := range c.peers[:2] {
			c.answer(r, rater, says(4, "Asks first"))
		}
		for _, who := range append([]people.Actor{c.sue, c.ana}, c.supervisors...) {
			if got := c.toldOf(who); got != "" {
				t.Errorf("%s was told of %q", who.Name, got)
			}
		}
		for _, rater := range c.peers {
			if got := c.toldOf(rater); got != "round_asks" {
				t.Errorf("%s was told of %q", rater.Name, got)
			}
		}
	})
}
