package coaching_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// TestSuggestionsAreTheWeakest compares with what was answered.
func TestSuggestionsAreTheWeakest(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		f.score(scored{agent: f.ana, by: f.sue, options: []int{0, 0, 0, 0, 0, 0, 0}}) // too long ago
		f.clock.Advance(91 * 24 * time.Hour)
		f.score(scored{agent: f.cam, by: f.sue, options: []int{0, 0, 0}})
		f.score(scored{agent: f.ana, by: f.sue, options: []int{3, 3, 0, 0, 0}, undrawn: true})
		f.score(scored{agent: f.ana, by: f.sue, options: []int{3, 3, 0, 0, 0}, kept: true})
		f.score(scored{agent: f.ana, by: f.sue, options: []int{2, 0, 3, 0, -1}})
		weak := f.score(scored{agent: f.ana, by: f.sue, options: []int{1, 3, 3, -1, 1}})
		f.clock.Advance(time.Hour)
		newest := f.score(scored{agent: f.ana, by: f.sue, options: []int{2, 0, 3, -1, -1}})
		got, err := f.sessions.Suggest(t.Context(), f.sol, f.ana.ID)
		must(t, err)
		var said []string
		for _, w := range got {
			said = append(said, fmt.Sprintf("%s %d %.0f %.0f %s %d", w.Question, w.N, w.Mean, *w.Score, w.Evaluation, len(w.Evidence)))
		}
		want := []string{ // the fourth and fifth have one answer, the third is at its best
			fmt.Sprintf("%s 3 33 0 %s 1", f.question(1).ID, newest.ID),
			fmt.Sprintf("%s 3 56 33 %s 1", f.question(0).ID, weak.ID),
		}
		if !slices.Equal(said, want) {
			t.Errorf("want\n%s\ngot\n%s", strings.Join(want, "\n"), strings.Join(said, "\n"))
		}
		if got[0].Text != f.question(1).Text || got[0].Dimension != scorecards.Reliability || got[0].Interaction != newest.InteractionID {
			t.Errorf("%+v", got[0])
		}
	})
}

// TestWhoHasWaitedLongest orders agents by their last session.
func TestWhoHasWaitedLongest(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		dan := f.person("dan", people.Agent, "billing")
		f.change(f.person("eva", people.Agent, "billing"), people.Changes{Disabled: ptr(true)})
		for n, agent := range []people.Actor{f.cam, f.ana} {
			s := f.planned(f.sue, agent, 60*n)
			f.clock.Advance(time.Hour)
			_, err := f.sessions.Sign(t.Context(), f.sue, s.ID, s.Revision)
			must(t, err)
		}
		next := f.planned(f.sol, f.ana, 600)
		f.planned(f.sol, f.ana, 900)
		f.agreed(coaching.Weakness, "")
		f.clock.Advance(8 * time.Hour)
		f.agreed(coaching.Weakness, "")
		f.clock.Advance(7*24*time.Hour - 9*time.Hour) // to the day on which they are due
		var order []string
		after := coaching.CoacheeCursor{}
		for {
			list, err := f.sessions.Overview(t.Context(), f.sue, after, 1)
			must(t, err)
			if len(list) == 0 {
				break
			}
			c := list[0]
			order = append(order, fmt.Sprintf("%s %v %v %d %d", c.AgentID, c.LastHeldAt != nil, c.NextPlannedAt != nil, c.OpenActions, c.OverdueActions))
			if after = (coaching.CoacheeCursor{ID: c.AgentID}); c.LastHeldAt != nil {
				after.LastHeldAt = c.LastHeldAt.UnixMilli()
			}
		}
		want := []string{dan.ID + " false false 0 0", f.cam.ID + " true false 0 0", f.ana.ID + " true false 2 0"}
		if !slices.Equal(order, want) {
			t.Errorf("want %q, got %q", want, order)
		}
		f.clock.Advance(24 * time.Hour)
		list, err := f.sessions.Overview(t.Context(), f.sue, coaching.CoacheeCursor{}, 10)
		must(t, err)
		if c := list[2]; c.OpenActions != 2 || c.OverdueActions != 2 || !next.StartsAt.Before(f.clock.Now()) {
			t.Errorf("a day later: %+v", c)
		}
	})
}
