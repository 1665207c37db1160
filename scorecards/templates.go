package scorecards

import (
	"embed"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
)

//go:embed templates
var templates embed.FS

// Template is a scorecard that Rater brings along to begin with.
type Template struct {
	Key        string     `json:"-"`
	Name       string     `json:"name"`
	About      string     `json:"about"`
	Definition Definition `json:"definition"`
}

// Templates are the scorecards that Rater brings along to begin with, by key.
func Templates() ([]Template, error) {
	files, err := templates.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	var all []Template
	for _, file := range files {
		t, err := readTemplate(file.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func readTemplate(file string) (Template, error) {
	t := Template{Key: strings.TrimSuffix(file, ".json")}
	raw, err := templates.ReadFile(path.Join("templates", file))
	if err != nil {
		return t, err
	}
	return t, json.Unmarshal(raw, &t)
}

func templateOf(key string) (Definition, error) {
	all, err := Templates()
	if err != nil {
		return Definition{}, err
	}
	n := slices.IndexFunc(all, func(t Template) bool { return t.Key == key })
	if n < 0 {
		return Definition{}, fault.In("body.template", "is no template; GET /scorecards/templates lists them")
	}
	return all[n].Definition, nil
}
