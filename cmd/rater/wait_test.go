package main

import (
	"bufio"
	"io"
	"net"
	"net/url"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestAServerWaitsForPostgres starts a server whose database does not listen yet, sees it say so, then lets the
// database be reached.
func TestAServerWaitsForPostgres(t *testing.T) {
	db := testkit.Open(t, store.Postgres)
	real, err := url.Parse(db.URL)
	if err != nil {
		t.Fatal(err)
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	_ = closed.Close()
	late := *real
	late.Host = address
	db.URL = late.String()
	c := program(db, "serve")
	out, _ := c.StdoutPipe()
	errOut, _ := c.StderrPipe()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}()
	if line, err := bufio.NewReader(errOut).ReadString('\n'); err != nil || !strings.Contains(line, "waiting for PostgreSQL") {
		t.Fatalf("it says %q, %v", line, err)
	}
	go func() { _, _ = io.Copy(io.Discard, errOut) }()
	forward(t, address, real.Host)
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.Contains(line, "listens on") {
		t.Fatalf("it says %q, %v", line, err)
	}
}

// forward passes connections on until the test ends.
func forward(t *testing.T, from, to string) {
	t.Helper()
	l, err := net.Listen("tcp", from)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go pass(in, to)
		}
	}()
}

func pass(in net.Conn, to string) {
	defer in.Close()
	out, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer out.Close()
	go func() { _, _ = io.Copy(out, in) }()
	_, _ = io.Copy(in, out)
}
