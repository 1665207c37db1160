package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

func TestMain(m *testing.M) {
	if os.Getenv("RATER_TEST_AS_PROGRAM") == "1" {
		main()
	}
	os.Exit(testkit.Run(m))
}

// program is this test's own binary run as rater.
func program(db testkit.Database, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "RATER_TEST_AS_PROGRAM=1", "RATER_DATABASE_URL="+db.URL, "RATER_DATA_DIR="+db.Dir, "RATER_LISTEN=127.0.0.1:0")
	return c
}

func output(t *testing.T, db testkit.Database, in string, args ...string) string {
	t.Helper()
	c := program(db, args...)
	c.Stdin = strings.NewReader(in)
	var errOut bytes.Buffer
	c.Stderr = &errOut
	out, err := c.Output()
	if err != nil {
		t.Fatalf("rater %s: %v\n%s", strings.Join(args, " "), err, &errOut)
	}
	return string(out)
}

// serveOn starts a server and returns its address and what kills it without warning.
func serveOn(t *testing.T, db testkit.Database) (base string, kill func()) {
	t.Helper()
	c := program(db, "serve")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(line)
	return "http://" + fields[len(fields)-1], func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// feed is a source that sends utterances one request after another and repeats each until it is acknowledged.
type feed struct {
	mu    sync.Mutex
	base  string
	token string
	acked []string
}

func (f *feed) address(base string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.base = base
}

func (f *feed) send(ctx context.Context, n int) {
	id := fmt.Sprintf("u%05d", n)
	body, _ := json.Marshal(map[string]any{"events": []map[string]any{{"id": id, "type": "utterance.added", "interaction": fmt.Sprint("i", n%5), "at": "2026-03-01T09:30:05Z", "seq": n, "speaker": "customer", "text": "utterance " + id}}})
	for ctx.Err() == nil {
		f.mu.Lock()
		base := f.base
		f.mu.Unlock()
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/v1/ingest/events", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+f.token)
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			continue
		}
		_ = got.Body.Close()
		if got.StatusCode == http.StatusOK {
			f.mu.Lock()
			f.acked = append(f.acked, "utterance "+id)
			f.mu.Unlock()
			return
		}
	}
}

// TestKilledServersLoseNothing kills the server in the midst of ingest, five times on each database, while sources
// retry: every acknowledged utterance is stored once, numbered without gaps.
func TestKilledServersLoseNothing(t *testing.T) {
	const kills, sources, atLeast = 5, 4, 40
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		if db.Dialect == store.SQLite {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		f := &feed{token: strings.TrimSpace(output(t, db, "", "token", "add", "--source", "crm"))}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		base, kill := serveOn(t, db)
		f.address(base)
		var sending sync.WaitGroup
		for s := range sources {
			sending.Go(func() {
				for n := s; ctx.Err() == nil; n += sources {
					f.send(ctx, n)
				}
			})
		}
		for n := range kills {
			f.wait(t, (n+1)*atLeast)
			kill()
			base, kill = serveOn(t, db)
			f.address(base)
		}
		f.wait(t, (kills+1)*atLeast)
		stop()
		sending.Wait()
		kill()
		checkStored(t, db, f.acked)
	})
}

func (f *feed) wait(t *testing.T, acked int) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(30 * time.Second); ; {
		f.mu.Lock()
		n := len(f.acked)
		f.mu.Unlock()
		if n >= acked {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("only %d of %d were acknowledged", n, acked)
		}
	}
}

func checkStored(t *testing.T, db testkit.Database, acked []string) {
	t.Helper()
	again, err := store.Open(t.Context(), db.URL, db.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	var rows []struct {
		InteractionID, Text string
		Pos                 int64
	}
	if err := again.Conn(t.Context()).Table("utterances").Order("interaction_id, pos").Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	stored, next := map[string]int{}, map[string]int64{}
	for _, r := range rows {
		stored[r.Text]++
		if next[r.InteractionID]++; r.Pos != next[r.InteractionID] {
			t.Errorf("pos %d where %d belongs", r.Pos, next[r.InteractionID])
		}
	}
	for _, text := range acked {
		if stored[text] != 1 {
			t.Errorf("%q is stored %d times", text, stored[text])
		}
	}
	t.Logf("%d acknowledged, %d stored", len(acked), len(rows))
}

func TestMisuseExitsTwo(t *testing.T) {
	for _, args := range [][]string{{"nonsense"}, {"user", "add"}, {"import", "x"}, {"import", "--from", "fax", "x"}, {"serve", "--wrong"}, {"token", "add"}} {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), args, []string{"RATER_DATA_DIR=" + filepath.Join(t.TempDir(), "d")}, strings.NewReader(""), &out, &errOut); code != 2 || errOut.Len() == 0 {
			t.Errorf("rater %s exits %d: %s", strings.Join(args, " "), code, &errOut)
		}
	}
}
