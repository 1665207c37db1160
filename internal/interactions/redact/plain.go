package redact

import (
	"strings"
	"unicode/utf8"
)

const (
	fewestDigits = 6 // of what is looked for, the British NINO has the fewest digits
	looseGap     = 4 // bytes of any kind that may part two digits of one value, and more
)

// glance says which bytes plain stops at.
var glance = glanceTable()

func glanceTable() (stops [256]bool) {
	for c := range 256 {
		stops[c] = c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= utf8.RuneSelf || isDigit(byte(c)) || strings.IndexByte("@[{<(aA", byte(c)) >= 0
	}
	return stops
}

// plain reports whether a text surely holds nothing that is looked for, by one look at each byte: most sentences do
// not, and are spared the finders. It may be wrong only in saying no.
func plain(text string) bool {
	digits, last := 0, -looseGap-2
	for i := 0; i < len(text); i++ {
		c := text[i]
		if !glance[c] {
			continue
		}
		switch {
		case isDigit(c):
			if i-last-1 > looseGap {
				digits = 0
			}
			if digits++; digits >= fewestDigits || inWord(text, i) || last != i-1 && startsIBAN(text[:i]) {
				return false
			}
			last = i
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !harmless(r) {
				return false
			}
			i += size - 1
		case !harmlessAt(text, i):
			return false
		}
	}
	return !spellsEnough(text)
}

// plainTogether reports the same of what two neighbouring texts hold together. Without a gap between them the two differ
// only by an address, which needs an "at" in the earlier one or across the seam.
func plainTogether(earlier, later string) bool {
	if !plain(earlier + "\n" + later) {
		return false
	}
	glued := byteOf(earlier, len(earlier)-1) != ' ' && byteOf(later, 0) != ' '
	return !glued || !saysAt(earlier) && lower(byteOf(earlier, len(earlier)-1)) != 'a' || plain(earlier+later)
}

func saysAt(text string) bool {
	for i := range len(text) - 1 {
		if lower(text[i]) == 'a' && lower(text[i+1]) == 't' && !isAlnum(byteOf(text, i+2)) {
			return true
		}
	}
	return false
}

// harmless are letters with accents and typographic quotes; other scripts, spaces and dashes are read with care.
func harmless(r rune) bool {
	return r >= 0xC0 && r < 0x250 || r >= 0x2018 && r <= 0x201E || r == '…'
}

func inWord(text string, i int) bool { return isLatin(byteOf(text, i-1)) || isLatin(byteOf(text, i+1)) }

func byteOf(text string, i int) byte {
	if i < 0 || i >= len(text) {
		return 0
	}
	return text[i]
}

// startsIBAN says whether the last two letters of a text, which narrow gaps may part, are a country that has IBANs.
func startsIBAN(text string) bool {
	var code [2]byte
	n := 2
	for i := len(text) - 1; i >= 0 && len(text)-i <= 2*(widestIBANGap+1) && n > 0; i-- {
		if c := text[i]; isLatin(c) {
			n--
			code[n] = upper(c)
		} else if isDigit(c) {
			return false
		}
	}
	return n == 0 && ibanLengths[code] > 0
}

// harmlessAt looks closer at what an address may be said with: an "at" in brackets, or one before a domain.
func harmlessAt(text string, i int) bool {
	switch text[i] {
	case '(':
		return lower(byteOf(text, i+1)) != 'a'
	case 'a', 'A':
		if lower(byteOf(text, i+1)) != 't' || isAlnum(byteOf(text, i+2)) || isAlnum(byteOf(text, i-1)) {
			return true
		}
		return !beforeDomain(text[i+2:])
	}
	return false
}

// beforeDomain says whether a label follows, and behind it what may be read as a dot.
func beforeDomain(rest string) bool {
	rest = strings.TrimLeft(rest, " \n\t\r")
	n := 0
	for n < len(rest) && (isAlnum(rest[n]) || rest[n] == '-' || rest[n] >= utf8.RuneSelf) {
		n++
	}
	rest = rest[n:]
	if rest == "" {
		return false
	}
	if rest[0] == '.' {
		return isAlnum(byteOf(rest, 1)) || byteOf(rest, 1) >= utf8.RuneSelf
	}
	rest = strings.TrimLeft(rest, " \n\t\r")
	return rest != "" && (strings.IndexByte(".[(", rest[0]) >= 0 || len(rest) > 2 && strings.EqualFold(rest[:3], "dot") ||
		len(rest) > 4 && (strings.EqualFold(rest[:5], "punkt") || strings.EqualFold(rest[:5], "point")))
}
