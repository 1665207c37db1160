package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
)

// TestExamplesOfSources runs the examples of docs/connecting.md against a server that is not ready at first, each twice: the
// first time all is new, the second time nothing. One that may not send says so at once.
func TestExamplesOfSources(t *testing.T) {
	db := testkit.Database{Dir: t.TempDir()}
	s := serveOn(t, db)
	token := strings.TrimSpace(output(t, db, "", "token", "add", "--source", "examples"))
	for _, example := range [][]string{{"sh", "send.sh"}, {"go", "run", "./send"}, {"python3", "send.py"}, {"node", typescript(t)}} {
		t.Run(example[0], func(t *testing.T) {
			t.Parallel()
			front := notReady(t, s.base)
			for _, want := range []interactions.Receipt{{Accepted: 4}, {Duplicate: 4}} {
				if got := receiptOf(t, example, front.URL, token); got.Accepted != want.Accepted || got.Duplicate != want.Duplicate || len(got.Rejected) > 0 {
					t.Errorf("got %+v, want %+v", got, want)
				}
			}
			if n := front.asked.Load(); n != 3 {
				t.Errorf("%d requests, want one that is repeated, and one", n)
			}
			if out, err := send(example, front.URL, "no token").Output(); err == nil || strings.Contains(string(out), "accepted") || front.asked.Load() != 4 {
				t.Errorf("without a token: %v, %d requests, %s", err, front.asked.Load()-3, out)
			}
		})
	}
}

// front stands before a server, and is not ready for the first request.
type front struct {
	*httptest.Server
	asked atomic.Int64
}

func notReady(t *testing.T, base string) *front {
	t.Helper()
	behind, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	f, pass := &front{}, httputil.NewSingleHostReverseProxy(behind)
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "a moment", http.StatusServiceUnavailable)
			return
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

func send(example []string, base, token string) *exec.Cmd {
	c := exec.Command(example[0], example[1:]...) //nolint:gosec // written above
	c.Dir = filepath.Join("..", "..", "docs", "examples")
	c.Env = append(os.Environ(), "RATER_URL="+base, "RATER_TOKEN="+token)
	return c
}

func receiptOf(t *testing.T, example []string, base, token string) (got interactions.Receipt) {
	t.Helper()
	var wrong bytes.Buffer
	c := send(example, base, token)
	c.Stderr = &wrong
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, wrong.String())
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
