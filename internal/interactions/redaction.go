package interactions

import (
	"fmt"
	"maps"
	"slices"

	"rater/internal/interactions/redact"
)

// redact cleans the event's free text, but for the utterance, whose spans are kept as it is stored.
func (e *Event) redact() {
	for _, s := range []*string{e.Subject, e.SpokeTo, e.Tone, e.Resolution, e.NextStep, e.NextOwner} {
		if s != nil {
			*s, _ = redact.Text(*s)
		}
	}
	named := []*string{e.Account, e.Transaction}
	if c := e.Customer; c != nil {
		named = append(named, c.Ref)
		if c.Name != nil {
			*c.Name, _ = redact.Text(*c.Name)
		}
	}
	for _, s := range named {
		if s != nil {
			*s = withoutAccounts(*s)
		}
	}
	if len(e.Attributes) > 0 {
		e.Attributes = cleanAttributes(e.Attributes)
	}
}

// cleanAttributes cleans keys and values. Where keys come to the same, those behind the first, in the order of the raw
// ones, are numbered.
func cleanAttributes(raw map[string]string) map[string]string {
	clean := make(map[string]string, len(raw))
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		name, _ := redact.Text(key)
		for n, first := 2, name; ; n++ {
			if _, taken := clean[name]; !taken {
				break
			}
			name = fmt.Sprintf("%s %d", first, n)
		}
		clean[name], _ = redact.Text(raw[key])
	}
	return clean
}

// withoutAccounts cleans what names something in another system: of a card or an IBAN, which are known by their check
// digits. Other numbers there are the names themselves.
func withoutAccounts(name string) string {
	clean, spans := redact.Text(name)
	for _, s := range spans {
		if s.Kind == redact.Card || s.Kind == redact.IBAN {
			return clean
		}
	}
	return name
}

// redactAmong cleans u, whose text is raw, together with each of its neighbours, since half a number may look like
// nothing or like another kind; it returns the neighbours that were rewritten.
func redactAmong(u *Utterance, neighbours []*Utterance) (rewritten []*Utterance) {
	raw := redact.Redacted{Text: u.Text}
	text, spans := redact.Text(u.Text)
	clean := redact.Redacted{Text: text, Spans: spans}
	for _, n := range neighbours {
		other := redact.Redacted{Text: n.Text, Spans: n.Redactions}
		mine, theirs, across := together(raw, clean, other, isBefore(u, n))
		if !across {
			continue
		}
		raw, clean = mine, mine
		n.Text, n.Redactions = theirs.Text, theirs.Spans
		rewritten = append(rewritten, n)
	}
	u.Text, u.Redactions = clean.Text, clean.Spans
	return rewritten
}

// together says whether a neighbour and the raw text show more than each of them alone.
func together(raw, clean, other redact.Redacted, before bool) (mine, theirs redact.Redacted, across bool) {
	if before {
		mine, theirs, _ = redact.Pair(raw, other)
	} else {
		theirs, mine, _ = redact.Pair(other, raw)
	}
	return mine, theirs, theirs.Text != other.Text || mine.Text != clean.Text
}

func isBefore(u, n *Utterance) bool { return n.Seq != nil && u.Seq != nil && *n.Seq > *u.Seq }

// neighboursOf are the utterances that stand beside u: the one before it, the last of the same speaker, and those
// beside it in the source's order.
func neighboursOf(u *Utterance, tail []*Utterance) (list []*Utterance) {
	sameSpeaker := false
	for i := len(tail) - 1; i >= 0; i-- {
		n := tail[i]
		last := n.Pos == u.Pos-1
		same := n.Speaker == u.Speaker && !sameSpeaker && u.Pos-n.Pos <= tailLength
		beside := n.Seq != nil && u.Seq != nil && (*n.Seq-*u.Seq == 1 || *u.Seq-*n.Seq == 1)
		if same {
			sameSpeaker = true
		}
		if last || same || beside {
			list = append(list, n)
		}
	}
	return list
}

// tailLength is how many utterances back the last one of the same speaker is looked for.
const tailLength = 4
