package redact

import (
	"slices"
	"strings"
)

// acrossSeam finds what two neighbouring texts hold together: the parts in the first, and the parts in the second.
func acrossSeam(earlier, later string) (head, tail []found) {
	values := find(earlier + "\n" + later)
	seam := len(earlier)
	for _, f := range emails(look(earlier + later)) {
		across := found{f.kind, f.start, f.end + 1}
		if f.start < seam && f.end > seam && !slices.ContainsFunc(values, across.meets) {
			values = merge(append(values, across))
		}
	}
	for _, f := range values {
		if f.start < seam {
			head = append(head, trimmed(earlier, found{f.kind, f.start, min(f.end, seam)}))
		}
		if f.end > seam+1 {
			tail = append(tail, trimmed(later, found{f.kind, max(f.start-seam-1, 0), f.end - seam - 1}))
		}
	}
	return slices.DeleteFunc(head, empty), slices.DeleteFunc(tail, empty)
}

func empty(f found) bool { return f.start >= f.end }

// meets tells an address that one of the two texts holds alone ("write to", "a@b.cc") from one that needs both.
func (f found) meets(o found) bool { return o.start < f.end && f.start < o.end }

// trimmed leaves white space at the edges of a half out of it.
func trimmed(text string, f found) found {
	const space = " \t\r\n\u00a0"
	part := text[f.start:f.end]
	f.start += len(part) - len(strings.TrimLeft(part, space))
	f.end -= len(part) - len(strings.TrimRight(part, space))
	return f
}
