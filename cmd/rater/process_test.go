package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// onEach runs a test on both databases, which it leaves to the program.
func onEach(t *testing.T, test func(*testing.T, testkit.Database)) {
	t.Helper()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		if db.Dialect == store.SQLite {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		test(t, db)
	})
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

// running is a server in a process of its own.
type running struct {
	t    *testing.T
	base string
	run  *exec.Cmd
	said bytes.Buffer // on its error output
}

// serveOn starts a server.
func serveOn(t *testing.T, db testkit.Database) *running {
	t.Helper()
	s := &running{t: t, run: program(db, "serve")}
	s.run.Stderr = &s.said
	out, err := s.run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.run.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(line)
	s.base = "http://" + fields[len(fields)-1]
	t.Cleanup(s.kill)
	return s
}

// kill ends it without warning.
func (s *running) kill() {
	_ = s.run.Process.Kill()
	_ = s.run.Wait()
}

// end asks it to end, as a service manager does, and holds that it does so by itself and content.
func (s *running) end() {
	s.t.Helper()
	_ = s.run.Process.Signal(syscall.SIGTERM)
	late := time.AfterFunc(15*time.Second, func() { _ = s.run.Process.Kill() })
	defer late.Stop()
	if err := s.run.Wait(); err != nil {
		s.t.Errorf("asked to end, the server ended with %v, and said: %s", err, &s.said)
	}
}

func TestMisuseExitsTwo(t *testing.T) {
	for _, args := range [][]string{{"nonsense"}, {"user", "add"}, {"import", "x"}, {"import", "--from", "fax", "x"}, {"serve", "--wrong"}, {"token", "add"}} {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), args, []string{"RATER_DATA_DIR=" + filepath.Join(t.TempDir(), "d")}, strings.NewReader(""), &out, &errOut); code != 2 || errOut.Len() == 0 {
			t.Errorf("rater %s exits %d: %s", strings.Join(args, " "), code, &errOut)
		}
	}
}
