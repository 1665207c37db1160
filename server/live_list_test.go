package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type liveRow struct {
	ID, Channel string
	AgentName   string     `json:"agent_name"`
	ToneHint    string     `json:"tone_hint"`
	SaidAt      time.Time  `json:"said_at"`
	HelpAt      *time.Time `json:"help_at"`
	Samples     []struct{ Origin, Reason string }
}

func (c *client) livePage(query string) []liveRow {
	c.s.t.Helper()
	return read[list[liveRow]](c.s.t, c.must(200, http.MethodGet, "/interactions/live"+query, nil)).Items
}

// named are the source's names of live rows.
func (s *site) named(rows []liveRow) string {
	s.t.Helper()
	var names []string
	for _, r := range rows {
		var name string
		if err := s.db.Conn(s.t.Context()).Table("interactions").Where("id = ?", r.ID).Pluck("external_id", &name).Error; err != nil {
			s.t.Fatal(err)
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// openLive is a desk with four live interactions of billing, one of sales and one that is over. Every one is drawn but "b",
// in whose words a plan's triggers find something.
func openLive(t *testing.T, db testkit.Database) (*site, *client) {
	s, sue, _ := desk1(t, db)
	s.person("sid", people.Supervisor, "sales")
	s.person("ben", people.Agent, "sales")
	crm := s.source("live")
	for n, name := range []string{"a", "b", "c", "other", "over"} {
		start := s.started(name, map[bool]string{true: "ben", false: "ana"}[name == "other"])
		start["at"], start["channel"] = s.clock.Now().Add(time.Duration(n-10)*time.Minute), []string{"chat", "phone"}[n%2]
		start["language"] = map[bool]string{true: "de", false: "en-GB"}[name == "c"]
		crm.tell(start)
	}
	said := func(name string, n, ago int, speaker, text string) fields {
		u := s.said(name, n, speaker, text)
		u["at"] = s.clock.Now().Add(-time.Duration(ago) * time.Second)
		return u
	}
	crm.tell(said("a", 1, 90, "customer", "This is terrible, I am very angry."), said("a", 2, 60, "agent", "Wonderful! I love it."),
		said("b", 1, 30, "customer", "Thank you so much, that is great!"), said("c", 1, 10, "customer", "This is terrible, I am very angry."),
		fields{"id": "over-end", "type": "interaction.ended", "interaction": "over", "at": s.clock.Now()})
	return s, sue
}

// TestLiveList holds what the list shows, whom, and in which order.
func TestLiveList(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue := openLive(t, db)
		for query, want := range map[string]string{
			"": "c-1 c b a", "?sort=running": "a b c c-1", "?sort=silence": "a b c c-1", "?channel=chat": "c a", "?silence=45": "a",
			"?tone=negative": "a", "?tone=positive": "b", "?tone=neutral": "c-1", "?team=" + s.team("sales"): "", "?agent=" + s.users["ana"].ID: "c-1 c b a",
			"?help=true": "", "?sampled=random": "c-1 c b a", "?sampled=targeted": "",
		} {
			if query == "?tone=neutral" {
				want = "" // c-1 names no language
			}
			if got := s.named(sue.livePage(query)); got != want {
				t.Errorf("%q: want %s, got %s", query, want, got)
			}
		}
		rows := sue.livePage("?sort=running")
		if rows[0].ToneHint != "negative" || rows[1].ToneHint != "positive" || rows[2].ToneHint != "" || rows[0].AgentName != "ana" {
			t.Errorf("rows: %+v", rows)
		}
		if !rows[0].SaidAt.Equal(s.clock.Now().Add(-time.Minute)) || rows[0].Samples[0].Origin != "random" {
			t.Errorf("the first: %+v", rows[0])
		}
		agent := s.as("ana").dial()
		agent.say(fields{"type": "help", "interaction": s.idOf("b")})
		agent.hear("changed")
		if got := s.named(sue.livePage("")); got != "b c-1 c a" {
			t.Errorf("with help: %s", got)
		}
		if got := s.named(s.as("sid").livePage("")); got != "other" {
			t.Errorf("of another team: %s", got)
		}
	})
}

// TestLiveListByPages holds that pages of any size, in every order, show each row once.
func TestLiveListByPages(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue := openLive(t, db)
		crm := s.source("many")
		for n := range 23 {
			start := s.started(fmt.Sprint("m-", n), "ana")
			start["language"] = "en"
			crm.tell(start, s.said(fmt.Sprint("m-", n), 1+n%3, "customer", []string{"great, thanks", "awful"}[n%2])) // many at one time
		}
		for _, query := range []string{"", "&sort=silence", "&sort=running", "&tone=negative", "&sampled=random"} {
			whole := s.named(sue.livePage("?limit=200" + query))
			for _, limit := range []int{1, 4, 27} {
				var seen []liveRow
				for after := ""; ; {
					page := read[list[liveRow]](t, sue.must(200, http.MethodGet, fmt.Sprintf("/interactions/live?limit=%d%s&after=%s", limit, query, after), nil))
					seen = append(seen, page.Items...)
					if page.Next == nil {
						break
					}
					after = *page.Next
				}
				if got := s.named(seen); got != whole {
					t.Errorf("%s by %d: %s instead of %s", query, limit, got, whole)
				}
			}
		}
	})
}

// TestLiveListNeverShowsOnesOwn holds that who leads a team sees no mark of what they are judged by.
func TestLiveListNeverShowsOnesOwn(t *testing.T) {
	t.Parallel()
	s, _, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	both := s.person("mia", people.Supervisor, "billing")
	roles := []people.Role{people.Supervisor, people.Agent}
	if _, err := s.desk.Users.Change(t.Context(), people.System(), both.ID, people.Changes{Roles: &roles}); err != nil {
		t.Fatal(err)
	}
	s.source("own").tell(s.started("own", "mia"))
	if got := s.named(s.as("mia").livePage("")); got != "c-1" {
		t.Errorf("mia sees %s", got)
	}
}

// TestLiveListShowsTriggers holds that what a plan's triggers found is told with its reason.
func TestLiveListShowsTriggers(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.SampleRate = 1e-9 })
	s.person("lyn", people.Analyst)
	s.as("lyn").must(201, http.MethodPost, "/plans", fields{"name": "words", "scorecard": s.scorecard(), "rate": 1e-9, "triggers": fields{"words": []string{"cancel"}}})
	crm := s.source("words")
	crm.tell(s.started("w", "ana"), s.said("w", 1, "customer", "I want to cancel"))
	rows := sue.livePage("?sampled=targeted")
	if s.named(rows) != "w" || rows[0].Samples[0].Reason == "" {
		t.Errorf("%+v", rows)
	}
}
