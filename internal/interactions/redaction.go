package interactions

import "rater/internal/interactions/redact"

// redact cleans the event's free text, but for the utterance, whose spans are kept as it is stored.
func (e *Event) redact() {
	for _, s := range []*string{e.Subject, e.SpokeTo, e.Tone, e.Resolution, e.NextStep, e.NextOwner} {
		if s != nil {
			*s, _ = redact.Text(*s)
		}
	}
	for key, value := range e.Attributes {
		clean, _ := redact.Text(value)
		e.Attributes[key] = clean
	}
}

// redactAcross takes out of u and its neighbours what only two of them together show, and returns the neighbours
// that were rewritten.
func redactAcross(u *Utterance, neighbours []*Utterance) (rewritten []*Utterance) {
	for _, n := range neighbours {
		earlier, later := n, u
		if n.Seq != nil && u.Seq != nil && *n.Seq > *u.Seq {
			earlier, later = u, n
		}
		first, second, changed := redact.Pair(redact.Redacted{Text: earlier.Text, Spans: earlier.Redactions}, redact.Redacted{Text: later.Text, Spans: later.Redactions})
		if !changed {
			continue
		}
		before := n.Text
		earlier.Text, earlier.Redactions = first.Text, first.Spans
		later.Text, later.Redactions = second.Text, second.Spans
		if n.Text != before {
			rewritten = append(rewritten, n)
		}
	}
	return rewritten
}

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
