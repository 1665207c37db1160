package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"rater/internal/interactions"
)

// Story is one interaction from beginning to end, with what an evaluator would find in it. Agent is the e-mail of the
// agent who served first; Quality, from 0 to 1, is how well the agent really did; Moments are in the utterances' order.
type Story struct {
	ID      string
	Events  []interactions.Event
	Agent   string
	Team    string
	Channel string
	Kind    string
	Quality float64
	Moments []Moment
}

// cast is who plays a script, and how well.
type cast struct {
	id        string
	agent     Person
	colleague Person
	customer  customer
	quality   float64
	start     time.Time
	pace      pace
	silent    bool // what was said is not kept
}

// telling is a story while it is told.
type telling struct {
	Story
	r       *rand.Rand
	s       script
	c       cast
	words   words
	at      time.Time
	seq     int64
	hold    int64
	talking time.Duration
}

func tell(r *rand.Rand, s script, c cast) Story {
	if s.valued {
		c.customer.value = "high"
	}
	t := &telling{r: r, s: s, c: c, at: c.start}
	t.words = newWords(r, &t.c, s.products)
	t.Story = Story{ID: c.id, Agent: c.agent.Email, Team: Teams[s.team].Name, Channel: s.channel, Kind: s.kind, Quality: c.quality}
	t.begin()
	chosen, block := middling, ""
	for _, st := range s.steps {
		if st.conduct == "" {
			block = ""
		} else if block == "" {
			chosen, block = t.conduct(), "open"
		}
		if st.conduct == "" || strings.IndexByte(st.conduct, byte(chosen)) >= 0 {
			t.play(st)
		}
	}
	t.end()
	return t.Story
}

// conduct differs a little from one part of a conversation to the next, even in the same agent.
func (t *telling) conduct() conduct {
	switch q := t.c.quality + t.r.NormFloat64()*0.10; {
	case q > 0.62:
		return good
	case q > 0.40:
		return middling
	}
	return weak
}

func (t *telling) add(suffix, kind string, e interactions.Event) {
	e.ID, e.Type, e.Interaction, e.At = t.c.id+"-"+suffix, kind, t.c.id, t.at.UTC().Truncate(time.Millisecond)
	t.Events = append(t.Events, e)
}

func (t *telling) begin() {
	queue, language, subject := Teams[t.s.team].Queue, "en", upperFirst(fill(t.s.subject, t.words))
	e := interactions.Event{Channel: &t.s.channel, Kind: &t.s.kind, Agent: &t.c.agent.Email, Queue: &queue, Language: &language,
		Subject: &subject, Direction: new("inbound"), Transaction: new("T-" + t.words.of("order"))}
	if t.s.outbound {
		e.Direction = new("outbound")
	}
	c := t.c.customer
	address := c.email
	if slices.Contains([]string{"phone", "sms"}, t.s.channel) {
		address = c.phone
	}
	e.Customer = &interactions.Customer{Ref: &c.ref, Name: &c.name, Address: &address, Value: &c.value}
	if !t.s.outbound && slices.Contains([]string{"phone", "chat", "video"}, t.s.channel) {
		wait := time.Duration(5+t.r.IntN(110)) * time.Second
		e.QueuedAt, e.AnsweredAt = new(t.at.Add(-wait).UTC()), new(t.at.UTC())
	}
	if t.s.upset && t.c.silent {
		e.Tone = new("upset")
	}
	t.add("started", interactions.Started, e)
	if t.s.upset && !t.c.silent {
		t.at = t.at.Add(time.Millisecond)
		t.add("tone", interactions.Updated, interactions.Event{Tone: new("upset")})
	}
}

func (t *telling) play(st step) {
	switch st.kind {
	case 'h':
		t.hold += st.hold
		t.at = t.at.Add(t.c.pace.held(st.hold))
		if t.c.silent { // its end says it
			return
		}
		hold := t.hold
		t.add("hold"+itoa(t.hold), interactions.Updated, interactions.Event{HoldMS: &hold})
	case 't':
		t.at = t.at.Add(2 * time.Second)
		t.add("transfer", interactions.Transferred, interactions.Event{Agent: &t.c.colleague.Email})
	default:
		t.say(st)
	}
}

const firstWords = 2 * time.Second

func (t *telling) say(st step) {
	text := pick(t.r, st.wordings)
	if !t.c.silent {
		text = fill(text, t.words)
	}
	gap := t.c.pace.before(t.r, st.speaker, text)
	if t.seq == 0 { // an interaction begins with its first words
		gap = min(gap, firstWords)
	}
	t.at = t.at.Add(gap)
	t.talking += gap
	for _, m := range st.moments {
		m.Utterance = int(t.seq)
		t.Moments = append(t.Moments, m)
	}
	t.seq++
	if t.c.silent {
		return
	}
	seq := t.seq
	t.add("u"+itoa(seq), interactions.UtteranceAdded, interactions.Event{Seq: &seq, Speaker: st.speaker, Text: text})
}

func (t *telling) end() {
	t.at = t.at.Add(t.c.pace.closing)
	e := interactions.Event{}
	ending := t.s.ending(t.overall())
	for field, value := range map[**string]string{&e.Resolution: ending.resolution, &e.NextStep: ending.nextStep, &e.NextOwner: ending.nextOwner} {
		if value != "" {
			*field = new(fill(value, t.words))
		}
	}
	if slices.Contains([]string{"phone", "video", "in_person"}, t.s.channel) {
		e.TalkMS, e.WrapMS = new(t.talking.Milliseconds()), new(int64(10+t.r.IntN(80))*1000)
	}
	if t.hold > 0 {
		e.HoldMS = new(t.hold)
	}
	t.add("ended", interactions.Ended, e)
}

// overall is how the agent came across in the end: by what was seen of it, else by quality.
func (t *telling) overall() conduct {
	balance := 0
	for _, m := range t.Moments {
		if m.Good {
			balance++
		} else {
			balance--
		}
	}
	switch {
	case len(t.Moments) == 0 && t.c.quality > 0.55, balance > 1:
		return good
	case balance < -1:
		return weak
	}
	return middling
}
