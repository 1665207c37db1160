package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestEveryPageIsBounded holds of every list that it has a limit of 1 to 200, 50 unless asked for, and keeps to it,
// whatever span of time is asked for.
func TestEveryPageIsBounded(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.person("eve", people.Evaluator)
	for n := range 210 {
		s.append(s.started(fmt.Sprint("i-", n), "ana"), s.started(fmt.Sprint("u-", n), fmt.Sprint("nobody-", n)))
	}
	for n := 2; n <= 212; n++ {
		s.append(s.said("i-0", n, "customer", "word"))
	}
	c := &company{site: s}
	if lists, full := c.checkPages(); lists < 12 || full < 5 {
		t.Errorf("%d lists were read, %d of them longer than a page", lists, full)
	}
	c.checkSearches("ada")
}

// checkPages looks at each list as each who may read it, and counts them, and those that are longer than a page.
func (c *company) checkPages() (lists, full int) {
	c.t.Helper()
	for _, d := range c.described() {
		if d.method != http.MethodGet {
			continue
		}
		for _, name := range c.callers(d) {
			count := c.pageOf(d, name, "")
			if count < 0 {
				continue
			}
			lists++
			if count == 50 && c.pageOf(d, name, "&limit=200") > 50 {
				full++
			}
			c.checkLimits(d, name)
		}
	}
	return lists, full
}

func (c *company) checkSearches(name string) {
	c.t.Helper()
	for _, path := range []string{"/interactions/search", "/users/search"} {
		for _, limit := range []any{0, -1, 201, 1e9, "all"} {
			if got := c.called(name).call(http.MethodPost, path, fields{"limit": limit}); got.status != http.StatusUnprocessableEntity || !strings.Contains(string(got.raw), "body.limit") {
				c.t.Errorf("POST %s with the limit %v: %.200s", path, limit, got)
			}
		}
		c.called(name).must(422, http.MethodPost, path, fields{"after": "no cursor"})
	}
	if n := len(read[list[json.RawMessage]](c.t, c.called(name).must(200, http.MethodPost, "/interactions/search", fields{"from": "0001-01-01"})).Items); n != 50 {
		c.t.Errorf("a search without a limit: %d items", n)
	}
}

// pageOf is how many items a route answers, -1 when it answers no list.
func (c *company) pageOf(d described, name, query string) int {
	c.t.Helper()
	got := c.called(name).call(http.MethodGet, d.at(c.idOf("i-0"))+"?x="+query, nil)
	var page struct{ Items *[]json.RawMessage }
	if got.status != http.StatusOK || json.Unmarshal(got.raw, &page) != nil || page.Items == nil {
		return -1
	}
	return len(*page.Items)
}

func (c *company) checkLimits(d described, name string) {
	c.t.Helper()
	if n := c.pageOf(d, name, ""); n > 50 {
		c.t.Errorf("GET %s as %s: %d items without a limit", d.path, name, n)
	}
	for _, limit := range []string{"0", "-1", "201", "1000000", "99999999999999999999", "1.5", "all", "1e3", "0x10"} {
		if got := c.called(name).call(http.MethodGet, d.at(c.idOf("i-0"))+"?limit="+limit, nil); got.status != http.StatusUnprocessableEntity || !strings.Contains(string(got.raw), "query.limit") {
			c.t.Errorf("GET %s?limit=%s as %s: %.200s", d.path, limit, name, got)
		}
	}
	for _, limit := range []int{1, 7, 200} {
		if n := c.pageOf(d, name, fmt.Sprint("&limit=", limit)); n > limit || n < 0 {
			c.t.Errorf("GET %s?limit=%d as %s: %d items", d.path, limit, name, n)
		}
	}
	for _, span := range [][2]string{{"0001-01-01", "9999-12-31"}, {"9999-12-31", "0001-01-01"}, {"0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59+23:59"}} {
		if n := c.pageOf(d, name, "&from="+url.QueryEscape(span[0])+"&to="+url.QueryEscape(span[1])); n < 0 || n > 50 {
			c.t.Errorf("GET %s from %s to %s as %s: %d items", d.path, span[0], span[1], name, n)
		}
	}
}

// TestEveryBodyIsBounded holds that each text and each list of a body or a parameter has an end: a text by its length or
// its format, one in a list by what it is looked up as. Events have rules of their own, which are told with them.
func TestEveryBodyIsBounded(t *testing.T) {
	t.Parallel()
	s := small(t)
	for _, d := range s.described() {
		if d.body != nil && d.path != "/ingest/events" {
			for _, place := range d.body.endless("body") {
				t.Errorf("%s %s: %s has no end", d.method, d.path, place)
			}
		}
		for _, p := range d.parameters {
			for _, place := range p.Schema.endless(p.In + "." + p.Name) {
				t.Errorf("%s %s: %s has no end", d.method, d.path, place)
			}
		}
	}
}

func (s *schema) endless(at string) (places []string) {
	switch {
	case len(s.Enum) > 0:
	case s.is("object"):
		for name, p := range s.Properties {
			places = append(places, p.endless(at+"."+name)...)
		}
	case s.is("array"):
		if !s.Items.is("string") { // each of those is looked up, or checked by who keeps it
			places = s.Items.endless(at + "[]")
		}
		if s.MaxItems == nil {
			places = append(places, at)
		}
	case s.is("string") && s.MaxLength == nil && s.Format == "":
		places = append(places, at)
	}
	return places
}
