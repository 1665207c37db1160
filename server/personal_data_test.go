package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// logged is all that the tests' servers have written to the log.
var logged = &journal{}

type journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, _ = os.Stderr.Write(p)
	return j.all.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.String()
}

// personal are values as people say and write them, each with what must be left of it nowhere.
var personal = []struct{ said, raw string }{ // cards and IBANs first
	{"My card is 4111 1111 1111 1111", "4111 1111 1111 1111"},
	{"card: 5500-0055-5555-5559, thanks", "5500-0055-5555-5559"},
	{"the Amex 378282246310005", "378282246310005"},
	{"it is four one one one, one one one one, one one one one, one one one one", "four one one one"},
	{"IBAN DE89 3704 0044 0532 0130 00", "3704 0044 0532"},
	{"pay GB82WEST12345698765432", "GB82WEST12345698765432"},
	{"gb82 west 1234 5698 7654 32", "1234 5698 7654"},
	{"write to john.smith@private.example", "john.smith@private"},
	{"JOHN+X@MAIL.PRIVATE.EXAMPLE", "JOHN+X@MAIL"},
	{"call me on +49 151 23456789", "151 23456789"},
	{"my phone number is (212) 555-0187", "555-0187"},
	{"mobile 07700 900123", "900123"},
	{"my social security number is 536-22-8731", "536-22-8731"},
	{"my SSN is 536 22 8731", "536 22 8731"},
	{"National Insurance number AB 12 34 56 C", "12 34 56 C"},
	{"DNI 12345678Z", "12345678Z"},
}

// accounts are how many of them are taken out of names of other systems too.
const accounts = 7

// TestPersonalDataIsKeptNowhere says each value wherever words are free, and looks for it in all that is stored, sent,
// logged and backed up.
func TestPersonalDataIsKeptNowhere(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("eve", people.Evaluator)
		s.person("ada", people.Admin)
		s.person("sue", people.Supervisor, "billing")
		s.person("sol", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		s.person("lyn", people.Analyst)
		s.person("tom", people.Trainer)
		c := &company{site: s}
		ears := []*ear{s.as("sue").listen(), s.as("ana").listen(), s.as("lyn").listen()}
		for n, value := range personal {
			c.sayEverywhere(fmt.Sprint("i-", n), value.said, n < accounts)
		}
		c.sayInHalves()
		s.keepHouse()
		places := map[string]string{"the database as it is backed up": s.dump(), "every table": s.everyTable(), "its files": files(t, db.Dir), "answers": c.everyAnswer()}
		for n, e := range ears {
			places[fmt.Sprint("live socket ", n)] = e.heard()
		}
		places["the log"] = c.failWith(personal)
		for place, all := range places {
			for _, value := range personal {
				if at := strings.Index(all, value.raw); at >= 0 {
					t.Errorf("%s hold %q: …%.200q", place, value.raw, all[max(0, at-80):])
				}
			}
		}
		if !strings.Contains(places["every table"], "[card]") || !strings.Contains(places["live socket 1"], "[card]") || !strings.Contains(places["answers"], "[iban]") {
			t.Error("the words did not get to where they were looked for")
		}
	})
}

// ear keeps every frame of a live socket.
type ear struct {
	l    *line
	mu   sync.Mutex
	all  bytes.Buffer
	done chan struct{}
}

func (c *client) listen() *ear {
	c.s.t.Helper()
	e := &ear{l: c.dial(), done: make(chan struct{})}
	go func() {
		defer close(e.done)
		for {
			_, raw, err := e.l.ws.ReadMessage()
			if err != nil {
				return
			}
			e.mu.Lock()
			e.all.Write(raw)
			e.mu.Unlock()
		}
	}()
	return e
}

// heard is all that came, up to the answer to a last message.
func (e *ear) heard() string {
	e.l.t.Helper()
	e.l.say(fields{"type": "the end"})
	eventually(e.l.t, "the last answer", func() bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		return strings.Contains(e.all.String(), "must be watch, unwatch, whisper, reply or help")
	})
	e.l.close()
	<-e.done
	return e.all.String()
}

// everyTable is each row of each table that the database has, those of its search too.
func (s *site) everyTable() string {
	s.t.Helper()
	tables := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if s.db.Dialect == store.Postgres {
		tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
	}
	var names []string
	if err := s.db.Conn(s.t.Context()).Raw(tables).Scan(&names).Error; err != nil || len(names) < 25 {
		s.t.Fatalf("%d tables, %v", len(names), err)
	}
	var all strings.Builder
	for _, name := range names {
		var rows []map[string]any
		if err := s.db.Conn(s.t.Context()).Table(name).Find(&rows).Error; err != nil {
			s.t.Fatalf("%s: %v", name, err)
		}
		for _, row := range rows {
			fmt.Fprintf(&all, "%s %s\n", name, row)
		}
	}
	return all.String()
}

// files are the bytes of a folder's files: what a row was before it was rewritten may still stand there.
func files(t *testing.T, dir string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

// everyAnswer is what each route answers to everybody, about every interaction, evaluation and dispute.
func (c *company) everyAnswer() string {
	c.t.Helper()
	var all strings.Builder
	for _, d := range c.described() {
		if d.method != http.MethodGet {
			continue
		}
		ids := []string{""}
		if table := strings.Split(d.path, "/")[1]; strings.Contains(d.path, "{id}") {
			ids = c.idsOf(map[string]string{"offers": "samples", "queue": "samples", "evaluators": "users", "figures": "users", "reports": "users", "scorecards": "scorecards", "coaching": "coaching_sessions"}[table], table)
		}
		for _, name := range c.callers(d) {
			for _, id := range ids {
				got := c.called(name).call(http.MethodGet, d.at(id)+"?limit=200", nil)
				var plain any
				if json.Unmarshal(got.raw, &plain) == nil {
					fmt.Fprintln(&all, d.path, plain)
				}
			}
		}
	}
	return all.String()
}

func (c *company) idsOf(table, otherwise string) (ids []string) {
	c.t.Helper()
	if table == "" {
		table = otherwise
	}
	if err := c.db.Conn(c.t.Context()).Table(table).Limit(20).Pluck("id", &ids).Error; err != nil {
		c.t.Fatal(err)
	}
	return ids
}

// failWith takes the interactions away beneath the server, has it look for each of the words, and returns the log, which
// tells of that.
func (c *company) failWith(all []struct{ said, raw string }) string {
	c.t.Helper()
	if _, err := c.db.SQL().ExecContext(c.t.Context(), "ALTER TABLE interactions RENAME TO lost"); err != nil {
		c.t.Fatal(err)
	}
	for _, one := range all {
		c.called("sue").must(500, http.MethodPost, "/interactions/search", fields{"q": one.said})
	}
	log := logged.String()
	lost := map[string]string{store.SQLite: "no such table: interactions", store.Postgres: `relation \"interactions\" does not exist`}[c.db.Dialect]
	if !strings.Contains(log, lost) {
		c.t.Errorf("the log does not tell of what failed: it lacks %q", lost)
	}
	return log
}
