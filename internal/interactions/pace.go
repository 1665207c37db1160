package interactions

import (
	"slices"
	"sync"
	"time"
)

// pace lets everybody do something so many times in any second.
type pace struct {
	most int

	mu   sync.Mutex
	done map[string][]time.Time
}

func newPace(most int) *pace { return &pace{most: most, done: map[string][]time.Time{}} }

// sweepAbove is how many people are remembered before those who have done nothing lately are forgotten.
const sweepAbove = 1000

// allows counts one time more, unless there were as many within the last second.
func (p *pace) allows(user string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	past := func(at time.Time) bool { return now.Sub(at) >= time.Second }
	if len(p.done) > sweepAbove {
		for id, list := range p.done {
			if past(list[len(list)-1]) {
				delete(p.done, id)
			}
		}
	}
	recent := slices.DeleteFunc(p.done[user], past)
	if len(recent) < p.most {
		p.done[user] = append(recent, now)
		return true
	}
	p.done[user] = recent
	return false
}
