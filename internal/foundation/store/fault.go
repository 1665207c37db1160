package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"rater/internal/foundation/fault"
)

// Fault turns a database error into a fault: a missing row, a database that can't answer now, or an internal one.
func Fault(err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.Missing()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Unavailable, "the request took too long and was stopped; nothing was changed").Because(err)
	case isFull(err):
		return fault.New(fault.Unavailable, "the server's disk is full; nothing was stored, try again when there is space").Because(err)
	case Collision(err):
		f := fault.New(fault.Unavailable, "somebody changed the same at the same moment; nothing was changed, try again").Because(err)
		f.RetryAfter = 1
		return f
	case isDown(err):
		f := fault.New(fault.Unavailable, "the database does not answer at the moment; try again").Because(err)
		f.RetryAfter = 1
		return f
	}
	return err
}

func isFull(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "53100"
	}
	return strings.Contains(err.Error(), "database or disk is full")
}

func isDown(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code[:2] {
		case "08", "53", "57":
			return true
		}
		return false
	}
	var network net.Error
	text := err.Error()
	return errors.Is(err, driver.ErrBadConn) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		strings.Contains(text, "SQLITE_BUSY") || strings.Contains(text, "database is locked") || strings.Contains(text, "unexpected EOF") ||
		strings.Contains(text, "conn closed") || strings.Contains(text, "database is closed")
}

// Duplicate reports whether err is the breach of a unique key.
func Duplicate(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	return errors.Is(err, gorm.ErrDuplicatedKey) || (err != nil && strings.Contains(err.Error(), "UNIQUE constraint failed"))
}

// Waitable reports whether a database that gave this error when it was opened may still come up: nobody listens yet,
// or it is starting. A wrong password or name is not waited for.
func Waitable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code[:2] == "57" || pg.Code[:2] == "53" || pg.Code[:2] == "08"
	}
	var network net.Error
	return errors.As(err, &network) || (err != nil && strings.Contains(err.Error(), "connection refused"))
}
