package redact

import "strings"

const (
	groupGaps      = " -./()"
	widestGroupGap = 3
)

// group is a row of digits without a gap.
type group struct{ from, to int }

func (g group) len() int { return g.to - g.from }

// row is what stands from one group on, to the end of its run, with what the words before it say.
type row struct {
	b      []byte
	groups []group
	heard  listener
	inner  bool // the first group has a group of the same run before it
}

// numbers finds phone numbers and those national ids that are written in digits.
func numbers(v view) []found {
	var out []found
	var heard listener
	for i := 0; i < len(v.b); {
		c, to := v.b[i], i+1
		switch {
		case isLetter(c):
			for to < len(v.b) && isLetter(v.b[to]) {
				to++
			}
			heard.hear(shortWord(v.b[i:to]))
		case isDigit(c):
			groups := groupsFrom(v.b, i)
			to = groups[len(groups)-1].to
			out = append(out, inGroups(v, groups, heard)...)
		case strings.IndexByte(".!;", c) >= 0 && v.byteAt(to) == ' ':
			heard.pause()
		}
		i = to
	}
	return out
}

func groupsFrom(b []byte, i int) []group {
	var groups []group
	for i < len(b) {
		from := i
		for i < len(b) && isDigit(b[i]) {
			i++
		}
		groups = append(groups, group{from, i})
		next := i
		for next < len(b) && next-i < widestGroupGap && strings.IndexByte(groupGaps, b[next]) >= 0 {
			next++
		}
		if next == i || next == len(b) || !isDigit(b[next]) || string(b[i:next]) == ". " {
			break
		}
		i = next
	}
	return groups
}

func inGroups(v view, groups []group, heard listener) []found {
	var out []found
	for k := 0; k < len(groups); {
		r := row{v.b, groups[k:], heard, k > 0}
		n, kind := r.value()
		if kind != "" {
			from, to := r.extent(n)
			out = append(out, v.value(kind, from, to))
		}
		k += n
	}
	return out
}

// value says how many groups are of which kind; a date is of none.
func (r row) value() (n int, kind string) {
	if n := r.date(); n > 0 {
		return n, ""
	}
	if !r.opens() {
		return 1, ""
	}
	if n := r.nationalID(); n > 0 && r.closes(n) {
		return n, NationalID
	}
	if n := r.phone(); n > 0 && r.closes(n) {
		return n, Phone
	}
	return 1, ""
}

func (r row) byteAt(i int) byte { return view{b: r.b}.byteAt(i) }

// opens says whether a value may begin here: not in "INV-0123", "#0123", "$0123", or behind a dash of another number.
func (r row) opens() bool {
	from := r.groups[0].from
	before, further := r.byteAt(from-1), r.byteAt(from-2)
	if r.inner {
		return before == ' ' || before == '('
	}
	switch {
	case isAlnum(before) || before == masked || strings.IndexByte("#_@&=$\\%", before) >= 0 && before != 0:
		return false
	case before == '-' || before == '/' || before == '+':
		return !isAlnum(further) && further != masked
	case before == '.' || before == ',':
		return !isDigit(further) && further != masked
	}
	return true
}

// closes says whether a value may end behind the nth group.
func (r row) closes(n int) bool {
	to := r.groups[n-1].to
	next := r.byteAt(to)
	if n < len(r.groups) {
		return strings.IndexByte(" /()", next) >= 0
	}
	switch {
	case next == masked || strings.IndexByte("%$@_=", next) >= 0 && next != 0:
		return false
	case isLetter(next):
		return lower(next) == 'x' || lower(next) == 'e'
	case next == '-':
		return !isAlnum(r.byteAt(to+1)) && r.byteAt(to+1) != masked
	}
	return true
}

// extent takes in a plus sign, and a bracket that closes within.
func (r row) extent(n int) (from, to int) {
	from, to = r.groups[0].from, r.groups[n-1].to
	if r.byteAt(from-1) == '+' {
		from--
	}
	if r.byteAt(from-1) == '(' && strings.IndexByte(string(r.b[from:to]), ')') >= 0 {
		from--
	}
	if r.byteAt(from-1) == '+' {
		from--
	}
	return from, to
}

// lens says whether the first groups have these lengths.
func (r row) lens(want ...int) bool {
	if len(r.groups) < len(want) {
		return false
	}
	for i, n := range want {
		if r.groups[i].len() != n {
			return false
		}
	}
	return true
}

// take returns the digits of the first groups that make exactly so many, and how many groups those are; 0 for none.
func (r row) take(count int) (digits []byte, n int) {
	for i, g := range r.groups {
		if len(digits)+g.len() > count {
			return nil, 0
		}
		digits = append(digits, r.b[g.from:g.to]...)
		if len(digits) == count {
			return digits, i + 1
		}
	}
	return nil, 0
}

// most returns how many groups, and digits, fit into at most so many digits.
func (r row) most(count int) (n, digits int) {
	for _, g := range r.groups {
		if digits+g.len() > count {
			break
		}
		digits += g.len()
		n++
	}
	return n, digits
}

func (r row) gap(n int) string { return string(r.b[r.groups[n].to:r.groups[n+1].from]) }
func (r row) digit(n int) byte { return r.byteAt(r.groups[0].from + n) }

// date returns 3 for the groups of 2026-03-01, 01.03.2026, 3/1/2026 and their like.
func (r row) date() int {
	if len(r.groups) < 3 || len(r.gap(0)) != 1 || r.gap(0) != r.gap(1) {
		return 0
	}
	year, day := r.groups[2], r.groups[0]
	if day.len() == 4 {
		year, day = day, year
	}
	month := r.groups[1]
	if year.len() != 4 || day.len() > 2 || month.len() > 2 {
		return 0
	}
	century := string(r.b[year.from : year.from+2])
	if century != "19" && century != "20" || small(r.b, day) > 31 || small(r.b, month) > 31 {
		return 0
	}
	return 3
}

func small(b []byte, g group) int {
	n := 0
	for _, c := range b[g.from:g.to] {
		n = n*10 + int(c-'0')
	}
	return n
}
