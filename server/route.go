package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/language"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

// Scope says which rows a route can touch.
type Scope string

// The rows that there are.
const (
	NoRows    Scope = "none"       // no rows of anybody's
	OwnRows   Scope = "own"        // the caller's own
	InReach   Scope = "reach"      // those that the policy puts in the caller's reach
	AllRows   Scope = "all"        // of the whole site, for who runs it
	OfSource  Scope = "source"     // of the token's source
	Published Scope = "published"  // what everybody signed in may read
	FirstOnly Scope = "first-only" // exists only while there is nobody
)

// Route is one line of the API.
type Route struct {
	Method     string
	Path       string
	Permission people.Permission
	Scope      Scope
}

const base = "/api/v1"

// Handler does the work of a route for an actor.
type Handler[I, O any] func(ctx context.Context, actor people.Actor, in *I) (*O, error)

// option adjusts the operation of a route.
type option func(*huma.Operation)

func status(code int) option { return func(op *huma.Operation) { op.DefaultStatus = code } }

// outsideTx marks a route whose work is not done in the request's own transaction.
func outsideTx(op *huma.Operation) { op.Metadata = map[string]any{"outside": true} }

// readsOnly marks a POST that changes nothing: its answer, which may be a page of names, is never kept for a repetition.
func readsOnly(op *huma.Operation) { op.Metadata = map[string]any{"unkept": true} }

// unrepeated marks a POST whose sender is not to be found: neither its answer nor the hash of its body is ever kept for
// a repetition.
func unrepeated(op *huma.Operation) { op.Metadata = map[string]any{"unkept": true} }

// add registers a route. One without a permission of the policy, or without a scope, stops the program at start.
func add[I, O any](a *API, method, path string, p people.Permission, s Scope, summary string, h Handler[I, O], options ...option) {
	a.declare(Route{method, path, p, s})
	op := huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: base + path, Summary: summary,
		Tags: []string{strings.Split(strings.Trim(path, "/"), "/")[0]}, MaxBodyBytes: maxBody,
		Description: fmt.Sprintf("Permission: %s. Rows: %s.", p, s),
		Middlewares: huma.Middlewares{a.guard(p)},
	}
	if p != people.Anyone { // signing in is done again: its answer is a cookie, its body a password
		op.Middlewares = append(op.Middlewares, a.replay)
	}
	if p == people.Ingest {
		op.Security = []map[string][]string{{"token": {}}}
	} else if p != people.Anyone {
		op.Security = []map[string][]string{{"session": {}}}
	}
	for _, o := range options {
		o(&op)
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := h(ctx, actorOf(ctx), in)
		if err != nil {
			return nil, answer(err)
		}
		return out, nil
	})
}

// raw registers a route that does not speak JSON.
func (a *API) raw(method, path string, p people.Permission, s Scope, h func(c *fiber.Ctx, actor people.Actor) error) {
	a.declare(Route{method, path, p, s})
	named := strings.NewReplacer("{", ":", "}", "")
	a.app.Add(method, base+named.Replace(path), func(c *fiber.Ctx) error {
		actor, err := a.authorise(c, p)
		if err != nil {
			return writeProblem(c, err)
		}
		return h(c, actor)
	})
}

func (a *API) declare(r Route) {
	if !r.Permission.Known() || r.Scope == "" {
		panic(fmt.Sprintf("the route %s %s has no permission or no scope", r.Method, r.Path))
	}
	a.Routes = append(a.Routes, r)
}

func operationID(method, path string) string {
	words := strings.FieldsFunc(strings.ToLower(method)+path, func(r rune) bool { return strings.ContainsRune("/{}_-", r) })
	return strings.Join(words, "-")
}

type actorKey struct{}

func actorOf(ctx context.Context) people.Actor {
	actor, _ := ctx.Value(actorKey{}).(people.Actor)
	return actor
}

// guard lets in who holds the permission, and bodies that are JSON as Rater reads it.
func (a *API) guard(p people.Permission) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.Unwrap(ctx)
		actor, err := a.authorise(c, p)
		if err == nil {
			err = checkTexts(c)
		}
		if err == nil {
			err = checkBody(c, p)
		}
		if err != nil {
			if err := writeProblem(c, err); err != nil {
				c.Status(http.StatusInternalServerError)
			}
			return
		}
		next(huma.WithContext(ctx, scorecards.Wishing(context.WithValue(ctx.Context(), actorKey{}, actor), wishedLanguages(c))))
	}
}

// checkBody refuses what is not plain JSON before anything decodes it.
func checkBody(c *fiber.Ctx, p people.Permission) error {
	body := c.Request().Body()
	if c.Method() == http.MethodGet {
		return nil
	}
	if e := c.Get(fiber.HeaderContentEncoding); e != "" && !strings.EqualFold(e, "identity") {
		return fault.New(fault.Unsupported, "the body is compressed (%s); send it plain", e)
	}
	if len(body) == 0 {
		return nil
	}
	if kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";"); !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
		return fault.New(fault.Unsupported, "the body must be application/json")
	}
	if len(body) > maxBody {
		return tooLarge()
	}
	nulAt, err := scan(body)
	if err != nil {
		return err
	}
	if nulAt != "" && p != people.Ingest {
		return fault.In(nulAt, "must not hold a NUL character")
	}
	return nil
}

// mostWished is how many languages a reader's wishes are heard of.
const mostWished = 10

// wishedLanguages are those in which the caller wishes to read scorecards; what is no header of languages says none.
func wishedLanguages(c *fiber.Ctx) []string {
	tags, _, err := language.ParseAcceptLanguage(c.Get(fiber.HeaderAcceptLanguage))
	if err != nil {
		return nil
	}
	var wished []string
	for _, tag := range tags[:min(len(tags), mostWished)] {
		wished = append(wished, tag.String())
	}
	return wished
}
