package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit/postgres"
	"rater/internal/people"
	"rater/migrations"
	"rater/server"
)

// site is a whole Rater on a port of loopback, over a database of its own.
type site struct {
	desk *server.Desk
	api  *server.API
	host string
	url  string // of the database
	dir  string
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// database makes an empty PostgreSQL database, on a server that is started where none is named.
func database(ctx context.Context, o Options) (address string, drop func(), err error) {
	stop := func() {}
	base := o.DatabaseURL
	if base == "" {
		own, err := postgres.Start()
		if err != nil {
			return "", nil, err
		}
		base, stop = own.URL, own.Stop
	}
	name := fmt.Sprintf("rater_bench_%d", time.Now().UnixNano())
	conn, err := pgx.Connect(ctx, base)
	if err != nil {
		stop()
		return "", nil, err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		stop()
		return "", nil, err
	}
	u, err := url.Parse(base)
	if err != nil {
		stop()
		return "", nil, err
	}
	u.Path = "/" + name
	return u.String(), stop, nil
}

// open starts a site over a database, or over SQLite in a temporary folder when address is "".
func open(ctx context.Context, address string) (*site, error) {
	dir, err := os.MkdirTemp("", "rater-bench-")
	if err != nil {
		return nil, err
	}
	c, err := config.Read([]string{"RATER_DATA_DIR=" + dir, "RATER_DATABASE_URL=" + address, "RATER_SECRET=" + strings.Repeat("bench ", 8), "RATER_SAMPLE_RATE=0.000001"})
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, c.DatabaseURL, c.DataDir)
	if err != nil {
		return nil, err
	}
	if _, err := migrations.Up(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	d, err := server.NewDesk(ctx, c, db, now)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &site{desk: d, url: address, dir: dir}
	return s, s.serve()
}

// openOnPostgres starts a site over a PostgreSQL database of its own.
func openOnPostgres(ctx context.Context, o Options) (s *site, closeAll func(), err error) {
	address, stop, err := database(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	if s, err = open(ctx, address); err != nil {
		stop()
		return nil, nil, err
	}
	return s, func() { _ = s.close(); stop() }, nil
}

func (s *site) serve() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.host = l.Addr().String()
	s.api = server.New(s.desk, server.Options{Version: "bench", UI: fstest.MapFS{"index.html": {Data: []byte("<p>bench</p>")}}})
	go func() { _ = s.api.Serve(l) }()
	return nil
}

func (s *site) close() error {
	return errors.Join(s.api.Close(), s.desk.Close(), os.RemoveAll(s.dir))
}

const password = "bench password"

// person adds somebody of a team, whom they lead as a supervisor.
func (s *site) person(ctx context.Context, name string, role people.Role, team string) (people.Person, error) {
	t, err := s.desk.Teams.Named(ctx, people.System(), team)
	if err != nil {
		return people.Person{}, err
	}
	n := people.NewPerson{Name: name, Email: name + "@example.com", Password: password, Roles: []people.Role{role}}
	if role == people.Supervisor {
		n.Leads = []string{t.ID}
	} else {
		n.MemberOf, n.Password = t.ID, ""
	}
	return s.desk.Users.Add(ctx, people.System(), n)
}
