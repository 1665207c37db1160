package interactions_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

// book is a log over a test's database, with what it published and drew.
type book struct {
	t      *testing.T
	db     testkit.Database
	clock  *testkit.Clock
	log    *interactions.Log
	record *interactions.Record
	users  *people.Users
	teams  *people.Teams
	audit  *people.Audit

	mu    sync.Mutex
	heard []events.Event
	drawn []interactions.Interaction
}

// Draw notes what it was asked to draw.
func (b *book) Draw(_ context.Context, begun []interactions.Interaction, _ func() []interactions.Told) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drawn = append(b.drawn, begun...)
	return nil
}

func newBook(t *testing.T, db testkit.Database) *book {
	b := &book{t: t, db: db, clock: testkit.NewClock()}
	b.audit = people.NewAudit(db.DB, nil, b.clock.Now)
	b.users = people.NewUsers(db.DB, b.audit, b.clock.Now)
	b.teams = people.NewTeams(db.DB, b.audit, b.clock.Now)
	sealer, err := store.NewSealer([32]byte{7})
	if err != nil {
		t.Fatal(err)
	}
	bus := events.NewBus()
	bus.Subscribe(func(list []events.Event) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.heard = append(b.heard, list...)
	})
	b.record = interactions.NewRecord(db.DB, sealer, b.clock.Now)
	b.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: b.users, Drawer: b, Bus: bus, Sealer: sealer, Now: b.clock.Now})
	t.Cleanup(b.log.Close)
	return b
}

func (b *book) agent(name, team string) string {
	b.t.Helper()
	g, err := b.teams.Named(b.t.Context(), people.System(), team)
	if err != nil {
		b.t.Fatal(err)
	}
	p, err := b.users.Add(b.t.Context(), people.System(), people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{people.Agent}, MemberOf: g.ID})
	if err != nil {
		b.t.Fatal(err)
	}
	return p.ID
}

func (b *book) append(list ...interactions.Event) interactions.Receipt {
	b.t.Helper()
	r, err := b.log.Append(b.t.Context(), interactions.Delivery{Source: "crm", Events: list})
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// all sees everything.
var all = people.Actor{ID: "analyst", Roles: []people.Role{people.Analyst}}

func (b *book) only() interactions.Interaction {
	b.t.Helper()
	list := b.whole()
	if len(list) != 1 {
		b.t.Fatalf("want one interaction, got %d", len(list))
	}
	return list[0]
}

// whole are all interactions with what a list leaves out.
func (b *book) whole() []interactions.Interaction {
	b.t.Helper()
	list, err := b.record.List(b.t.Context(), all, interactions.Query{Limit: 10})
	for n := 0; n < len(list) && err == nil; n++ {
		list[n], err = b.record.Get(b.t.Context(), all, list[n].ID)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func (b *book) texts(id string) (texts []string) {
	b.t.Helper()
	rows, err := b.record.Utterances(b.t.Context(), all, id, 0, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	for i, u := range rows {
		if u.Pos != int64(i+1) {
			b.t.Fatalf("pos %d stands at place %d", u.Pos, i+1)
		}
		texts = append(texts, u.Text)
	}
	return texts
}

var begin = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func ref[T any](v T) *T { return &v }

func started(id, agent string) interactions.Event {
	e := interactions.Event{ID: id + "-s", Type: interactions.Started, Interaction: id, At: begin, Channel: ref("chat")}
	if agent != "" {
		e.Agent = &agent
	}
	return e
}

func said(id string, n int, speaker, text string) interactions.Event {
	return interactions.Event{ID: fmt.Sprintf("%s-%d", id, n), Type: interactions.UtteranceAdded, Interaction: id,
		At: begin.Add(time.Duration(n) * time.Second), Seq: ref(int64(n)), Speaker: speaker, Text: text}
}

func TestTheSameEventIsStoredOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		first := b.append(started("a", ""), said("a", 1, "customer", "hello"), said("a", 1, "customer", "hello"))
		again := b.append(started("a", ""), said("a", 1, "customer", "hello"), said("a", 1, "customer", "other"))
		if first.Accepted != 2 || first.Duplicate != 1 || again.Accepted != 0 || again.Duplicate != 2 || len(again.Rejected) != 1 || again.Rejected[0].Index != 2 {
			t.Fatalf("first %+v, again %+v", first, again)
		}
		if got := b.texts(b.only().ID); len(got) != 1 {
			t.Fatalf("stored %q", got)
		}
	})
}

// TestOneEventIDIsOneEventOfWhateverType tells something else under the id of what was stored, utterance or not.
func TestOneEventIDIsOneEventOfWhateverType(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		b.append(started("a", ""), said("a", 1, "customer", "hello"))
		updated := interactions.Event{ID: "a-1", Type: interactions.Updated, Interaction: "a", At: begin, Tone: ref("calm")}
		spoken := said("a", 2, "customer", "hello")
		spoken.ID = "a-s"
		if r := b.append(updated, spoken, said("a", 3, "customer", "good day")); len(r.Rejected) != 2 || r.Accepted != 1 {
			t.Fatalf("%+v", r)
		}
	})
}

