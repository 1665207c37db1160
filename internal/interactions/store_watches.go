package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

func (w *Watches) insertWatch(ctx context.Context, row *Watch) error {
	return store.Fault(w.db.Conn(ctx).Create(row).Error)
}

func (w *Watches) endWatch(ctx context.Context, id string, at time.Time) error {
	return store.Fault(w.db.Conn(ctx).Model(&Watch{}).Where("id = ? AND until IS NULL", id).Update("until", store.Millis(at)).Error)
}

func (w *Watches) endOpen(ctx context.Context, at time.Time) error {
	return store.Fault(w.db.Conn(ctx).Model(&Watch{}).Where("until IS NULL").Update("until", store.Millis(at)).Error)
}

func (w *Watches) watchesOf(ctx context.Context, id string) ([]Watch, error) {
	var rows []Watch
	return rows, store.Fault(w.db.Conn(ctx).Where("interaction_id = ?", id).Order("since, id").Limit(500).Find(&rows).Error)
}

func (w *Watches) watchesOfAgent(ctx context.Context, agent string, alsoLive bool, after string, limit int) ([]Watch, error) {
	db := w.db.Conn(ctx).Where("interaction_id IN (SELECT interaction_id FROM segments WHERE agent_id = ?)", agent)
	if !alsoLive {
		db = db.Where("interaction_id IN (SELECT id FROM interactions WHERE status = ?)", Over)
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Watch
	return rows, store.Fault(db.Order("id DESC").Limit(limit).Find(&rows).Error)
}

func (w *Watches) insertWhisper(ctx context.Context, row *Whisper) error {
	return store.Fault(w.db.Conn(ctx).Create(row).Error)
}
