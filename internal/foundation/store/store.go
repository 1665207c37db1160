// Package store opens Rater's database, SQLite or PostgreSQL, and runs its transactions.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// The two dialects.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// DB is one database: a writer, and on SQLite readers beside it.
type DB struct {
	Dialect string
	write   *gorm.DB
	read    *gorm.DB
}

// Open connects to databaseURL, or to the SQLite file in dataDir when it is empty. It does not migrate.
func Open(ctx context.Context, databaseURL, dataDir string) (*DB, error) {
	if databaseURL == "" {
		return openSQLite(ctx, dataDir)
	}
	return openPostgres(ctx, databaseURL)
}

func openSQLite(ctx context.Context, dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder can't be made: %w", err)
	}
	pragmas := url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)", "cache_size(-32000)"},
		"_txlock": {"immediate"},
	}
	path := filepath.Join(dir, "rater.db") + "?"
	write, err := open(ctx, sqlite.Open(path+pragmas.Encode()), 1)
	if err != nil {
		return nil, fmt.Errorf("the database in %s can't be opened: %w", dir, err)
	}
	pragmas["_pragma"] = append(pragmas["_pragma"], "query_only(1)")
	pragmas.Del("_txlock")
	read, err := open(ctx, sqlite.Open(path+pragmas.Encode()), 8)
	if err != nil {
		return nil, fmt.Errorf("the database in %s can't be read: %w", dir, err)
	}
	return &DB{Dialect: SQLite, write: write, read: read}, nil
}

func openPostgres(ctx context.Context, databaseURL string) (*DB, error) {
	db, err := open(ctx, postgres.Open(databaseURL), 24)
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL can't be reached: %w", err)
	}
	return &DB{Dialect: Postgres, write: db, read: db}, nil
}

func open(ctx context.Context, dialector gorm.Dialector, conns int) (*gorm.DB, error) {
	db, err := gorm.Open(dialector, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return time.Now().UTC() },
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// SQL is the writer beneath GORM, for migrations and health.
func (d *DB) SQL() *sql.DB {
	pool, _ := d.write.DB()
	return pool
}

// Close closes all connections.
func (d *DB) Close() error {
	var errs []error
	for _, g := range []*gorm.DB{d.read, d.write} {
		if pool, err := g.DB(); err == nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}
