package scorecards_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/scorecards"
)

// exec changes what is stored, behind everybody's back.
func (f *floor) exec(sql string, args ...any) {
	f.t.Helper()
	must(f.t, f.db.InTx(f.t.Context(), func(ctx context.Context) error { return f.db.Conn(ctx).Exec(sql, args...).Error }))
}

// submitted is a submitted evaluation by the lead.
func (f *floor) submitted(name string) scorecards.Evaluation {
	f.t.Helper()
	e, _, err := f.evaluations.Start(f.t.Context(), f.lead, f.undrawn(name).Interaction, f.card.ID, "")
	must(f.t, err)
	e = f.answer(e, f.answers())
	e, err = f.evaluations.Submit(f.t.Context(), f.lead, e.ID, e.Revision)
	must(f.t, err)
	return e
}

func (f *floor) plan(e scorecards.Evaluation, later time.Duration) (scorecards.Evaluation, error) {
	return f.evaluations.PlanRelease(f.t.Context(), f.lead, e.ID, e.Revision, f.clock.Now().Add(later))
}

// counted is how many rows of a table there are of something.
func (f *floor) counted(table, where string, args ...any) (n int64) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table(table).Where(where, args...).Count(&n).Error)
	return n
}

// TestPlannedReleases holds a plan to its bounds, and releases what is due once though several servers do so at once.
func TestPlannedReleases(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		e := f.submitted("one")
		for _, later := range []time.Duration{0, -time.Second, 90*24*time.Hour + time.Second} {
			if _, err := f.plan(e, later); !fault.Is(err, fault.Invalid) || fieldsOf(err)[0].Location != "body.at" {
				t.Errorf("planned %s from now: %v", later, err)
			}
		}
		e, err := f.plan(e, time.Hour)
		must(t, err)
		e, err = f.plan(e, 2*time.Hour)
		must(t, err)
		off, err := f.plan(f.submitted("two"), time.Hour)
		must(t, err)
		off, err = f.evaluations.CallOffRelease(t.Context(), f.lead, off.ID, off.Revision)
		must(t, err)
		if _, err := f.evaluations.CallOffRelease(t.Context(), f.lead, off.ID, off.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("called off twice: %v", err)
		}
		back, err := f.plan(f.submitted("three"), time.Hour)
		must(t, err)
		back, err = f.evaluations.Withdraw(t.Context(), f.lead, back.ID, back.Revision, "wrong person")
		if err != nil || back.ReleaseAt != nil {
			t.Errorf("withdrawn, and still planned: %v, %v", back.ReleaseAt, err)
		}
		f.clock.Advance(90 * time.Minute)
		if n, err := f.evaluations.ReleaseDue(t.Context()); n != 0 || err != nil {
			t.Errorf("released %d before it was due: %v", n, err)
		}
		f.clock.Advance(time.Hour)
		f.releaseAtOnce(1)
		if got, err := f.evaluations.Get(t.Context(), f.agent, e.ID); err != nil || got.Status != scorecards.Released || got.ReleaseAt != nil {
			t.Errorf("%+v, %v", got, err)
		}
		if n := f.counted("evaluation_history", "evaluation_id = ? AND action = 'released'", e.ID); n != 1 {
			t.Errorf("released %d times", n)
		}
		if n := f.counted("notices", "user_id = ? AND kind = 'evaluation_released'", f.agent.ID); n != 1 {
			t.Errorf("the agent was told %d times", n)
		}
		if n := f.counted("evaluations", "status = 'released'"); n != 1 {
			t.Errorf("%d are released", n)
		}
	})
}

// releaseAtOnce has what is due released by several servers at once, which together release so many.
func (f *floor) releaseAtOnce(want int) {
	f.t.Helper()
	var each [4]int
	var errs [4]error
	var all sync.WaitGroup
	for n := range each {
		all.Go(func() { each[n], errs[n] = f.evaluations.ReleaseDue(f.t.Context()) })
	}
	all.Wait()
	if sum := each[0] + each[1] + each[2] + each[3]; sum != want || errors.Join(errs[:]...) != nil {
		f.t.Errorf("released by each: %v, %v", each, errs)
	}
}

// TestWorkingTime holds the time that an evaluator says to have worked to that since the start, and lets it never shrink.
func TestWorkingTime(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		e, _, err := f.evaluations.Start(t.Context(), f.lead, f.undrawn("one").Interaction, f.card.ID, "")
		must(t, err)
		for _, one := range []struct{ after, said, want time.Duration }{
			{time.Minute, 40 * time.Second, 40 * time.Second}, {time.Minute, time.Hour, 2 * time.Minute}, {time.Minute, time.Second, 2 * time.Minute}, {time.Hour, 3 * time.Minute, 3 * time.Minute},
		} {
			f.clock.Advance(one.after)
			e, err = f.evaluations.Answer(t.Context(), f.lead, e.ID, e.Revision, nil, scorecards.Words{Active: one.said})
			must(t, err)
			if got := time.Duration(e.ActiveMS) * time.Millisecond; got != one.want {
				t.Errorf("said %s: want %s, got %s", one.said, one.want, got)
			}
		}
	})
}

// TestManyPlannedReleases has several servers find the same releases due, time and again.
func TestManyPlannedReleases(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		const many = 12
		for n := range many {
			_, err := f.plan(f.submitted(fmt.Sprint("call ", n)), time.Hour)
			must(t, err)
		}
		f.clock.Advance(2 * time.Hour)
		f.releaseAtOnce(many)
		if n := f.counted("evaluation_history", "action = 'released'"); n != many {
			t.Errorf("%d releases of %d evaluations", n, many)
		}
		if n := f.counted("notices", "kind = 'evaluation_released'"); n != many {
			t.Errorf("the agent was told %d times of %d evaluations", n, many)
		}
	})
}
