package demo

import (
	"math"
	"time"
)

// Who has a story, by address; the package's comment tells it.
const (
	coached    = "tomasz.wilk@example.com"
	unlucky    = "lucas.ferreira@example.com"
	goodTeam   = "Membership care"
	strictOne  = "emeka.nwosu@example.com"
	lenientOne = "clara.whitlock@example.com"
)

const (
	// WeakTeam does worst, and is slow to score.
	WeakTeam = "Technical support"
	// OfferedAgent is the agent as whom a visitor can sign in.
	OfferedAgent = "agent@example.com"
)

// teamLevels is how well the agents of a team do on average, from 0 to 1.
var teamLevels = map[string]float64{goodTeam: 0.82, WeakTeam: 0.52}

// ownLevels are the agents of whom a story is told.
var ownLevels = map[string]float64{coached: 0.50, unlucky: 0.68, OfferedAgent: 0.70}

const usualLevel = 0.67

// level is what is lasting about an agent.
func level(seed uint64, agent Person) float64 {
	if own, ok := ownLevels[agent.Email]; ok {
		return own
	}
	team, ok := teamLevels[agent.Team]
	if !ok {
		team = usualLevel
	}
	r := random(seed, hash(agent.Email))
	return math.Min(0.92, math.Max(0.30, team+r.NormFloat64()*0.06))
}

const (
	coachingGain = 0.24
	badLuck      = -0.22
)

// Coached is when the two were coached: a little before the middle, so that there is enough to see after it.
func (p Past) Coached() time.Time { return p.Until.AddDate(0, 0, -p.Days*7/15) }

// Picked is since when scores were looked at to pick whom to coach.
func (p Past) Picked() time.Time { return p.Coached().AddDate(0, 0, -p.Days*28/90) }

// change is what differs at a time from the agent's level: what the coaching did, or a stretch of bad luck that nothing
// about the agent made or ended.
func (p Past) change(agent Person, at time.Time) float64 {
	switch {
	case agent.Email == coached && !at.Before(p.Coached()):
		return coachingGain
	case agent.Email == unlucky && !at.Before(p.Picked()) && at.Before(p.Coached()):
		return badLuck
	}
	return 0
}

// leanings is how strict or lenient an evaluator is, in parts of the scale; others lean a little.
var leanings = map[string]float64{strictOne: -0.15, lenientOne: 0.13}

func leaning(evaluator string) float64 {
	if own, ok := leanings[evaluator]; ok {
		return own
	}
	return random(hash(evaluator), 0).NormFloat64() * 0.02
}
