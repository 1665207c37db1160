package people

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

func (l *Audit) insert(ctx context.Context, list []*Entry) error {
	return store.Fault(l.db.Conn(ctx).CreateInBatches(list, l.db.BatchSize()).Error)
}

func (l *Audit) page(ctx context.Context, f AuditFilter) ([]Entry, error) {
	db := l.db.Conn(ctx).Order("id DESC").Limit(f.Limit)
	for column, value := range map[string]string{"actor_id": f.Actor, "subject": f.Subject, "subject_id": f.SubjectID, "action": f.Action} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if !f.From.IsZero() {
		db = db.Where("at >= ?", store.Millis(f.From))
	}
	if !f.To.IsZero() {
		db = db.Where("at < ?", store.Millis(f.To))
	}
	if f.After != "" {
		db = db.Where("id < ?", f.After)
	}
	var rows []Entry
	return rows, store.Fault(db.Find(&rows).Error)
}

// looks finds readings by the agent, whom a reading of scores names as its subject.
func (l *Audit) looks(ctx context.Context, agent, after string, limit int) ([]Entry, error) {
	db := l.db.Conn(ctx).Where("subject = ? AND subject_id = ? AND actor_id <> ?", "agent", agent, agent)
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Entry
	return rows, store.Fault(db.Order("id DESC").Limit(limit).Find(&rows).Error)
}

func (l *Audit) readSince(ctx context.Context, actor Actor, action, subject, id string, since time.Time) (bool, error) {
	var rows []Entry
	err := l.db.Conn(ctx).Select("id").Where("subject = ? AND subject_id = ? AND actor_id = ? AND action = ? AND at >= ?", subject, id, actor.ID, action, store.Millis(since)).Limit(1).Find(&rows).Error
	return len(rows) > 0, store.Fault(err)
}

func (l *Audit) lines(ctx context.Context, where string, arg any, limit int) ([]line, error) {
	var rows []line
	db := l.db.Conn(ctx).Table("audit").Where(where, arg).Order("id")
	if limit > 0 {
		db = db.Limit(limit)
	}
	return rows, store.Fault(db.Scan(&rows).Error)
}

func (l *Audit) unsealed(ctx context.Context, limit int) ([]line, error) {
	return l.lines(ctx, "seal IS NULL AND id > ?", "", limit)
}

func (l *Audit) sealed(ctx context.Context, n int64) ([]line, error) {
	return l.lines(ctx, "seal = ?", n, 0)
}

func (l *Audit) lastSeal(ctx context.Context) (Seal, error) {
	var row Seal
	return row, store.Fault(l.db.Conn(ctx).Order("n DESC").Take(&row).Error)
}

func (l *Audit) seal(ctx context.Context, n int64) (Seal, error) {
	var row Seal
	return row, store.Fault(l.db.Conn(ctx).Where("n = ?", n).Take(&row).Error)
}

func (l *Audit) insertSeal(ctx context.Context, s Seal, lines []line) error {
	if err := l.db.Conn(ctx).Create(&s).Error; err != nil {
		return store.Fault(err)
	}
	ids := make([]string, len(lines))
	for i, e := range lines {
		ids[i] = e.ID
	}
	for _, part := range store.Chunks(ids, 500) {
		if err := l.db.Conn(ctx).Model(&Entry{}).Where("id IN ?", part).Update("seal", s.N).Error; err != nil {
			return store.Fault(err)
		}
	}
	return nil
}

// outside counts entries under seals behind the last, and those under none.
func (l *Audit) outside(ctx context.Context, last int64) (stray, unsealed int64, err error) {
	if err := l.db.Conn(ctx).Model(&Entry{}).Where("seal > ?", last).Count(&stray).Error; err != nil {
		return 0, 0, store.Fault(err)
	}
	return stray, unsealed, store.Fault(l.db.Conn(ctx).Model(&Entry{}).Where("seal IS NULL").Count(&unsealed).Error)
}
