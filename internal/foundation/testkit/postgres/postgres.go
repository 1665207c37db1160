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

// Fast are settings for tests, which need not survive a loss of power.
var Fast = []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off"}

// Start starts a PostgreSQL with these settings in a temporary folder, as a user that is not root, and returns its
// address.
func Start(settings ...string) (url string, stop func(), err error) {
	dir, err := os.MkdirTemp("", "rater-postgres-")
	if err != nil {
		return "", nil, err
	}
	who, err := notRoot(dir)
	if err != nil {
		return "", nil, err
	}
	if out, err := command(who, "initdb", "-D", filepath.Join(dir, "data"), "-U", "rater", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8").CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return "", nil, err
	}
	args := []string{"-D", filepath.Join(dir, "data"), "-p", strconv.Itoa(port), "-h", "127.0.0.1", "-k", dir, "-c", "max_connections=300"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	run := command(who, "postgres", args...)
	if err := run.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = run.Process.Signal(syscall.SIGINT)
		_ = run.Wait()
		_ = os.RemoveAll(dir)
	}
	url = fmt.Sprintf("postgres://rater@127.0.0.1:%d/postgres?sslmode=disable", port)
	if err := waitFor(url); err != nil {
		stop()
		return "", nil, err
	}
	return url, stop, nil
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
