package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	channel     = "rater"
	longestNote = 7900 // bytes; PostgreSQL takes 8,000
	listenAgain = 200 * time.Millisecond
)

// FitsNote says whether a text can be told at once.
func FitsNote(text string) bool { return len(text) <= longestNote }

// Tell tells every server on this PostgreSQL something short.
func (d *DB) Tell(ctx context.Context, text string) error {
	return Fault(d.write.WithContext(ctx).Exec("SELECT pg_notify(?, ?)", channel, text).Error)
}

// Listen calls heard with what servers tell, this one too, until ctx ends. When it could not listen for a while, missed is
// called once it does again.
func (d *DB) Listen(ctx context.Context, heard func(text string), missed func()) {
	for first := true; ctx.Err() == nil; first = false {
		_ = d.listen(ctx, heard, func() {
			if !first {
				missed()
			}
		})
		select {
		case <-ctx.Done():
		case <-time.After(listenAgain):
		}
	}
}

func (d *DB) listen(ctx context.Context, heard func(text string), ready func()) error {
	conn, err := d.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("%T is no connection of PostgreSQL", driver)
		}
		defer c.Conn().Close(context.WithoutCancel(ctx)) // it listens, so that nobody else may have it
		return hear(ctx, c.Conn(), heard, ready)
	})
}

func hear(ctx context.Context, c *pgx.Conn, heard func(string), ready func()) error {
	if _, err := c.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	ready()
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		heard(n.Payload)
	}
}
