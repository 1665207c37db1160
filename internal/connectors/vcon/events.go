package vcon

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

const (
	longestText   = 64 << 10
	longestString = 512
)

var (
	earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	now      = time.Now
)

// leftOut is a dialog, counted from 0, of which nothing was taken over.
type leftOut struct {
	dialog int
	err    error
}

// utterance is what somebody said. id names its source within the vCon.
type utterance struct {
	id      string
	dialog  int
	at      time.Time
	speaker string
	party   int // -1 when unknown
	text    string
}

// events makes the interaction: started, its utterances and transfers in order, ended.
func (c *container) events() ([]interactions.Event, []leftOut, error) {
	if err := c.checkTimes(); err != nil {
		return nil, nil, err
	}
	roles, guessed := c.speakers()
	said, left, heardGuess := c.utterances(roles)
	agentOf := c.firstAgent(roles, said)
	started := c.started(roles, agentOf)
	if guessed || heardGuess {
		started.Attributes["speakers"] = "guessed"
	}
	events := []interactions.Event{started}
	for i, u := range said {
		if u.party >= 0 && u.party != agentOf && roles[u.party] == agent && u.speaker == agent && agentOf >= 0 {
			agentOf = u.party
			events = append(events, c.transferred(u))
		}
		events = append(events, c.added(u, int64(i+1)))
	}
	return append(events, c.ended(said)), left, nil
}

// checkTimes fills a missing start from created_at and refuses a time that cannot be.
func (c *container) checkTimes() error {
	for i := range c.Dialog {
		start, place := &c.Dialog[i].Start, fmt.Sprintf("dialog[%d].start", i)
		if start.raw == "" {
			*start, place = c.CreatedAt, "created_at"
		}
		switch {
		case start.raw == "":
			return fault.In(fmt.Sprintf("dialog[%d].start", i), "is missing, and there is no created_at to take its place")
		case start.time.IsZero():
			return fault.In(place, "must be a time such as 2026-03-01T09:30:05Z, not %.40q", start.raw)
		case start.time.Before(earliest) || start.time.After(now().Add(24*time.Hour)):
			return fault.In(place, "must lie between 1990 and a day from now, not %.40q", start.raw)
		}
	}
	return nil
}

// utterances are what the text dialogs say, and for dialogs without text what a transcript of them says, in order.
func (c *container) utterances(roles []string) (said []utterance, left []leftOut, guessed bool) {
	for i, d := range c.Dialog {
		body, err := d.text()
		if err == nil && len(body) > longestText {
			err = fault.New(fault.TooLarge, "the text is %d bytes long, at most 64 KiB are allowed", len(body))
		}
		switch {
		case err != nil:
			left = append(left, leftOut{i, err})
		case body != "":
			who := d.speaker()
			said = append(said, utterance{fmt.Sprintf("dialog:%d", i), i, d.Start.time, speakerOf(roles, who), inRange(roles, who), body})
		default:
			turns, wild := c.transcriptOf(i, roles)
			said, guessed = append(said, turns...), guessed || wild
		}
	}
	slices.SortStableFunc(said, func(a, b utterance) int { return a.at.Compare(b.at) })
	return said, left, guessed
}

// speaker is the index of the party that the text comes from.
func (d dialog) speaker() int {
	switch {
	case d.Originator != nil:
		return *d.Originator
	case len(d.Parties) > 0:
		return d.Parties[0]
	}
	return 0
}

func inRange(roles []string, party int) int {
	if party < 0 || party >= len(roles) {
		return -1
	}
	return party
}

func speakerOf(roles []string, party int) string {
	if inRange(roles, party) < 0 {
		return customer
	}
	return roles[party]
}

// firstAgent is the agent who speaks first, else the first one there is, else -1.
func (c *container) firstAgent(roles []string, said []utterance) int {
	for _, u := range said {
		if u.party >= 0 && u.speaker == agent && roles[u.party] == agent {
			return u.party
		}
	}
	return slices.Index(roles, agent)
}

func (c *container) started(roles []string, agentOf int) interactions.Event {
	first := slices.MinFunc(c.Dialog, func(a, b dialog) int { return a.Start.time.Compare(b.Start.time) })
	e := interactions.Event{Type: interactions.Started, Interaction: c.name(), At: first.Start.time, Attributes: map[string]string{}}
	e.Channel = new(c.channel())
	e.Direction = some(c.direction())
	e.Subject = some(cmp.Or(string(c.Subject), string(first.Subject)))
	e.Language = some(c.language())
	if agentOf >= 0 {
		e.Agent = some(c.Parties[agentOf].agentRef())
	}
	if i := slices.Index(roles, customer); i >= 0 {
		e.Customer = c.Parties[i].customer()
	}
	for _, d := range c.Dialog {
		e.Queue = cmp.Or(e.Queue, some(string(d.Skill)))
		e.RecordingURL = cmp.Or(e.RecordingURL, d.recordingURL())
		for key, value := range map[string]text{"campaign": d.Campaign, "disposition": d.Meta.Disposition} {
			if value != "" {
				e.Attributes[key] = short(string(value))
			}
		}
	}
	return named(e, c)
}

func (c *container) added(u utterance, seq int64) interactions.Event {
	return interactions.Event{ID: c.name() + ":" + u.id, Type: interactions.UtteranceAdded, Interaction: c.name(), At: u.at,
		Seq: &seq, Speaker: u.speaker, Text: u.text}
}

func (c *container) transferred(u utterance) interactions.Event {
	return interactions.Event{ID: c.name() + ":transfer:" + u.id, Type: interactions.Transferred, Interaction: c.name(), At: u.at,
		Agent: some(c.Parties[u.party].agentRef())}
}

// ended is when the last thing that is known of was over.
func (c *container) ended(said []utterance) interactions.Event {
	e := interactions.Event{Type: interactions.Ended, Interaction: c.name()}
	talk, known := int64(0), false
	for _, d := range c.Dialog {
		e.At = later(e.At, d.Start.time.Add(d.Duration.duration()))
		if d.Duration.known && d.recorded() {
			talk, known = talk+d.Duration.milliseconds(), true
		}
	}
	for _, u := range said {
		e.At = later(e.At, u.at)
	}
	if known {
		e.TalkMS = &talk
	}
	return named(e, c)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// named gives an event that is one of its kind an id that changes with what it says, so that the same vCon again is a
// duplicate and one that has grown is an update.
func named(e interactions.Event, c *container) interactions.Event {
	body, _ := json.Marshal(e)
	sum := sha256.Sum256(body)
	e.ID = fmt.Sprintf("%s:%s:%s", c.name(), e.Type, hex.EncodeToString(sum[:6]))
	return e
}

func (c *container) name() string { return short(string(c.UUID)) }

func some(s string) *string {
	if s = short(s); s == "" {
		return nil
	}
	return &s
}

// short cuts what is longer than a field may be.
func short(s string) string {
	if r := []rune(s); len(r) > longestString {
		return string(r[:longestString])
	}
	return s
}
