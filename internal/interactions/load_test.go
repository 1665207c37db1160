package interactions_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
)

// yesterday tells two interactions that are over: one that is handed on, and one of an agent whom nobody knows.
func yesterday(now time.Time) (list []interactions.Event) {
	at := now.Add(-20 * time.Hour)
	add := func(interaction, id, kind string, e interactions.Event) {
		at = at.Add(time.Second)
		e.ID, e.Type, e.Interaction, e.At = id, kind, interaction, at
		list = append(list, e)
	}
	text := func(s string) *string { return &s }
	for _, of := range []struct{ interaction, agent string }{{"one", "ann@example.com"}, {"two", "k.holt"}} {
		seq := int64(1)
		add(of.interaction, "a", interactions.Started, interactions.Event{Channel: text("phone"), Agent: text(of.agent), Subject: text("order 1182"),
			Customer: &interactions.Customer{Name: text("J. Doe"), Address: text("j@doe.example")}, Attributes: map[string]string{"campaign": "spring"}})
		add(of.interaction, "b", interactions.UtteranceAdded, interactions.Event{Seq: &seq, Speaker: "customer", Text: "My card is 4111 1111"})
		add(of.interaction, "c", interactions.UtteranceAdded, interactions.Event{Speaker: "customer", Text: "1111 1111, thank you"})
		if of.interaction == "one" {
			add(of.interaction, "d", interactions.Transferred, interactions.Event{Agent: text("ben@example.com")})
		}
		add(of.interaction, "e", interactions.Ended, interactions.Event{Resolution: text("resolved"), TalkMS: &seq})
	}
	return list
}

func named(external string) string { return "00000000-0000-7000-8000-000000000" + external }

// plain is the interaction without what its storing gave it: ids, sealed parts, and when Rater heard of it.
func plain(i interactions.Interaction) interactions.Interaction {
	i.ID, i.CustomerAddress, i.AgentID, i.TeamID, i.DrawnAt, i.HeardAt = "", "", nil, nil, nil, time.Time{}
	return i
}

func TestLoadStoresWhatAppendWould(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		ann, ben := b.agent("ann", "billing"), b.agent("ben", "orders")
		told := yesterday(b.clock.Now())
		b.append(told...)
		loading, err := b.log.Load(t.Context(), interactions.Delivery{Source: "old crm", Events: yesterday(b.clock.Now())}, named)
		if err != nil {
			t.Fatal(err)
		}
		b.heard, b.drawn = nil, nil
		receipt, err := loading.Store(t.Context())
		if err != nil || receipt.Accepted != len(told) || receipt.New != 2 || len(receipt.Rejected) != 0 {
			t.Fatalf("%+v, %v", receipt, err)
		}
		if len(b.heard) != 0 {
			t.Errorf("%d were told of the past", len(b.heard))
		}
		if len(b.drawn) != 1 || b.drawn[0].ID != named("one") || b.drawn[0].Status != interactions.Live || !b.drawn[0].TakenOver || b.drawn[0].Agent() != ann || !b.drawn[0].DrawnAt.Equal(told[0].At) {
			t.Errorf("drawn: %+v", b.drawn)
		}
		b.compareSources()
		if one, _ := b.record.Get(t.Context(), all, named("one")); one.Agent() != ben || one.Transfers != 1 {
			t.Errorf("the first is of %s after %d transfers", one.Agent(), one.Transfers)
		}
	})
}

// compareSources compares what was loaded with what crm told.
func (b *book) compareSources() {
	b.t.Helper()
	list := b.whole()
	if len(list) != 4 {
		b.t.Fatalf("%d interactions", len(list))
	}
	for _, loaded := range list {
		if loaded.Source == "crm" {
			continue
		}
		appended := list[slices.IndexFunc(list, func(i interactions.Interaction) bool { return i.Source == "crm" && i.ExternalID == loaded.ExternalID })]
		compareStored(b.t, b, loaded, appended)
		if !loaded.HeardAt.Equal(loaded.LastEventAt) || loaded.ID != named(loaded.ExternalID) {
			b.t.Errorf("%s was heard of at %v", loaded.ID, loaded.HeardAt)
		}
		if address, err := b.record.Address(loaded); err != nil || address != "j@doe.example" {
			b.t.Errorf("address %q, %v", address, err)
		}
	}
}

func compareStored(t *testing.T, b *book, loaded, appended interactions.Interaction) {
	t.Helper()
	was := appended
	appended.Source = loaded.Source
	if !reflect.DeepEqual(plain(loaded), plain(appended)) {
		t.Errorf("loaded\n%+v\nappended\n%+v", plain(loaded), plain(appended))
	}
	if said, want := b.texts(loaded.ID), b.texts(was.ID); !slices.Equal(said, want) || slices.Contains(said, "My card is 4111 1111") {
		t.Errorf("said %q, want %q", said, want)
	}
	segments, err := b.record.Segments(t.Context(), loaded.ID)
	want, _ := b.record.Segments(t.Context(), was.ID)
	if err != nil || len(segments) != len(want) {
		t.Errorf("segments %+v, want %+v, %v", segments, want, err)
	}
}

func TestWhatWasLoadedIsKnown(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		b.agent("ann", "billing")
		load := func() (interactions.Receipt, error) {
			loading, err := b.log.Load(t.Context(), interactions.Delivery{Source: "crm", Events: yesterday(b.clock.Now())}, named)
			if err != nil {
				t.Fatal(err)
			}
			return loading.Store(t.Context())
		}
		if _, err := load(); err != nil {
			t.Fatal(err)
		}
		if _, err := load(); !fault.Is(err, fault.Conflict) {
			t.Errorf("a second time: %v", err)
		}
		if r := b.append(yesterday(b.clock.Now())...); r.Duplicate != 9 || r.Accepted != 0 {
			t.Errorf("told again: %+v", r)
		}
		if list, err := b.record.List(t.Context(), all, interactions.Query{Limit: 10}); err != nil || len(list) != 2 {
			t.Errorf("%d interactions, %v", len(list), err)
		}
	})
}

func TestABadEventDoesNotSinkALoading(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		b := newBook(t, db)
		told := yesterday(b.clock.Now())
		told[1].Speaker = "nobody"
		loading, err := b.log.Load(t.Context(), interactions.Delivery{Source: "crm", Events: told}, named)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := loading.Store(t.Context()); err != nil || len(r.Rejected) != 1 || r.Rejected[0].Index != 1 || r.Accepted != len(told)-1 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}
