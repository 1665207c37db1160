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

// eachRoleReadsItsListOfFields holds the answers of every route to each role against the lists in allowed.
func eachRoleReadsItsListOfFields(t *testing.T, c *company) {
	c.tellEverything()
	seen := map[string]map[string]fieldSet{} // by route and role
	note := func(route, role string, got reply) {
		if got.status >= 300 || len(got.raw) == 0 {
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
	for _, row := range matrix {
		if !strings.HasPrefix(row.route, http.MethodGet) {
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
	compareFields(t, seen)
}

func compareFields(t *testing.T, seen map[string]map[string]fieldSet) {
	t.Helper()
	shown := fieldSet{} // the last two steps of each
	for _, route := range slices.Sorted(maps.Keys(seen)) {
		for _, role := range slices.Sorted(maps.Keys(seen[route])) {
			want := declared(fieldsOf(route, role))
			for field := range seen[route][role] {
				shown[ending(field)] = true
				if !want[field] {
					t.Errorf("%s shows the field %s to the role %s, whose list does not have it", route, field, role)
				}
			}
		}
	}
	for _, one := range allowed {
		for _, role := range strings.Fields(one.roles) {
			if seen[one.route][role] == nil {
				t.Errorf("%s has a list for the role %s, which was never answered", one.route, role)
			}
		}
		for field := range declared(one.fields) {
			if !shown[ending(field)] {
				t.Errorf("%s: the list for %s has the field %s, which nobody was shown", one.route, one.roles, field)
			}
		}
	}
}

func fieldsOf(route, role string) string {
	for _, one := range allowed {
		if one.route == route && slices.Contains(strings.Fields(one.roles), role) {
			return one.fields
		}
	}
	return ""
}

func ending(field string) string {
	steps := strings.Split(field, ".")
	return strings.Join(steps[max(0, len(steps)-2):], ".")
}
