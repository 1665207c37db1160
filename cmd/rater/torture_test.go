//go:build torture

package main

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/foundation/testkit/postgres"
)

const (
	tortureEnds     = 50
	tortureKills    = 200
	tortureRestarts = 100
	tortureCuts     = 100
)

// TestTortureKills kills the server two hundred times on each database.
func TestTortureKills(t *testing.T) {
	onEach(t, func(t *testing.T, db testkit.Database) { kills(t, db, tortureKills).check(t) })
}

// TestTortureEnds asks the server to end fifty times under load.
func TestTortureEnds(t *testing.T) {
	onEach(t, func(t *testing.T, db testkit.Database) { restarts(t, db, tortureEnds, (*running).end).check(t) })
}

// ownPostgres is a PostgreSQL that a test may do to what it likes, as it is installed: every commit is on disk.
func ownPostgres(t *testing.T) (*postgres.Server, testkit.Database) {
	t.Helper()
	server, err := postgres.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	return server, testkit.Database{URL: server.URL, Dir: t.TempDir()}
}

// TestTorturePostgresRestarts restarts the database a hundred times under a server that keeps running.
func TestTorturePostgresRestarts(t *testing.T) {
	server, db := ownPostgres(t)
	s := serveOn(t, db)
	endure(t, newFeed(t, db, s.base), tortureRestarts, func() time.Time {
		begun := time.Now()
		if err := server.Restart(); err != nil {
			t.Fatal(err)
		}
		return begun
	}).check(t)
}

// TestTortureCuts cuts all connections between server and database a hundred times.
func TestTortureCuts(t *testing.T) {
	_, db := ownPostgres(t)
	cable := layCable(t, db.URL)
	s := serveOn(t, testkit.Database{URL: cable.url, Dir: db.Dir})
	endure(t, newFeed(t, db, s.base), tortureCuts, func() time.Time {
		cable.cut()
		return time.Now()
	}).check(t)
}

// cable carries connections to a database until it is cut; then it carries new ones.
type cable struct {
	url string

	mu   sync.Mutex
	open []net.Conn
}

func layCable(t *testing.T, to string) *cable {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	target := u.Host
	u.Host = l.Addr().String()
	c := &cable{url: u.String()}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go c.carry(in, target)
		}
	}()
	return c
}

func (c *cable) carry(in net.Conn, target string) {
	out, err := net.Dial("tcp", target)
	if err != nil {
		_ = in.Close()
		return
	}
	c.mu.Lock()
	c.open = append(c.open, in, out)
	c.mu.Unlock()
	go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
	_, _ = io.Copy(in, out)
	_ = in.Close()
}

func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.open {
		_ = conn.Close()
	}
	c.open = nil
}
