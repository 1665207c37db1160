package testkit

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rater/internal/foundation/store"
	"rater/migrations"
)

// Database is a migrated database of a test's own, with what opens it again.
type Database struct {
	*store.DB
	URL string // empty for SQLite
	Dir string // data folder
}

var (
	number   atomic.Int64
	template = sync.OnceValues(makeTemplates)
)

type templates struct{ postgres, sqlite string }

// Each runs a test on both databases.
func Each(t *testing.T, test func(t *testing.T, db Database)) {
	t.Helper()
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		t.Run(dialect, func(t *testing.T) { test(t, Open(t, dialect)) })
	}
}

// Open gives a test a database of its own; it is closed and dropped at the test's end.
func Open(t testing.TB, dialect string) Database {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	d := Database{Dir: t.TempDir()}
	if dialect == store.Postgres {
		d.URL = copyPostgres(t, from.postgres)
	} else {
		copySQLite(t, from.sqlite, d.Dir)
	}
	db, err := store.Open(t.Context(), d.URL, d.Dir)
	if err != nil {
		t.Fatal(err)
	}
	d.DB = db
	t.Cleanup(func() { _ = db.Close() })
	return d
}

// Bare gives a test a database without any table.
func Bare(t testing.TB, dialect string) Database {
	t.Helper()
	d := Database{Dir: t.TempDir()}
	if dialect == store.Postgres {
		d.URL = copyPostgres(t, "template1")
	}
	db, err := store.Open(t.Context(), d.URL, d.Dir)
	if err != nil {
		t.Fatal(err)
	}
	d.DB = db
	t.Cleanup(func() { _ = db.Close() })
	return d
}

func makeTemplates() (templates, error) {
	dir, err := os.MkdirTemp("", "rater-template-")
	if err != nil {
		return templates{}, err
	}
	defer os.RemoveAll(dir)
	name := fmt.Sprintf("rater_template_%d_%d", os.Getpid(), time.Now().UnixNano())
	if err := execute("CREATE DATABASE " + name); err != nil {
		return templates{}, err
	}
	for _, address := range []string{databaseURL(name), ""} {
		if err := migrate(address, dir); err != nil {
			return templates{}, err
		}
	}
	file, err := os.ReadFile(filepath.Join(dir, "rater.db"))
	return templates{postgres: name, sqlite: string(file)}, err
}

func migrate(address, dir string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, address, dir)
	if err != nil {
		return err
	}
	if _, err := migrations.Up(ctx, db); err != nil {
		return err
	}
	return db.Close()
}

func copySQLite(t testing.TB, file, dir string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "rater.db"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
}

func copyPostgres(t testing.TB, from string) string {
	t.Helper()
	name := fmt.Sprintf("rater_test_%d_%d", os.Getpid(), number.Add(1))
	if err := execute(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, from)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)") })
	return databaseURL(name)
}

func databaseURL(name string) string {
	u, err := url.Parse(server.url)
	if err != nil {
		panic(err)
	}
	u.Path = "/" + name
	return u.String()
}

func execute(sql string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server.url)
	if err != nil {
		return fmt.Errorf("is TestMain calling testkit.Run? %w", err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}
