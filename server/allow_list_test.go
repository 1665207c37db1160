package server_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// byRole are the people of a company by their role, so that together they see what that role can see.
var byRole = map[string][]string{"anonymous": {"anonymous"}, "token": {"token"}, "admin": {"ada"}, "supervisor": {"sue", "sol", "sid"}, "evaluator": {"eve", "art", "axe"},
	"agent": {"ana", "cam", "ben"}, "trainer": {"tom"}, "analyst": {"lyn"}}

// fieldSet are the places of an answer's JSON: "items[].agent_name".
type fieldSet map[string]bool

// byName are objects whose keys are data.
var byName = []string{"answers", "dimensions", "uncapped_dimensions", "attributes", "preferences"}

func (f fieldSet) add(at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		last := at[strings.LastIndex(at, ".")+1:]
		for key, part := range v {
			if slices.Contains(byName, last) {
				key = "*"
			}
			f.add(strings.TrimPrefix(at+"."+key, "."), part)
		}
	case []any:
		for _, part := range v {
			f.add(at+"[]", part)
		}
	default:
		f[at] = true
	}
}

// declared reads a list such as "id leads[](id name) roles[]".
func declared(list string) fieldSet {
	f := fieldSet{}
	var before []string
	word := ""
	end := func() {
		if word != "" {
			f[strings.Join(append(slices.Clone(before), word), ".")] = true
		}
		word = ""
	}
	for _, r := range list {
		switch r {
		case ' ', '\n', '\t':
			end()
		case '(':
			before, word = append(before, word), ""
		case ')':
			end()
			before = before[:len(before)-1]
		default:
			word += string(r)
		}
	}
	end()
	return f
}

// eachRoleReadsItsListOfFields holds the answers of every route to each role against the lists in allowed. What the tests
// before it did to the company is part of what there is to read.
func eachRoleReadsItsListOfFields(t *testing.T, c *company) {
	c.tellEverything()
	seen := map[string]map[string]fieldSet{} // by route and role
	note := func(route, role string, got reply) {
		if got.status >= 300 || len(got.raw) == 0 || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
			return
		}
		var answer any
		if err := json.Unmarshal(got.raw, &answer); err != nil {
			t.Fatalf("%s as %s: %v in %s", route, role, err, got)
		}
		if seen[route] == nil {
			seen[route] = map[string]fieldSet{}
		}
		if seen[route][role] == nil {
			seen[route][role] = fieldSet{}
		}
		seen[route][role].add("", answer)
	}
	c.changeEverything(note)
	c.readEverything(note, func(route string) bool { return strings.HasSuffix(route, "/utterances") }) // which leaves watches
	c.readEverything(note, func(route string) bool { return !strings.HasSuffix(route, "/utterances") })
	compareFields(t, seen)
}

// readEverything asks the routes of the matrix that are readings, and meant, for each object as everybody.
func (c *company) readEverything(note func(route, role string, got reply), meant func(route string) bool) {
	c.t.Helper()
	for _, row := range matrix {
		if !strings.HasPrefix(row.route, http.MethodGet) || !meant(row.route) {
			continue
		}
		for role, names := range byRole {
			for _, name := range names {
				for _, label := range c.objectsOf(row.of) {
					note(row.route, role, row.call(c, c.called(name), label))
				}
			}
		}
	}
}

func compareFields(t *testing.T, seen map[string]map[string]fieldSet) {
	t.Helper()
	for _, route := range slices.Sorted(maps.Keys(seen)) {
		for _, role := range slices.Sorted(maps.Keys(seen[route])) {
			want := listed(allowed, route, role)
			for field := range seen[route][role] {
				if !want[field] {
					t.Errorf("%s shows the field %s to the role %s, whose list does not have it", route, field, role)
				}
			}
		}
	}
	for _, one := range allowed {
		for _, role := range strings.Fields(one.roles) {
			compareUnseen(t, one.routes, role, seen[one.routes][role])
		}
	}
}

// compareUnseen holds what a role's list has and the company never showed to that role on that route against notReached.
func compareUnseen(t *testing.T, route, role string, seen fieldSet) {
	t.Helper()
	if seen == nil {
		t.Errorf("%s has a list for the role %s, which was never answered", route, role)
		return
	}
	want, not := listed(allowed, route, role), listed(notReached, route, role)
	for field := range want {
		if !seen[field] && !not[field] {
			t.Errorf("%s: the list for %s has the field %s, which that role was not shown", route, role, field)
		}
	}
	for field := range not {
		if seen[field] || !want[field] {
			t.Errorf("%s: %s is no field that %s may be shown and was not", route, field, role)
		}
	}
}

// listed are the fields that lists have for a role on a route; several routes stand with commas between them.
func listed(lists []fieldList, route, role string) fieldSet {
	fields := fieldSet{}
	for _, one := range lists {
		if slices.Contains(strings.Split(one.routes, ", "), route) && slices.Contains(strings.Fields(one.roles), role) {
			maps.Copy(fields, declared(one.fields))
		}
	}
	return fields
}
