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
	"slices"
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
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		if db.Dialect == store.SQLite {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		kills(t, db, 5).check(t)
	})
}

// ordeal is what a server went through and what came of it.
type ordeal struct {
	db    testkit.Database
	acked []string
	ready []time.Duration // until it answered again
}

// kills kills the server again and again in the midst of ingest.
func kills(t *testing.T, db testkit.Database, times int) *ordeal {
	t.Helper()
	base, kill := serveOn(t, db)
	o := endure(t, db, db, times, base, func(f *feed) {
		kill()
		base, kill = serveOn(t, db)
		f.address(base)
	})
	kill()
	return o
}

// endure sends to a server from several sources while it is disturbed again and again.
func endure(t *testing.T, db, admin testkit.Database, times int, base string, disturb func(*feed)) *ordeal {
	t.Helper()
	const sources, atLeast = 4, 40
	f := &feed{token: strings.TrimSpace(output(t, admin, "", "token", "add", "--source", "crm")), base: base}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var sending sync.WaitGroup
	for s := range sources {
		sending.Go(func() {
			for n := s; ctx.Err() == nil; n += sources {
				f.send(ctx, n)
			}
		})
	}
	o := &ordeal{db: db}
	for range times {
		f.wait(t, f.count()+atLeast)
		begun := time.Now()
		disturb(f)
		f.wait(t, f.count()+1)
		o.ready = append(o.ready, time.Since(begun))
	}
	f.wait(t, f.count()+atLeast)
	stop()
	sending.Wait()
	o.acked = f.acked
	return o
}

func (f *feed) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.acked)
}

func (f *feed) wait(t *testing.T, acked int) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(30 * time.Second); ; {
		n := f.count()
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

// check holds that what was acknowledged is stored once, and in order.
func (o *ordeal) check(t *testing.T) {
	t.Helper()
	lost, doubled, disordered := o.count(t)
	if lost+doubled+disordered > 0 {
		t.Errorf("of %d acknowledged %d are lost, %d doubled, %d out of order", len(o.acked), lost, doubled, disordered)
	}
	t.Logf("%d acknowledged, 0 lost, 0 doubled, 0 out of order; ready again within %s, half of the times within %s",
		len(o.acked), slices.Max(o.ready).Round(time.Millisecond), slices.Sorted(slices.Values(o.ready))[len(o.ready)/2].Round(time.Millisecond))
}

func (o *ordeal) count(t *testing.T) (lost, doubled, disordered int) {
	t.Helper()
	again, err := store.Open(t.Context(), o.db.URL, o.db.Dir)
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
		if stored[r.Text]++; stored[r.Text] > 1 {
			doubled++
		}
		if next[r.InteractionID]++; r.Pos != next[r.InteractionID] {
			disordered++
		}
	}
	for _, text := range o.acked {
		if stored[text] == 0 {
			lost++
		}
	}
	return lost, doubled, disordered
}

func TestMisuseExitsTwo(t *testing.T) {
	for _, args := range [][]string{{"nonsense"}, {"user", "add"}, {"import", "x"}, {"import", "--from", "fax", "x"}, {"serve", "--wrong"}, {"token", "add"}} {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), args, []string{"RATER_DATA_DIR=" + filepath.Join(t.TempDir(), "d")}, strings.NewReader(""), &out, &errOut); code != 2 || errOut.Len() == 0 {
			t.Errorf("rater %s exits %d: %s", strings.Join(args, " "), code, &errOut)
		}
	}
}
