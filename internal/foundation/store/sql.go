package store

import (
	"context"
	"errors"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/fault"
)

// Lock makes others who take the lock of this name wait until the transaction of ctx ends. SQLite has one writer,
// so there is nothing to lock.
func (d *DB) Lock(ctx context.Context, name string) error {
	if d.Dialect != Postgres {
		return nil
	}
	h := fnv.New64a()
	h.Write([]byte("rater " + name))
	return Fault(d.Conn(ctx).Exec("SELECT pg_advisory_xact_lock(?)", int64(h.Sum64())).Error)
}

// EscapeLike escapes what LIKE … ESCAPE '\' would take as a wildcard.
func EscapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// ForUpdate locks the rows that the query finds until the transaction ends; on SQLite the one writer holds them.
func (d *DB) ForUpdate(db *gorm.DB) *gorm.DB {
	if d.Dialect != Postgres {
		return db
	}
	return db.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
}

// Saved is the fault of an UPDATE of one row at a revision: Stale where there was no such row.
func Saved(done *gorm.DB) error {
	if done.Error == nil && done.RowsAffected != 1 {
		return fault.New(fault.Stale, "somebody changed this meanwhile; read it again, then decide")
	}
	return Fault(done.Error)
}

// BatchSize is how many rows one INSERT takes best.
func (d *DB) BatchSize() int {
	if d.Dialect == Postgres {
		return 1000
	}
	return 100
}

// Chunks cuts a list into parts of at most size.
func Chunks[T any](list []T, size int) [][]T { return slices.Collect(slices.Chunk(list, size)) }

// Collision reports whether err is a deadlock or a serialization failure, after which a transaction may be tried again.
func Collision(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
