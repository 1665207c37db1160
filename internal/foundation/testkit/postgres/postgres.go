// Package postgres starts a PostgreSQL of one's own, for tests and measurements.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// fast are settings for tests, which need not survive a loss of power.
var fast = []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off"}

// memory is a folder that Linux keeps in memory, and enoughMemory what has to be free there.
const (
	memory       = "/dev/shm"
	enoughMemory = 2 << 30
)

// Server is a PostgreSQL in a temporary folder.
type Server struct {
	URL string

	dir  string
	who  *syscall.Credential
	args []string
	run  *exec.Cmd
}

// Start starts a PostgreSQL in a temporary folder, as a user that is not root.
func Start() (*Server, error) { return start("") }

// StartFast starts one that keeps nothing when the power fails, in memory where there is enough: tests make and drop
// hundreds of databases, each of hundreds of files.
func StartFast() (*Server, error) {
	var of syscall.Statfs_t
	sweep()
	if err := syscall.Statfs(memory, &of); err == nil && of.Bavail*uint64(of.Bsize) >= enoughMemory { //nolint:gosec // a size
		return start(memory, fast...)
	}
	return start("", fast...)
}

// sweep removes what tests that were killed have left in memory: a cluster, some time old, of which no server runs.
func sweep() {
	left, _ := filepath.Glob(filepath.Join(memory, "rater-postgres-*"))
	for _, dir := range left {
		info, err := os.Stat(dir)
		if _, running := os.Stat(filepath.Join(dir, "data", "postmaster.pid")); err == nil && os.IsNotExist(running) && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(dir)
		}
	}
}

func start(parent string, settings ...string) (*Server, error) {
	dir, err := os.MkdirTemp(parent, "rater-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir}
	if s.who, err = notRoot(dir); err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	if out, err := command(s.who, "initdb", "-D", data, "-U", "rater", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s.URL = fmt.Sprintf("postgres://rater@127.0.0.1:%d/postgres?sslmode=disable", port)
	s.args = []string{"-D", data, "-p", strconv.Itoa(port), "-h", "127.0.0.1", "-k", dir, "-c", "max_connections=300"}
	for _, setting := range settings {
		s.args = append(s.args, "-c", setting)
	}
	if err := s.begin(); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

func (s *Server) begin() error {
	s.run = command(s.who, "postgres", s.args...)
	if err := s.run.Start(); err != nil {
		return err
	}
	return waitFor(s.URL)
}

func (s *Server) end() {
	if s.run != nil && s.run.Process != nil {
		_ = s.run.Process.Signal(syscall.SIGINT)
		_ = s.run.Wait()
	}
}

// Restart ends all connections, as a restart of the service does, and returns once it answers again.
func (s *Server) Restart() error {
	s.end()
	return s.begin()
}

// Stop ends it and removes its folder.
func (s *Server) Stop() {
	s.end()
	_ = os.RemoveAll(s.dir)
}

func command(who *syscall.Credential, name string, args ...string) *exec.Cmd {
	if found, err := exec.LookPath(name); err == nil {
		name = found
	} else if all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name); len(all) > 0 {
		name = all[len(all)-1]
	}
	c := exec.Command(name, args...)
	c.Dir = os.TempDir()
	c.SysProcAttr = &syscall.SysProcAttr{Credential: who, Pdeathsig: syscall.SIGINT}
	return c
}

// notRoot is whom PostgreSQL runs as when the tests run as root, with the folder made theirs.
func notRoot(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err := errors.Join(err, err2); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid) //nolint:gosec // ids of the system
	}
	return nil, errors.New("there is neither a user postgres nor nobody")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func waitFor(url string) error {
	var err error
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		var conn *pgx.Conn
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		conn, err = pgx.Connect(ctx, url)
		cancel()
		if err == nil {
			return conn.Close(context.Background())
		}
		<-time.After(20 * time.Millisecond)
	}
	return err
}
