package vcon

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// turn is one speaker's words as a transcript gives them.
type turn struct {
	label string // who speaks, as the transcript calls them; empty when it does not say
	text  string
	party int // -1 when only the label tells
	start time.Duration
	at    time.Time // where the transcript says the time of day
	timed bool
}

func (a analysis) transcribes(dialog int) bool {
	kind := strings.ToLower(string(a.Type))
	isTranscript := strings.Contains(kind, "transcript") || strings.Contains(kind, "diarized")
	return isTranscript && (len(a.Dialog) == 0 || slices.Contains(a.Dialog, dialog))
}

// transcribed says whether there is a transcript of a dialog.
func (c *container) transcribed(dialog int) bool {
	return slices.ContainsFunc(c.Analysis, func(a analysis) bool { return a.transcribes(dialog) })
}

// transcriptOf takes the transcript of a dialog that tells most: who speaks, then when. guessed is true when it does
// not tell who, so that the speakers were made to take turns.
func (c *container) transcriptOf(dialog int, roles []string) (said []utterance, guessed bool) {
	var best []turn
	from, most := 0, 0
	for i, a := range c.Analysis {
		if !a.transcribes(dialog) {
			continue
		}
		if turns := a.turns(); worth(turns) > most {
			best, from, most = turns, i, worth(turns)
		}
	}
	who, guessed := c.assign(best, roles)
	for i, t := range best {
		if len(t.text) > longestText {
			t.text = strings.ToValidUTF8(t.text[:longestText], "")
		}
		u := utterance{fmt.Sprintf("analysis:%d:%d", from, i), dialog, c.Dialog[dialog].Start.time, who[i].role, who[i].party, t.text}
		if t.timed {
			u.at = u.at.Add(t.start)
		}
		if t.at.After(u.at) {
			u.at = t.at
		}
		said = append(said, u)
	}
	return said, guessed
}

// worth ranks transcripts of the same dialog.
func worth(turns []turn) int {
	if len(turns) == 0 {
		return 0
	}
	points := 1
	if len(turns) > 1 {
		points++
	}
	if turns[0].label != "" || turns[0].party >= 0 {
		points += 4
	}
	if turns[0].timed || !turns[0].at.IsZero() {
		points += 2
	}
	return points
}

// turns reads a transcript in any of the forms it comes in: text, Deepgram's results, or a list of segments.
func (a analysis) turns() []turn {
	body := a.Body
	var s string
	if json.Unmarshal(body, &s) == nil {
		if !json.Valid([]byte(s)) {
			return turnsOfText(s)
		}
		body = []byte(s)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(body, &object) != nil {
		return turnsOfSegments(body)
	}
	if results, ok := object["results"]; ok {
		return turnsOfDeepgram(results)
	}
	for _, key := range []string{"segments", "utterances", "turns", "messages"} {
		if turns := turnsOfSegments(object[key]); len(turns) > 0 {
			return turns
		}
	}
	for _, key := range []string{"transcript", "text"} {
		inner := analysis{Body: object[key]}
		if len(inner.Body) > 0 {
			return inner.turns()
		}
	}
	return nil
}
