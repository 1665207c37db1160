package interactions

import (
	"context"

	"rater/internal/foundation/store"
)

// save stores the work of a batch.
func (b *batch) save(ctx context.Context) error {
	for _, step := range []func(context.Context) error{b.saveRows, b.saveSegments, b.saveNoted, b.rewrite, b.saveUtterances, b.noteToSearch} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// saveRows stores new interactions and those of which more is told as a whole, of the others that more was said.
func (b *batch) saveRows(ctx context.Context) error {
	var whole, grown []*Interaction
	for _, row := range b.touched {
		if b.told[row.ID] || !b.postgres() {
			whole = append(whole, row)
		} else {
			grown = append(grown, row)
		}
	}
	if len(whole) > 0 {
		if err := b.conn(ctx).Clauses(upsert).CreateInBatches(whole, min(b.log.db.BatchSize(), 400)).Error; err != nil {
			return err
		}
	}
	return b.grow(ctx, grown)
}

func (b *batch) saveSegments(ctx context.Context) error {
	if len(b.opened) == 0 {
		return nil
	}
	return b.conn(ctx).CreateInBatches(b.opened, b.log.db.BatchSize()).Error
}

func (b *batch) saveNoted(ctx context.Context) error {
	if len(b.noted) == 0 {
		return nil
	}
	return b.conn(ctx).CreateInBatches(b.noted, b.log.db.BatchSize()).Error
}

// rewrite updates stored utterances of which a neighbour showed that they hold half of something.
func (b *batch) rewrite(ctx context.Context) error {
	for _, u := range b.rewritten {
		u.Redactions = list(u.Redactions)
		err := b.conn(ctx).Model(u).Where("interaction_id = ? AND pos = ?", u.InteractionID, u.Pos).
			Select("Text", "Redactions").Updates(u).Error
		if err != nil {
			return store.Fault(err)
		}
	}
	return nil
}

func (b *batch) saveUtterances(ctx context.Context) error {
	for _, u := range b.added {
		u.Redactions = list(u.Redactions)
	}
	if len(b.added) == 0 {
		return nil
	}
	if b.postgres() {
		return b.copyUtterances(ctx)
	}
	return b.conn(ctx).CreateInBatches(b.added, b.log.db.BatchSize()).Error
}

// list is never nil, so that it is stored as one that is empty.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}
