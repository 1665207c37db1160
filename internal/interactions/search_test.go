package interactions_test

import (
	"context"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
)

// TestWhatIsBeingRewrittenIsNotIndexed holds the interaction as a delivery does that takes half a card number out of what
// was said before: until that is committed no word of it goes into the index, and afterwards only what is left.
func TestWhatIsBeingRewrittenIsNotIndexed(t *testing.T) {
	b := newBook(t, testkit.Open(t, store.Postgres))
	b.append(started("a", ""), said("a", 1, "customer", "my card begins 41114111"))
	id := b.only().ID
	b.clock.Advance(time.Minute)
	err := b.db.InTx(t.Context(), func(tx context.Context) error {
		conn := b.db.Conn(tx)
		if err := conn.Exec("SELECT 1 FROM interactions WHERE id = ? FOR UPDATE", id).Error; err != nil {
			return err
		}
		if err := conn.Exec("UPDATE utterances SET text = 'my card begins' WHERE interaction_id = ?", id).Error; err != nil {
			return err
		}
		if err := conn.Exec("DELETE FROM search_words WHERE interaction_id = ?", id).Error; err != nil {
			return err
		}
		beside, stop := context.WithTimeout(t.Context(), 5*time.Second) // or it would wait for this very transaction
		defer stop()
		_, err := b.log.IndexWords(beside)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b.index()
	for words, want := range map[string]int{"41114111": 0, "begins": 1} {
		found, err := b.record.List(t.Context(), all, interactions.Query{Words: words, Limit: 10})
		if err != nil || len(found) != want {
			t.Errorf("%q finds %d, want %d, %v", words, len(found), want, err)
		}
	}
}
