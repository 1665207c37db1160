package redact

import (
	"bytes"
	"slices"
	"strings"
)

// Mail houses whose bare name behind "at" makes an address; "at amazon.com" is a place to buy at.
var mailHouses = []string{
	"gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "hotmail.com", "outlook.com", "live.com", "msn.com",
	"icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "proton.me", "protonmail.com",
}

var saidDots = []string{" dot ", " punkt ", " point ", "[dot]", "(dot)", " [dot] ", " (dot) ", " . ", "."}
var saidJoins = []string{" dot ", " punkt ", " point ", "[dot]", "(dot)", " [dot] ", " (dot) ", " underscore ", " dash ", " hyphen ", " plus "}

// saidAt reads an address around an "at" that begins at i.
func saidAt(b []byte, i int) (from, to int) {
	left, right, bracketed := i, i+2, false
	if i > 0 && right < len(b) {
		pair := string([]byte{b[i-1], b[right]})
		bracketed = pair == "[]" || pair == "()" || pair == "{}" || pair == "<>"
	}
	if bracketed {
		left, right = left-1, right+1
	}
	spaced := left > 0 && b[left-1] == ' ' && right < len(b) && b[right] == ' '
	if spaced {
		left, right = left-1, right+1
	}
	if !bracketed && !spaced {
		return 0, 0
	}
	to = domainEnd(b, right, saidDot)
	if to == 0 || !bracketed && !spoken(b[right:to]) {
		return 0, 0
	}
	if from = saidLocal(b, left); from == left {
		return 0, 0
	}
	return from, to
}

// spoken tells "example dot com" from a web site that somebody bought at.
func spoken(domain []byte) bool {
	d := strings.ToLower(string(domain))
	return strings.Contains(d, "dot") && !writtenOnly(d) || slices.Contains(mailHouses, d)
}

func writtenOnly(d string) bool { return !strings.ContainsAny(d, " [(") }

func saidDot(b []byte) int {
	for _, s := range saidDots {
		if len(b) >= len(s) && bytes.EqualFold(b[:len(s)], []byte(s)) {
			return len(s)
		}
	}
	return 0
}

// saidLocal goes back over words that "dot" and the like join.
func saidLocal(b []byte, to int) int {
	from := localStart(b, to)
	for to-from < longestLocal {
		before := from
		for _, s := range saidJoins {
			if len(s) < from && bytes.EqualFold(b[from-len(s):from], []byte(s)) {
				if start := localStart(b, from-len(s)); start < from-len(s) {
					from = start
				}
				break
			}
		}
		if from == before {
			break
		}
	}
	return from
}
