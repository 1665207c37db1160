package notices_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/notices"
	"rater/internal/people"
)

func TestALetterArrivesOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		ana, ben := o.person(t, "ana"), o.person(t, "ben")
		o.put(t, ana, notices.EvaluationReleased, "e1")
		o.put(t, ben, notices.EvaluationReleased, "e2")
		o.put(t, ben, notices.DisputeToDecide, "d1")
		var at sync.WaitGroup
		for range 4 { // as so many servers
			other := notices.NewOutbox(db.DB, o.users, people.NewAudit(db.DB, nil, o.clock.Now), o.bus, o.clock.Now, o.site)
			at.Go(func() {
				if _, err := other.Deliver(t.Context(), nil); err != nil {
					t.Error(err)
				}
			})
		}
		at.Wait()
		o.deliver(t)
		got := server.Got()
		if len(got) != 2 {
			t.Fatalf("%+v", got)
		}
		if got[0].To != "ana@example.com" {
			got[0], got[1] = got[1], got[0]
		}
		hers, his := got[0], got[1]
		if hers.From != "rater@example.org" || hers.Subject != "An evaluation of one of your interactions is there to read" || !strings.Contains(hers.Body, "https://rater.example.org/evaluations/e1") {
			t.Errorf("%+v", hers)
		}
		if his.Subject != "2 notices wait for you" || !strings.Contains(his.Body, "Hello ben") || !strings.Contains(his.Body, "/evaluations/d1") || hers.ID == his.ID {
			t.Errorf("%+v", his)
		}
	})
}

// wants keeps somebody's settings, changed from the usual ones.
func (o *office) wants(t *testing.T, who people.Actor, change func(*notices.Settings)) {
	t.Helper()
	s, err := o.Settings(t.Context(), who)
	must(t, err)
	change(&s)
	_, err = o.SetSettings(t.Context(), who, s)
	must(t, err)
}

// TestAHoursMeaning walks through a day, from nine in the morning UTC, with somebody in Tokyo where it is evening.
func TestEachHearsWhenTheyWant(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		names := []string{"none", "muted", "tokyo", "digest", "usual", "later"}
		who := map[string]people.Actor{}
		for _, name := range names {
			who[name] = o.person(t, name)
		}
		o.wants(t, who["none"], func(s *notices.Settings) { s.Mail = notices.None })
		o.wants(t, who["muted"], func(s *notices.Settings) { s.Muted = []string{string(notices.EvaluationReleased)} })
		o.wants(t, who["tokyo"], func(s *notices.Settings) { s.TimeZone, s.QuietFrom = "Asia/Tokyo", "17:00" }) // 18:00 there
		o.wants(t, who["digest"], func(s *notices.Settings) { s.Mail, s.DigestAt = notices.Digest, "16:30" })
		for _, name := range names {
			o.put(t, who[name], notices.EvaluationReleased, "e1")
			o.put(t, who[name], notices.EvaluationReleased, "e2")
		}
		o.wants(t, who["later"], func(s *notices.Settings) { s.QuietFrom = "08:00"; s.QuietUntil = "10:00" }) // after it was put
		arrived := func(want string) {
			t.Helper()
			o.deliver(t)
			var got []string
			for _, l := range server.Got() {
				got = append(got, strings.TrimSuffix(l.To, "@example.com"))
			}
			if strings.Join(got, " ") != want {
				t.Errorf("at %s: %v, want %s", o.clock.Now().Format("15:04"), got, want)
			}
		}
		arrived("usual")
		o.clock.Advance(time.Hour) // 10:00
		arrived("usual later")
		o.clock.Advance(6*time.Hour + 29*time.Minute) // 16:29
		arrived("usual later")
		o.clock.Advance(time.Minute)
		arrived("usual later digest")
		o.clock.Advance(5*time.Hour + 30*time.Minute) // 22:00, 07:00 in Tokyo
		arrived("usual later digest tokyo")
		o.clock.Advance(48 * time.Hour)
		arrived("usual later digest tokyo")
	})
}

func TestAMailServerThatFails(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		gone, full, lost, ana := o.person(t, "gone"), o.person(t, "full"), o.person(t, "lost"), o.person(t, "ana")
		for _, who := range []people.Actor{gone, full, lost, ana} {
			o.put(t, who, notices.EvaluationReleased, "e1")
		}
		if n := o.deliver(t); n != 1 || len(server.Got()) != 2 { // ana's, and the one whose answer was lost
			t.Fatalf("%d taken, %+v", n, server.Got())
		}
		for range 30 {
			o.clock.Advance(time.Hour)
			o.deliver(t)
		}
		if got := server.Got(); len(got) != 2 {
			t.Errorf("something was sent again: %+v", got)
		}
		states := map[string]string{}
		var rows []struct{ Name, Mail string }
		must(t, db.DB.Conn(t.Context()).Raw("SELECT users.name, notices.mail FROM notices JOIN users ON users.id = notices.user_id").Scan(&rows).Error)
		for _, r := range rows {
			states[r.Name] = r.Mail
		}
		for name, want := range map[string]string{"gone": "failed", "full": "failed", "lost": "unsure", "ana": "sent"} {
			if states[name] != want {
				t.Errorf("%s's is %s, not %s", name, states[name], want)
			}
		}
	})
}

func TestWhatCouldNotBeSentIsSentLater(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		server := testkit.NewMailServer(t)
		o := newOffice(t, db, server.URL())
		_, err := o.users.AddFirst(t.Context(), people.NewPerson{Name: "Ada", Email: "ada@example.com", Password: "a long password"})
		must(t, err)
		ana, ben, left := o.person(t, "ana"), o.person(t, "ben"), true
		o.put(t, ana, notices.EvaluationReleased, "e1")
		o.put(t, ben, notices.EvaluationReleased, "e1")
		_, err = o.users.Change(t.Context(), people.System(), ben.ID, people.Changes{Disabled: &left})
		must(t, err)
		must(t, server.Close())
		if n := o.deliver(t); n != 0 {
			t.Fatalf("%d taken by a server that is down", n)
		}
		server.Start(t, server.Address)
		if n := o.deliver(t); n != 0 {
			t.Fatalf("tried again at once")
		}
		o.clock.Advance(2 * time.Minute)
		if n := o.deliver(t); n != 1 || len(server.Got()) != 1 || server.Got()[0].To != "ana@example.com" {
			t.Errorf("%d taken, %+v", n, server.Got())
		}
	})
}
