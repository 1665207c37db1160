//go:build torture

package main

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
)

const (
	tortureSlow = 500
	cutSlow     = 35 * time.Second // the server's time-out for a request, and some
)

// TestTortureSlowHeaders lets five hundred clients send a byte of a request's head each second: they are cut in time,
// and a source beside them is answered as ever.
func TestTortureSlowHeaders(t *testing.T) {
	onEach(t, func(t *testing.T, db testkit.Database) {
		s := serveOn(t, db)
		f := newFeed(t, db, s.base)
		before := f.takes(t)
		cut := make(chan time.Duration, tortureSlow)
		var slow sync.WaitGroup
		for range tortureSlow {
			slow.Go(func() { cut <- dribble(t, strings.TrimPrefix(s.base, "http://")) })
		}
		during := f.takes(t)
		slow.Wait()
		close(cut)
		longest := time.Duration(0)
		for lived := range cut {
			longest = max(longest, lived)
		}
		t.Logf("%d slow clients were cut within %s; a source beside them had its answers within %s (p99), before that %s", tortureSlow, longest.Round(time.Second), during, before)
		if longest > cutSlow {
			t.Errorf("a slow client lived for %s", longest)
		}
	})
}

// dribble sends a head that never ends, and returns after how long the server cut it.
func dribble(t *testing.T, address string) time.Duration {
	begun := time.Now()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer conn.Close()
	closed := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, conn)
		close(closed)
	}()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	_, _ = fmt.Fprint(conn, "GET /readyz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
	for time.Since(begun) < 2*cutSlow {
		select {
		case <-closed:
			return time.Since(begun)
		case <-tick.C:
			_, _ = conn.Write([]byte("a"))
		}
	}
	return time.Since(begun)
}

// takes is how long the server takes to acknowledge an utterance, in 99 of a hundred cases.
func (f *feed) takes(t *testing.T) time.Duration {
	t.Helper()
	var all []time.Duration
	for range 300 {
		begun := time.Now()
		f.send(t.Context(), f.count())
		all = append(all, time.Since(begun))
	}
	return slices.Sorted(slices.Values(all))[len(all)*99/100].Round(time.Millisecond)
}
