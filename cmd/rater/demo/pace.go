package demo

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// pace is how time goes by in an interaction.
type pace struct {
	live         bool
	least        time.Duration // before each utterance
	spread       time.Duration // on top, by chance
	perCharacter time.Duration // on top, for saying or writing it
	closing      time.Duration // from the last utterance to the end
	slowAnswer   time.Duration // on top for the agent's side, by chance
}

// paces are those of the real channels, for what lies in the past.
var paces = map[string]pace{
	"phone":     {least: 700 * time.Millisecond, spread: 2 * time.Second, perCharacter: 62 * time.Millisecond, closing: 2 * time.Second},
	"video":     {least: time.Second, spread: 3 * time.Second, perCharacter: 65 * time.Millisecond, closing: 3 * time.Second},
	"in_person": {least: time.Second, spread: 6 * time.Second, perCharacter: 65 * time.Millisecond, closing: 5 * time.Second},
	"chat":      {least: 6 * time.Second, spread: 25 * time.Second, perCharacter: 180 * time.Millisecond, closing: 20 * time.Second, slowAnswer: 40 * time.Second},
	"sms":       {least: 30 * time.Second, spread: 4 * time.Minute, perCharacter: 300 * time.Millisecond, closing: 5 * time.Minute, slowAnswer: 6 * time.Minute},
	"social":    {least: 2 * time.Minute, spread: 15 * time.Minute, perCharacter: 200 * time.Millisecond, closing: 10 * time.Minute, slowAnswer: 25 * time.Minute},
	"email":     {least: 10 * time.Minute, spread: time.Hour, perCharacter: 150 * time.Millisecond, closing: 30 * time.Minute, slowAnswer: 3 * time.Hour},
}

// livePace lets a watcher read along: two to six seconds an utterance, letters a little slower.
func livePace(channel string) pace {
	p := pace{live: true, least: 2 * time.Second, spread: 1500 * time.Millisecond, perCharacter: 24 * time.Millisecond, closing: 5 * time.Second}
	if channel == "email" || channel == "sms" || channel == "social" {
		p.least, p.spread, p.perCharacter = 5*time.Second, 4*time.Second, 8*time.Millisecond
	}
	return p
}

const longestLiveGap = 12 * time.Second

func (p pace) before(r *rand.Rand, speaker, text string) time.Duration {
	gap := p.least + time.Duration(r.Float64()*float64(p.spread)) + time.Duration(len(text))*p.perCharacter
	if speaker == "agent" && p.slowAnswer > 0 {
		gap += time.Duration(r.Float64() * r.Float64() * float64(p.slowAnswer))
	}
	if speaker == "bot" {
		gap = p.least / 4
	}
	if p.live {
		return min(gap, longestLiveGap)
	}
	return gap
}

// held is how long a hold takes; nobody watches silence for a minute.
func (p pace) held(ms int64) time.Duration {
	if p.live {
		return min(time.Duration(ms)*time.Millisecond, 8*time.Second)
	}
	return time.Duration(ms) * time.Millisecond
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
