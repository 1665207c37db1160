package people

import (
	"slices"

	"golang.org/x/text/language"

	"rater/internal/foundation/fault"
)

const maxLanguages = 30

func checkLanguages(location string, tags []string) *fault.Field {
	for _, tag := range tags {
		if _, err := language.Parse(tag); err != nil {
			return &fault.Field{Location: location, Message: "each must be a language such as en, nl or pt-BR (BCP 47)"}
		}
	}
	if len(tags) > maxLanguages {
		return &fault.Field{Location: location, Message: "must be at most 30"}
	}
	return nil
}

// canonical are the tags as they are written down, each once.
func canonical(tags []string) []string {
	out := make([]string, 0, len(tags))
	for _, tag := range tags {
		if t, err := language.Parse(tag); err == nil {
			out = append(out, t.String())
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// Speaks says whether somebody of these languages speaks one, whatever its region or script: known is false where
// nobody has said what they speak, or the language is none.
func Speaks(languages []string, spoken string) (speaks, known bool) {
	want, err := language.Parse(spoken)
	if err != nil || want == language.Und || len(languages) == 0 {
		return false, false
	}
	base, _ := want.Base()
	return slices.ContainsFunc(languages, func(tag string) bool {
		t, err := language.Parse(tag)
		b, _ := t.Base()
		return err == nil && b == base
	}), true
}
