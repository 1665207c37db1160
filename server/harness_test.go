package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/argon2id"
	"go.uber.org/goleak"

	"rater/internal/foundation/config"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "6"); err != nil {
		panic(err)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(logged, nil)))
	code := testkit.Run(m)
	http.DefaultClient.CloseIdleConnections()
	if err := goleak.Find(goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2")); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, "goroutines are left:", err)
		code = 1
	}
	os.Exit(code)
}

const password = "a password of tests"

// site is a running server over a database of the test's own.
type site struct {
	t     *testing.T
	desk  *server.Desk
	api   *server.API
	db    testkit.Database
	clock *testkit.Clock
	base  string
	teams map[string]string
	users map[string]people.Person

	signedIn map[string]*client
	told     int // contacts
}

// open starts a server whose plan draws every interaction.
func open(t *testing.T, db testkit.Database, adjust ...func(*config.Config)) *site {
	t.Helper()
	c, err := config.Read([]string{"RATER_DATA_DIR=" + db.Dir, "RATER_DATABASE_URL=" + db.URL, "RATER_SAMPLE_RATE=1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range adjust {
		a(&c)
	}
	s := &site{t: t, db: db, clock: testkit.NewClock(), teams: map[string]string{}, users: map[string]people.Person{}, signedIn: map[string]*client{}}
	s.desk, err = server.NewDesk(t.Context(), c, db.DB, s.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	s.serve()
	t.Cleanup(func() {
		_ = s.api.Close()
		s.desk.Log.Close()
	})
	return s
}

func (s *site) serve() {
	s.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	s.api = server.New(s.desk, server.Options{Version: "test", UI: fstest.MapFS{"index.html": {Data: []byte("<p>ui</p>")}}})
	s.base = "http://" + l.Addr().String()
	api := s.api
	go func() { _ = api.Serve(l) }()
}

func (s *site) team(name string) string {
	s.t.Helper()
	if id, ok := s.teams[name]; ok {
		return id
	}
	team, err := s.desk.Teams.Named(context.Background(), people.System(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	s.teams[name] = team.ID
	return team.ID
}

// person adds somebody called name, with the address name@example.com; a supervisor leads the teams, an agent is a
// member of the first.
func (s *site) person(name string, role people.Role, teams ...string) people.Person {
	s.t.Helper()
	n := people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{role}}
	for _, team := range teams {
		if role == people.Supervisor {
			n.Leads = append(n.Leads, s.team(team))
		} else {
			n.MemberOf = s.team(team)
		}
	}
	p, err := s.desk.Users.Add(context.Background(), people.System(), n)
	if err != nil {
		s.t.Fatal(err)
	}
	s.users[name] = p
	if err := s.db.InTx(context.Background(), func(ctx context.Context) error {
		return s.db.Conn(ctx).Exec("UPDATE users SET password_hash = ? WHERE id = ?", quick, p.ID).Error
	}); err != nil {
		s.t.Fatal(err)
	}
	return p
}

// quick is a hash of everybody's password that takes little to compare; what a hash takes is in it.
var quick = func() string {
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		panic(err)
	}
	return hash
}()

// client calls the API as somebody: with a cookie, a token, or neither.
type client struct {
	s      *site
	cookie string
	token  string
}

func (s *site) anonymous() *client { return &client{s: s} }

// as signs a person in by name.
func (s *site) as(name string) *client {
	s.t.Helper()
	c := s.anonymous()
	r := c.call(http.MethodPost, "/session", map[string]string{"email": name + "@example.com", "password": password})
	if r.status != http.StatusNoContent {
		s.t.Fatalf("%s can't sign in: %s", name, r)
	}
	for _, k := range (&http.Response{Header: r.header}).Cookies() {
		c.cookie = k.Name + "=" + k.Value
	}
	return c
}

// once is as, but a person whom the test signed in so already is not signed in again.
func (s *site) once(name string) *client {
	s.t.Helper()
	if s.signedIn[name] == nil {
		s.signedIn[name] = s.as(name)
	}
	return s.signedIn[name]
}

// source makes a token for a source and returns its client.
func (s *site) source(name string) *client {
	s.t.Helper()
	token, err := s.desk.Tokens.Add(context.Background(), people.System(), name, people.ScopeIngest)
	if err != nil {
		s.t.Fatal(err)
	}
	return &client{s: s, token: token}
}

// reply is an answer, read whole.
type reply struct {
	status int
	header http.Header
	raw    []byte
}

func (r reply) String() string { return fmt.Sprintf("%d %s", r.status, r.raw) }

// read decodes the answer's body.
func read[T any](t *testing.T, r reply) (v T) {
	t.Helper()
	if err := json.Unmarshal(r.raw, &v); err != nil {
		t.Fatalf("%v in %s", err, r)
	}
	return v
}

type header map[string]string

// call sends body as JSON, or as it is when it is bytes, and returns the answer.
func (c *client) call(method, path string, body any, headers ...header) reply {
	c.s.t.Helper()
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		content = bytes.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			c.s.t.Fatal(err)
		}
		content = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(c.s.t.Context(), method, c.s.base+"/api/v1"+path, content)
	if err != nil {
		c.s.t.Fatal(err)
	}
	c.dress(r, body != nil)
	for _, h := range headers {
		for name, value := range h {
			r.Header.Set(name, value)
			if value == "" {
				r.Header.Del(name)
			}
		}
	}
	return c.s.send(r)
}

func (c *client) dress(r *http.Request, body bool) {
	if body {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.cookie != "" {
		r.Header.Set("Cookie", c.cookie)
		r.Header.Set("Origin", c.s.base)
	}
}

func (s *site) send(r *http.Request) reply {
	s.t.Helper()
	got, err := (&http.Client{Timeout: 20 * time.Second}).Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{got.StatusCode, got.Header, raw}
}

// must is call that fails the test unless the status is as expected.
func (c *client) must(status int, method, path string, body any, headers ...header) reply {
	c.s.t.Helper()
	r := c.call(method, path, body, headers...)
	if r.status != status {
		c.s.t.Fatalf("%s %s: want %d, got %s", method, path, status, r)
	}
	return r
}

type fields = map[string]any

// tell sends events as a source; each begins with id, type, interaction and at unless it has them.
func (c *client) tell(events ...fields) reply {
	c.s.t.Helper()
	return c.must(http.StatusOK, http.MethodPost, "/ingest/events", fields{"events": events})
}

func (s *site) started(interaction, agent string) fields {
	return fields{"id": interaction + "-start", "type": "interaction.started", "interaction": interaction, "at": s.clock.Now(), "channel": "phone", "agent": agent + "@example.com"}
}

func (s *site) said(interaction string, n int, speaker, text string) fields {
	return fields{"id": fmt.Sprintf("%s-u%d", interaction, n), "type": "utterance.added", "interaction": interaction,
		"at": s.clock.Now().Add(time.Duration(n) * time.Second), "seq": n, "speaker": speaker, "text": text}
}

func (s *site) ended(interaction string) fields {
	return fields{"id": interaction + "-end", "type": "interaction.ended", "interaction": interaction, "at": s.clock.Now().Add(time.Hour)}
}

type list[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// idOf finds Rater's own id of a source's interaction.
func (s *site) idOf(external string) string {
	s.t.Helper()
	var id string
	if err := s.db.Conn(s.t.Context()).Table("interactions").Where("external_id = ?", external).Limit(1).Pluck("id", &id).Error; err != nil || id == "" {
		s.t.Fatalf("no interaction %s: %v", external, err)
	}
	return id
}

func ifMatch(revision int64) header {
	return header{"If-Match": fmt.Sprintf("%q", fmt.Sprint(revision))}
}
