package server

import (
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Problem is an error as RFC 9457 writes it, with a list of field faults.
type Problem struct {
	Type   string        `json:"type"`
	Title  string        `json:"title"`
	Status int           `json:"status"`
	Detail string        `json:"detail"`
	Errors []fault.Field `json:"errors,omitempty"`
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

var statuses = map[fault.Kind]int{
	fault.Malformed:    http.StatusBadRequest,
	fault.Invalid:      http.StatusUnprocessableEntity,
	fault.Unauthorized: http.StatusUnauthorized,
	fault.Forbidden:    http.StatusForbidden,
	fault.NotFound:     http.StatusNotFound,
	fault.Conflict:     http.StatusConflict,
	fault.Stale:        http.StatusPreconditionFailed,
	fault.Precondition: http.StatusPreconditionRequired,
	fault.TooMany:      http.StatusTooManyRequests,
	fault.TooLarge:     http.StatusRequestEntityTooLarge,
	fault.Unsupported:  http.StatusUnsupportedMediaType,
	fault.Unavailable:  http.StatusServiceUnavailable,
}

func newProblem(status int, detail string, fields ...fault.Field) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Errors: fields}
}

// problemOf turns any error into a problem; what lies beneath an internal one goes to the log alone.
func problemOf(err error) *Problem {
	err = store.Fault(err)
	var f *fault.Error
	if errors.As(err, &f) {
		if status, ok := statuses[f.Kind]; ok {
			if f.Kind == fault.Unavailable {
				slog.Warn("unavailable", "err", errors.Unwrap(f))
			}
			return newProblem(status, f.Detail, f.Fields...)
		}
	}
	slog.Error("internal error", "err", err)
	return newProblem(http.StatusInternalServerError, "something went wrong on our side; it was logged")
}

// answer is problemOf with the headers that go with it, as huma takes it.
func answer(err error) error {
	p := problemOf(err)
	var f *fault.Error
	if errors.As(store.Fault(err), &f) && f.RetryAfter > 0 {
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {strconv.Itoa(f.RetryAfter)}})
	}
	return p
}

// writeProblem sends a problem outside of huma's handlers.
func writeProblem(c *fiber.Ctx, err error) error {
	p := problemOf(err)
	var f *fault.Error
	if errors.As(err, &f) && f.RetryAfter > 0 {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(f.RetryAfter))
	}
	return sendProblem(c, p)
}

func sendProblem(c *fiber.Ctx, p *Problem) error {
	err := c.Status(p.Status).JSON(p)
	c.Set(fiber.HeaderContentType, problemType)
	return err
}

func init() {
	huma.NewError = func(status int, detail string, errs ...error) huma.StatusError {
		p := newProblem(status, detail)
		for _, err := range errs {
			if d, ok := err.(huma.ErrorDetailer); ok {
				detail := d.ErrorDetail()
				p.Errors = append(p.Errors, fault.Field{Location: detail.Location, Message: detail.Message})
			} else if err != nil {
				p.Errors = append(p.Errors, fault.Field{Location: "body", Message: err.Error()})
			}
		}
		return p
	}
}

// failed is Fiber's own error handler: routes that don't exist, methods, bodies that are too large, and requests that can't
// be read, of which nothing is said back.
func (a *API) failed(c *fiber.Ctx, err error) error {
	for name, value := range a.headers() {
		c.Set(name, value)
	}
	var f *fiber.Error
	if !errors.As(err, &f) {
		return writeProblem(c, err)
	}
	switch f.Code {
	case http.StatusNotFound:
		return writeProblem(c, fault.Missing())
	case http.StatusMethodNotAllowed:
		return sendProblem(c, newProblem(f.Code, "this address knows other methods only"))
	case http.StatusRequestHeaderFieldsTooLarge:
		return sendProblem(c, newProblem(f.Code, "the headers are larger than 16 KiB together"))
	case http.StatusRequestEntityTooLarge:
		return writeProblem(c, tooLarge())
	case http.StatusRequestTimeout:
		return writeProblem(c, fault.New(fault.Unavailable, "the request took too long to arrive"))
	case http.StatusInternalServerError:
		return writeProblem(c, err)
	}
	return writeProblem(c, fault.New(fault.Malformed, "the request can't be read as HTTP"))
}

func tooLarge() error {
	return fault.New(fault.TooLarge, "the body is larger than %d MiB; send it in parts", maxBody>>20)
}
