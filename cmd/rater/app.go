package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"rater/frontend"
	"rater/internal/foundation/config"
	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/migrations"
	"rater/scorecards"
	"rater/server"
)

// App is Rater with everything it is made of; New opens it, Run serves until ctx ends, Close closes it.
type App struct {
	Config      config.Config
	DB          *store.DB
	Audit       *people.Audit
	Users       *people.Users
	Teams       *people.Teams
	Tokens      *people.Tokens
	Sessions    *people.Sessions
	Log         *interactions.Log
	Record      *interactions.Record
	Watches     *interactions.Watches
	Catalogue   *scorecards.Catalogue
	Plans       *scorecards.Plans
	Offers      *scorecards.Offers
	Evaluations *scorecards.Evaluations

	bus  *events.Bus
	keys config.Keys
	now  func() time.Time
}

// New opens the database, migrates it, waiting for one that is not up yet, and makes the parts. now is the clock.
func New(ctx context.Context, c config.Config, now func() time.Time) (*App, error) {
	keys, err := c.Keys()
	if err != nil {
		return nil, err
	}
	sealer, err := store.NewSealer(keys.Fields)
	if err != nil {
		return nil, err
	}
	db, err := openAndMigrate(ctx, c)
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, DB: db, bus: events.NewBus(), keys: keys, now: now}
	a.Audit = people.NewAudit(db, now)
	a.Users = people.NewUsers(db, a.Audit, now)
	a.Teams = people.NewTeams(db, a.Audit, now)
	a.Tokens = people.NewTokens(db, a.Audit, now)
	a.Sessions = people.NewSessions(db, a.Users, now, c.SessionIdle, c.SessionLife)
	a.Record = interactions.NewRecord(db, sealer, now)
	a.Watches = interactions.NewWatches(db, a.Record, a.bus, now, c.DiscloseWatching)
	a.Catalogue = scorecards.NewCatalogue(db, now)
	a.Plans = scorecards.NewPlans(db, a.Users, a.bus, sealer, now)
	a.Offers = scorecards.NewOffers(db, a.Plans, a.Record, a.bus, now)
	a.Evaluations = scorecards.NewEvaluations(db, a.Record, a.Users, a.Audit, a.bus, now)
	a.Log = interactions.NewLog(interactions.Options{DB: db, Users: a.Users, Drawer: a.Plans, Bus: a.bus, Sealer: sealer, Hashes: keys.Hashes, Now: now})
	return a, a.furnish(ctx)
}

// furnish makes what every desk begins with.
func (a *App) furnish(ctx context.Context) error {
	card, err := a.Catalogue.Ensure(ctx)
	if err == nil {
		err = a.Plans.Ensure(ctx, card, a.Config.SampleRate)
	}
	if err != nil {
		return errors.Join(err, a.Close())
	}
	return nil
}

const waitForDatabase = time.Second

// openAndMigrate waits for a database that does not answer yet, and says so.
func openAndMigrate(ctx context.Context, c config.Config) (*store.DB, error) {
	for {
		db, err := store.Open(ctx, c.DatabaseURL, c.DataDir)
		if err == nil {
			if _, err = migrations.Up(ctx, db); err == nil {
				return db, nil
			}
			err = errors.Join(err, db.Close())
		}
		if c.DatabaseURL == "" || !store.Waitable(err) {
			return nil, err
		}
		slog.Warn("waiting for PostgreSQL, trying again each second", "err", err)
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(waitForDatabase):
		}
	}
}

// Server makes the HTTP server over the parts.
func (a *App) Server(demo []server.DemoAccount) *server.API {
	return server.New(server.Deps{Config: a.Config, Version: version, Pseudonyms: a.keys.Hashes, DB: a.DB, Bus: a.bus, Replies: store.NewReplies(a.DB, a.now),
		Audit: a.Audit, Users: a.Users, Teams: a.Teams, Sessions: a.Sessions, Tokens: a.Tokens, Log: a.Log, Record: a.Record, Watches: a.Watches,
		Catalogue: a.Catalogue, Evaluations: a.Evaluations, Offers: a.Offers, UI: frontend.Files(), Demo: demo})
}

// Run serves on the listener until ctx ends, then lets requests finish.
func (a *App) Run(ctx context.Context, l net.Listener, demo []server.DemoAccount) error {
	if err := a.Watches.EndAll(ctx); err != nil {
		return err
	}
	api := a.Server(demo)
	serving := make(chan error, 1)
	go func() { serving <- api.Serve(l) }()
	work, stop := context.WithCancel(ctx)
	done := a.housekeeping(work)
	defer func() { stop(); <-done }()
	select {
	case err := <-serving:
		return errors.Join(err, api.Close())
	case <-ctx.Done():
		return api.Close()
	}
}

// housekeeping does what is due by time, until ctx ends.
func (a *App) housekeeping(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				a.keepHouse(ctx, n)
			}
		}
	}()
	return done
}

func (a *App) keepHouse(ctx context.Context, n int) {
	if _, err := a.Offers.Expire(ctx); err != nil {
		report("offers could not be expired", err)
	}
	if n%15 != 0 {
		return
	}
	if _, err := a.Log.EndSilent(ctx); err != nil {
		report("silent interactions could not be ended", err)
	}
}

func report(what string, err error) {
	if !fault.Is(err, fault.Unavailable) {
		slog.Error(what, "err", err)
	}
}

// Close commits what waits and closes the database.
func (a *App) Close() error {
	a.Log.Close()
	return a.DB.Close()
}

func clock() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// with opens the app of the environment's settings for a command that works beside a running server.
func with(ctx context.Context, environ []string, do func(ctx context.Context, a *App) error) error {
	c, err := config.Read(environ)
	if err != nil {
		return misuse(err)
	}
	a, err := New(ctx, c, clock)
	if err != nil {
		return fmt.Errorf("Rater can't start: %w", err) //nolint:staticcheck // a name
	}
	return errors.Join(do(ctx, a), a.Close())
}
