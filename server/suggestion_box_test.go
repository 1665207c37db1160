package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type suggested struct {
	ID, Status, Team, Words, Reason string
	Revision                        int64
	CameOn                          string `json:"came_on"`
	Replies                         []struct {
		By, Words, On string
		ByName        string `json:"by_name"`
	}
	May struct{ Reply bool }
}

// boxed puts a suggestion into the box and returns its receipt.
func (c *client) boxed(words string) string {
	c.s.t.Helper()
	return read[struct{ Receipt string }](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/suggestions", fields{"words": words}, header{"Idempotency-Key": "once"})).Receipt
}

func (c *client) followed(receipt string) suggested {
	c.s.t.Helper()
	return read[suggested](c.s.t, c.must(200, http.MethodPost, "/suggestions/receipt", fields{"receipt": receipt}))
}

// fromTheBox are the suggestions that somebody reads.
func (c *client) fromTheBox() []suggested {
	c.s.t.Helper()
	return read[list[suggested]](c.s.t, c.must(200, http.MethodGet, "/suggestions", nil)).Items
}

// signInAgain gives everybody a session of the present day.
func (s *site) signInAgain() {
	s.t.Helper()
	clear(s.signedIn)
	for _, name := range append([]string{"ana", "ada"}, raterNames...) {
		s.once(name)
	}
}

// TestNoSuggestionLeadsToItsSender has four suggestions made twice, by other people and in another order, answered, and
// answered back by their senders, and compares all that the database, the audit log and the server's log hold.
func TestNoSuggestionLeadsToItsSender(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		words := said(5)
		var first []string
		for n, play := range []struct{ senders, order []string }{
			{[]string{"pia", "per", "pam", "pol"}, []string{"pia", "per", "pam", "pol"}},
			{[]string{"pol", "pam", "pia", "per"}, []string{"per", "pol", "pia", "pam"}},
		} {
			if n > 0 {
				db = testkit.Open(t, db.Dialect)
			}
			s := askedTeam(t, db)
			receipts := map[string]string{}
			for _, name := range play.order {
				receipts[name] = s.once(name).boxed(words[slices.Index(play.senders, name)])
			}
			moments := []string{s.traces(words)}
			s.houseKept()
			moments = append(moments, s.traces(words))
			if all := s.traces(nil) + files(t, db.Dir) + s.dump() + logged.String(); strings.Contains(all, "Quokkas") || strings.Contains(all, receipts["pia"]) {
				t.Error("what is in the box can be read somewhere")
			}
			s.clock.Advance(24 * time.Hour)
			s.houseKept()
			s.signInAgain()
			s.once("per").must(200, http.MethodPost, "/suggestions/receipt/reply", fields{"receipt": receipts[play.senders[0]], "words": words[4]})
			s.houseKept()
			moments = append(moments, s.traces(words))
			if n == 0 {
				first = moments
				continue
			}
			for at, moment := range moments {
				if moment != first[at] && !sameSorted(moment, first[at]) {
					t.Errorf("moment %d tells who made what: %s", at, difference(first[at], moment))
				}
			}
		}
	})
}

// sameSorted says whether two dumps are the same but for the order of the suggestions, which is by chance.
func sameSorted(a, b string) bool {
	rows := func(text string) (rest string, box []string) {
		for _, line := range strings.Split(text, "\n") {
			if strings.HasPrefix(line, "suggestions ") {
				box = append(box, strings.NewReplacer("place:(0,1)", "", "place:(0,2)", "", "place:(0,3)", "", "place:(0,4)", "", "place:(0,5)", "", "place:1", "", "place:2", "", "place:3", "", "place:4", "").Replace(line))
			} else {
				rest += line + "\n"
			}
		}
		slices.Sort(box)
		return rest, box
	}
	restA, boxA := rows(a)
	restB, boxB := rows(b)
	return restA == restB && slices.Equal(boxA, boxB)
}

