package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type goPackage struct {
	ImportPath string
	Dir        string
	Imports    []string
	GoFiles    []string
}

func packages(t *testing.T) (list []goPackage) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "rater/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// order is that of the domains: each may import what stands before it.
var order = []string{"internal/people", "internal/interactions", "internal/interactions/recordings", "internal/notices", "internal/surveys", "scorecards", "coaching/training", "coaching", "internal/insights"}

// leaves may import only what is listed of ours.
var leaves = map[string][]string{
	"internal/foundation/config": {},
	"internal/foundation/fault":  {},

	"internal/foundation/testkit/postgres": {},

	"internal/foundation/events":   {},
	"internal/foundation/media":    {"internal/foundation/fault"},
	"internal/foundation/sound":    {"internal/foundation/fault", "internal/foundation/media"},
	"internal/stats":               {},
	"internal/interactions/redact": {},
	"internal/foundation/store":    {"internal/foundation/fault"},
	"migrations":                   {"internal/foundation/store"},
	"server/live":                  {"internal/foundation/events", "internal/foundation/fault"},
	"frontend":                     {},
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, "rater/")
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, "rater/")
			if ours && !mayImport(from, to) {
				t.Errorf("%s must not import %s", from, to)
			}
		}
	}
}

func mayImport(from, to string) bool {
	if allowed, ok := leaves[from]; ok {
		return slices.Contains(allowed, to)
	}
	switch {
	case strings.HasPrefix(from, "cmd/"):
		return true
	case strings.HasPrefix(to, "cmd/"):
		return false
	case to == "server":
		return false
	case from == "internal/foundation/testkit":
		return to == "internal/foundation/store" || to == "internal/foundation/testkit/postgres" || to == "migrations"
	case from == "server":
		return true
	case strings.HasPrefix(from, "internal/connectors"):
		return strings.HasPrefix(to, "internal/connectors/") || to == "internal/interactions" || to == "internal/foundation/fault"
	}
	return beneath(from, to)
}

func beneath(from, to string) bool {
	if strings.HasPrefix(to, "internal/foundation/") || to == "internal/stats" || to == "internal/interactions/redact" {
		return !strings.Contains(to, "testkit")
	}
	a, b := slices.Index(order, from), slices.Index(order, to)
	return a >= 0 && b >= 0 && b < a
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, "rater/")
		if from == "cmd/rater/bench" { // measures Rater against what is written with them
			continue
		}
		for _, imported := range p.Imports {
			switch {
			case strings.HasPrefix(imported, "github.com/gofiber/") || strings.HasPrefix(imported, "github.com/danielgtaylor/huma"):
				if from != "server" {
					t.Errorf("%s must not import %s: HTTP is the server's", from, imported)
				}
			case strings.HasPrefix(imported, "github.com/gorilla/"):
				if from != "server" && from != "server/live" {
					t.Errorf("%s must not import %s", from, imported)
				}
			case strings.HasPrefix(imported, "gorm.io/"):
				checkGORM(t, p, from)
			}
		}
	}
}

func checkGORM(t *testing.T, p goPackage, from string) {
	t.Helper()
	if from == "internal/foundation/store" || from == "migrations" {
		return
	}
	for _, name := range p.GoFiles {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(`"gorm.io/`)) && !strings.HasPrefix(name, "store") {
			t.Errorf("%s/%s imports GORM; only store*.go may", from, name)
		}
	}
}

func TestFilesStayShort(t *testing.T) {
	const longest = 300
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			if n := lines(t, filepath.Join(p.Dir, name)); n > longest {
				t.Errorf("%s/%s has %d lines: two rooms in one?", p.ImportPath, name, n)
			}
		}
	}
}

func lines(t *testing.T, path string) (n int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
	}
	return n
}
