package people

import (
	"context"

	"rater/internal/foundation/store"
)

type userLanguage struct {
	UserID   string
	Language string
}

func (u *Users) setLanguages(ctx context.Context, id string, languages []string) error {
	if err := u.conn(ctx).Where("user_id = ?", id).Delete(&userLanguage{}).Error; err != nil || len(languages) == 0 {
		return store.Fault(err)
	}
	rows := make([]userLanguage, len(languages))
	for n, tag := range languages {
		rows[n] = userLanguage{id, tag}
	}
	return store.Fault(u.conn(ctx).Create(&rows).Error)
}
