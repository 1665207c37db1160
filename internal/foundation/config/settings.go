package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Setting is one environment variable that Rater reads.
type Setting struct{ Name, Default, Meaning string }

// Settings are all of them, in the order in which they are shown.
func Settings() []Setting {
	var list []Setting
	for field := range reflect.TypeFor[Config]().Fields() {
		list = append(list, Setting{field.Tag.Get("env"), field.Tag.Get("envDefault"), field.Tag.Get("help")})
	}
	return list
}

// Help is a table of the settings, a line each.
func Help() string {
	var b strings.Builder
	b.WriteString("Settings, from the environment:\n")
	for _, s := range Settings() {
		fmt.Fprintf(&b, "  %-29s  %s", s.Name, s.Meaning)
		if s.Default != "" {
			fmt.Fprintf(&b, " (default %s)", s.Default)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// What starts with RATER_ and is no setting: the tests and tools of this repository read it.
var (
	toolPrefixes = []string{"RATER_TEST_", "RATER_E2E_"}
	tools        = []string{"RATER_API", "RATER_CHROMIUM", "RATER_OPENAPI", "RATER_SHARED"}
)

// Misspelt says of each RATER_ variable of the environment that is no setting what it may have been meant to be.
func Misspelt(environ []string) []string {
	var list []string
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, "RATER_") || isKnown(name) {
			continue
		}
		if near := nearest(name); near != "" {
			list = append(list, fmt.Sprintf("%s is not a setting; did you mean %s?", name, near))
		} else {
			list = append(list, name+" is not a setting; «rater serve --help» lists them")
		}
	}
	return list
}

func isKnown(name string) bool {
	for _, prefix := range toolPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	if setting, isFile := strings.CutSuffix(name, "_FILE"); isFile && slices.Contains(fromFiles, setting) {
		return true
	}
	return slices.Contains(tools, name) || slices.ContainsFunc(Settings(), func(s Setting) bool { return s.Name == name })
}

const farthest = 4 // edits at which a name still looks like a misspelt one

func nearest(name string) (near string) {
	least := farthest + 1
	for _, s := range Settings() {
		if d := edits(name, s.Name); d < least {
			least, near = d, s.Name
		}
	}
	return near
}

// edits is the Levenshtein distance of two names in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			swap := diagonal
			if a[i] != b[j] {
				swap++
			}
			diagonal = row[j+1]
			row[j+1] = min(swap, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
