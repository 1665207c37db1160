package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
)

var noticeSettings = fields{"mail": "digest", "digest_at": "09:00", "quiet_from": "", "quiet_until": "", "time_zone": "Europe/Berlin", "muted": []string{"dispute_decided"}}

type notice struct {
	ID, Kind, Subject string
	SubjectID         string     `json:"subject_id"`
	ReadAt            *time.Time `json:"read_at"`
}

// told are the notices of who asks, the newest first, as kinds.
func (c *client) told(query string) (all []notice, kinds string) {
	c.s.t.Helper()
	all = read[list[notice]](c.s.t, c.must(200, http.MethodGet, "/me/notices"+query, nil)).Items
	words := make([]string, len(all))
	for n, one := range all {
		words[n] = one.Kind
	}
	return all, strings.Join(words, " ")
}

func (c *client) unread() int {
	c.s.t.Helper()
	return read[struct{ Unread int }](c.s.t, c.must(200, http.MethodGet, "/me/notices/unread", nil)).Unread
}

// TestEachHearsWhatIsTheirs goes from a release to a decision: who waits for a step of somebody else's is told of it, who
// took it is not.
func TestEachHearsWhatIsTheirs(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, ana := desk1(t, db)
		eve := s.as("eve")
		e := sue.submitted("c-1")
		ear := ana.dial()
		ear.expect("hello")
		e = sue.step(e, "release", nil)
		if list, kinds := ana.told(""); kinds != "evaluation_released" || list[0].SubjectID != e.ID || list[0].Subject != "evaluation" || ana.unread() != 1 {
			t.Fatalf("ana was told of %q: %+v", kinds, list)
		}
		for topics := map[string]bool{}; !topics["notices"]; topics[ear.hear("changed").Topic] = true {
			continue
		}
		d := read[dispute](t, ana.must(201, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": s.form().Dimensions[0].Questions[0].ID, "reason": "no"}, ifMatch(e.Revision)))
		if list, kinds := eve.told("?unread=true"); kinds != "dispute_to_decide" || list[0].SubjectID != d.ID {
			t.Fatalf("eve was told of %q", kinds)
		}
		eve.must(200, http.MethodPost, "/disputes/"+d.ID+"/resolve", fields{"outcome": "upheld", "reason": "it is right"}, ifMatch(d.Revision))
		for name, want := range map[string]string{"ana": "dispute_decided evaluation_released", "sue": "dispute_decided dispute_opened", "eve": "dispute_to_decide"} {
			if _, kinds := s.as(name).told(""); kinds != want {
				t.Errorf("%s was told of %q, not %q", name, kinds, want)
			}
		}
		list, _ := ana.told("")
		sue.must(204, http.MethodPost, "/me/notices/read", fields{"ids": []string{list[0].ID, list[1].ID}})
		if ana.unread() != 2 {
			t.Error("sue read ana's notices")
		}
		ana.must(204, http.MethodPost, "/me/notices/read", fields{"ids": []string{list[1].ID}})
		if after, _ := ana.told("?unread=true"); len(after) != 1 || after[0].ID != list[0].ID {
			t.Errorf("unread: %+v", after)
		}
		ana.must(422, http.MethodPost, "/me/notices/read", fields{})
	})
}
