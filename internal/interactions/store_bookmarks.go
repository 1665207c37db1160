package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

func (b *Bookmarks) insert(ctx context.Context, row *Bookmark) error {
	return store.Fault(b.db.Conn(ctx).Create(row).Error)
}

// save writes the bookmark where it is still at the revision, or is Stale.
func (b *Bookmarks) save(ctx context.Context, row *Bookmark, revision int64) error {
	return store.Saved(b.db.Conn(ctx).Model(row).Where("id = ? AND revision = ?", row.ID, revision).Select("Note", "Revision", "UpdatedAt").Updates(row))
}

func (b *Bookmarks) delete(ctx context.Context, id string) error {
	return store.Fault(b.db.Conn(ctx).Where("id = ?", id).Delete(&Bookmark{}).Error)
}

func (b *Bookmarks) one(ctx context.Context, user, id string) (Bookmark, error) {
	var row Bookmark
	return row, store.Fault(b.db.Conn(ctx).Where("id = ? AND user_id = ?", id, user).Take(&row).Error)
}

func (b *Bookmarks) of(ctx context.Context, user, interaction, after string, limit int) ([]Bookmark, error) {
	var rows []Bookmark
	return rows, store.Fault(b.db.Conn(ctx).Where("user_id = ? AND interaction_id = ? AND id > ?", user, interaction, after).Order("id").Limit(limit).Find(&rows).Error)
}

func (b *Bookmarks) count(ctx context.Context, user, interaction string) (n int64, err error) {
	return n, store.Fault(b.db.Conn(ctx).Model(&Bookmark{}).Where("user_id = ? AND interaction_id = ?", user, interaction).Count(&n).Error)
}

// posAt is the utterance that was said last by a time, nil before the first.
func (b *Bookmarks) posAt(ctx context.Context, interaction string, at time.Time) (*int64, error) {
	var rows []Utterance
	err := b.db.Conn(ctx).Select("pos").Where("interaction_id = ? AND at <= ?", interaction, store.Millis(at)).Order("at DESC, pos DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, store.Fault(err)
	}
	return &rows[0].Pos, nil
}
