package scorecards

import (
	"context"
	"strings"
)

type wishKey struct{}

// Wishing gives what is asked for under ctx the languages in which its reader wishes to read scorecards, BCP 47 tags, the
// most wished first.
func Wishing(ctx context.Context, languages []string) context.Context {
	return context.WithValue(ctx, wishKey{}, languages)
}

func wished(ctx context.Context) []string {
	languages, _ := ctx.Value(wishKey{}).([]string)
	return languages
}

// language is in which of its languages a reader reads the scorecard: the first of the wished that it has, in another
// region's form too, or its own first.
func (d *Definition) language(wished []string) string {
	for _, wish := range wished {
		for _, same := range []func(tag string) bool{
			func(tag string) bool { return strings.EqualFold(tag, wish) },
			func(tag string) bool { return strings.EqualFold(base(tag), base(wish)) },
		} {
			for _, tag := range d.Languages {
				if same(tag) {
					return tag
				}
			}
		}
	}
	return ""
}

func base(tag string) string {
	before, _, _ := strings.Cut(tag, "-")
	return before
}

// textIn is the words of a question as a reader reads them.
func (d *Definition) textIn(q *Question, wished []string) string {
	if words := d.Texts[d.language(wished)][q.ID+".text"]; words != "" {
		return words
	}
	return q.Text
}