func TestOneEventIDInTwoInteractionsIsTwoEvents(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.SQLite))
	one, two := said("a", 1, "customer", "hello"), said("b", 1, "customer", "good day")
	one.ID, two.ID = "same", "same"
	if r := b.append(one, two); r.Accepted != 2 {
		t.Fatalf("%+v", r)
	}
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.SQLite))
	ana, ben := b.agent("ana", "billing"), b.agent("ben", "orders")
	make := func(id string) []interactions.Event {
		ended := interactions.Event{ID: "end", Type: interactions.Ended, Interaction: id, At: begin.Add(time.Hour), Resolution: ref("resolved"), TalkMS: ref(int64(310000))}
		moved := interactions.Event{ID: "move", Type: interactions.Transferred, Interaction: id, At: begin.Add(time.Minute), Agent: ref("BEN@example.com")}
		old := interactions.Event{ID: "u1", Type: interactions.Updated, Interaction: id, At: begin.Add(10 * time.Second), Tone: ref("calm"), Attributes: map[string]string{"campaign": "winter"}}
		newer := interactions.Event{ID: "u2", Type: interactions.Updated, Interaction: id, At: begin.Add(20 * time.Second), Tone: ref("upset"), HoldMS: ref(int64(41000)), Attributes: map[string]string{"campaign": "spring"}}
		again := interactions.Event{ID: "again", Type: interactions.Updated, Interaction: id, At: begin.Add(2 * time.Minute), Agent: ref("ben@example.com")}
		back := interactions.Event{ID: "back", Type: interactions.Transferred, Interaction: id, At: begin.Add(3 * time.Minute), Agent: ref("4711")}
		return []interactions.Event{started(id, "ana@example.com"), old, newer, moved, again, back, ended, said(id, 1, "customer", "hello")}
	}
	billing, err := b.teams.Named(t.Context(), people.System(), "billing")
	if err := errors.Join(err, b.db.InTx(t.Context(), func(ctx context.Context) error { return b.users.AddExternalID(ctx, ana, "4711") })); err != nil {
		t.Fatal(err)
	}
	for n := range 30 {
		id := fmt.Sprint("i", n)
		list := make(id)
		rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, e := range list {
			b.append(e)
		}
		found, err := b.record.List(t.Context(), all, interactions.Query{Words: id, Limit: 2})
		if err != nil || len(found) != 1 {
			t.Fatalf("%d found, %v", len(found), err)
		}
		i := found[0]
		if i.Tone != "upset" || *i.HoldMS != 41000 || i.Attributes["campaign"] != "spring" || i.Agent() != ana || i.Team() != billing.ID || i.Transfers != 2 || i.Status != interactions.Over || i.Resolution != "resolved" {
			t.Fatalf("after %v: %+v", ids(list), i)
		}
		if had, err := b.record.HadBy(t.Context(), i.ID, ben); err != nil || !had {
			t.Fatalf("ben did not have it: %v", err)
		}
	}
}

