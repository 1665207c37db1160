package people

import (
	"context"
	"encoding/json"

	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

type preference struct {
	UserID string `gorm:"primaryKey"`
	Value  string
}

func (u *Users) loadPreferences(ctx context.Context, id string) (map[string]any, error) {
	var rows []preference
	if err := u.conn(ctx).Where("user_id = ?", id).Limit(1).Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	value := map[string]any{}
	if len(rows) == 0 {
		return value, nil
	}
	return value, json.Unmarshal([]byte(rows[0].Value), &value)
}

func (u *Users) savePreferences(ctx context.Context, id, value string) error {
	return store.Fault(u.conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&preference{id, value}).Error)
}