// TestASuggestionGoesThrough is a suggestion from the box to its answer, as its sender, the team and its lead read it.
func TestASuggestionGoesThrough(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := askedTeam(t, db)
		ear := s.once("sue").dial()
		ear.expect("hello")
		receipt := s.once("pia").boxed(" More light, call 4111 1111 1111 1111 ")
		s.once("per").boxed("Less noise")
		if got := s.once("pol").followed(strings.ToLower(receipt)); got.Status != "boxed" || !strings.Contains(got.Words, "[card]") {
			t.Errorf("in the box: %+v", got)
		}
		s.once("pia").must(409, http.MethodPost, "/suggestions/receipt/reply", fields{"receipt": receipt, "words": "Soon"})
		s.once("pia").must(404, http.MethodPost, "/suggestions/receipt", fields{"receipt": "another"})
		for day := range 8 {
			s.houseKept()
			if n := len(s.once("sue").fromTheBox()); (n > 0) != (day == 7) {
				t.Fatalf("on day %d there are %d of two", day, n)
			}
			if day < 7 {
				s.clock.Advance(24 * time.Hour)
				clear(s.signedIn) // sessions are over
			}
			if day == 6 {
				s.once("pam").boxed("Of today")
			}
		}
		sue, pia := s.once("sue"), s.once("pia")
		all := sue.fromTheBox()
		at := slices.IndexFunc(all, func(o suggested) bool { return strings.HasPrefix(o.Words, "More") })
		if len(all) != 2 || at < 0 || all[at].CameOn != "2026-03-09" || all[at].Status != "new" || !all[at].May.Reply || all[at].Team != s.team("billing") {
			t.Fatalf("came out: %+v", all)
		}
		if len(pia.fromTheBox()) != 0 || len(s.once("ada").fromTheBox()) != 0 {
			t.Error("what nobody answered is shown to the team, or the team's to the site")
		}
		one := all[at]
		path := "/suggestions/" + one.ID
		sue.must(428, http.MethodPost, path+"/reply", fields{"words": "Which room?"})
		one = read[suggested](t, sue.must(200, http.MethodPost, path+"/reply", fields{"words": "Which room?"}, ifMatch(one.Revision)))
		if got := pia.followed(receipt); got.Replies[0].ByName != "sue" || got.Replies[0].Words != "Which room?" {
			t.Errorf("the sender reads %+v", got)
		}
		pia.must(200, http.MethodPost, "/suggestions/receipt/reply", fields{"receipt": receipt, "words": "The small one"})
		sue.must(412, http.MethodPost, path+"/status", fields{"status": "planned"}, ifMatch(one.Revision))
		one = read[suggested](t, sue.must(200, http.MethodPost, path+"/status", fields{"status": "planned"}, ifMatch(one.Revision+1)))
		got := s.once("per").fromTheBox()
		if len(got) != 1 || got[0].Status != "planned" || len(got[0].Replies) != 2 || got[0].Replies[1].By != "" || got[0].May.Reply {
			t.Errorf("the team reads %+v", got)
		}
		s.once("per").must(403, http.MethodPost, path+"/status", fields{"status": "done"}, ifMatch(one.Revision))
		sue.must(422, http.MethodPost, path+"/status", fields{"status": "declined"}, ifMatch(one.Revision))
		for range 4 {
			s.once("pam").boxed("And more")
		}
		if limited := s.once("pam").call(http.MethodPost, "/suggestions", fields{"words": "Too much"}); limited.status != 429 || limited.header.Get("Retry-After") == "" {
			t.Errorf("a sixth of a day: %s", limited)
		}
	})
}

// TestASmallTeamUsesTheSitesBox holds that what comes from a team of four or nobody's team is the admins', and its team
// is not kept.
func TestASmallTeamUsesTheSitesBox(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.person("ben", people.Agent)
	for _, words := range []string{"One", "Two", "Three"} {
		s.once(map[bool]string{true: "ben", false: "ana"}[words == "Two"]).boxed(words)
	}
	s.clock.Advance(24 * time.Hour)
	s.houseKept()
	clear(s.signedIn)
	all := s.once("ada").fromTheBox()
	if len(all) != 3 || all[0].Team != "" || len(s.once("sue").fromTheBox()) != 0 {
		t.Fatalf("%+v", all)
	}
	s.once("ada").must(200, http.MethodPost, "/suggestions/"+all[0].ID+"/status", fields{"status": "declined", "reason": "No room"}, ifMatch(1))
	if got := s.once("ben").fromTheBox(); len(got) != 1 || got[0].Reason != "No room" {
		t.Errorf("%+v", got)
	}
}
