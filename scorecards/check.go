package scorecards

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

const (
	maxWeight    = 100
	maxQuestions = 100
	maxContent   = 512 << 10 // bytes of a definition as JSON
)

// faults gathers what is wrong, each under its place.
type faults []fault.Field

func (f *faults) add(place, format string, args ...any) {
	*f = append(*f, fault.Field{Location: place, Message: fmt.Sprintf(format, args...)})
}

// words holds a text to its bounds.
func (f *faults) words(place, text string, most int, needed bool) {
	n := len([]rune(strings.TrimSpace(text)))
	switch {
	case needed && n == 0:
		f.add(place, "is empty; write 1 to %d characters", most)
	case n > most:
		f.add(place, "must be at most %d characters, has %d", most, n)
	}
}

var keyForm = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)

// key holds a key to its form, and to being the only one of its kind.
func (f *faults) key(place, key string, seen map[string]bool) {
	if len(key) > maxKey || !keyForm.MatchString(key) {
		f.add(place, "must be 1 to %d lower-case letters and digits, with single _ between them", maxKey)
	} else if seen[key] {
		f.add(place, "is the key of another one already")
	}
	seen[key] = true
}

func (f *faults) weight(place string, weight float64) {
	if !(weight > 0 && weight <= maxWeight) { // so that it isn't a NaN either
		f.add(place, "must be above 0 and at most %d", maxWeight)
	}
}

// Faults are what keeps a definition from being published, in the order of its parts, each under its place in
// {"definition": …}; none for one that can be.
func (d *Definition) Faults() []fault.Field {
	var f faults
	for _, w := range d.wordings() {
		f.words(w.at, *w.text, w.most, w.needed)
	}
	d.checkDimensions(&f)
	d.checkGrades(&f)
	d.checkLanguages(&f)
	return f
}

func (d *Definition) checkDimensions(f *faults) {
	if len(d.Dimensions) == 0 {
		f.add("definition.dimensions", "is empty; a scorecard needs at least one dimension with a question")
	}
	seen, keys := map[string]bool{}, map[string]bool{}
	before := map[string]*Question{}
	shown := 0
	for n := range d.Dimensions {
		dim, place := &d.Dimensions[n], fmt.Sprintf("definition.dimensions[%d]", n)
		switch {
		case !slices.Contains(DimensionKeys, dim.Key):
			f.add(place+".key", "must be one of %s", strings.Join(DimensionKeys, ", "))
		case seen[dim.Key]:
			f.add(place+".key", "is that of another dimension already")
		}
		seen[dim.Key] = true
		f.weight(place+".weight", dim.Weight)
		f.channels(place+".channel_notes", dim.ChannelNotes)
		if len(dim.Questions) == 0 {
			f.add(place+".questions", "is empty; a dimension needs at least one question, or leave it out")
		}
		for m := range dim.Questions {
			q := &dim.Questions[m]
			if q.ShownIf == nil {
				shown++
			}
			q.check(f, fmt.Sprintf("%s.questions[%d]", place, m), keys, before)
			before[q.ID] = q
		}
	}
	if d.Count() > 0 && shown == 0 {
		f.add("definition.dimensions", "can't be scored: every question has a condition, so that none may be shown")
	}
}

// channels holds texts by channel to their bounds.
func (f *faults) channels(place string, texts map[string]string) {
	for _, channel := range slices.Sorted(maps.Keys(texts)) {
		if !slices.Contains(interactions.Channels, channel) {
			f.add(place+"."+channel, "is no channel; those are %s", strings.Join(interactions.Channels, ", "))
			continue
		}
		f.words(place+"."+channel, texts[channel], maxAbout, false)
	}
}

var gradeKeys = []string{"below", "meets", "exceeds"}

func (d *Definition) checkGrades(f *faults) {
	if len(d.Grades) != len(gradeKeys) {
		f.add("definition.grades", "must be three: %s", strings.Join(gradeKeys, ", "))
		return
	}
	for n, g := range d.Grades {
		place := fmt.Sprintf("definition.grades[%d]", n)
		if g.Key != gradeKeys[n] {
			f.add(place+".key", "must be %s: they stand in the order %s", gradeKeys[n], strings.Join(gradeKeys, ", "))
		}
		switch {
		case n == 0 && g.From != 0:
			f.add(place+".from", "must be 0, where the first grade begins")
		case n > 0 && !(g.From > d.Grades[n-1].From && g.From <= 100):
			f.add(place+".from", "must be above %g, where the grade before begins, and at most 100", d.Grades[n-1].From)
		}
	}
}

// checkLanguages holds that languages are known tags, each once, and that texts are in one of the others and of something
// that there is.
func (d *Definition) checkLanguages(f *faults) {
	for n, tag := range d.Languages {
		place := fmt.Sprintf("definition.languages[%d]", n)
		known, err := language.Parse(tag)
		switch {
		case err != nil || known == language.Und:
			f.add(place, "is no language; write a tag such as de or pt-BR")
		case known.String() != tag:
			f.add(place, "must be written %s", known)
		case slices.Index(d.Languages, tag) < n:
			f.add(place, "is there already")
		}
	}
	most := map[string]int{"name": maxName}
	for _, w := range d.wordings() {
		most[w.path] = w.most
	}
	for _, tag := range slices.Sorted(maps.Keys(d.Texts)) {
		if slices.Index(d.Languages, tag) < 1 {
			f.add("definition.texts."+tag, "is not among the languages behind the first")
		}
		for _, path := range slices.Sorted(maps.Keys(d.Texts[tag])) {
			place := "definition.texts." + tag + "." + path
			if bound, there := most[path]; there {
				f.words(place, d.Texts[tag][path], bound, false)
			} else {
				f.add(place, "is the path of no text of this scorecard")
			}
		}
	}
}
