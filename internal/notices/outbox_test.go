package notices_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/notices"
	"rater/internal/people"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

type office struct {
	db    testkit.Database
	clock *testkit.Clock
	users *people.Users
	bus   *events.Bus
	site  notices.Site
	notices.Outbox
}

// newOffice is an office whose e-mail goes to a server, or with an empty address to none.
func newOffice(t *testing.T, db testkit.Database, smtp string) *office {
	t.Helper()
	o := &office{db: db, clock: testkit.NewClock(), bus: events.NewBus(), site: notices.Site{Address: "https://rater.example.org", Zone: time.UTC}}
	if smtp != "" {
		post, err := notices.NewSMTP(smtp, "Rater <rater@example.org>")
		must(t, err)
		o.site.Post = post
	}
	audit := people.NewAudit(db.DB, nil, o.clock.Now)
	o.users = people.NewUsers(db.DB, audit, o.clock.Now)
	o.Outbox = *notices.NewOutbox(db.DB, o.users, audit, o.bus, o.clock.Now, o.site)
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) person(t *testing.T, name string) people.Actor {
	t.Helper()
	p, err := o.users.Add(t.Context(), people.System(), people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{people.Agent}})
	must(t, err)
	return people.ActorOf(p)
}

func (o *office) put(t *testing.T, to people.Actor, kind notices.Kind, id string) {
	t.Helper()
	must(t, o.Put(t.Context(), people.Actor{}, notices.To(to.ID, kind, "evaluation", id, "")))
}

// deliver sends what is due and returns how many letters were taken.
func (o *office) deliver(t *testing.T) int {
	t.Helper()
	n, err := o.Deliver(t.Context(), nil)
	must(t, err)
	return n
}

func TestANoticeComesOnceAndWithItsChange(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(t, db, "")
		ana, ben := o.person(t, "ana"), o.person(t, "ben")
		heard := map[string]int{}
		t.Cleanup(o.bus.Subscribe(func(list []events.Event) {
			for _, e := range list {
				heard[e.Topic]++
			}
		}))
		undone := errors.New("the change is not made")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			return errors.Join(o.Put(ctx, ben, notices.To(ana.ID, notices.EvaluationReleased, "evaluation", "e1", "")), undone)
		})
		if rows, _ := o.List(t.Context(), ana, false, "", 10); !errors.Is(err, undone) || len(rows) != 0 || len(heard) != 0 {
			t.Fatalf("a change that was undone left %+v, %v, %v", rows, heard, err)
		}
		released := []notices.Notice{notices.To(ana.ID, notices.EvaluationReleased, "evaluation", "e1", ""), notices.To(ben.ID, notices.EvaluationReleased, "evaluation", "e1", "")}
		must(t, o.Put(t.Context(), ben, released...))
		must(t, o.Put(t.Context(), ben, released...))
		must(t, o.Put(t.Context(), ben, notices.To(ana.ID, notices.EvaluationReleased, "evaluation", "e2", "")))
		hers, err := o.List(t.Context(), ana, true, "", 10)
		must(t, err)
		if len(hers) != 2 || hers[0].SubjectID != "e2" || hers[1].SubjectID != "e1" || heard[events.User(ana.ID)] == 0 {
			t.Errorf("%+v, heard %v", hers, heard)
		}
		if his, _ := o.List(t.Context(), ben, false, "", 10); len(his) != 0 || heard[events.User(ben.ID)] != 0 {
			t.Errorf("who acted was told: %+v", his)
		}
	})
}

func TestReadingIsOnesOwn(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(t, db, "")
		ana, ben := o.person(t, "ana"), o.person(t, "ben")
		for _, id := range []string{"1", "2", "3"} {
			o.put(t, ana, notices.EvaluationReleased, id)
		}
		rows, err := o.List(t.Context(), ana, false, "", 10)
		must(t, err)
		must(t, o.Read(t.Context(), ben, []string{rows[0].ID}, ""))
		must(t, o.Read(t.Context(), ben, nil, rows[0].ID))
		if n, _ := o.Unread(t.Context(), ana); n != 3 {
			t.Errorf("somebody else's reading left %d unread", n)
		}
		must(t, o.Read(t.Context(), ana, []string{rows[0].ID}, ""))
		if n, _ := o.Unread(t.Context(), ana); n != 2 {
			t.Errorf("%d unread", n)
		}
		must(t, o.Read(t.Context(), ana, nil, rows[1].ID))
		if n, _ := o.Unread(t.Context(), ana); n != 0 {
			t.Errorf("%d unread", n)
		}
		if err := o.Read(t.Context(), ana, nil, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("reading nothing: %v", err)
		}
	})
}

// TestSettingsAreOnesOwn names somebody else in what is to be kept.
func TestSettingsAreOnesOwn(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(t, db, "")
		ana, ben := o.person(t, "ana"), o.person(t, "ben")
		_, err := o.SetSettings(t.Context(), ana, notices.Settings{UserID: ben.ID, Mail: notices.None, DigestAt: "08:00"})
		must(t, err)
		for actor, want := range map[*people.Actor]string{&ana: notices.None, &ben: notices.Each} {
			if s, err := o.Settings(t.Context(), *actor); err != nil || s.Mail != want || s.UserID != actor.ID {
				t.Errorf("%s: want %s, got %+v, %v", actor.Name, want, s, err)
			}
		}
	})
}

func TestWrongSettingsAreNamed(t *testing.T) {
	o := newOffice(t, testkit.Open(t, "sqlite"), "")
	ana := o.person(t, "ana")
	usual, err := o.Settings(t.Context(), ana)
	must(t, err)
	for place, change := range map[string]func(*notices.Settings){
		"body.mail":        func(s *notices.Settings) { s.Mail = "often" },
		"body.digest_at":   func(s *notices.Settings) { s.DigestAt = "" },
		"body.quiet_from":  func(s *notices.Settings) { s.QuietFrom = "25:00" },
		"body.quiet_until": func(s *notices.Settings) { s.QuietUntil = "" },
		"body.time_zone":   func(s *notices.Settings) { s.TimeZone = "Mars/Olympus" },
		"body.muted":       func(s *notices.Settings) { s.Muted = []string{"rain"} },
	} {
		wrong := usual
		change(&wrong)
		_, err := o.SetSettings(t.Context(), ana, wrong)
		var f *fault.Error
		if !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Location != place {
			t.Errorf("%s: %v", place, err)
		}
	}
	if _, err := o.SetSettings(t.Context(), ana, usual); err != nil {
		t.Errorf("the usual settings are refused: %v", err)
	}
}

func TestEveryKindHasItsWords(t *testing.T) {
	server := testkit.NewMailServer(t)
	o := newOffice(t, testkit.Open(t, "sqlite"), server.URL())
	ana := o.person(t, "ana")
	for _, kind := range notices.Kinds {
		o.put(t, ana, kind, string(kind))
		o.deliver(t)
	}
	seen := map[string]bool{}
	for n, l := range server.Got() {
		if l.Subject == "" || seen[l.Subject] || !strings.Contains(l.Body, "https://rater.example.org/") {
			t.Errorf("%s: %+v", notices.Kinds[n], l)
		}
		seen[l.Subject] = true
	}
	if len(seen) != len(notices.Kinds) {
		t.Errorf("%d kinds, %d letters", len(notices.Kinds), len(seen))
	}
}
