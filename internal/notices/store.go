package notices

import (
	"context"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

func (o *Outbox) conn(ctx context.Context) *gorm.DB { return o.db.Conn(ctx) }

// unheard are those of whose events nobody has told yet.
func (o *Outbox) unheard(ctx context.Context, list []Notice) ([]Notice, error) {
	known := map[[2]string]bool{}
	for _, part := range store.Chunks(list, 250) {
		pairs := make([][]any, len(part))
		for i, n := range part {
			pairs[i] = []any{n.UserID, n.EventKey}
		}
		var rows []Notice
		if err := o.conn(ctx).Select("user_id", "event_key").Where("(user_id, event_key) IN ?", pairs).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			known[[2]string{row.UserID, row.EventKey}] = true
		}
	}
	return slices.DeleteFunc(list, func(n Notice) bool { return known[[2]string{n.UserID, n.EventKey}] }), nil
}

// insert leaves out who was told of the event at the same moment by somebody else.
func (o *Outbox) insert(ctx context.Context, list []Notice) error {
	return store.Fault(o.conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(list, o.db.BatchSize()).Error)
}

func (o *Outbox) page(ctx context.Context, user string, unread bool, after string, limit int) ([]Notice, error) {
	db := o.conn(ctx).Where("user_id = ?", user).Order("id DESC").Limit(limit)
	if unread {
		db = db.Where("read_at IS NULL")
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Notice
	return rows, store.Fault(db.Find(&rows).Error)
}

func (o *Outbox) countUnread(ctx context.Context, user string, most int) (int, error) {
	var n int64
	some := o.conn(ctx).Model(&Notice{}).Select("id").Where("user_id = ? AND read_at IS NULL", user).Limit(most)
	err := o.conn(ctx).Table("(?) AS counted", some).Count(&n).Error
	return int(n), store.Fault(err)
}

func (o *Outbox) markRead(ctx context.Context, user string, ids []string, upTo string, now time.Time) error {
	db := o.conn(ctx).Model(&Notice{}).Where("user_id = ? AND read_at IS NULL", user)
	if upTo != "" {
		db = db.Where("id <= ?", upTo)
	} else {
		db = db.Where("id IN ?", ids)
	}
	return store.Fault(db.Update("read_at", store.Millis(now)).Error)
}

// settingsOf are the settings of whom the notices are for, by user.
func (o *Outbox) settingsOf(ctx context.Context, list []Notice) (map[string]Settings, error) {
	ids, found := make([]string, len(list)), map[string]Settings{}
	for i, n := range list {
		ids[i], found[n.UserID] = n.UserID, usual(n.UserID)
	}
	for _, part := range store.Chunks(ids, 500) {
		var rows []Settings
		if err := o.conn(ctx).Where("user_id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, s := range rows {
			found[s.UserID] = s
		}
	}
	return found, nil
}

func (o *Outbox) saveSettings(ctx context.Context, s Settings) error {
	return store.Fault(o.conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&s).Error)
}

const mostWaiting = 1000

func (o *Outbox) waitingOf(ctx context.Context, user string) ([]Notice, error) {
	var rows []Notice
	return rows, store.Fault(o.conn(ctx).Where("user_id = ? AND mail = ?", user, mailWaiting).Order("id").Limit(mostWaiting).Find(&rows).Error)
}

// dueBy are notices whose e-mail is due, those that have waited longest first: what goes in piles, and of what may carry a
// file no more than one turn takes.
func (o *Outbox) dueBy(ctx context.Context, now time.Time) (rows, lone []Notice, err error) {
	files := slices.DeleteFunc(slices.Clone(Kinds), func(k Kind) bool { return !k.mayEnclose() })
	due := func() *gorm.DB {
		return o.conn(ctx).Where("mail = ? AND mail_due <= ?", mailWaiting, store.Millis(now)).Order("mail_due, id")
	}
	err = errors.Join(due().Where("kind NOT IN ?", files).Limit(mostAtOnce).Find(&rows).Error, due().Where("kind IN ?", files).Limit(mostEnclosed).Find(&lone).Error)
	return rows, lone, store.Fault(err)
}

// saveMail keeps how far the e-mail of notices is, which is the same for all of them; tried is added to their tries.
func (o *Outbox) saveMail(ctx context.Context, list []Notice, tried int) error {
	if len(list) == 0 {
		return nil
	}
	ids := make([]string, len(list))
	for i, n := range list {
		ids[i] = n.ID
	}
	var due any
	if list[0].MailDue != nil {
		due = store.Millis(*list[0].MailDue)
	}
	changes := map[string]any{"mail": list[0].Mail, "mail_due": due, "mail_tries": gorm.Expr("mail_tries + ?", tried)}
	return store.Fault(o.conn(ctx).Model(&Notice{}).Where("id IN ?", ids).Updates(changes).Error)
}

// giveUp says of e-mail that was begun before a moment and not heard of since that nobody knows whether it arrived.
func (o *Outbox) giveUp(ctx context.Context, before time.Time) error {
	done := o.conn(ctx).Model(&Notice{}).Where("mail = ? AND mail_due <= ?", mailSending, store.Millis(before)).Update("mail", mailUnsure)
	return store.Fault(done.Error)
}
