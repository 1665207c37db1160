package coaching

import (
	"context"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// SuggestionBox takes suggestions whose senders nobody can find, and shows what came out.
type SuggestionBox struct {
	db     *store.DB
	audit  *people.Audit
	bus    *events.Bus
	sealer *store.Sealer
	now    func() time.Time
	zone   *time.Location
	given  daily
	stir   stir

	mu      sync.Mutex
	emptied string // day on which the boxes were last emptied
}

// NewSuggestionBox makes the box over what the sessions rest on.
func NewSuggestionBox(sessions *Sessions, sealer *store.Sealer) *SuggestionBox {
	return &SuggestionBox{db: sessions.db, audit: sessions.audit, bus: sessions.bus, sealer: sealer, now: sessions.now, zone: sessions.zone}
}

// List returns suggestions in the actor's reach, the newest first: to who answers for a place all of it, to the others
// of the team, and of the site's to every agent, what was answered.
func (b *SuggestionBox) List(ctx context.Context, actor people.Actor, status, after string, limit int) ([]Suggestion, error) {
	return b.page(ctx, actor, status, after, limit)
}

// ByReceipt finds a suggestion by its receipt: in the box, of which only that is said, or what has become of it.
func (b *SuggestionBox) ByReceipt(ctx context.Context, receipt string) (Suggestion, error) {
	hash := hashed(receipt)
	s, err := b.byHash(ctx, hash)
	if !fault.Is(err, fault.NotFound) {
		return s, err
	}
	places, err := b.places(ctx)
	if err != nil {
		return s, err
	}
	for _, place := range places {
		var list []dropped
		sealed, err := b.box(ctx, place)
		if err == nil {
			err = unpacked(b.sealer, sealed, &list)
		}
		if err != nil {
			return s, err
		}
		for _, d := range list {
			if d.Receipt == hash {
				return Suggestion{Status: Boxed, Words: d.Words, Replies: []Reply{}}, nil
			}
		}
	}
	return s, fault.Missing()
}

// Add adds a word to a suggestion as whoever made it, by its receipt. Nothing says who that is.
func (b *SuggestionBox) Add(ctx context.Context, receipt, words string) (Suggestion, error) {
	var s Suggestion
	err := b.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = b.ByReceipt(ctx, receipt); err != nil {
			return err
		}
		if s.Status == Boxed {
			return fault.New(fault.Conflict, "it is still in the box; say more once it has come out")
		}
		if err := s.reply("", words, dayIn(b.now(), b.zone)); err != nil {
			return err
		}
		s.Revision++
		return b.save(ctx, &s, s.Revision-1)
	})
	if err == nil {
		b.stir.add(s.ID)
	}
	return s, err
}

// Reply replies to a suggestion, as who answers for its place.
func (b *SuggestionBox) Reply(ctx context.Context, actor people.Actor, id string, revision int64, words string) (Suggestion, error) {
	return b.change(ctx, actor, id, revision, "replied", func(s *Suggestion) error {
		return s.reply(actor.ID, words, dayIn(b.now(), b.zone))
	})
}

// Become says, as who answers for its place, what comes of a suggestion. From then on the team reads it.
func (b *SuggestionBox) Become(ctx context.Context, actor people.Actor, id string, revision int64, status, reason string) (Suggestion, error) {
	return b.change(ctx, actor, id, revision, "answered", func(s *Suggestion) error { return s.become(status, reason) })
}

func (b *SuggestionBox) change(ctx context.Context, actor people.Actor, id string, revision int64, what string, rule func(*Suggestion) error) (Suggestion, error) {
	var s Suggestion
	err := b.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = b.one(ctx, actor, id); err != nil {
			return err
		}
		if s.Revision != revision {
			return staleAt(s.Revision)
		}
		if !s.keeps(actor) {
			return fault.New(fault.Forbidden, "only who answers for the box may do this")
		}
		if err := rule(&s); err != nil {
			return err
		}
		s.Revision = revision + 1
		if err := b.save(ctx, &s, revision); err != nil {
			return err
		}
		b.db.AfterCommit(ctx, func() { b.tell(s.Place, s.ID) })
		return b.audit.Write(ctx, actor, "suggestion."+what, "suggestion", s.ID, map[string]any{"revision": s.Revision, "status": s.Status})
	})
	return s, err
}

// tell tells who leads the team that there is something new.
func (b *SuggestionBox) tell(place, id string) {
	if place != OfSite {
		b.bus.Publish(events.Event{Topic: events.Team(place), Message: interactions.Changed("suggestions", id)})
	}
}
