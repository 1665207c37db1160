package bench

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"rater/frontend"
)

func opaque(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// start measures the time from the program's start on a database that is there until it is ready to answer.
func start(ctx context.Context, o Options) ([]Figure, error) {
	dir, err := os.MkdirTemp("", "rater-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var took []float64
	for n := range o.Rounds + 1 {
		ms, err := startOnce(ctx, dir)
		if err != nil {
			return nil, err
		}
		if n > 0 { // the first makes the database
			took = append(took, ms)
		}
	}
	return []Figure{atMost("start to ready on SQLite", "ms", 1000, took...)}, nil
}

func startOnce(ctx context.Context, dir string) (ms float64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return 0, err
	}
	c := exec.CommandContext(ctx, self, "serve")
	c.Env = []string{"RATER_DATA_DIR=" + dir, "RATER_LISTEN=" + address, "PATH=" + os.Getenv("PATH")}
	begun := time.Now()
	if err := c.Start(); err != nil {
		return 0, err
	}
	defer func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() }()
	for time.Since(begun) < 30*time.Second {
		answer, err := http.Get("http://" + address + "/readyz") //nolint:noctx // bounded by the loop
		if err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return float64(time.Since(begun).Microseconds()) / 1000, nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, fmt.Errorf("not ready within 30 s")
}

var scripts = regexp.MustCompile(`(?:src|href)="/?(assets/[^"]+\.js)"`)

// script weighs what a browser loads before it shows the first page, gzipped.
func script(context.Context, Options) ([]Figure, error) {
	files := frontend.Files()
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	z := gzip.NewWriter(&all)
	names := map[string]bool{}
	for _, found := range scripts.FindAllStringSubmatch(string(page), -1) {
		if names[found[1]] {
			continue
		}
		names[found[1]] = true
		raw, err := fs.ReadFile(files, found[1])
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(z, bytes.NewReader(raw)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("the web application has no script: it was not built (%d bytes of page begin with %.80s)", len(page), strings.TrimSpace(string(page)))
	}
	return []Figure{atMost("script of the first load, gzipped", "kB", 300, float64(all.Len())/1000)}, nil
}
