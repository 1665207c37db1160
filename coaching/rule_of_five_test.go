package coaching_test

import (
	"math"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/coaching"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// TestRuleOfFive holds the rule against its sentence, over any answers and target.
func TestRuleOfFive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		points := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.25, 0.3333, 0.5, 0.6667, 0.75, 1}), 0, 12).Draw(rt, "points")
		target := float64(rapid.IntRange(0, 100).Draw(rt, "target"))
		now := testkit.NewClock().Now()
		a := coaching.Action{Status: coaching.Open, Kind: coaching.Weakness, About: scorecards.Ref{Question: "q"}}
		if err := a.Finish("done", &target, now); err != nil {
			rt.Fatal(err)
		}
		sum := 0.0
		for _, p := range points {
			sum += p
		}
		n := len(points)
		tally := scorecards.Tally{N: n, Mean: 100 * sum / math.Max(1, float64(n))}
		reached := n >= 5 && 100*sum+1e-6 >= target*float64(n)
		if a.Close(tally, now.Add(time.Hour)) != reached {
			rt.Fatalf("%v with the target %v: closed %v", points, target, !reached)
		}
		if closed := a.Status == coaching.Closed; closed != reached || a.Waiting == closed || (a.ClosedAt != nil) != closed {
			rt.Fatalf("%v: %+v", points, a)
		}
		if a.Close(tally, now) {
			rt.Fatal("closed twice, or without five")
		}
	})
}

// TestFreshAnswersCloseAWeakness releases evaluations one by one, of every kind that counts and that does not, and
// compares with a sum by hand after each.
func TestFreshAnswersCloseAWeakness(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		before := f.score(scored{agent: f.ana, by: f.sue, options: []int{0}, kept: true}) // begun before, released after
		f.clock.Advance(time.Hour)
		action := f.waiting(60)
		begun := f.clock.Now().Add(-time.Minute)
		f.clock.Advance(time.Hour)
		_, err := f.evaluations.Release(t.Context(), f.sue, before.ID, before.Revision)
		must(t, err)
		points := []float64{0, 0.3333, 0.6667, 1}
		sum, n := 0.0, 0
		for _, one := range []struct {
			name string
			scored
			counts bool
		}{
			{"a fresh one", scored{agent: f.ana, by: f.sue, options: []int{0}}, true},
			{"another's", scored{agent: f.cam, by: f.sue, options: []int{3}}, false},
			{"one that was chosen", scored{agent: f.ana, by: f.sue, options: []int{3}, undrawn: true}, false},
			{"one that is not released", scored{agent: f.ana, by: f.sue, options: []int{3}, kept: true}, false},
			{"one that does not apply", scored{agent: f.ana, by: f.sue, options: []int{-1}}, false},
			{"one of what began before", scored{agent: f.ana, by: f.sue, options: []int{3}, began: begun}, false},
			{"a second", scored{agent: f.ana, by: f.sue, options: []int{3}}, true},
			{"a third", scored{agent: f.ana, by: f.sue, options: []int{3}}, true},
			{"a fourth", scored{agent: f.ana, by: f.sue, options: []int{1}}, true},
			{"a fifth, of 53", scored{agent: f.ana, by: f.sue, options: []int{1}}, true},
			{"a sixth, of 61", scored{agent: f.ana, by: f.sue, options: []int{3}}, true},
		} {
			f.score(one.scored)
			if one.counts {
				sum, n = sum+points[one.options[0]], n+1
			}
			_, err := f.actions.CloseMet(t.Context())
			must(t, err)
			now := f.only(action.ID)
			if s := now.Sample(); s == nil || s.N != n || (n > 0 && math.Abs(s.Mean-100*sum/float64(n)) > 1e-9) {
				t.Fatalf("after %s: %+v, by hand %d of %v", one.name, s, n, sum)
			}
			if met := n >= 5 && 100*sum/float64(n) >= 60; (now.Status == coaching.Closed) != met || now.Waiting == met {
				t.Fatalf("after %s: %s, waiting %v", one.name, now.Status, now.Waiting)
			}
		}
		f.score(scored{agent: f.ana, by: f.sue, options: []int{0}})
		if now := f.only(action.ID); now.Status != coaching.Closed || now.Sample().N != 6 {
			t.Errorf("what closed it changes: %+v", now.Sample())
		}
		if closed, err := f.actions.CloseMet(t.Context()); closed != 0 || err != nil {
			t.Errorf("closed again: %d, %v", closed, err)
		}
	})
}

// only is one of ana's actions, as she reads it.
func (f *floor) only(id string) coaching.Action {
	f.t.Helper()
	list, err := f.actions.List(f.t.Context(), f.ana, coaching.ActionFilter{Limit: 100})
	must(f.t, err)
	for _, a := range list {
		if a.ID == id {
			return a
		}
	}
	f.t.Fatalf("ana does not see the action %s", id)
	return coaching.Action{}
}

// TestADropWinsOverTheRule drops an action between its count and its closing.
func TestADropWinsOverTheRule(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		action := f.waiting(10)
		f.clock.Advance(time.Hour)
		for range 5 {
			f.score(scored{agent: f.ana, by: f.sue, options: []int{3}})
		}
		var once sync.Once
		slow := f.actionsAt(func() time.Time {
			once.Do(func() {
				_, err := f.actions.Drop(t.Context(), f.sue, action.ID, action.Revision, "not needed")
				must(t, err)
			})
			return f.clock.Now()
		})
		if n, err := slow.CloseMet(t.Context()); n != 0 || err != nil {
			t.Fatalf("closed %d, %v", n, err)
		}
		if now := f.only(action.ID); now.Status != coaching.Dropped || now.Reason != "not needed" {
			t.Errorf("%+v", now)
		}
	})
}
