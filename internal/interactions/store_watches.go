package interactions

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

func (w *Watches) insertWatch(ctx context.Context, row *Watch) error {
	return store.Fault(w.db.Conn(ctx).Create(row).Error)
}

func (w *Watches) endWatch(ctx context.Context, id string, at time.Time) error {
	return store.Fault(w.db.Conn(ctx).Model(&Watch{}).Where("id = ? AND until IS NULL", id).Update("until", store.Millis(at)).Error)
}

func (w *Watches) endOfNode(ctx context.Context, at time.Time) error {
	return store.Fault(w.db.Conn(ctx).Model(&Watch{}).Where("node = ? AND until IS NULL", w.node).Update("until", store.Millis(at)).Error)
}

// prolong reports whether the user watches already, or has just stopped, and then goes on with that.
func (w *Watches) prolong(ctx context.Context, interaction, user string, since, now time.Time) (bool, error) {
	var last Watch
	found := w.db.Conn(ctx).Where("interaction_id = ? AND user_id = ?", interaction, user).Order("id DESC").Limit(1).Find(&last)
	if found.Error != nil || found.RowsAffected == 0 || last.Until != nil && last.Until.Before(since) {
		return false, store.Fault(found.Error)
	}
	if last.Until == nil {
		return true, nil
	}
	return true, w.db.Conn(ctx).Model(&Watch{}).Where("id = ?", last.ID).Update("until", store.Millis(now)).Error
}

func (w *Watches) seen(ctx context.Context, at time.Time) error {
	return store.Fault(w.db.Conn(ctx).Exec("INSERT INTO nodes (id, seen_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
		w.node, store.Millis(at)).Error)
}

func (w *Watches) endGone(ctx context.Context, since time.Time) error {
	const lastSign = "coalesce((SELECT max(n.seen_at, watches.since) FROM nodes n WHERE n.id = watches.node), watches.since)"
	db := w.db.Conn(ctx).Model(&Watch{}).Where("until IS NULL AND node NOT IN (SELECT id FROM nodes WHERE seen_at >= ?)", store.Millis(since))
	if err := db.Update("until", gorm.Expr(w.greatest(lastSign))).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(w.db.Conn(ctx).Exec("DELETE FROM nodes WHERE seen_at < ?", store.Millis(since)).Error)
}

// greatest writes SQLite's max of two values as PostgreSQL does.
func (w *Watches) greatest(expression string) string {
	if w.db.Dialect == store.Postgres {
		return strings.ReplaceAll(expression, "max(", "greatest(")
	}
	return expression
}

func (w *Watches) watchesOf(ctx context.Context, id, after string, limit int) ([]Watch, error) {
	var rows []Watch
	return rows, store.Fault(w.db.Conn(ctx).Where("interaction_id = ? AND id > ?", id, after).Order("id").Limit(limit).Find(&rows).Error)
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

func (w *Watches) openOn(ctx context.Context, interaction string) ([]string, error) {
	var ids []string
	return ids, store.Fault(w.db.Conn(ctx).Model(&Watch{}).Where("interaction_id = ? AND until IS NULL", interaction).Distinct().Order("user_id").Limit(200).Pluck("user_id", &ids).Error)
}
