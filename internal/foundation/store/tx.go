package store

import (
	"context"

	"gorm.io/gorm"
)

type txKey struct{}

type tx struct {
	db          *gorm.DB
	afterCommit []func()
}

// Conn is the transaction that ctx carries, or else a reader.
func (d *DB) Conn(ctx context.Context) *gorm.DB {
	if t, ok := ctx.Value(txKey{}).(*tx); ok {
		return t.db.WithContext(ctx)
	}
	return d.read.WithContext(ctx)
}

// InTx runs fn in a transaction, or in the one that ctx already carries. What AfterCommit gathered runs once the
// outermost transaction has committed, and never when it has not.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if _, ok := ctx.Value(txKey{}).(*tx); ok {
		return fn(ctx)
	}
	t := &tx{}
	err := d.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		t.db = db
		return fn(context.WithValue(ctx, txKey{}, t))
	})
	if err != nil {
		return Fault(err)
	}
	for _, announce := range t.afterCommit {
		announce()
	}
	return nil
}

// AfterCommit runs fn after the commit of the transaction that ctx carries, or at once when there is none.
func (d *DB) AfterCommit(ctx context.Context, fn func()) {
	if t, ok := ctx.Value(txKey{}).(*tx); ok {
		t.afterCommit = append(t.afterCommit, fn)
		return
	}
	fn()
}

// Detached is ctx without its transaction, for work that outlives or must not join it.
func Detached(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), txKey{}, nil)
}
