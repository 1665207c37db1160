package redact

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// view is a text as the finders read it: one byte for each visible character, digits of every script as 0–9, Latin
// letters without accents, every space as ' ', every dash as '-', every currency sign as '$'. What is invisible is
// left out. at and end lead back: b[i] stands for text[at[i]:end[i]].
type view struct {
	b       []byte
	at, end []int32
}

const (
	masked = 0x01 // a value already taken out
	letter = 0x02 // a letter that is not Latin
	other  = 0x03 // anything else that is visible
)

var placeholders = []string{"[" + Card + "]", "[" + IBAN + "]", "[" + Email + "]", "[" + Phone + "]", "[" + NationalID + "]"}

func newView(size int) view {
	offsets := make([]int32, 2*size)
	return view{make([]byte, 0, size), offsets[:0:size], offsets[size:size]}
}

func look(text string) view {
	v := newView(len(text))
	for i := 0; i < len(text); {
		if n := placeholderAt(text[i:]); n > 0 {
			v.add(masked, i, i+n)
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if c, visible := fold(r); visible {
			v.add(c, i, i+size)
		}
		i += size
	}
	return v
}

func placeholderAt(s string) int {
	if s[0] != '[' {
		return 0
	}
	for _, p := range placeholders {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

func (v *view) add(c byte, at, end int) {
	v.b = append(v.b, c)
	v.at = append(v.at, int32(at))
	v.end = append(v.end, int32(end))
}

// value names what b[from:to] stands for in the text.
func (v view) value(kind string, from, to int) found {
	return found{kind, int(v.at[from]), int(v.end[to-1])}
}

// without reads each of the values, which are sorted and apart, as one masked byte.
func (v view) without(values []found) view {
	if len(values) == 0 {
		return v
	}
	out := newView(len(v.b))
	for i, c := range v.b {
		at := int(v.at[i])
		for len(values) > 0 && at >= values[0].end {
			values = values[1:]
		}
		switch {
		case len(values) == 0 || at < values[0].start:
			out.add(c, at, int(v.end[i]))
		case at == values[0].start:
			out.add(masked, values[0].start, values[0].end)
		}
	}
	return out
}

func (v view) hasDigit() bool { return bytes.ContainsAny(v.b, "0123456789") }

// byteAt returns 0 beyond either end.
func (v view) byteAt(i int) byte {
	if i < 0 || i >= len(v.b) {
		return 0
	}
	return v.b[i]
}

func fold(r rune) (c byte, visible bool) {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return byte(r - 0xFEE0), true
	case r < 0x20 && (r == masked || r == letter || r == other):
		return other, true
	case r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f':
		return ' ', true
	case r < utf8.RuneSelf:
		return byte(r), true
	case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me):
		return 0, false
	}
	return foldWide(r), true
}

func foldWide(r rune) byte {
	switch {
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	case unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp):
		return ' '
	case unicode.Is(unicode.Pd, r) || r == '−' || r == '‑':
		return '-'
	case r == '·' || r == '•' || r == '‧':
		return '.'
	case unicode.Is(unicode.Sc, r):
		return '$'
	case unicode.IsLetter(r):
		return foldLetter(unicode.ToLower(r))
	}
	return other
}

var accents = map[rune]byte{
	'à': 'a', 'á': 'a', 'â': 'a', 'ã': 'a', 'ä': 'a', 'å': 'a', 'ç': 'c', 'è': 'e', 'é': 'e', 'ê': 'e', 'ë': 'e',
	'ì': 'i', 'í': 'i', 'î': 'i', 'ï': 'i', 'ñ': 'n', 'ò': 'o', 'ó': 'o', 'ô': 'o', 'õ': 'o', 'ö': 'o', 'ø': 'o',
	'ù': 'u', 'ú': 'u', 'û': 'u', 'ü': 'u', 'ý': 'y', 'ÿ': 'y',
}

func foldLetter(r rune) byte {
	if c, ok := accents[r]; ok {
		return c
	}
	return letter
}

// digitOf relies on Unicode's rule that the decimal digits of a script stand together, from zero on.
func digitOf(r rune) byte {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + byte((r-rune(t.Lo))%10)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + byte((r-rune(t.Lo))%10)
		}
	}
	return other
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLatin(c byte) bool  { return lower(c) >= 'a' && lower(c) <= 'z' }
func isLetter(c byte) bool { return isLatin(c) || c == letter }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
