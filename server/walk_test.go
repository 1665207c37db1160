package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/migrations"
)

// described is a route as /api/openapi.json describes it, so that what is asked of every route is asked of new ones too.
type described struct {
	method, path string // without /api/v1
	parameters   []parameter
	body         *schema // nil where the route takes none
}

type parameter struct {
	Name, In string
	Required bool
	Schema   schema
}

type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Format     string
	Enum       []any
	Properties map[string]schema
	Items      *schema
	MaxLength  *int `json:"maxLength"`
	MaxItems   *int `json:"maxItems"`

	AdditionalProperties any `json:"additionalProperties"`
}

func (s *schema) is(kind string) bool {
	return slices.Contains(strings.Fields(strings.Trim(fmt.Sprint(s.Type), "[]")), kind)
}

// open says whether an object takes keys of any name.
func (s *schema) open() bool {
	closed, ok := s.AdditionalProperties.(bool)
	return s.AdditionalProperties != nil && (!ok || closed)
}

// described reads the API's description of itself, and fails when a route is missing from it.
func (s *site) described() (list []described) {
	s.t.Helper()
	raw := s.fetch("/api/openapi.json").raw
	var d struct {
		Paths map[string]map[string]struct {
			Parameters  []parameter
			RequestBody *struct {
				Content map[string]struct{ Schema schema }
			} `json:"requestBody"`
		}
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		s.t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(d.Paths[path])) {
			op := d.Paths[path][method]
			one := described{method: strings.ToUpper(method), path: strings.TrimPrefix(path, "/api/v1"), parameters: op.Parameters}
			if op.RequestBody != nil {
				body := op.RequestBody.Content["application/json"].Schema.whole(d.Components.Schemas)
				one.body = &body
			}
			list = append(list, one)
		}
	}
	if len(list) != len(s.api.Routes)-1 { // all but the live socket
		s.t.Fatalf("%d of %d routes are described", len(list), len(s.api.Routes)-1)
	}
	return list
}

// whole puts what a schema refers to in its place.
func (s schema) whole(named map[string]schema) schema {
	if s.Ref != "" {
		s = named[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	properties := map[string]schema{}
	for name, p := range s.Properties {
		properties[name] = p.whole(named)
	}
	s.Properties = properties
	if s.Items != nil {
		items := s.Items.whole(named)
		s.Items = &items
	}
	return s
}

// example is a value of the schema's shape, with every part there.
func (s *schema) example() any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.is("object"):
		o := fields{}
		for name, p := range s.Properties {
			o[name] = p.example()
		}
		return o
	case s.is("array"):
		return []any{s.Items.example()}
	case s.is("integer"), s.is("number"):
		return 1
	case s.is("boolean"):
		return false
	case s.Format == "date-time":
		return "2026-03-02T08:00:00Z"
	}
	return "x"
}

// fetch reads an address of the server that is not of the API's.
func (s *site) fetch(path string) reply {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.send(r)
}

// at puts an id into the address.
func (d described) at(id string) string {
	return strings.NewReplacer("{id}", id, "{part}", unknownID, "{n}", "0").Replace(d.path)
}

// callers are those of a company who hold a route's permission, one of each role.
func (c *company) callers(d described) (names []string) {
	c.t.Helper()
	for _, r := range c.api.Routes {
		if r.Method != d.method || r.Path != d.path {
			continue
		}
		for _, name := range columns[2:] {
			if (people.Actor{Roles: c.users[name].Roles}).May(r.Permission) && r.Permission != people.Anyone {
				names = append(names, name)
			}
		}
		switch r.Permission {
		case people.Anyone:
			names = []string{"anonymous"}
		case people.Ingest:
			names = []string{"token"}
		}
	}
	return names
}

// called is a client of a caller's name.
func (s *site) called(name string) *client {
	s.t.Helper()
	if s.signedIn["anonymous"] == nil {
		s.signedIn["anonymous"], s.signedIn["token"] = s.anonymous(), s.source("a source of the test")
	}
	return s.once(name)
}

// dump is everything that the database holds, as a backup has it.
func (s *site) dump() string {
	s.t.Helper()
	var b bytes.Buffer
	err := s.db.Dump(s.t.Context(), migrations.Tables, func(table string) (io.Writer, error) {
		_, err := fmt.Fprintln(&b, table)
		return &b, err
	}, func(string, int64) {})
	if err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

var unknownID = store.NewID()
