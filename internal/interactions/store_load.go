package interactions

import (
	"context"

	"rater/internal/foundation/store"
)

// packed is what a batch in which everything is new comes to, in the order in which it is stored.
type packed []store.Rows

func (b *batch) pack(ctx context.Context) (packed, error) {
	for _, u := range b.added {
		u.Redactions = list(u.Redactions)
	}
	rows, err := store.RowsOf(ctx, b.log.db, b.touched)
	if err != nil {
		return nil, err
	}
	segments, err := store.RowsOf(ctx, b.log.db, b.opened)
	if err != nil {
		return nil, err
	}
	noted, err := store.RowsOf(ctx, b.log.db, b.noted)
	if err != nil {
		return nil, err
	}
	said, err := store.RowsOf(ctx, b.log.db, b.added)
	return packed{rows, segments, noted, said}, err
}

func (b *batch) savePacked(ctx context.Context, p packed) error {
	for _, rows := range p {
		if err := rows.Insert(ctx, b.log.db); err != nil {
			return err
		}
	}
	return b.noteToSearch(ctx)
}
