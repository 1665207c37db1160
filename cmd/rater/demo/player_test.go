package demo

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"rater/internal/interactions"
)

// replay tracks what a listener would know to be live.
type replay struct {
	live    map[string]string // interaction → queue
	said    map[string]int
	channel map[string]bool
}

func (r *replay) take(t *testing.T, events []interactions.Event, now time.Time) {
	t.Helper()
	for _, e := range events {
		if e.At.After(now) {
			t.Fatalf("%s is of %v, now is %v", e.ID, e.At, now)
		}
		_, live := r.live[e.Interaction]
		switch {
		case e.Type == interactions.Started && !live:
			r.live[e.Interaction] = *e.Queue
			r.channel[*e.Channel] = true
		case !live:
			t.Fatalf("%s happens outside of its interaction", e.ID)
		case e.Type == interactions.Ended:
			delete(r.live, e.Interaction)
		case e.Type == interactions.UtteranceAdded:
			r.said[e.Interaction]++
		}
	}
}

func TestNextReplaysWithoutEnd(t *testing.T) {
	p, now := Live(3), noon
	r := &replay{map[string]string{}, map[string]int{}, map[string]bool{}}
	events, wake := p.Next(now)
	r.take(t, events, now)
	if len(r.live) != slots || len(r.said) < slots*2/3 {
		t.Errorf("at first %d are live and %d have been growing, want %d at once", len(r.live), len(r.said), slots)
	}
	steps := 0
	for ; now.Before(noon.Add(time.Hour)); steps++ {
		if !wake.After(now) || wake.Sub(now) > 15*time.Second {
			t.Fatalf("at %v it wants to be asked at %v", now, wake)
		}
		now = wake
		events, wake = p.Next(now)
		r.take(t, events, now)
		if len(r.live) < slots-6 || !slices.Contains(values(r.live), Teams[0].Queue) {
			t.Fatalf("at %v only these are live: %v", now, r.live)
		}
	}
	t.Logf("%d steps an hour, %d interactions", steps, p.told)
	if len(r.channel) != 7 {
		t.Errorf("channels in an hour: %v", r.channel)
	}
}

func values(m map[string]string) (list []string) {
	for _, v := range m {
		list = append(list, v)
	}
	return list
}

func TestNextGoesOnAfterAPause(t *testing.T) {
	p := Live(3)
	p.Next(noon)
	events, _ := p.Next(noon.Add(9 * time.Hour))
	if len(events) > 2*slots {
		t.Errorf("after a pause %d events come at once", len(events))
	}
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		r := &replay{map[string]string{}, map[string]int{}, map[string]bool{}}
		start, calls := time.Now(), 0
		err := Live(5).Run(ctx, time.Now, func(events []interactions.Event) error {
			calls++
			r.take(t, events, time.Now())
			return nil
		})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 10*time.Minute || calls < 500 {
			t.Errorf("Run = %v after %v and %d calls", err, time.Since(start), calls)
		}
		broken := errors.New("broken")
		if err := Live(5).Run(t.Context(), time.Now, func([]interactions.Event) error { return broken }); !errors.Is(err, broken) {
			t.Errorf("Run = %v, want what emit returns", err)
		}
	})
}
