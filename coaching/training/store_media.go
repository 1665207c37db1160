package training

import (
	"context"
	"encoding/base64"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// chunk is up to 1 MiB of a medium. Data is base64: backups and both databases carry text alike.
type chunk struct {
	MediaID string `gorm:"primaryKey"`
	N       int    `gorm:"primaryKey;autoIncrement:false"`
	Data    string
}

func (chunk) TableName() string { return "media_chunks" }

func (m *Media) conn(ctx context.Context) *gorm.DB { return m.db.Conn(ctx) }

func (m *Media) one(ctx context.Context, id string) (Medium, error) {
	var row Medium
	return row, store.Fault(m.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (m *Media) insert(ctx context.Context, medium *Medium) error {
	return store.Fault(m.conn(ctx).Create(medium).Error)
}

// save writes a medium that was just completed; of two who complete it at once one does.
func (m *Media) save(ctx context.Context, medium *Medium) error {
	return store.Saved(m.conn(ctx).Model(medium).Where("id = ? AND completed_at IS NULL", medium.ID).
		Select("Width", "Height", "CompletedAt", "KeptSince").Updates(medium))
}

func (m *Media) keepChunk(ctx context.Context, id string, n int, data []byte) error {
	row := chunk{id, n, base64.StdEncoding.EncodeToString(data)}
	return store.Fault(m.conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error)
}

func (m *Media) chunks(ctx context.Context, id string) (map[int]bool, error) {
	var have []int
	err := m.conn(ctx).Model(&chunk{}).Where("media_id = ?", id).Pluck("n", &have).Error
	out := make(map[int]bool, len(have))
	for _, n := range have {
		out[n] = true
	}
	return out, store.Fault(err)
}

// joined are the bytes of the chunks from one to another.
func (m *Media) joined(ctx context.Context, id string, from, to int) ([]byte, error) {
	var rows []chunk
	if err := m.conn(ctx).Where("media_id = ? AND n BETWEEN ? AND ?", id, from, to).Order("n").Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	if len(rows) != to-from+1 {
		return nil, fault.Missing()
	}
	out := make([]byte, 0, len(rows)*ChunkBytes)
	for _, row := range rows {
		data, err := base64.StdEncoding.DecodeString(row.Data)
		if err != nil {
			return nil, err
		}
		out = append(out, data...)
	}
	return out, nil
}

// seenBy says whether a version names the medium that the actor was given, or that an agent of the actor's was; or, for
// who reads modules, one that is published.
func (m *Media) seenBy(ctx context.Context, actor people.Actor, id string) (bool, error) {
	uses := m.conn(ctx).Model(&use{}).Where("media_id = ? AND version > 0", id).Limit(1)
	if !actor.May(people.ModulesRead) {
		given := m.conn(ctx).Model(&Assignment{}).Select("1").Where("assignments.module_id = media_uses.module_id AND assignments.version = media_uses.version AND assignments.agent_id = ?", actor.ID)
		uses = uses.Where("EXISTS (?)", given)
	}
	var found []use
	err := uses.Find(&found).Error
	return len(found) > 0, store.Fault(err)
}

func (m *Media) idle(ctx context.Context, unsent, unused time.Time, limit int) (ids []string, err error) {
	err = m.conn(ctx).Model(&Medium{}).Where("(completed_at IS NULL AND kept_since < ?) OR (completed_at IS NOT NULL AND kept_since < ?)", store.Millis(unsent), store.Millis(unused)).
		Where("NOT EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = media.id)").Order("kept_since, id").Limit(limit).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}

func (m *Media) remove(ctx context.Context, ids []string) error {
	if err := m.conn(ctx).Where("media_id IN ?", ids).Delete(&chunk{}).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(m.conn(ctx).Where("id IN ?", ids).Delete(&Medium{}).Error)
}
