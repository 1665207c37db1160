// Package migrations holds the numbered SQL that makes Rater's tables, for both databases, and runs it.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"rater/internal/foundation/store"
)

//go:embed sqlite/*.sql postgres/*.sql
var files embed.FS

// Up brings the database to this program's version and returns how many migrations it ran.
// A database newer than the program is refused.
func Up(ctx context.Context, db *store.DB) (int, error) {
	provider, err := provider(db.SQL(), db.Dialect)
	if err != nil {
		return 0, err
	}
	if err := refuseNewer(ctx, provider); err != nil {
		return 0, err
	}
	done, err := provider.Up(ctx)
	return len(done), err
}

// To brings a database that is no further up to a version of the past.
func To(ctx context.Context, db *store.DB, version int64) error {
	provider, err := provider(db.SQL(), db.Dialect)
	if err != nil {
		return err
	}
	current, err := provider.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if current > version {
		return fmt.Errorf("the database is of version %d already, the backup of %d: name a database that is not there yet, it is then brought up to date", current, version)
	}
	_, err = provider.UpTo(ctx, version)
	return err
}

// Newest is the version that this program brings databases to.
func Newest(db *store.DB) (int64, error) {
	provider, err := provider(db.SQL(), db.Dialect)
	if err != nil {
		return 0, err
	}
	sources := provider.ListSources()
	return sources[len(sources)-1].Version, nil
}

// Status returns the version of the database and the newest that this program knows.
func Status(ctx context.Context, db *store.DB) (current, newest int64, err error) {
	provider, err := provider(db.SQL(), db.Dialect)
	if err != nil {
		return 0, 0, err
	}
	return provider.GetVersions(ctx)
}

func provider(db *sql.DB, dialect string) (*goose.Provider, error) {
	dir, err := fs.Sub(files, dialect)
	if err != nil {
		return nil, err
	}
	name, options := goose.DialectSQLite3, []goose.ProviderOption{}
	if dialect == store.Postgres {
		name = goose.DialectPostgres
		lock, err := newLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(lock))
	}
	return goose.NewProvider(name, db, dir, options...)
}

func refuseNewer(ctx context.Context, provider *goose.Provider) error {
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("the database is of version %d, this program knows up to %d: start the newer Rater, or restore a backup of the older", current, newest)
	}
	return nil
}
