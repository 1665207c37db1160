package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// feed is a source that sends utterances one request after another and repeats each until it is acknowledged.
type feed struct {
	db testkit.Database

	mu      sync.Mutex
	base    string
	token   string
	acked   []string
	refused map[string]int // what the server said instead
	cut     int            // requests that went out and were not answered
	ballast string         // said behind each utterance
}

func (f *feed) text(id string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return "utterance " + id + f.ballast
}

func (f *feed) address(base string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.base = base
}

func (f *feed) hears(got *http.Response, err error) (stored bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		if !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, context.Canceled) {
			f.cut++
		}
		return false
	}
	defer got.Body.Close()
	if got.StatusCode == http.StatusOK {
		return true
	}
	var problem struct{ Detail string }
	_ = json.NewDecoder(got.Body).Decode(&problem)
	f.refused[fmt.Sprint(got.StatusCode, " ", problem.Detail)]++
	return false
}

// spokenIn is in how many interactions a feed lets somebody speak.
const spokenIn = 5

func (f *feed) send(ctx context.Context, n int) {
	id := fmt.Sprintf("u%05d", n)
	if f.deliver(ctx, map[string]any{"id": id, "type": "utterance.added", "interaction": fmt.Sprint("i", n%spokenIn), "at": "2026-03-01T09:30:05Z",
		"seq": n, "speaker": "customer", "text": f.text(id)}) {
		f.mu.Lock()
		f.acked = append(f.acked, "utterance "+id)
		f.mu.Unlock()
	}
}

// deliver repeats an event until it is acknowledged or ctx ends.
func (f *feed) deliver(ctx context.Context, event map[string]any) bool {
	body, _ := json.Marshal(map[string]any{"events": []any{event}})
	for ctx.Err() == nil {
		f.mu.Lock()
		base := f.base
		f.mu.Unlock()
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/v1/ingest/events", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+f.token)
		if f.hears(http.DefaultClient.Do(r)) {
			return true
		}
	}
	return false
}

// TestKilledServersLoseNothing kills the server in the midst of ingest, five times on each database, while sources
// retry: every acknowledged utterance is stored once, numbered without gaps.
func TestKilledServersLoseNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db testkit.Database) { kills(t, db, 5).check(t) })
}

// TestAServerAskedToEndFinishesWhatItHas asks the server to end in the midst of ingest: it ends content, and sources
// that repeat what was not answered find everything stored once.
func TestAServerAskedToEndFinishesWhatItHas(t *testing.T) {
	onEach(t, func(t *testing.T, db testkit.Database) { restarts(t, db, 3, (*running).end).check(t) })
}

// TestASilentConnectionKeepsNoServer asks a server to end that somebody has connected to without a word.
func TestASilentConnectionKeepsNoServer(t *testing.T) {
	s := serveOn(t, testkit.Database{Dir: t.TempDir()})
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	s.end()
}

// ordeal is what a server went through and what came of it.
type ordeal struct {
	acked []string
	ready []time.Duration // until it answered again
	feed  *feed
}

// kills kills the server again and again in the midst of ingest.
func kills(t *testing.T, db testkit.Database, times int) *ordeal {
	t.Helper()
	return restarts(t, db, times, (*running).kill)
}

// restarts ends the server in some way again and again in the midst of ingest, and starts another.
func restarts(t *testing.T, db testkit.Database, times int, end func(*running)) *ordeal {
	t.Helper()
	s := serveOn(t, db)
	f := newFeed(t, db, s.base)
	var ends []time.Duration
	o := endure(t, f, times, func() time.Time {
		asked := time.Now()
		end(s)
		gone := time.Now()
		ends = append(ends, gone.Sub(asked))
		s = serveOn(t, db)
		f.address(s.base)
		return gone
	})
	end(s)
	t.Logf("it had ended within %s, half of the times within %s", slices.Max(ends).Round(time.Millisecond), median(ends))
	return o
}

// newFeed is a source of a running server, which has begun its interactions.
func newFeed(t *testing.T, db testkit.Database, base string) *feed {
	t.Helper()
	f := &feed{db: db, token: strings.TrimSpace(output(t, db, "", "token", "add", "--source", "crm")), base: base, refused: map[string]int{}}
	for n := range spokenIn {
		f.deliver(t.Context(), map[string]any{"id": "begun", "type": "interaction.started", "interaction": fmt.Sprint("i", n),
			"at": "2026-03-01T09:30:00Z", "channel": "phone", "agent": "ana@example.com"})
	}
	return f
}

// endure sends to a server from several sources while it is disturbed again and again; disturb says since when it was
// gone.
func endure(t *testing.T, f *feed, times int, disturb func() time.Time) *ordeal {
	t.Helper()
	const sources, atLeast = 4, 40
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
	o := &ordeal{feed: f}
	for range times {
		f.wait(t, f.count()+atLeast)
		gone := disturb()
		f.wait(t, f.count()+1)
		o.ready = append(o.ready, time.Since(gone))
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
	f.until(t, fmt.Sprintf("%d are acknowledged", acked), func() bool { return f.count() >= acked })
}

// until waits until something holds.
func (f *feed) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for late := time.After(30 * time.Second); !holds(); {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("never: %s; %d were acknowledged, refused: %v", what, f.count(), f.refused)
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
	t.Logf("%d acknowledged, %d lost, %d doubled, %d out of order; %d sent again for want of an answer; ready again within %s, half of the times within %s",
		len(o.acked), lost, doubled, disordered, o.feed.cut, slices.Max(o.ready).Round(time.Millisecond), median(o.ready))
}

func median(all []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(all))[len(all)/2].Round(time.Millisecond)
}

func (o *ordeal) count(t *testing.T) (lost, doubled, disordered int) {
	t.Helper()
	again, err := store.Open(t.Context(), o.feed.db.URL, o.feed.db.Dir)
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
		said := strings.Join(strings.Fields(r.Text)[:2], " ")
		if stored[said]++; stored[said] > 1 {
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
