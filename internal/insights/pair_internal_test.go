package insights

import (
	"testing"
	"time"
)

// TestByWhen lets evaluations come on as they did.
func TestByWhen(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	f := &Figures{now: func() time.Time { return now }}
	from := now.AddDate(0, 0, -21)
	for _, c := range []struct {
		more   *int
		scored int
		days   int // 0 for never
	}{{new(12), 6, 42}, {new(1), 21, 1}, {nil, 6, 0}, {new(12), 0, 0}, {new(209), 6, 0}, {new(10_000), 1, 0}} {
		got := f.by(c.more, c.scored, from)
		switch {
		case c.days > 0 && (got == nil || !got.Equal(now.AddDate(0, 0, c.days))):
			t.Errorf("%+v: %v", c, got)
		case c.days == 0 && got != nil:
			t.Errorf("%+v: %v", c, got)
		}
	}
}
