package coaching

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

type suggestionBox struct {
	Place  string `gorm:"primaryKey"`
	Sealed string
}

func (suggestionBox) TableName() string { return "suggestion_boxes" }

func (b *SuggestionBox) conn(ctx context.Context) *gorm.DB { return b.db.Conn(ctx) }

// members counts the agents of a team who have not left.
func (b *SuggestionBox) members(ctx context.Context, team string) (n int64, err error) {
	err = b.conn(ctx).Table("memberships m").Joins("JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL").
		Where("m.team_id = ? AND m.kind = ? AND m.until IS NULL", team, people.Member).Count(&n).Error
	return n, store.Fault(err)
}

func (b *SuggestionBox) places(ctx context.Context) (list []string, err error) {
	return list, store.Fault(b.conn(ctx).Model(&suggestionBox{}).Order("place").Pluck("place", &list).Error)
}

// box is what is sealed in the box of a place, empty where there is none.
func (b *SuggestionBox) box(ctx context.Context, place string) (string, error) {
	var row suggestionBox
	return row.Sealed, store.Fault(b.conn(ctx).Where("place = ?", place).Limit(1).Find(&row).Error)
}

func (b *SuggestionBox) saveBox(ctx context.Context, place, sealed string) error {
	return store.Fault(b.conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "place"}}, UpdateAll: true}).Create(&suggestionBox{place, sealed}).Error)
}

func (b *SuggestionBox) destroyBox(ctx context.Context, place string) error {
	return store.Fault(b.conn(ctx).Where("place = ?", place).Delete(&suggestionBox{}).Error)
}

func (b *SuggestionBox) insert(ctx context.Context, rows []Suggestion) error {
	return store.Fault(b.conn(ctx).Create(&rows).Error)
}

func (b *SuggestionBox) save(ctx context.Context, s *Suggestion, revision int64) error {
	return saved(b.conn(ctx).Model(s).Where("id = ? AND revision = ?", s.ID, revision).Select("Revision", "Status", "Reason", "Replies").Updates(s))
}

// rewrite writes suggestions anew as they are.
func (b *SuggestionBox) rewrite(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return b.db.InTx(ctx, func(ctx context.Context) error {
		return store.Fault(b.conn(ctx).Model(&Suggestion{}).Where("id IN ?", ids).Update("revision", gorm.Expr("revision")).Error)
	})
}

func (b *SuggestionBox) byHash(ctx context.Context, hash string) (Suggestion, error) {
	var row Suggestion
	return row, store.Fault(b.conn(ctx).Where("receipt_hash = ?", hash).Take(&row).Error)
}

// suggestionsFor narrows a query to what the actor reads; it is always the last condition, as a whole.
func suggestionsFor(db *gorm.DB, actor people.Actor) *gorm.DB {
	kept, read := append([]string{""}, actor.Leads...), []string{""}
	if actor.Is(people.Admin) {
		kept = append(kept, OfSite)
	}
	if actor.Is(people.Agent) {
		read = append(read, OfSite, actor.Team)
	}
	return db.Where("(place IN ? OR (place IN ? AND status <> ?))", kept, read, New)
}

func (b *SuggestionBox) one(ctx context.Context, actor people.Actor, id string) (Suggestion, error) {
	var row Suggestion
	return row, store.Fault(suggestionsFor(b.conn(ctx).Where("id = ?", id), actor).Take(&row).Error)
}

func (b *SuggestionBox) page(ctx context.Context, actor people.Actor, status, after string, limit int) ([]Suggestion, error) {
	db := b.conn(ctx).Order("id DESC").Limit(limit)
	if status != "" {
		db = db.Where("status = ?", status)
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Suggestion
	return rows, store.Fault(suggestionsFor(db, actor).Find(&rows).Error)
}
