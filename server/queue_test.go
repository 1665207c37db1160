package server_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/server"
)

type queued struct {
	ID, Interaction, Status, Pool, Replaces string
	ClaimedBy                               string    `json:"claimed_by"`
	DueAt                                   time.Time `json:"due_at"`
	Overdue                                 bool
	Probability                             float64
}

func (c *client) queue(query string) list[queued] {
	c.s.t.Helper()
	return read[list[queued]](c.s.t, c.must(200, http.MethodGet, "/queue"+query, nil))
}

// kindsOf are what somebody was told of, the oldest first.
func (c *client) kindsOf() (kinds []string) {
	c.s.t.Helper()
	for _, n := range read[list[struct{ Kind string }]](c.s.t, c.must(200, http.MethodGet, "/me/notices?limit=200", nil)).Items {
		kinds = append(kinds, n.Kind)
	}
	slices.Reverse(kinds)
	return kinds
}

// drawn tells of an interaction that is over, in the queue.
func (s *site) drawn(external, agent string) {
	s.t.Helper()
	s.source("crm").tell(append(s.contact(external, agent), s.ended(external))...)
	s.keepHouse()
}

// second is another server over the same database, without its doors.
func (s *site) second() *server.Desk {
	s.t.Helper()
	d, err := server.NewDesk(s.t.Context(), s.desk.Config, s.db.DB, s.clock.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(d.Log.Close)
	return d
}

// TestTheQueueListsWhatIsDueFirst draws over three days, the latest first in one of them, and reads page by page.
func TestTheQueueListsWhatIsDueFirst(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db, func(c *config.Config) { c.TimeZone = "America/New_York" })
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		var want []string
		for day := range 3 {
			for n := range 2 {
				call := fmt.Sprintf("call-%d%d", day, n)
				s.drawn(call, "ana")
				want = append(want, s.idOf(call))
			}
			s.clock.Advance(24 * time.Hour)
		}
		late := s.offerOf("call-00")
		err := s.db.InTx(t.Context(), func(ctx context.Context) error {
			return s.db.Conn(ctx).Exec("UPDATE samples SET due_at = due_at + 864000000 WHERE id = ?", late).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		want = append(want[1:], want[0])
		sue := s.as("sue")
		var got []string
		for query := "?limit=2"; ; {
			page := sue.queue(query)
			for _, o := range page.Items {
				got = append(got, o.Interaction)
			}
			if page.Next == nil {
				break
			}
			query = "?limit=2&after=" + *page.Next
		}
		if !slices.Equal(got, want) {
			t.Errorf("the queue is\n%v, not\n%v", got, want)
		}
		zone, _ := time.LoadLocation("America/New_York")
		first := sue.queue("").Items[0]
		begun := testkit.NewClock().Now().In(zone)
		if local := first.DueAt.In(zone); local.Format("15:04:05.000") != "23:59:59.999" || local.YearDay() != begun.YearDay()+7 {
			t.Errorf("drawn on %s, due at %s", begun, local)
		}
	})
}

// TestWhoHoldsASampleIsRemindedOnce goes from the day before to well behind the due time, with two servers that remind.
func TestWhoHoldsASampleIsRemindedOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		s.person("eve", people.Evaluator)
		s.drawn("held", "ana")
		s.drawn("scored", "ana")
		s.drawn("waits", "ana")
		sue, eve := s.as("sue"), s.as("eve")
		for _, call := range []string{"held", "scored"} {
			sue.must(200, http.MethodPost, "/offers/"+s.offerOf(call)+"/assign", fields{"evaluator": s.users["eve"].ID})
		}
		eve.draft("held") // what was begun waits to be scored, too
		eve.submitted("scored")
		if load := read[struct {
			ToScore int `json:"to_score"`
			N       int
		}](t, eve.must(200, http.MethodGet, "/queue/load", nil)); load.ToScore != 1 || load.N != 0 {
			t.Errorf("the load is %+v", load)
		}
		servers := []*server.Desk{s.desk, s.second()}
		remind := func() {
			t.Helper()
			for _, err := range together(2, func(n int) error { return servers[n].Offers.Remind(t.Context()) }) {
				if err != nil {
					t.Error(err)
				}
			}
		}
		for _, step := range []struct {
			after time.Duration
			want  []string
		}{
			{5 * 24 * time.Hour, nil}, {2 * 24 * time.Hour, []string{"sample_due"}}, {time.Hour, []string{"sample_due"}},
			{24 * time.Hour, []string{"sample_due", "sample_overdue"}}, {24 * time.Hour, []string{"sample_due", "sample_overdue"}},
		} {
			s.clock.Advance(step.after)
			remind()
			s.signedIn = map[string]*client{}
			got := slices.DeleteFunc(s.once("eve").kindsOf(), func(kind string) bool { return kind == "sample_assigned" })
			if !slices.Equal(got, step.want) {
				t.Errorf("after %s more: %v, not %v", step.after, got, step.want)
			}
		}
		if row := s.once("eve").queue("").Items; len(row) != 1 || !row[0].Overdue {
			t.Errorf("eve's queue is %+v", row)
		}
	})
}

// TestHowLongScoringTakes is said of five evaluations, and of fewer not; what counts is the work, not the waiting.
func TestHowLongScoringTakes(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	sue := s.as("sue")
	for n, minutes := range []int{4, 600, 6, 8, 2} {
		call := fmt.Sprint("call-", n)
		s.source("crm").tell(s.contact(call, "ana")...)
		e := sue.answered(call)
		s.clock.Advance(time.Duration(minutes) * time.Minute)
		e = read[evaluation](t, sue.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": []fields{}, "active_ms": minutes * 60_000}, ifMatch(e.Revision)))
		s.clock.Advance(24 * time.Hour)
		sue = s.as("sue")
		sue.step(e, "submit", nil)
		load := read[struct {
			Median *float64 `json:"median_minutes"`
			N      int
		}](t, sue.must(200, http.MethodGet, "/queue/load", nil))
		if full := n == 4; full != (load.Median != nil) || (full && (*load.Median != 6 || load.N != 5)) {
			t.Errorf("after %d: %+v", n+1, load)
		}
	}
}
