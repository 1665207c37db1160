//go:build torture

package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rater/internal/foundation/testkit"
)

const (
	tortureFull = 10
	smallDisk   = "size=48m"
)

// smallDiskFor mounts a small disk of its own, or skips the test where that is not allowed.
func smallDiskFor(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, smallDisk); err != nil {
		t.Skipf("a full disk was not tried: a small one can't be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// TestTortureFullDisk fills the disk beneath the database again and again: what is refused is refused with a sentence,
// and when there is space again the server takes events again by itself.
func TestTortureFullDisk(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		disk := smallDiskFor(t)
		fillUpAgainAndAgain(t, disk, testkit.Database{Dir: disk})
	})
	t.Run("postgres", func(t *testing.T) {
		disk := smallDiskFor(t)
		server, db := ownPostgres(t)
		db.URL = onDisk(t, server.URL, disk)
		fillUpAgainAndAgain(t, disk, db)
	})
}

// onDisk makes a database whose tables lie on the small disk; the log of PostgreSQL stays where it is.
func onDisk(t *testing.T, url, disk string) string {
	t.Helper()
	if err := os.Chmod(disk, 0o777); err != nil { //nolint:gosec // PostgreSQL runs as somebody else
		t.Fatal(err)
	}
	for dir := filepath.Dir(disk); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // the same
			t.Fatal(err)
		}
	}
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	place := filepath.Join(disk, "tables")
	for _, statement := range []string{
		"COPY (SELECT 1) TO PROGRAM 'mkdir -p " + place + "'",
		"CREATE TABLESPACE small LOCATION '" + place + "'",
		"CREATE DATABASE small TABLESPACE small",
	} {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Replace(url, "/postgres?", "/small?", 1)
}

func fillUpAgainAndAgain(t *testing.T, disk string, db testkit.Database) {
	t.Helper()
	s := serveOn(t, db)
	f := newFeed(t, db, s.base)
	o := endure(t, f, tortureFull, func() time.Time {
		ballast := filepath.Join(disk, "ballast")
		before := f.refusals()
		f.weigh(8 << 10)
		fillDisk(t, ballast)
		f.until(t, "the full disk is noticed", func() bool { return f.refusals() > before+8 })
		f.weigh(0)
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		return time.Now()
	})
	o.check(t)
	for said, times := range o.feed.refused {
		t.Logf("%d times: %s", times, said)
		if !strings.HasPrefix(said, "503 the server's disk is full") {
			t.Errorf("a full disk is told as %q", said)
		}
	}
}

// fillDisk writes until nothing more fits.
func fillDisk(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path) //nolint:gosec // within the test's folder
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 64<<10)
	_, _ = rand.Read(block)
	for size := len(block); size > 0; {
		if _, err := f.Write(block[:size]); err != nil {
			size /= 2
		}
	}
}

// weigh lets utterances be said with so many bytes more.
func (f *feed) weigh(bytes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ballast = strings.Repeat(" word", bytes/5)
}

func (f *feed) refusals() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, times := range f.refused {
		n += times
	}
	return n
}
