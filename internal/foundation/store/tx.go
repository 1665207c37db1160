package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
)

type txKey struct{}

type tx struct {
	db          *gorm.DB
	conn        *sql.Conn
	afterCommit []func()
}

// Conn is the transaction that ctx carries, or else a reader.
func (d *DB) Conn(ctx context.Context) *gorm.DB {
	if t, ok := ctx.Value(txKey{}).(*tx); ok {
		return t.db.WithContext(ctx)
	}
	return d.read.WithContext(ctx)
}

// InsideTx says whether ctx carries a transaction.
func InsideTx(ctx context.Context) bool {
	_, ok := ctx.Value(txKey{}).(*tx)
	return ok
}

// InTx runs fn in a transaction, or in the one that ctx already carries. What AfterCommit gathered runs once the
// outermost transaction has committed, and never when it has not.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if InsideTx(ctx) {
		return fn(ctx)
	}
	conn, err := d.SQL().Conn(ctx)
	if err != nil {
		return Fault(err)
	}
	t := &tx{conn: conn}
	if err := errors.Join(d.begin(ctx, t, fn), conn.Close()); err != nil {
		return Fault(err)
	}
	for _, announce := range t.afterCommit {
		announce()
	}
	return nil
}

func (d *DB) begin(ctx context.Context, t *tx, fn func(ctx context.Context) error) error {
	inner, err := t.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = inner.Rollback() }() // without effect after the commit
	t.db = d.write.Session(&gorm.Session{NewDB: true, Context: ctx})
	t.db.Statement.ConnPool = inner
	if err := fn(context.WithValue(ctx, txKey{}, t)); err != nil {
		return err
	}
	return inner.Commit()
}

// Pgx hands out the connection of the transaction that ctx carries, beneath GORM, for what only PostgreSQL's own
// driver can do.
func (d *DB) Pgx(ctx context.Context, use func(*pgx.Conn) error) error {
	t, ok := ctx.Value(txKey{}).(*tx)
	if !ok || d.Dialect != Postgres {
		return errors.New("there is no transaction of PostgreSQL")
	}
	return t.conn.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("%T is no connection of PostgreSQL", driver)
		}
		return use(c.Conn())
	})
}

// AfterCommit runs fn after the commit of the transaction that ctx carries, or at once when there is none.
func (d *DB) AfterCommit(ctx context.Context, fn func()) {
	if t, ok := ctx.Value(txKey{}).(*tx); ok {
		t.afterCommit = append(t.afterCommit, fn)
		return
	}
	fn()
}

// Detached is ctx without its transaction and its end, for work that is done on others' behalf too.
func Detached(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), txKey{}, nil)
}
