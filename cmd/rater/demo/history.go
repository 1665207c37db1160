package demo

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"rater/internal/interactions"
)

const (
	weekdayStories = 146
	weekendStories = 48
)

// hourWeights is how busy each hour from 8 to 20 o'clock is.
var hourWeights = []int{5, 9, 12, 12, 9, 8, 10, 11, 9, 7, 5, 3}

const firstHour = 8

// strangerOnceIn is in how many interactions of the past one is of an agent whom nobody at the desk goes by.
const strangerOnceIn = 160

// History is the events of the days before until, one slice for each interaction, which is complete; interactions
// come in the order in which they start. The same seed gives the same interactions for the same dates, about 3,600 in
// 30 days.
func History(seed uint64, until time.Time, days int) iter.Seq[[]interactions.Event] {
	return func(yield func([]interactions.Event) bool) {
		for s := range Stories(seed, until, days) {
			if !yield(s.Events) {
				return
			}
		}
	}
}

// Stories is History with what an evaluator would find.
func Stories(seed uint64, until time.Time, days int) iter.Seq[Story] {
	until = until.UTC()
	return func(yield func(Story) bool) {
		first := until.Truncate(24*time.Hour).AddDate(0, 0, -days)
		for d := range days + 1 {
			for _, s := range day(seed, first.AddDate(0, 0, d)) {
				last := s.Events[len(s.Events)-1].At
				if last.Before(until) && !s.Events[0].At.Before(until.AddDate(0, 0, -days)) && !yield(s) {
					return
				}
			}
		}
	}
}

func day(seed uint64, date time.Time) []Story {
	r := random(seed, uint64(date.Unix()))
	count := weekdayStories
	if date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
		count = weekendStories
	}
	count += r.IntN(count/6) - count/12
	var starts []time.Time
	for range count {
		starts = append(starts, date.Add(time.Duration(firstHour+weighted(r, hourWeights))*time.Hour+time.Duration(r.Int64N(int64(time.Hour)))))
	}
	slices.SortFunc(starts, time.Time.Compare)
	busy := map[string]time.Time{}
	stories := make([]Story, 0, count)
	for i, start := range starts {
		id := fmt.Sprintf("demo-%d-%s-%03d", seed, date.Format("20060102"), i+1)
		s := scripts[weighted(r, scriptWeights)]
		c := newCast(r, seed, s, id, start, busy)
		if r.IntN(strangerOnceIn) == 0 {
			c.agent = stranger
		}
		stories = append(stories, tell(r, s, c))
		if onePerAgent[s.channel] {
			story := stories[i]
			busy[story.Agent] = story.Events[len(story.Events)-1].At
		}
	}
	return stories
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

// newCast gives the script to an agent of its team who is free, if there is one.
func newCast(r *rand.Rand, seed uint64, s script, id string, start time.Time, busy map[string]time.Time) cast {
	team := agents()[s.team*agentsPerTeam : (s.team+1)*agentsPerTeam]
	order := r.Perm(len(team))
	chosen := order[0]
	for _, i := range order {
		if onePerAgent[s.channel] && !busy[team[i].Email].After(start) {
			chosen = i
			break
		}
	}
	quality := skill(seed, s.team*agentsPerTeam+chosen) + r.NormFloat64()*0.11
	return cast{id: id, agent: team[chosen], colleague: team[(chosen+1)%len(team)], customer: newCustomer(r),
		quality: min(1, max(0, quality)), start: start, pace: paces[s.channel]}
}

// skill is what is lasting about an agent, mostly between 0.4 and 0.9.
func skill(seed uint64, agent int) float64 {
	r := random(seed, uint64(agent)+1)
	return math.Min(0.92, math.Max(0.30, 0.66+r.NormFloat64()*0.13))
}
