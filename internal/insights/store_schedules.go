package insights

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

func (s *Schedules) conn(ctx context.Context) *gorm.DB { return s.db.Conn(ctx) }

func (s *Schedules) schedulesOf(ctx context.Context, user string) ([]Schedule, error) {
	var rows []Schedule
	return rows, store.Fault(s.conn(ctx).Where("user_id = ?", user).Order("id").Find(&rows).Error)
}

func (s *Schedules) countSchedules(ctx context.Context, user string) (n int64, err error) {
	return n, store.Fault(s.conn(ctx).Model(&Schedule{}).Where("user_id = ?", user).Count(&n).Error)
}

func (s *Schedules) schedule(ctx context.Context, user, id string) (row Schedule, err error) {
	return row, store.Fault(s.conn(ctx).Where("user_id = ? AND id = ?", user, id).Take(&row).Error)
}

func (s *Schedules) insertSchedule(ctx context.Context, row Schedule) error {
	return store.Fault(s.conn(ctx).Create(&row).Error)
}

func (s *Schedules) savePause(ctx context.Context, row Schedule) error {
	return store.Fault(s.conn(ctx).Model(&row).Select("Paused", "NextAt").Updates(&row).Error)
}

// deleteSchedule of what is not there is NotFound.
func (s *Schedules) deleteSchedule(ctx context.Context, user, id string) error {
	done := s.conn(ctx).Where("user_id = ? AND id = ?", user, id).Delete(&Schedule{})
	if done.Error == nil && done.RowsAffected == 0 {
		return fault.Missing()
	}
	return store.Fault(done.Error)
}

// planNames are the names of plans by their ids.
func (s *Schedules) planNames(ctx context.Context, ids []string) (map[string]string, error) {
	names := map[string]string{}
	if len(ids) == 0 {
		return names, nil
	}
	var rows []struct{ ID, Name string }
	err := s.conn(ctx).Table("plans").Select("id, name").Where("id IN ?", ids).Find(&rows).Error
	for _, row := range rows {
		names[row.ID] = row.Name
	}
	return names, store.Fault(err)
}

// dueBy are schedules that are due, what has waited longest first.
func (s *Schedules) dueBy(ctx context.Context, now time.Time, limit int) ([]Schedule, error) {
	var rows []Schedule
	err := s.conn(ctx).Where("NOT paused AND next_at <= ?", store.Millis(now)).Order("next_at, id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// moveOn sets when the schedule is due next, behind now; false where somebody else has, or has paused or deleted it.
func (s *Schedules) moveOn(ctx context.Context, row Schedule, now time.Time) (bool, error) {
	done := s.conn(ctx).Model(&Schedule{}).Where("id = ? AND next_at = ? AND NOT paused", row.ID, store.Millis(row.NextAt)).
		Updates(map[string]any{"next_at": store.Millis(row.Every.Next(now, s.zone)), "sent_at": store.Millis(now)})
	return done.RowsAffected == 1, store.Fault(done.Error)
}
