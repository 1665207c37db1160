package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type bookmark struct {
	ID, Note, Question string
	Revision           int64
	Pos                *int64
	At                 *time.Time
}

func (c *client) bookmarks(id string) []bookmark {
	c.s.t.Helper()
	return read[list[bookmark]](c.s.t, c.must(200, http.MethodGet, "/interactions/"+id+"/bookmarks", nil)).Items
}

// TestBookmarks goes through the life of two, which nobody but their author sees.
func TestBookmarks(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.person("sid", people.Supervisor, "sales")
		sol, sid, at := s.as("sol"), s.as("sid"), "/interactions/"+s.idOf("c-1")+"/bookmarks"
		question := s.form().Dimensions[0].Questions[0].ID
		first := read[bookmark](t, sue.must(201, http.MethodPost, at, fields{"pos": 2, "note": " ask about 4111 1111 1111 1111 ", "question": question}))
		if first.Revision != 1 || *first.Pos != 2 || first.At != nil || first.Note != "ask about [card]" || first.Question != question {
			t.Errorf("set: %+v", first)
		}
		moment := s.clock.Now().Add(1500 * time.Millisecond)
		second := read[bookmark](t, sue.must(201, http.MethodPost, at, fields{"at": moment}))
		if second.Pos == nil || *second.Pos != 1 || !second.At.Equal(moment) {
			t.Errorf("of a moment: %+v", second)
		}
		first = read[bookmark](t, sue.must(200, http.MethodPatch, "/bookmarks/"+first.ID, fields{"note": "good"}, ifMatch(1)))
		sue.must(412, http.MethodPatch, "/bookmarks/"+first.ID, fields{"note": "better"}, ifMatch(1))
		sue.must(428, http.MethodPatch, "/bookmarks/"+first.ID, fields{"note": "better"})
		for name, other := range map[string]*client{"sol": sol} {
			if got := other.bookmarks(s.idOf("c-1")); len(got) != 0 {
				t.Errorf("%s sees %+v", name, got)
			}
			other.must(404, http.MethodPatch, "/bookmarks/"+first.ID, fields{"note": "mine"}, ifMatch(2))
			other.must(404, http.MethodDelete, "/bookmarks/"+first.ID, nil)
		}
		sid.must(404, http.MethodGet, at, nil)
		sid.must(404, http.MethodPost, at, fields{"pos": 1})
		ana.must(403, http.MethodGet, at, nil)
		sue.must(204, http.MethodDelete, "/bookmarks/"+second.ID, nil)
		if got := sue.bookmarks(s.idOf("c-1")); len(got) != 1 || got[0].Note != "good" || got[0].Revision != 2 {
			t.Errorf("kept: %+v", got)
		}
		for action, want := range map[string]int64{"set": 2, "change": 1, "remove": 1} {
			if n := s.noted("bookmark." + action); n != want {
				t.Errorf("the audit log has %d of %s", n, action)
			}
		}
	})
}

// TestWrongBookmarks names what is wrong with each.
func TestWrongBookmarks(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	at := "/interactions/" + s.idOf("c-1") + "/bookmarks"
	for name, one := range map[string]struct {
		body fields
		says string
	}{
		"neither":       {fields{"note": "x"}, "body.pos"},
		"both":          {fields{"pos": 1, "at": s.clock.Now()}, "body.pos"},
		"no utterance":  {fields{"pos": 3}, "whose last is 2"},
		"pos 0":         {fields{"pos": 0}, "body.pos"},
		"before":        {fields{"at": s.clock.Now().Add(-time.Hour)}, "must lie within the interaction"},
		"after":         {fields{"at": s.clock.Now().Add(time.Hour)}, "must lie within the interaction"},
		"a long note":   {fields{"pos": 1, "note": strings.Repeat("x", 1001)}, "body.note"},
		"no question":   {fields{"pos": 1, "question": "first"}, "body.question"},
		"no time":       {fields{"at": "noon"}, "body.at"},
		"of what is it": {fields{"pos": "1"}, "body.pos"},
	} {
		if got := sue.must(422, http.MethodPost, at, one.body); !strings.Contains(got.String(), one.says) {
			t.Errorf("%s: %s", name, got)
		}
	}
	for range 200 {
		sue.must(201, http.MethodPost, at, fields{"pos": 1})
	}
	sue.must(409, http.MethodPost, at, fields{"pos": 1})
}
