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
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions/recordings"
	"rater/internal/notices"
	"rater/migrations"
	"rater/server"
)

// App is Rater with everything it is made of; New opens it, Run serves until ctx ends, Close closes it.
type App struct {
	*server.Desk
}

// New opens the database, migrates it, waiting for one that is not up yet, and makes the parts. now is the clock.
func New(ctx context.Context, c config.Config, now func() time.Time) (*App, error) {
	db, err := openAndMigrate(ctx, c)
	if err != nil {
		return nil, err
	}
	desk, err := server.NewDesk(ctx, c, db, now)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &App{desk}, nil
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

// Run serves on the listener until ctx ends, then lets requests finish.
func (a *App) Run(ctx context.Context, l net.Listener, demo []server.DemoAccount) error {
	api := server.New(a.Desk, server.Options{Version: version, UI: frontend.Files(), Demo: demo})
	serving := make(chan error, 1)
	go func() { serving <- api.Serve(l) }()
	work, stop := context.WithCancel(ctx)
	going := append(a.fetching(work), a.housekeeping(work), a.mailing(work, api.Enclose))
	defer func() {
		stop()
		for _, one := range going {
			<-one
		}
	}()
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

const silentEvery = 15 // seconds

func (a *App) keepHouse(ctx context.Context, second int) {
	if err := a.KeepHouse(ctx, second%silentEvery == 0); err != nil && !fault.Is(err, fault.Unavailable) && ctx.Err() == nil {
		slog.Error("housekeeping failed", "err", err)
	}
}

const (
	mailEvery  = 2 * time.Second
	fetchEvery = 2 * time.Second
)

// mailing sends the e-mail that is due, apart from what else is due by time, since mail servers take theirs, until ctx
// ends.
func (a *App) mailing(ctx context.Context, enclose notices.Enclose) <-chan struct{} {
	return every(ctx, mailEvery, "e-mail could not be sent", func() error {
		_, err := a.Notices.Deliver(ctx, enclose)
		return err
	})
}

// fetching fetches recordings, some at a time, apart from all else for the same reason, until ctx ends.
func (a *App) fetching(ctx context.Context) []<-chan struct{} {
	all := make([]<-chan struct{}, recordings.FetchAtOnce)
	for n := range all {
		all[n] = every(ctx, fetchEvery, "recordings could not be fetched", func() error { return a.fetchDue(ctx) })
	}
	return all
}

func (a *App) fetchDue(ctx context.Context) error {
	for more := true; more && ctx.Err() == nil; {
		var err error
		if more, err = a.Recordings.Fetch(ctx); err != nil {
			return err
		}
	}
	return nil
}

// every does something time and again, and logs what fails but for want of the database, until ctx ends.
func every(ctx context.Context, pause time.Duration, failed string, do func() error) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(pause)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := do(); err != nil && !fault.Is(err, fault.Unavailable) && ctx.Err() == nil {
					slog.Error(failed, "err", err)
				}
			}
		}
	}()
	return done
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
