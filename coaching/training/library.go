package training

import (
	"context"
	"embed"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

//go:embed library
var library embed.FS

// Ready is a module that Rater brings along; lessons lie beside it in Markdown, named in place of their text.
type Ready struct {
	Key string
	Content
}

// Library returns the modules that Rater brings along, by key.
func Library() ([]Ready, error) {
	folders, err := library.ReadDir("library")
	if err != nil {
		return nil, err
	}
	var out []Ready
	for _, folder := range folders {
		ready, err := readReady(folder.Name())
		if err != nil {
			return nil, err
		}
		out = append(out, ready)
	}
	return out, nil
}

func readReady(key string) (Ready, error) {
	r := Ready{Key: key}
	raw, err := library.ReadFile(path.Join("library", key, "module.json"))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(raw, &r.Content); err != nil {
		return r, err
	}
	for n := range r.Parts {
		lesson := r.Parts[n].Lesson
		if lesson == nil || !strings.HasSuffix(lesson.Text, ".md") {
			continue
		}
		text, err := library.ReadFile(path.Join("library", key, lesson.Text))
		if err != nil {
			return r, err
		}
		lesson.Text = string(text)
	}
	return r, nil
}

// Take begins a module of the actor's with the content of one that Rater brings along; its role plays are marked with the
// scorecard that every desk begins with.
func (m *Modules) Take(ctx context.Context, actor people.Actor, key string) (Module, error) {
	all, err := Library()
	if err != nil {
		return Module{}, err
	}
	n := slices.IndexFunc(all, func(r Ready) bool { return r.Key == key })
	if n < 0 {
		return Module{}, fault.In("body.key", "is no module that Rater brings along")
	}
	card, err := m.cards.Ensure(ctx)
	if err != nil {
		return Module{}, err
	}
	for p := range all[n].Parts {
		if play := all[n].Parts[p].RolePlay; play != nil {
			play.Scorecard = card
		}
	}
	return m.Write(ctx, actor, all[n].Content)
}
