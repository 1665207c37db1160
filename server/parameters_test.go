package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// odd are values that no parameter expects.
var odd = []string{"", " ", "'", `"`, "' OR 1=1 --", "x' UNION SELECT password_hash FROM users --", "%", "_", `\`, "\x00", "a\x00b", "\xff", "-1", "0",
	"9223372036854775808", "1e99", "NaN", "null", "[]", strings.Repeat("x", 99), strings.Repeat("9", 5000), "\u202e", "é🙂",
	"../../etc/passwd", "zebra*", "\"zebra", "NEAR(", "AND", "a:b", "--", "\r\nX: y", "2026-02-30", "0000-00-00T00:00:00Z", "9999999-01-01"}

// oddQueries are ways to say a parameter that Rater does not know.
var oddQueries = []string{"%s=a&%s=b", "%s[]=a", "%s[$ne]=a", "%s[0]=a&%s[1]=b", "%s", "%s=%%", "%s=%%zz", "%%00%s=a", "%s;%s=a", "%s=a%%26limit=1"}

var anyID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// TestOddParameters gives every parameter of every route odd values, as each who may call it: never an error of the
// server's, and never a row that the caller does not see without.
func TestOddParameters(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := openTwoTeams(t, db)
		hidden := map[string]map[string]bool{}
		for _, name := range []string{"ada", "sue", "ana", "tom", "lyn", "anonymous", "token"} {
			hidden[name] = c.hiddenFrom(name)
		}
		for _, d := range c.described() {
			if d.path == "/session" {
				continue // which says nothing of rows, and signs out
			}
			for n, name := range narrow(c.callers(d), db.Dialect) {
				for _, p := range d.parameters {
					c.tryOdd(d, name, p, hidden[name])
				}
				if n == 0 {
					c.tryOddHeaders(d, name, hidden[name])
				}
			}
		}
	})
}

// narrow are those of the callers from whom most is hidden; on PostgreSQL one of them, since each request costs more there.
func narrow(callers []string, dialect string) []string {
	some := slices.DeleteFunc(slices.Clone(callers), func(name string) bool { return name == "ada" || name == "lyn" })
	if len(some) == 0 {
		some = callers
	}
	if dialect == store.Postgres {
		some = some[len(some)-1:]
	}
	return some
}

// openTwoTeams is a desk with an evaluation in each of two teams: of ana, led by sue, and of ben, led by sid.
func openTwoTeams(t *testing.T, db testkit.Database) *company {
	t.Helper()
	s := open(t, db)
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("sid", people.Supervisor, "sales")
	s.person("ana", people.Agent, "billing")
	s.person("ben", people.Agent, "sales")
	s.person("lyn", people.Analyst)
	s.person("tom", people.Trainer)
	s.source("crm").tell(append(append(s.contact("own", "ana"), s.contact("secret", "ben")...), s.contact("own-offer", "ana")...)...)
	s.as("sid").planned("ben", 60)
	s.as("sid").agreed("ben", nil)
	c := &company{site: s, taught: s.teach(map[string]string{"own": "ana", "other": "ben"}), evaluations: map[string]evaluation{"own": s.as("sue").released("own"), "secret": s.as("sid").released("secret")},
		sessions: map[string]session{"own": s.as("sue").planned("ana", 60)}, actions: map[string]action{"own": s.as("sue").agreed("ana", nil)}}
	c.built = s.as("lyn").begun(fields{"name": "Trial", "template": "de-escalation"}).Scorecard
	c.furnishFeedback("own", "ana", s.as("sue"), "11:00")
	c.furnishFeedback("secret", "ben", s.as("sid"), "12:00")
	c.furnishRounds()
	return c
}

// hiddenFrom are the ids of rows that somebody does not see without any parameter.
func (c *company) hiddenFrom(name string) map[string]bool {
	c.t.Helper()
	hidden := map[string]bool{c.users["ben"].ID: true, c.users["sid"].ID: true}
	for _, table := range []string{"interactions", "evaluations", "samples", "teams", "coaching_sessions", "actions", "coaching_plans", "coaching_requests", "rounds", "feedback", "recognitions", "suggestions", "modules", "media", "assignments", "attempts", "assignment_rules"} {
		var ids []string
		if err := c.db.Conn(c.t.Context()).Table(table).Pluck("id", &ids).Error; err != nil {
			c.t.Fatal(err)
		}
		for _, id := range ids {
			hidden[id] = true
		}
	}
	look := func(path string) {
		for _, id := range anyID.FindAllString(string(c.called(name).call(http.MethodGet, path, nil).raw), -1) {
			delete(hidden, id)
		}
	}
	for _, d := range c.described() {
		if d.method == http.MethodGet && !strings.Contains(d.path, "{id}") {
			look(d.path)
		}
	}
	look("/interactions/" + c.idOf("own"))
	look("/interactions/" + c.idOf("own-offer"))
	look("/evaluations/" + c.evaluations["own"].ID)
	for _, plan := range c.planIDs() {
		look("/plans/" + plan + "/samples")
	}
	look("/modules/" + c.module)
	look("/modules/" + c.draft)
	for _, l := range c.learning {
		look("/assignments/" + l.ID)
		look("/attempts/" + l.Attempt)
	}
	return hidden
}

// tryOdd gives one parameter each odd value, and the ids of another team.
func (c *company) tryOdd(d described, name string, p parameter, hidden map[string]bool) {
	c.t.Helper()
	others := []string{c.idOf("secret"), c.users["ben"].ID, c.team("sales"), c.idOf("secret") + "' --"}
	for _, value := range append(others, odd...) {
		switch p.In {
		case "path":
			c.tryOne(d, name, d.at(url.PathEscape(value)), hidden, value)
		case "query":
			c.tryOne(d, name, d.at(c.idOf("own"))+"?"+p.Name+"="+url.QueryEscape(value), hidden, value)
		case "header":
			if !strings.ContainsAny(value, "\x00\r\n") {
				c.tryOne(d, name, d.at(c.idOf("own")), hidden, value, header{p.Name: value})
			}
		}
	}
	if p.In == "query" {
		for _, form := range oddQueries {
			query := strings.NewReplacer("%%", "%", "%s", p.Name).Replace(form)
			c.tryOne(d, name, d.at(c.idOf("own"))+"?"+query, hidden, query)
		}
	}
}

// tryOddHeaders gives the headers that any route reads odd values.
func (c *company) tryOddHeaders(d described, name string, hidden map[string]bool) {
	c.t.Helper()
	for _, h := range []string{"Idempotency-Key", "Authorization", "Cookie", "Origin", "Accept", "Content-Type", "Range", "If-None-Match", "Accept-Encoding"} {
		for _, value := range []string{"' OR 1=1 --", "*/*;q=NaN", strings.Repeat("x", 3000), "rater_session=\xff"} {
			c.tryOne(d, name, d.at(c.idOf("own")), hidden, h+": "+value, header{h: value})
		}
	}
}

func (c *company) tryOne(d described, name, path string, hidden map[string]bool, what string, headers ...header) {
	c.t.Helper()
	var body any
	if d.body != nil && d.method != http.MethodGet {
		body = d.body.example()
	}
	c.try(d, name, path, body, hidden, what, headers...)
}

func (c *company) try(d described, name, path string, body any, hidden map[string]bool, what string, headers ...header) {
	c.t.Helper()
	got := c.called(name).call(d.method, path, body, headers...)
	if got.status >= 500 || strings.Contains(strings.ToUpper(string(got.raw)), "SQL") {
		c.t.Errorf("%s %s as %s with %.40q: %s", d.method, d.path, name, what, got)
	}
	for _, id := range anyID.FindAllString(string(got.raw), -1) {
		if hidden[id] && !strings.Contains(what, id) {
			c.t.Errorf("%s %s as %s with %.40q shows %s: %s", d.method, d.path, name, what, id, got)
		}
	}
}
