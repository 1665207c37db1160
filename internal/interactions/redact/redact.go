// Package redact takes cards, IBANs, e-mail addresses, phone numbers and national ids out of free text. It is pure,
// and its work grows with the length of the text and no faster.
package redact

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The kinds of value that are taken out. Each is replaced by its own name in square brackets: [card].
const (
	Card       = "card"
	IBAN       = "iban"
	Email      = "email"
	Phone      = "phone"
	NationalID = "national_id"
)

// Span says where a placeholder stands in a redacted text. Start and End are UTF-16 code units, as a browser counts
// them; End is the first unit behind the placeholder.
type Span struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Redacted is a text without its values, and the places where they stood, from left to right.
type Redacted struct {
	Text  string
	Spans []Span
}

// Text replaces each value in raw by its placeholder. A placeholder that somebody typed stays and is no span, so
// redacting a redacted text changes nothing and finds nothing.
func Text(raw string) (clean string, spans []Span) {
	if plain(raw) {
		return raw, nil
	}
	r := render(raw, find(raw))
	return r.Text, r.Spans
}

// Pair redacts two neighbouring utterances together. It takes out what only the two show: a value that begins in
// earlier and goes on in later, whose halves are both replaced, or a bare number in later that earlier asked for. Each
// may be redacted already, and then keeps its spans; give the one that has just arrived as it came, without spans,
// since the half of an IBAN can look like a phone number to Text. changed says whether either text is another now.
func Pair(earlier, later Redacted) (cleanEarlier, cleanLater Redacted, changed bool) {
	if plainTogether(earlier.Text, later.Text) {
		return earlier, later, false
	}
	head, tail := acrossSeam(earlier.Text, later.Text)
	if len(head)+len(tail) == 0 {
		return earlier, later, false
	}
	return renderOver(earlier, head), renderOver(later, tail), true
}

// found is a value in a text, or a placeholder that already stands for one; offsets are bytes.
type found struct {
	kind       string
	start, end int
}

// The kind of the wider claim wins where two overlap, so that no digit of either is left.
var precedence = []string{Email, IBAN, Card, NationalID, Phone}

func find(text string) []found {
	v := look(text)
	var values []found
	for range rounds {
		sure := merge(slices.Concat(emails(v), inDigits(v, ibans, cards), inDigits(spell(v), cards)))
		v = v.without(sure)
		likely := merge(slices.Concat(inDigits(v, letterIDs, numbers), inDigits(spell(v), numbers)))
		v = v.without(likely)
		if len(sure)+len(likely) == 0 {
			break
		}
		values = merge(slices.Concat(values, sure, likely))
	}
	return values
}

// rounds bounds how often a text is read again once what was found is gone, as its neighbours then may stand alone.
const rounds = 4

// inDigits spares a view without digits the finders of what is made of digits.
func inDigits(v view, finders ...func(view) []found) []found {
	if !v.hasDigit() {
		return nil
	}
	var out []found
	for _, f := range finders {
		out = append(out, f(v)...)
	}
	return out
}

// merge sorts by place and joins what overlaps.
func merge(all []found) []found {
	slices.SortFunc(all, func(a, b found) int { return a.start - b.start })
	var out []found
	for _, f := range all {
		if n := len(out); n > 0 && f.start < out[n-1].end {
			last := &out[n-1]
			last.end = max(last.end, f.end)
			if slices.Index(precedence, f.kind) < slices.Index(precedence, last.kind) {
				last.kind = f.kind
			}
			continue
		}
		out = append(out, f)
	}
	return out
}

func render(text string, values []found) Redacted {
	var b strings.Builder
	var spans []Span
	done, units := 0, 0
	for _, f := range values {
		b.WriteString(text[done:f.start])
		units += utf16Len(text[done:f.start])
		placeholder := "[" + f.kind + "]"
		b.WriteString(placeholder)
		spans = append(spans, Span{f.kind, units, units + len(placeholder)})
		units += len(placeholder)
		done = f.end
	}
	b.WriteString(text[done:])
	return Redacted{Text: b.String(), Spans: spans}
}

// renderOver replaces more values in a text that already holds placeholders and keeps their spans.
func renderOver(r Redacted, more []found) Redacted {
	all := more
	at, units := 0, 0
	for _, s := range r.Spans {
		at = advance(r.Text, at, s.Start-units)
		all = append(all, found{s.Kind, at, at + len(s.Kind) + 2})
		units = s.Start
	}
	return render(r.Text, merge(all))
}

// advance returns the byte offset that lies so many UTF-16 units behind from.
func advance(text string, from, units int) int {
	for units > 0 && from < len(text) {
		r, size := utf8.DecodeRuneInString(text[from:])
		from += size
		units -= utf16Units(r)
	}
	return from
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Units(r)
	}
	return n
}

func utf16Units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}
