//go:build torture

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/testkit"
)

const (
	tortureSockets = 5000
	tortureStalled = tortureSockets / 10
	spokenEvery    = 250 * time.Millisecond
	listenFor      = 8 * time.Second
	cutWithin      = 15 * time.Second // from when a reader takes nothing more
	mostMemory     = 200              // MB
)

// TestTortureStalled lets five thousand clients listen to an utterance each quarter of a second, of whom a tenth stop
// reading: those are cut, and the others go on to hear everything. How long it took them is printed: before, while
// the buffers of the silent ones fill, and while those block.
func TestTortureStalled(t *testing.T) {
	onEach(t, stalled)
}

func stalled(t *testing.T, db testkit.Database) {
	addDesk(t, db)
	s := serveOn(t, db)
	f := newFeed(t, db, s.base)
	ids := interactionsOf(t, s.base)
	a := &audience{t: t, base: s.base, cookie: signIn(t, s.base), feed: f, quiet: ids[len(ids)-1], loud: ids[len(ids)-2]}
	defer a.leave()
	for range tortureSockets - tortureStalled {
		a.listens()
	}
	before := a.hears(listenFor)
	for range tortureStalled {
		a.stalls()
	}
	open := s.sockets()
	a.shout()
	begun := time.Now()
	filling := a.hears(time.Second)
	during := a.hears(listenFor)
	f.until(t, "those who take nothing are cut", func() bool { return s.sockets() <= open-tortureStalled })
	gone := time.Since(begun)
	t.Logf("%d of %d took nothing and were cut within %s; p99 of the others %s, before that %s, while the buffers filled %s; at most %d MB", tortureStalled, tortureSockets,
		gone.Round(100*time.Millisecond), during, before, filling, s.peak())
	if s.peak() > mostMemory || gone > cutWithin {
		t.Errorf("at most %d MB and %s were wanted", mostMemory, cutWithin)
	}
}

// audience is who listens to the feed's first interaction, and who stopped reading while it watches the second.
type audience struct {
	t            *testing.T
	base, cookie string
	feed         *feed
	quiet, loud  string
	open         []io.Closer
	listeners    int

	mu     sync.Mutex
	said   []time.Time     // by pos, from 1
	delays []time.Duration // from being sent by the source to being heard
}

func (a *audience) dial(setUp func(net.Conn) error, watch string) *websocket.Conn {
	a.t.Helper()
	d := websocket.Dialer{Subprotocols: []string{"rater.live.v1"}, ReadBufferSize: 4 << 10, NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err == nil {
			err = setUp(conn)
		}
		return conn, err
	}}
	ws, answer, err := d.Dial(strings.Replace(a.base, "http", "ws", 1)+"/api/v1/live", http.Header{"Origin": {a.base}, "Cookie": {a.cookie}})
	if err != nil {
		a.t.Fatal(err)
	}
	_ = answer.Body.Close()
	a.open = append(a.open, ws)
	if err := ws.WriteJSON(map[string]any{"type": "watch", "interaction": watch}); err != nil {
		a.t.Fatal(err)
	}
	return ws
}

func (a *audience) listens() {
	a.t.Helper()
	ws := a.dial(func(net.Conn) error { return nil }, a.quiet)
	a.listeners++
	go func() {
		for {
			_, raw, err := ws.ReadMessage()
			if err != nil {
				return
			}
			if bytes.HasPrefix(raw, []byte(`{"type":"utterance"`)) {
				a.heard(raw)
			}
		}
	}()
}

func (a *audience) heard(raw []byte) {
	now := time.Now()
	_, behind, _ := bytes.Cut(raw, []byte(`"pos":`))
	pos, _, _ := bytes.Cut(behind, []byte(","))
	n, err := strconv.Atoi(string(pos))
	a.mu.Lock()
	defer a.mu.Unlock()
	if err == nil && n <= len(a.said) {
		a.delays = append(a.delays, now.Sub(a.said[n-1]))
	}
}

// stalls opens a socket that takes as little as the system lets it, and never reads it.
func (a *audience) stalls() {
	a.t.Helper()
	a.dial(func(conn net.Conn) error { return conn.(*net.TCPConn).SetReadBuffer(4 << 10) }, a.loud)
}

// shout says more in the second interaction at once than waits in the system's buffers.
func (a *audience) shout() {
	a.t.Helper()
	for n := range 400 {
		a.feed.deliver(a.t.Context(), map[string]any{"id": fmt.Sprint("loud", n), "type": "utterance.added", "interaction": "i1", "at": "2026-03-01T09:30:05Z",
			"speaker": "agent", "text": strings.Repeat("loud ", 1600)})
	}
}

// hears lets the feed speak for as long, and returns the 99th percentile of how long it took to be heard.
func (a *audience) hears(long time.Duration) time.Duration {
	a.t.Helper()
	a.mu.Lock()
	a.delays = nil
	a.mu.Unlock()
	tick := time.NewTicker(spokenEvery)
	defer tick.Stop()
	rounds := int(long / spokenEvery)
	for range rounds {
		a.mu.Lock()
		a.said = append(a.said, time.Now())
		n := len(a.said)
		a.mu.Unlock()
		a.feed.deliver(a.t.Context(), map[string]any{"id": fmt.Sprint("quiet", n), "type": "utterance.added", "interaction": "i0", "at": "2026-03-01T09:30:05Z",
			"seq": n, "speaker": "agent", "text": "and so it goes on"})
		<-tick.C
	}
	a.feed.until(a.t, "everybody has heard everything", func() bool { return a.count() >= rounds*a.listeners })
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Sorted(slices.Values(a.delays))[len(a.delays)*99/100].Round(100 * time.Microsecond)
}

func (a *audience) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.delays)
}

func (a *audience) leave() {
	for _, ws := range a.open {
		_ = ws.Close()
	}
}

// sockets is how many connections the server's port has.
func (s *running) sockets() (n int) {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.base, "http://"))
	number, err := strconv.Atoi(port)
	if err != nil {
		s.t.Fatal(err)
	}
	raw, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		s.t.Fatal(err)
	}
	const local, state, established = 1, 3, "01"
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); strings.HasSuffix(f[local], fmt.Sprintf(":%04X", number)) && f[state] == established {
			n++
		}
	}
	return n
}

// peak is the most memory that the server ever held, in MB.
func (s *running) peak() int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.run.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		s.t.Fatal(err)
	}
	return kb >> 10
}
