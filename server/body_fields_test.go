package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// notTheirs are fields that no caller sets, wherever a body does not declare them.
var notTheirs = []string{"role", "roles", "score", "overall", "points", "author", "actor", "evaluator", "revision", "id", "status", "team", "created_at", "source", "__proto__"}

// takesAnyKey are the objects whose keys are the caller's own.
var takesAnyKey = []string{"/me/preferences preferences", "/ingest/events events.0.attributes",
	"/scorecards/import definition.texts", "/scorecards/import definition.dimensions.0.channel_notes", "/scorecards/import definition.dimensions.0.questions.0.channel_help",
	"/scorecards/{id}/draft definition.texts", "/scorecards/{id}/draft definition.dimensions.0.channel_notes", "/scorecards/{id}/draft definition.dimensions.0.questions.0.channel_help"}

// everyBodyRefusesWhatItDoesNotDeclare puts each of these fields into each object of each route's body.
func everyBodyRefusesWhatItDoesNotDeclare(t *testing.T, c *company) {
	for _, name := range columns {
		c.called(name)
	}
	before := c.dump()
	bodies := 0
	for _, d := range c.described() {
		if d.body == nil {
			continue
		}
		bodies++
		as := c.called(c.callers(d)[0])
		for _, place := range d.body.objects(nil) {
			if place.object.open() {
				if where := d.path + " " + strings.Join(place.way, "."); !slices.Contains(takesAnyKey, where) {
					t.Errorf("%s takes keys of any name", where)
				}
				continue
			}
			for _, field := range notTheirs {
				if _, declared := place.object.Properties[field]; declared {
					continue
				}
				body := d.body.example()
				put(body, place.way, field, "1")
				got := as.call(d.method, d.at(unknownID), body, ifMatch(1))
				if !refused(got, d, place.way, field) {
					t.Errorf("%s %s takes %q in body.%s: %s", d.method, d.path, field, strings.Join(place.way, "."), got)
				}
			}
		}
	}
	if bodies < 20 {
		t.Errorf("only %d routes have a body", bodies)
	}
	if c.dump() != before {
		t.Error("a refused body changed something")
	}
}

// refused says whether the answer names the field; a bad event is refused in the receipt.
func refused(got reply, d described, way []string, field string) bool {
	if !strings.Contains(string(got.raw), field) {
		return false
	}
	if d.path == "/ingest/events" && slices.Contains(way, "0") {
		return got.status == http.StatusOK && strings.Contains(string(got.raw), `"accepted":0`) && strings.Contains(string(got.raw), "is not a field")
	}
	return got.status == http.StatusUnprocessableEntity
}

type placedObject struct {
	way    []string // keys, and 0 for the one item of a list
	object *schema
}

// objects are those of a schema, with the way to each.
func (s *schema) objects(way []string) (list []placedObject) {
	switch {
	case s.is("object"):
		list = append(list, placedObject{way, s})
		for name, p := range s.Properties {
			list = append(list, p.objects(append(slices.Clone(way), name))...)
		}
	case s.is("array"):
		list = s.Items.objects(append(slices.Clone(way), "0"))
	}
	return list
}

// put sets a field of the object that lies on the way.
func put(body any, way []string, field string, value any) {
	for _, key := range way {
		if key == "0" {
			body = body.([]any)[0]
		} else {
			body = body.(fields)[key]
		}
	}
	body.(fields)[field] = value
}
