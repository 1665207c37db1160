package interactions

import (
	"context"
	"strings"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions/redact"
	"rater/internal/people"
)

const (
	maxNote      = 1000 // characters
	maxBookmarks = 200  // of one person in one interaction
)

// Bookmark is a place in an interaction that somebody wants to find again, with a note. Nobody else sees it.
type Bookmark struct {
	ID            string     `gorm:"primaryKey"`
	Revision      int64      //
	InteractionID string     //
	UserID        string     //
	Pos           *int64     // the utterance; nil for a moment before anything was said
	At            *time.Time `gorm:"serializer:millis"` // the moment, where one was named
	Note          string     //
	QuestionID    string     // the question that it is about, empty for none
	CreatedAt     time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt     time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
}

// Mark is a bookmark to be set: on an utterance, or on a moment.
type Mark struct {
	Pos      *int64
	At       *time.Time
	Note     string
	Question string
}

// Bookmarks keeps everybody's own bookmarks.
type Bookmarks struct {
	db     *store.DB
	record *Record
	audit  *people.Audit
	bus    *events.Bus
	now    func() time.Time
}

// NewBookmarks makes the bookmarks of a database.
func NewBookmarks(db *store.DB, record *Record, audit *people.Audit, bus *events.Bus, now func() time.Time) *Bookmarks {
	return &Bookmarks{db, record, audit, bus, now}
}

// Set keeps a bookmark of the actor's in an interaction in reach. A moment is kept with the utterance that was said last by
// then, so that it can be shown and become evidence.
func (b *Bookmarks) Set(ctx context.Context, actor people.Actor, id string, m Mark) (Bookmark, error) {
	i, err := b.record.Get(ctx, actor, id)
	if err != nil {
		return Bookmark{}, err
	}
	if err := b.check(i, m); err != nil {
		return Bookmark{}, err
	}
	note, _ := redact.Text(strings.TrimSpace(m.Note))
	now := b.now()
	row := Bookmark{ID: store.NewID(), Revision: 1, InteractionID: id, UserID: actor.ID, Pos: m.Pos, At: m.At, Note: note, QuestionID: m.Question, CreatedAt: now, UpdatedAt: now}
	return row, b.db.InTx(ctx, func(ctx context.Context) error {
		n, err := b.count(ctx, actor.ID, id)
		if err != nil {
			return err
		}
		if n >= maxBookmarks {
			return fault.New(fault.Conflict, "you have %d bookmarks in this interaction, and more are not kept; remove one first", n)
		}
		if row.At != nil {
			if row.Pos, err = b.posAt(ctx, id, *row.At); err != nil {
				return err
			}
		}
		return b.changed(ctx, actor, "bookmark.set", &row, b.insert(ctx, &row))
	})
}

func (b *Bookmarks) check(i Interaction, m Mark) error {
	if (m.Pos == nil) == (m.At == nil) {
		return fault.In("body.pos", "name either pos, an utterance, or at, a moment")
	}
	if m.Pos != nil && (*m.Pos < 1 || *m.Pos > i.LastPos) {
		return fault.In("body.pos", "must be an utterance of the interaction, whose last is %d", i.LastPos)
	}
	if m.At != nil {
		begin, end := deref(i.StartedAt), derefOr(i.EndedAt, b.now())
		if end.Before(i.LastEventAt) {
			end = i.LastEventAt
		}
		if m.At.Before(begin) || m.At.After(end) {
			return fault.In("body.at", "must lie within the interaction, from %s to %s", At(begin), At(end))
		}
	}
	return checkNote(m.Note)
}

func checkNote(note string) error {
	if len([]rune(note)) > maxNote {
		return fault.In("body.note", "must be at most %d characters", maxNote)
	}
	return nil
}

// List returns the actor's bookmarks in an interaction in reach, the first set first, behind the one with this id.
func (b *Bookmarks) List(ctx context.Context, actor people.Actor, id, after string, limit int) ([]Bookmark, error) {
	if _, err := b.record.Get(ctx, actor, id); err != nil {
		return nil, err
	}
	return b.of(ctx, actor.ID, id, after, limit)
}

// Note replaces the note of one of the actor's bookmarks that is still at the revision.
func (b *Bookmarks) Note(ctx context.Context, actor people.Actor, id string, revision int64, note string) (row Bookmark, err error) {
	if err := checkNote(note); err != nil {
		return row, err
	}
	return row, b.db.InTx(ctx, func(ctx context.Context) error {
		if row, err = b.own(ctx, actor, id); err != nil {
			return err
		}
		row.Note, _ = redact.Text(strings.TrimSpace(note))
		row.Revision, row.UpdatedAt = revision+1, b.now()
		return b.changed(ctx, actor, "bookmark.change", &row, b.save(ctx, &row, revision))
	})
}

// Remove takes one of the actor's bookmarks away.
func (b *Bookmarks) Remove(ctx context.Context, actor people.Actor, id string) error {
	return b.db.InTx(ctx, func(ctx context.Context) error {
		row, err := b.own(ctx, actor, id)
		if err != nil {
			return err
		}
		return b.changed(ctx, actor, "bookmark.remove", &row, b.delete(ctx, id))
	})
}

// own is one of the actor's bookmarks, in an interaction that is still in reach.
func (b *Bookmarks) own(ctx context.Context, actor people.Actor, id string) (Bookmark, error) {
	row, err := b.one(ctx, actor.ID, id)
	if err == nil {
		_, err = b.record.Get(ctx, actor, row.InteractionID)
	}
	return row, err
}

func (b *Bookmarks) changed(ctx context.Context, actor people.Actor, action string, row *Bookmark, err error) error {
	if err != nil {
		return err
	}
	b.db.AfterCommit(ctx, func() {
		b.bus.Publish(events.Event{Topic: events.User(actor.ID), Message: Changed("bookmarks", row.InteractionID)})
	})
	return b.audit.Write(ctx, actor, action, "bookmark", row.ID, map[string]any{"interaction": row.InteractionID})
}
