// Package fault is the one error type that Rater's operations return to their callers.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what went wrong in a way that every door (HTTP, command line, websocket) can act on.
type Kind string

const (
	Malformed    Kind = "malformed"    // the input cannot be read at all
	Invalid      Kind = "invalid"      // the input can be read, but a field of it is wrong
	Unauthorized Kind = "unauthorized" // nobody is signed in
	Forbidden    Kind = "forbidden"    // signed in, but never allowed to do this
	NotFound     Kind = "not_found"    // not there, or out of the actor's scope
	Conflict     Kind = "conflict"     // not possible in the present state
	Stale        Kind = "stale"        // somebody else changed it meanwhile
	Precondition Kind = "precondition" // the revision that the change rests on is not named
	TooMany      Kind = "too_many"     // tried too often
	TooLarge     Kind = "too_large"
	Unsupported  Kind = "unsupported"
	Unavailable  Kind = "unavailable" // cannot be served now, try again
	Internal     Kind = "internal"
)

// Field names one faulty field by its place in the input and says what would be right.
type Field struct {
	Location string `json:"location"`
	Message  string `json:"message"`
}

// Error is a fault with a sentence for the person who meets it.
type Error struct {
	Kind       Kind
	Detail     string
	Fields     []Field
	RetryAfter int // seconds, for TooMany and Unavailable
	cause      error
}

func (e *Error) Error() string {
	s := e.Detail
	for _, f := range e.Fields {
		s += fmt.Sprintf("; %s: %s", f.Location, f.Message)
	}
	return s
}

func (e *Error) Unwrap() error { return e.cause }

// New makes a fault of a kind with a formatted sentence.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// Because keeps the error beneath, for the log; it is never shown to the caller.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// In is an Invalid fault of a single field.
func In(location, format string, args ...any) *Error {
	return Fields("the input has a wrong field", Field{location, fmt.Sprintf(format, args...)})
}

// Fields is an Invalid fault of several fields.
func Fields(detail string, fields ...Field) *Error {
	return &Error{Kind: Invalid, Detail: detail, Fields: fields}
}

// Missing is the one NotFound fault: missing and out of scope read the same.
func Missing() *Error {
	return &Error{Kind: NotFound, Detail: "there is nothing here under this address, or it is not yours to see"}
}

// StaleAt is the Stale fault of a change that rests on another revision than the present one.
func StaleAt(revision int64) *Error {
	return New(Stale, "somebody changed this meanwhile: it is at revision %d now; read it again, then decide", revision)
}

// KindOf returns the kind of the fault in err's chain, Internal when there is none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Is reports whether err is a fault of this kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
