package demo

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"
)

// Past is what lies behind the demonstration as it starts.
type Past struct {
	Seed    uint64
	Until   time.Time
	Days    int
	Weekday int // interactions of an ordinary weekday

	// Kept says of which interactions, by the source's id, what was said is kept; nil for all.
	Kept func(id string, start time.Time) bool
}

// hourWeights is how busy each hour from 8 to 20 o'clock is.
var hourWeights = []int{5, 9, 12, 12, 9, 8, 10, 11, 9, 7, 5, 3}

const firstHour = 8

// strangerOnceIn is in how many interactions of the past one is of an agent whom nobody at the desk goes by.
const strangerOnceIn = 160

// Stories tells the past, each interaction with what an evaluator would find, in the order in which they start. The same
// seed gives the same interactions for the same dates.
func (p Past) Stories() iter.Seq[Story] {
	until := p.Until.UTC()
	from := until.AddDate(0, 0, -p.Days)
	return func(yield func(Story) bool) {
		for d := range p.Days + 1 {
			for _, s := range p.day(from.Truncate(24*time.Hour).AddDate(0, 0, d)) {
				last := s.Events[len(s.Events)-1].At
				if last.Before(until) && !s.Events[0].At.Before(from) && !yield(s) {
					return
				}
			}
		}
	}
}

func (p Past) day(date time.Time) []Story {
	r := random(p.Seed, uint64(date.Unix()))
	count := p.count(r, date)
	var starts []time.Time
	for range count {
		starts = append(starts, date.Add(time.Duration(firstHour+weighted(r, hourWeights))*time.Hour+time.Duration(r.Int64N(int64(time.Hour)))))
	}
	slices.SortFunc(starts, time.Time.Compare)
	busy := map[string]time.Time{}
	stories := make([]Story, 0, count)
	for i, start := range starts {
		id := fmt.Sprintf("demo-%d-%s-%04d", p.Seed, date.Format("20060102"), i+1)
		of := random(p.Seed, hash(id))
		s := scripts[weighted(of, scriptWeights)]
		c := p.cast(of, s, id, start, busy)
		story := tell(of, s, c)
		if onePerAgent[s.channel] {
			busy[story.Agent] = story.Events[len(story.Events)-1].At
		}
		stories = append(stories, story)
	}
	return stories
}

// weekend is how busy a day of the weekend is beside a weekday.
const weekend = 0.35

// count is how many interactions begin on a day.
func (p Past) count(r *rand.Rand, date time.Time) int {
	count := float64(p.Weekday) * season(date)
	if date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
		count *= weekend
	}
	return int(count * (0.94 + 0.12*r.Float64()))
}

// A quarter of a year has a sale, which is busy, and a slow week.
const (
	quarter             = 91 // days
	saleFrom, saleUntil = 20, 32
	slowFrom, slowUntil = 58, 65
)

// season is how busy a date is beside an ordinary day of its kind.
func season(date time.Time) float64 {
	switch day := date.Unix() / 86400 % quarter; {
	case day >= saleFrom && day < saleUntil:
		return 1.55
	case day >= slowFrom && day < slowUntil:
		return 0.55
	}
	return 1
}

// An agent speaks with one customer at a time, but writes with several.
var onePerAgent = map[string]bool{"phone": true, "video": true, "in_person": true}

var channelWeights = map[string]int{"phone": 10, "chat": 8, "email": 6, "sms": 4, "social": 3, "video": 3, "in_person": 4}

var scriptWeights = func() (w []int) {
	for _, s := range scripts {
		w = append(w, channelWeights[s.channel])
	}
	return w
}()

func weighted(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.IntN(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// cast is newCast at its time, now and then with a stranger.
func (p Past) cast(r *rand.Rand, s script, id string, start time.Time, busy map[string]time.Time) cast {
	c := newCast(r, p.Seed, s, id, start, busy)
	c.quality = between01(c.quality + p.change(c.agent, start))
	c.silent = p.Kept != nil && !p.Kept(id, start)
	if r.IntN(strangerOnceIn) == 0 && !s.handsOn() {
		c.agent = stranger
	}
	return c
}

// newCast gives the script to an agent of its team who is free, if there is one.
func newCast(r *rand.Rand, seed uint64, s script, id string, start time.Time, busy map[string]time.Time) cast {
	team := agents[s.team*agentsPerTeam : (s.team+1)*agentsPerTeam]
	order := r.Perm(len(team))
	chosen := order[0]
	for _, i := range order {
		if onePerAgent[s.channel] && !busy[team[i].Email].After(start) {
			chosen = i
			break
		}
	}
	quality := level(seed, team[chosen]) + r.NormFloat64()*0.11
	return cast{id: id, agent: team[chosen], colleague: team[(chosen+1)%len(team)], customer: newCustomer(r),
		quality: between01(quality), start: start, pace: paces[s.channel]}
}

func between01(x float64) float64 { return min(1, max(0, x)) }
