// Package server is Rater's door: the HTTP API, the live socket and the web application.
package server

import (
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/server/live"
)

const (
	maxBody     = 4 << 20
	readTimeout = 30 * time.Second
)

// Options are what the server serves beside the desk.
type Options struct {
	Version string
	UI      fs.FS
	Demo    []DemoAccount // of the demonstration alone
}

// DemoAccount is an account that the sign-in page of the demonstration offers by one click.
type DemoAccount struct {
	Role     people.Role `json:"role" enum:"admin,supervisor,evaluator,agent,trainer,analyst"`
	Email    string      `json:"email"`
	Name     string      `json:"name"`
	Password string      `json:"password"`
}

// API is the running server.
type API struct {
	Routes []Route

	d        *Desk
	o        Options
	app      *fiber.App
	huma     huma.API
	hub      *live.Hub
	unlisten func()
	sockets  *sockets
	uploads  *uploads
	stop     context.CancelFunc
	done     sync.WaitGroup

	mu       sync.Mutex
	listener net.Listener
	closed   bool
}

// New makes the server with all its routes; Serve starts it.
func New(d *Desk, o Options) *API {
	a := &API{d: d, o: o, hub: live.NewHub(), uploads: newUploads()}
	a.app = fiber.New(fiber.Config{
		ReduceMemoryUsage: true, // else who connects and says nothing counts as busy, and Close waits for them
		AppName:           "Rater", Immutable: true, DisableStartupMessage: true, BodyLimit: 2 * maxBody, ReadBufferSize: 16 << 10,
		ReadTimeout: readTimeout, IdleTimeout: 2 * time.Minute, WriteTimeout: time.Minute, ErrorHandler: a.failed, DisablePreParseMultipartForm: true,
	})
	a.app.Server().KeepHijackedConns, a.app.Server().HeaderReceived = true, a.headerReceived
	a.dress()
	a.app.Use(recover.New())
	a.sockets = newSockets(a)
	a.huma = humafiber.New(a.app, apiConfig(o.Version))
	a.routes()
	a.health()
	a.docs()
	a.app.Use("/api", func(*fiber.Ctx) error { return fiber.ErrNotFound })
	a.ui()
	a.begins()
	return a
}

// begins what runs beside the requests, until Close.
func (a *API) begins() {
	ctx, stop := context.WithCancel(context.Background())
	a.stop = stop
	unlisten := []func(){a.d.Bus.Subscribe(a.hub.Deliver)}
	a.done.Go(func() { a.sockets.recheckEvery(ctx, recheckEvery) })
	if a.d.DB.Dialect == store.Postgres {
		p := newPeers(a)
		unlisten = append(unlisten, a.d.Bus.Subscribe(p.gather))
		a.done.Go(func() { p.run(ctx) })
	}
	a.unlisten = func() {
		for _, end := range unlisten {
			end()
		}
	}
}

func apiConfig(version string) huma.Config {
	c := huma.DefaultConfig("Rater", version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "/api/openapi", "", "", nil
	c.Info.Description = "The quality desk of a contact centre: the record of interactions, live samples, evaluations and their disputes."
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: "rater_session", Description: "POST /session gives the cookie."},
		"token":   {Type: "http", Scheme: "bearer", Description: "rater token add gives the token."},
	}
	return c
}

// OpenAPI is the API's description as JSON, without a running server.
func OpenAPI(version string) ([]byte, error) {
	a := &API{app: fiber.New(fiber.Config{DisableStartupMessage: true}), uploads: newUploads()}
	a.huma = humafiber.New(a.app, apiConfig(version))
	a.routes()
	return json.MarshalIndent(a.huma.OpenAPI(), "", "  ")
}

// Serve answers on a listener until Close.
func (a *API) Serve(l net.Listener) error {
	if !a.begin(l) {
		return l.Close()
	}
	return a.app.Listener(l)
}

func (a *API) begin(l net.Listener) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.listener = l
	return !a.closed
}

// Close tells the live sockets that the server restarts, lets requests finish, 10 s at most, and ends.
func (a *API) Close() error {
	a.unlisten()
	a.stop()
	a.done.Wait()
	a.uploads.close()
	a.sockets.closing.Store(true)
	a.hub.Close()
	if err := a.d.Watches.EndHere(context.Background()); err != nil {
		slog.Warn("the watches could not be ended", "err", err)
	}
	err := a.app.ShutdownWithTimeout(10 * time.Second)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed = true; a.listener != nil {
		_ = a.listener.Close() // Serve may have begun only now
	}
	return err
}
