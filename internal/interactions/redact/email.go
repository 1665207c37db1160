package redact

import (
	"bytes"
	"strings"
)

const (
	longestLocal  = 64
	longestDomain = 255
	localMarks    = ".!#$%&'*+/=?^_`{|}~-"
)

// emails finds written addresses (a@b.cc, also with a space on either side of the @) and said ones (a dot b at c dot
// com, a [at] b.cc).
func emails(v view) []found {
	var out []found
	for i, c := range v.b {
		from, to := 0, 0
		switch {
		case c == '@':
			from, to = writtenAt(v.b, i)
		case lower(c) == 'a' && lower(v.byteAt(i+1)) == 't':
			from, to = saidAt(v.b, i)
		}
		if to > from {
			out = append(out, v.value(Email, from, to))
		}
	}
	return out
}

func writtenAt(b []byte, at int) (from, to int) {
	left, right := at, at+1
	if left > 0 && b[left-1] == ' ' {
		left--
	}
	if right < len(b) && b[right] == ' ' {
		right++
	}
	from, to = localStart(b, left), domainEnd(b, right, writtenDot)
	if from == left {
		return 0, 0
	}
	return from, to
}

// localStart returns where the local part that ends before to begins, to itself when there is none.
func localStart(b []byte, to int) int {
	from := to
	for from > 0 && to-from < longestLocal && (isAlnum(b[from-1]) || strings.IndexByte(localMarks, b[from-1]) >= 0) {
		from--
	}
	for from < to && !isAlnum(b[from]) && b[from] != '_' && b[from] != '+' {
		from++
	}
	return from
}

// domainEnd returns the place behind the longest domain from i on, or 0 when there is none. dot says how many bytes
// the dot at a place takes.
func domainEnd(b []byte, i int, dot func([]byte) int) int {
	good, dots := 0, 0
	for limit := min(len(b), i+longestDomain); i < limit; {
		from := i
		for i < limit && (isAlnum(b[i]) || b[i] == '-') {
			i++
		}
		if i == from || b[from] == '-' {
			return good
		}
		if dots > 0 && topLevel(b[from:i]) {
			good = i
		}
		n := dot(b[i:])
		if n == 0 {
			return good
		}
		i, dots = i+n, dots+1
	}
	return good
}

func topLevel(label []byte) bool {
	if bytes.HasPrefix(bytes.ToLower(label), []byte("xn--")) {
		return true
	}
	for _, c := range label {
		if !isLetter(c) {
			return false
		}
	}
	return len(label) >= 2
}

func writtenDot(b []byte) int {
	if len(b) > 0 && b[0] == '.' {
		return 1
	}
	return 0
}
