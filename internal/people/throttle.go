package people

import (
	"math"
	"sync"
	"time"
)

// throttle slows guessing down: a bucket of tries for each key, refilled over time, in bounded memory.
type throttle struct {
	mu      sync.Mutex
	buckets map[string]bucket
	burst   float64
	every   time.Duration
}

type bucket struct {
	tries float64
	at    time.Time
}

const maxBuckets = 100_000

func newThrottle(burst int, every time.Duration) *throttle {
	return &throttle{buckets: map[string]bucket{}, burst: float64(burst), every: every}
}

// take takes one try from the key, or says how long it has to wait for its next one.
func (t *throttle) take(key string, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	left := t.left(key, now)
	if left < 1 {
		return time.Duration(math.Ceil((1 - left) * float64(t.every)))
	}
	if len(t.buckets) >= maxBuckets {
		t.sweep(now)
	}
	t.buckets[key] = bucket{left - 1, now}
	return 0
}

// giveBack returns the try of who was right.
func (t *throttle) giveBack(key string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buckets[key] = bucket{math.Min(t.burst, t.left(key, now)+1), now}
}

func (t *throttle) left(key string, now time.Time) float64 {
	b, ok := t.buckets[key]
	if !ok {
		return t.burst
	}
	return math.Min(t.burst, b.tries+float64(now.Sub(b.at))/float64(t.every))
}

func (t *throttle) sweep(now time.Time) {
	for key := range t.buckets {
		if t.left(key, now) >= t.burst {
			delete(t.buckets, key)
		}
	}
	for key := range t.buckets {
		if len(t.buckets) < maxBuckets {
			return
		}
		delete(t.buckets, key)
	}
}
