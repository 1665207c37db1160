package stats

import "fmt"

// Suspicion is a sentence about ratings that may not be what they seem.
type Suspicion string

// Suspicious looks for raters who always agree exactly or use one level, and for units with one rating or none. Raters
// are called by their names.
func (r *Ratings) Suspicious(names []string) (found []Suspicion) {
	var one, none int
	for u := range r.Units() {
		switch n := len(rated(r.row(u), nil)); n {
		case 0:
			none++
		case 1:
			one++
		}
	}
	if one > 0 {
		found = append(found, Suspicion(fmt.Sprintf("%s a single rating, which says nothing about agreement", count(one, "unit has", "units have"))))
	}
	if none > 0 {
		found = append(found, Suspicion(fmt.Sprintf("%s no rating at all", count(none, "unit has", "units have"))))
	}
	return append(append(found, r.oneLevel(names)...), r.twins(names)...)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (r *Ratings) oneLevel(names []string) (found []Suspicion) {
	for rater := range r.Raters {
		n, first, varies := 0, Missing, false
		for at := rater; at < len(r.Cells); at += r.Raters {
			if c := r.Cells[at]; c != Missing {
				varies = varies || (n > 0 && c != first)
				first = c
				n++
			}
		}
		switch {
		case n == 0:
			found = append(found, Suspicion(fmt.Sprintf("rater %q rated nothing", names[rater])))
		case n > 2 && !varies:
			found = append(found, Suspicion(fmt.Sprintf("rater %q uses one level for all of %d units", names[rater], n)))
		}
	}
	return few(found, "raters")
}

// twins are raters who agree on each of at least three units that both rated.
func (r *Ratings) twins(names []string) (found []Suspicion) {
	const most = 200
	if r.Raters > most {
		return []Suspicion{Suspicion(fmt.Sprintf("more than %d raters: pairs that always agree were not looked for", most))}
	}
	for a := range r.Raters {
		for b := a + 1; b < r.Raters; b++ {
			if n := r.alwaysSame(a, b); n > 2 {
				found = append(found, Suspicion(fmt.Sprintf("raters %q and %q agree exactly on all of %d units: did each rate alone?", names[a], names[b], n)))
			}
		}
	}
	return few(found, "pairs of raters")
}

// alwaysSame is how many units both rated, or 0 where they ever differ.
func (r *Ratings) alwaysSame(a, b int) (n int) {
	for at := 0; at < len(r.Cells); at += r.Raters {
		x, y := r.Cells[at+a], r.Cells[at+b]
		if x == Missing || y == Missing {
			continue
		}
		if x != y {
			return 0
		}
		n++
	}
	return n
}

// few keeps the first sentences of many.
func few(found []Suspicion, what string) []Suspicion {
	const most = 10
	if len(found) <= most {
		return found
	}
	rest := len(found) - most
	return append(found[:most:most], Suspicion(fmt.Sprintf("… and the same of %d more %s", rest, what)))
}