func ids(list []interactions.Event) (out []string) {
	for _, e := range list {
		out = append(out, e.ID)
	}
	return out
}

// TestWordsAreFoundOnceTheyAreIndexed searches over several utterances, what was added later, and what was redacted.
func TestWordsAreFoundOnceTheyAreIndexed(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		begun := started("a", "")
		begun.Subject = ref("A Broken lamp")
		b.append(begun, said("a", 1, "customer", "It flickers"), started("x-2", ""), said("x-2", 1, "customer", "flickers not"))
		b.index()
		b.append(said("a", 2, "customer", "every evening"), said("a", 3, "customer", "ring 0151"))
		b.index()
		b.append(said("a", 4, "customer", "2345 6789 please"))
		b.index()
		for words, want := range map[string]int{"flickers": 2, "evening FLICKERS": 1, "broken evening": 1, "lamp": 1, "please": 1, "0151": 0, "morning": 0, "x-2": 1} {
			found, err := b.record.List(t.Context(), all, interactions.Query{Words: words, Limit: 10})
			if err != nil || len(found) != want {
				t.Errorf("%q finds %d, want %d, %v", words, len(found), want, err)
			}
		}
	})
}

// index makes searchable what was appended.
func (b *book) index() {
	b.t.Helper()
	b.clock.Advance(time.Minute)
	if _, err := b.log.IndexWords(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

func TestAnUtteranceBeforeItsStartIsUnseen(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.SQLite))
	b.append(said("a", 1, "customer", "hello"))
	if list, _ := b.record.List(t.Context(), all, interactions.Query{Limit: 10}); len(list) != 0 {
		t.Fatalf("seen: %+v", list)
	}
	b.append(started("a", ""))
	if got := b.only(); got.Status != interactions.Live || got.LastPos != 1 {
		t.Fatalf("%+v", got)
	}
}

func TestNothingRawIsStored(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		s := started("a", "")
		s.Subject, s.Attributes = ref("card 4111 1111 1111 1111"), map[string]string{"note": "write to j.doe@example.org",
			"card 4111 1111 1111 1111": "first", "card 5500 0000 0000 0004": "second"}
		s.Customer = &interactions.Customer{Name: ref("J. Doe"), Address: ref("1 Main Street")}
		b.append(s, said("a", 1, "customer", "It is DE89 3704 0044"), said("a", 2, "customer", "0532 0130 00, you see"))
		b.append(said("a", 3, "customer", "and the card 5500 0000"))
		b.append(said("a", 4, "agent", "go on"))
		b.append(said("a", 5, "customer", "0000 0004 is all"))
		i := b.only()
		whole := strings.Join(b.texts(i.ID), "\n") + i.Subject + i.Attributes["note"] + i.CustomerAddress
		for _, raw := range []string{"4111", "j.doe", "DE89", "0532", "5500", "0004", "Main"} {
			if strings.Contains(whole, raw) {
				t.Errorf("%q is in %q", raw, whole)
			}
		}
		if a := i.Attributes; len(a) != 3 || a["card [card]"] != "first" || a["card [card] 2"] != "second" {
			t.Errorf("attributes: %v", a)
		}
		if address, err := b.record.Address(i); err != nil || address != "1 Main Street" {
			t.Errorf("the address opens as %q, %v", address, err)
		}
		if n := b.count("redacted"); n != 1 {
			t.Errorf("%d utterances were announced as rewritten", n)
		}
	})
}

func (b *book) count(kind string) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.heard {
		if m, ok := e.Message.(interactions.RedactedMessage); ok && m.Type == kind {
			n++
		}
	}
	return n
}

