package server

import (
	"errors"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"

	"rater/internal/foundation/fault"
)

// Remote is what a handler needs to know of the connection: the socket's own address, whatever headers claim, and the
// session's cookie.
type Remote struct {
	address string
	cookie  string
}

// Resolve fills it in.
func (r *Remote) Resolve(ctx huma.Context) []error {
	c := humafiber.Unwrap(ctx)
	r.address = c.Context().RemoteIP().String()
	for _, name := range []string{"__Host-rater_session", "rater_session"} {
		if value := c.Cookies(name); value != "" {
			r.cookie = value
			break
		}
	}
	return nil
}

// inBody places the faults of a domain's own fields in the body of the request.
func inBody(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return err
	}
	moved := *f
	moved.Fields = make([]fault.Field, len(f.Fields))
	for i, field := range f.Fields {
		if !strings.HasPrefix(field.Location, "body.") {
			field.Location = "body." + strings.TrimPrefix(field.Location, "query.")
		}
		moved.Fields[i] = field
	}
	return &moved
}
