package scorecards

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rater/internal/interactions"
)

// Triggers say what makes an interaction of a plan's scope a targeted sample; zero and empty parts are none.
type Triggers struct {
	Tones          []string `json:"tones,omitempty" maxItems:"20" nullable:"false" doc:"as sources name them"`
	SilenceSeconds int      `json:"silence_seconds,omitempty" doc:"nothing was said for longer, 10 to 86400"`
	HoldSeconds    int      `json:"hold_seconds,omitempty" doc:"on hold for longer in all, 10 to 86400"`
	Transfers      *int     `json:"transfers,omitempty" doc:"handed on more often, 0 to 50"`
	RepeatDays     int      `json:"repeat_days,omitempty" doc:"the same customer was there within so many days before, 1 to 90"`
	HighValue      bool     `json:"high_value,omitempty" doc:"of a customer of high value"`
	Words          []string `json:"words,omitempty" maxItems:"50" nullable:"false" doc:"the customer or the agent says these, as whole words, in any case"`
}

const (
	leastSeconds   = 10
	mostSeconds    = 86400
	mostTransfers  = 50
	mostRepeatDays = 90
	longestPhrase  = 80
	mostTones      = 20
	mostPhrases    = 50
)

func (t Triggers) settled() Triggers {
	t.Tones, t.Words = trimmed(t.Tones), trimmed(t.Words)
	return t
}

func trimmed(list []string) []string {
	out := make([]string, len(list))
	for n, s := range list {
		out[n] = strings.TrimSpace(s)
	}
	return distinct(out)
}

func (t Triggers) check(say func(field, message string)) {
	unfit := func(s string) bool { return plainWords(s) == "  " || utf8.RuneCountInString(s) > longestPhrase }
	for _, f := range []struct {
		name string
		list []string
		most int
	}{{"tones", t.Tones, mostTones}, {"words", t.Words, mostPhrases}} {
		if len(f.list) > f.most || slices.ContainsFunc(f.list, unfit) {
			say("triggers."+f.name, fmt.Sprintf("must be at most %d, each 1 to %d characters with a letter or digit", f.most, longestPhrase))
		}
	}
	for _, f := range []struct {
		name  string
		value int
	}{{"silence_seconds", t.SilenceSeconds}, {"hold_seconds", t.HoldSeconds}} {
		if f.value != 0 && (f.value < leastSeconds || f.value > mostSeconds) {
			say("triggers."+f.name, "must be 10 to 86400 seconds, or left out")
		}
	}
	if t.Transfers != nil && (*t.Transfers < 0 || *t.Transfers > mostTransfers) {
		say("triggers.transfers", "must be 0 to 50, or left out")
	}
	if t.RepeatDays != 0 && (t.RepeatDays < 1 || t.RepeatDays > mostRepeatDays) {
		say("triggers.repeat_days", "must be 1 to 90 days, or left out")
	}
}

// none says whether nothing triggers.
func (t Triggers) none() bool {
	return len(t.Tones) == 0 && len(t.Words) == 0 && t.SilenceSeconds == 0 && t.HoldSeconds == 0 && t.Transfers == nil && t.RepeatDays == 0 && !t.HighValue
}

// reason says in words what has become known just now that the triggers look for, empty for nothing. A customer's
// repeated contact is asked of the database.
func (t Triggers) reason(f interactions.Told) string {
	now, before := &f.After, f.Before
	if before != nil && before.AgentID == nil {
		before = nil // nothing could be drawn for before
	}
	was := func(holds func(*interactions.Interaction) bool) bool { return before != nil && holds(before) }
	fresh := func(holds func(*interactions.Interaction) bool) bool { return holds(now) && !was(holds) }
	toned := func(i *interactions.Interaction) bool {
		return i.Tone != "" && slices.ContainsFunc(t.Tones, func(tone string) bool { return strings.EqualFold(tone, i.Tone) })
	}
	held := func(i *interactions.Interaction) bool {
		return t.HoldSeconds > 0 && i.HoldMS != nil && *i.HoldMS > int64(t.HoldSeconds)*1000
	}
	handed := func(i *interactions.Interaction) bool { return t.Transfers != nil && i.Transfers > *t.Transfers }
	valued := func(i *interactions.Interaction) bool { return t.HighValue && i.CustomerValue == "high" }
	switch {
	case fresh(toned):
		return "the tone was " + now.Tone
	case fresh(held):
		return fmt.Sprintf("on hold for %d s, more than %d", *now.HoldMS/1000, t.HoldSeconds)
	case fresh(handed):
		return fmt.Sprintf("handed on %d times, more than %d", now.Transfers, *t.Transfers)
	case fresh(valued):
		return "a customer of high value"
	}
	if s := t.silence(f); s > 0 {
		return fmt.Sprintf("nothing was said for %d s, more than %d", s, t.SilenceSeconds)
	}
	if said := t.said(f); said != "" {
		return "somebody said “" + said + "”"
	}
	return ""
}

// silence is the longest pause, in seconds, that what was just told ends, 0 where it is none to look for.
func (t Triggers) silence(f interactions.Told) int {
	if t.SilenceSeconds == 0 {
		return 0
	}
	var at []time.Time
	if f.Before != nil && f.Before.LastPos > 0 {
		at = append(at, f.Before.LastEventAt)
	}
	for _, u := range f.Said {
		at = append(at, u.At)
	}
	if ended := f.After.EndedAt; ended != nil && f.After.EndedBy == interactions.BySource && len(at) > 0 && (f.Before == nil || f.Before.EndedAt == nil) {
		at = append(at, *ended)
	}
	slices.SortFunc(at, time.Time.Compare)
	longest := time.Duration(0)
	for n := 1; n < len(at); n++ {
		longest = max(longest, at[n].Sub(at[n-1]))
	}
	if longest <= time.Duration(t.SilenceSeconds)*time.Second {
		return 0
	}
	return int(longest / time.Second)
}

func (t Triggers) said(f interactions.Told) string {
	if len(t.Words) == 0 {
		return ""
	}
	for _, u := range f.Said {
		if u.Speaker != "customer" && u.Speaker != "agent" {
			continue
		}
		text := plainWords(u.Text)
		for _, w := range t.Words {
			if strings.Contains(text, plainWords(w)) {
				return w
			}
		}
	}
	return ""
}

// plainWords are the words of a text in lower case with one space before, between and behind them.
func plainWords(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	return " " + strings.Join(words, " ") + " "
}

func repeated(days int) string {
	if days == 1 {
		return "the same customer again within a day"
	}
	return fmt.Sprintf("the same customer again within %d days", days)
}