func TestSilenceEndsAndALaterEventOpensAgain(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		b.append(started("a", ""))
		b.clock.Advance(59 * time.Minute)
		b.sweep(0)
		b.clock.Advance(2 * time.Minute)
		b.sweep(1)
		if i := b.only(); i.Status != interactions.Over || i.EndedBy != interactions.ByTimeout || !i.EndedAt.Equal(begin) {
			t.Fatalf("%+v", i)
		}
		b.append(said("a", 1, "customer", "still there?"))
		if i := b.only(); i.Status != interactions.Live || i.EndedAt != nil || i.EndedBy != "" {
			t.Fatalf("%+v", i)
		}
	})
}

// TestSilencesCanBeSet ends a chat after the time that the site has set.
func TestSilencesCanBeSet(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.SQLite))
	quick := interactions.NewLog(interactions.Options{DB: b.db.DB, Users: b.users, Bus: events.NewBus(), Now: b.clock.Now,
		Silences: interactions.Silences{Calls: time.Hour, Chats: 2 * time.Minute, Others: time.Hour}})
	defer quick.Close()
	b.append(started("a", ""))
	b.clock.Advance(3 * time.Minute)
	b.sweep(0)
	if n, err := quick.EndSilent(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d ended, %v", n, err)
	}
}

func (b *book) sweep(want int) {
	b.t.Helper()
	if n, err := b.log.EndSilent(b.t.Context()); err != nil || n != want {
		b.t.Fatalf("%d ended, want %d: %v", n, want, err)
	}
}

func TestAnUnknownAgentIsDrawnOnceMatched(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		b.append(started("a", "4711"), started("b", "4711"), started("c", ""))
		if len(b.drawn) != 0 {
			t.Fatalf("drawn: %+v", b.drawn)
		}
		unknown, err := b.log.Unmatched(t.Context(), 10)
		if err != nil || len(unknown) != 1 || unknown[0].Interactions != 2 {
			t.Fatalf("%+v, %v", unknown, err)
		}
		ana := b.agent("ana", "billing")
		n, err := b.log.Match(t.Context(), people.System(), b.audit, "crm", "4711", ana)
		if err != nil || n != 2 || len(b.drawn) != 2 || b.drawn[0].Team() == "" {
			t.Fatalf("matched %d, drawn %+v, %v", n, b.drawn, err)
		}
		b.append(started("d", "4711"))
		if len(b.drawn) != 3 || b.drawn[2].Agent() != ana {
			t.Fatalf("drawn: %d", len(b.drawn))
		}
	})
}

func TestManySendersAtOnceLoseAndDoubleNothing(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		const senders, each = 8, 25
		var done sync.WaitGroup
		for s := range senders {
			done.Go(func() {
				for n := range each {
					list := []interactions.Event{started("a", ""), said("a", s*each+n+1, "customer", fmt.Sprint("utterance ", s, n))}
					if _, err := b.log.Append(context.Background(), interactions.Delivery{Source: "crm", Events: list}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		done.Wait()
		if got := b.texts(b.only().ID); len(got) != senders*each {
			t.Fatalf("%d utterances of %d", len(got), senders*each)
		}
	})
}

func TestTheEvaluatedAgentIsTheOneWhoSaidMost(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.SQLite))
	ana, ben := b.agent("ana", "billing"), b.agent("ben", "orders")
	move := interactions.Event{ID: "m", Type: interactions.Transferred, Interaction: "a", At: begin.Add(3500 * time.Millisecond), Agent: ref("ben@example.com")}
	b.append(started("a", "ana@example.com"), said("a", 1, "agent", "one"), said("a", 2, "agent", "two"), said("a", 3, "agent", "three"), move, said("a", 4, "agent", "four"))
	if got, err := b.record.MainAgent(t.Context(), b.only().ID); err != nil || got != ana {
		t.Fatalf("%s is not %s: %v", got, ana, err)
	}
	b.append(said("a", 5, "agent", "five"), said("a", 6, "agent", "six"), said("a", 7, "agent", "seven"))
	if got, _ := b.record.MainAgent(t.Context(), b.only().ID); got != ben {
		t.Fatalf("%s is not %s", got, ben)
	}
}
