package vcon

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

var tagged = regexp.MustCompile(`^\[?([\pL][\pL\pN .'_-]{0,39}?)\]?\s*(?:\([^)]{0,20}\))?\s*:\s*(.+)$`)

// turnsOfText parts a text at blank lines, or at its lines where most of them name a speaker ("Agent: …").
func turnsOfText(s string) []turn {
	s = tidy(s)
	if turns := namedLines(s); turns != nil {
		return turns
	}
	var turns []turn
	for part := range strings.SplitSeq(s, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			turns = append(turns, turn{text: part, party: -1})
		}
	}
	return turns
}

const mostNames = 8

func namedLines(s string) []turn {
	var turns []turn
	names, all := map[string]int{}, 0
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		all++
		if m := tagged.FindStringSubmatch(line); m != nil {
			names[strings.ToLower(m[1])]++
			turns = append(turns, turn{label: m[1], text: m[2], party: -1})
		} else if len(turns) > 0 {
			turns[len(turns)-1].text += "\n" + line
		}
	}
	if len(turns)*10 < all*6 || len(names) > mostNames || len(turns) == 0 {
		return nil
	}
	return turns
}

type segment struct {
	Speaker     text    `json:"speaker"`
	Participant text    `json:"participant"`
	Role        text    `json:"role"`
	Party       indexes `json:"party"`
	Parties     indexes `json:"parties"`
	Text        text    `json:"text"`
	Transcript  text    `json:"transcript"`
	Message     text    `json:"message"`
	Start       text    `json:"start"`
}

func turnsOfSegments(raw []byte) (turns []turn) {
	var segments []segment
	if json.Unmarshal(raw, &segments) != nil {
		return nil
	}
	for _, s := range segments {
		t := turn{party: -1}
		for _, label := range []text{s.Role, s.Participant, s.Speaker} {
			if label != "" {
				t.label = string(label)
			}
		}
		if who := slices.Concat(s.Party, s.Parties); len(who) > 0 {
			t.party = who[0]
		}
		t.text = tidy(string(s.Text + s.Transcript + s.Message))
		t.timing(s.Start)
		if t.text != "" {
			turns = append(turns, t)
		}
	}
	return turns
}

// timing takes a number for seconds from the beginning, and anything else for a time of day.
func (t *turn) timing(start text) {
	var s seconds
	if _ = s.UnmarshalJSON([]byte(`"` + start + `"`)); s.known && s.value < 1e6 {
		t.start, t.timed = s.duration(), true
		return
	}
	t.at = parseTime(string(start))
}

type deepgram struct {
	Channels []struct {
		Alternatives []struct {
			Transcript text   `json:"transcript"`
			Words      []word `json:"words"`
			Paragraphs struct {
				Paragraphs []struct {
					Speaker   *int       `json:"speaker"`
					Sentences []sentence `json:"sentences"`
				} `json:"paragraphs"`
			} `json:"paragraphs"`
		} `json:"alternatives"`
	} `json:"channels"`
}

type word struct {
	Word       string  `json:"word"`
	Punctuated string  `json:"punctuated_word"`
	Speaker    *int    `json:"speaker"`
	Start      float64 `json:"start"`
	End        float64 `json:"end"`
}

type sentence struct {
	Text  text    `json:"text"`
	Start float64 `json:"start"`
}

// turnsOfDeepgram reads words with times and speakers, else paragraphs, else the bare transcript.
func turnsOfDeepgram(raw []byte) []turn {
	var d deepgram
	if json.Unmarshal(raw, &d) != nil || len(d.Channels) == 0 || len(d.Channels[0].Alternatives) == 0 {
		return nil
	}
	best := d.Channels[0].Alternatives[0]
	if turns := turnsOfWords(best.Words); len(turns) > 0 {
		return turns
	}
	var turns []turn
	for _, p := range best.Paragraphs.Paragraphs {
		for _, s := range p.Sentences {
			turns = append(turns, turn{label: labelOf(p.Speaker), text: string(s.Text), party: -1, start: inSeconds(s.Start), timed: true})
		}
	}
	if len(turns) == 0 {
		return turnsOfText(string(best.Transcript))
	}
	return turns
}

// silence is the pause in seconds after which the same speaker begins a new turn.
const silence = 1.0

func turnsOfWords(words []word) (turns []turn) {
	for i, w := range words {
		shown := w.Punctuated
		if shown == "" {
			shown = w.Word
		}
		label := labelOf(w.Speaker)
		if i > 0 && turns[len(turns)-1].label == label && w.Start-words[i-1].End < silence {
			turns[len(turns)-1].text += " " + shown
			continue
		}
		turns = append(turns, turn{label: label, text: shown, party: -1, start: inSeconds(w.Start), timed: true})
	}
	return turns
}

func labelOf(speaker *int) string {
	if speaker == nil {
		return ""
	}
	return "speaker " + string(rune('0'+*speaker%10))
}

func inSeconds(s float64) time.Duration {
	return time.Duration(s * float64(time.Second)).Round(time.Millisecond)
}
