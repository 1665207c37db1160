package store

import (
	"context"
	"hash/fnv"
	"strings"
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
