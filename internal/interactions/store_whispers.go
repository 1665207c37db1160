package interactions

import (
	"context"

	"rater/internal/foundation/store"
)

func (w *Whispers) insert(ctx context.Context, row *Whisper) error {
	return store.Fault(w.db.Conn(ctx).Create(row).Error)
}

func (w *Whispers) one(ctx context.Context, id string) (Whisper, error) {
	var row Whisper
	return row, store.Fault(w.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

// take reports whether there was a call for help in the interaction that nobody had taken.
func (w *Whispers) take(ctx context.Context, interaction, user string) (bool, error) {
	done := w.db.Conn(ctx).Model(&Whisper{}).Where("interaction_id = ? AND kind = ? AND taken_at IS NULL", interaction, Helping).
		Updates(map[string]any{"taken_by": user, "taken_at": store.Millis(w.now())})
	return done.RowsAffected > 0, store.Fault(done.Error)
}

// of lists an interaction's whispers, of one agent alone unless agent is empty.
func (w *Whispers) of(ctx context.Context, interaction, agent, after string, limit int) ([]Whisper, error) {
	db := w.db.Conn(ctx).Where("interaction_id = ? AND id > ?", interaction, after)
	if agent != "" {
		db = db.Where("agent_id = ?", agent)
	}
	var rows []Whisper
	return rows, store.Fault(db.Order("id").Limit(limit).Find(&rows).Error)
}
