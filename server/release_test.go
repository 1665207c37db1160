package server_test

import (
	"fmt"
	"net/http"
	"testing"

	"rater/internal/foundation/testkit"
)

// TestManyAreReleased releases what can be, and says of each other one what is in the way; the agent hears of each once.
func TestManyAreReleased(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		s.source("crm").tell(append(append(s.contact("c-2", "ana"), s.contact("c-3", "ana")...), s.contact("c-4", "ana")...)...)
		one, two, draft, others := sue.submitted("c-1"), sue.submitted("c-2"), sue.answered("c-3"), s.as("sol").submitted("c-4")
		at := func(e evaluation, revision int64) fields { return fields{"id": e.ID, "revision": revision} }
		body := fields{"evaluations": []fields{at(one, one.Revision), at(two, two.Revision-1), at(draft, draft.Revision), at(others, others.Revision), {"id": unknownID, "revision": 1}}}
		got := read[list[struct {
			ID, Detail string
			OK         bool
		}]](t, sue.must(200, http.MethodPost, "/evaluations/release", body)).Items
		for n, ok := range []bool{true, false, false, false, false} {
			if got[n].OK != ok || (got[n].Detail == "") != ok || got[n].ID != body["evaluations"].([]fields)[n]["id"] {
				t.Errorf("%d: %+v", n, got[n])
			}
		}
		if seen := read[list[evaluation]](t, ana.must(200, http.MethodGet, "/evaluations", nil)).Items; len(seen) != 1 || seen[0].ID != one.ID {
			t.Errorf("ana sees %+v", seen)
		}
		if unread := string(ana.must(200, http.MethodGet, "/me/notices/unread", nil).raw); unread != fmt.Sprintln(`{"unread":1}`) {
			t.Errorf("ana was told %s", unread)
		}
		twice := fields{"evaluations": []fields{at(two, two.Revision), at(two, two.Revision)}}
		if p := read[problem](t, sue.must(422, http.MethodPost, "/evaluations/release", twice)); p.places() != "body.evaluations[1].id" {
			t.Errorf("named twice: %+v", p)
		}
	})
}
