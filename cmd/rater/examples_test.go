package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
)

// TestExamplesOfSources runs the examples of docs/connecting.md against a server, each twice: the first time all is
// new, the second time nothing.
func TestExamplesOfSources(t *testing.T) {
	db := testkit.Database{Dir: t.TempDir()}
	s := serveOn(t, db)
	token := strings.TrimSpace(output(t, db, "", "token", "add", "--source", "examples"))
	for _, example := range [][]string{{"sh", "send.sh"}, {"go", "run", "./send"}, {"python3", "send.py"}, {"node", typescript(t)}} {
		t.Run(example[0], func(t *testing.T) {
			for _, want := range []interactions.Receipt{{Accepted: 4}, {Duplicate: 4}} {
				if got := receiptOf(t, example, s.base, token); got.Accepted != want.Accepted || got.Duplicate != want.Duplicate || len(got.Rejected) > 0 {
					t.Errorf("got %+v, want %+v", got, want)
				}
			}
		})
	}
}

func receiptOf(t *testing.T, command []string, base, token string) (got interactions.Receipt) {
	t.Helper()
	c := exec.Command(command[0], command[1:]...) //nolint:gosec // written above
	c.Dir = filepath.Join("..", "..", "docs", "examples")
	c.Env = append(os.Environ(), "RATER_URL="+base, "RATER_TOKEN="+token)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	return got
}

// typescript compiles the example strictly and returns the script.
func typescript(t *testing.T) string {
	t.Helper()
	frontend, err := filepath.Abs(filepath.Join("..", "..", "frontend"))
	if err != nil {
		t.Fatal(err)
	}
	made := t.TempDir()
	out, err := exec.Command(filepath.Join(frontend, "node_modules", ".bin", "tsc"), "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--types", "node",
		"--typeRoots", filepath.Join(frontend, "node_modules", "@types"), "--outDir", made, filepath.Join("..", "..", "docs", "examples", "send.ts")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	script := filepath.Join(made, "send.mjs")
	if err := os.Rename(filepath.Join(made, "send.js"), script); err != nil {
		t.Fatal(err)
	}
	return script
}
