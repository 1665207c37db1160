package store

import (
	"context"
	"time"
)

// ReplyLife is how long an answer is kept for a repetition of its request.
const ReplyLife = 24 * time.Hour

// Reply is the answer to a request that carried an idempotency key.
type Reply struct {
	Who         string            `gorm:"primaryKey"`
	Key         string            `gorm:"primaryKey"`
	RequestHash string            //
	Status      int               //
	Header      map[string]string `gorm:"serializer:json"`
	Body        string            //
	CreatedAt   time.Time         `gorm:"serializer:millis;autoCreateTime:false"`
}

// Replies keeps answers by who asked and with which key.
type Replies struct {
	db  *DB
	now func() time.Time
}

// NewReplies makes the replies of a database.
func NewReplies(db *DB, now func() time.Time) *Replies { return &Replies{db, now} }

// Find returns the kept answer, or NotFound.
func (r *Replies) Find(ctx context.Context, who, key string) (Reply, error) {
	var row Reply
	err := r.db.Conn(ctx).Where("who = ? AND key = ? AND created_at > ?", who, key, Millis(r.now().Add(-ReplyLife))).Take(&row).Error
	return row, Fault(err)
}

// Keep stores an answer in the transaction that ctx carries, and drops those that are too old.
func (r *Replies) Keep(ctx context.Context, reply Reply) error {
	reply.CreatedAt = r.now()
	conn := r.db.Conn(ctx)
	if err := conn.Where("created_at <= ?", Millis(r.now().Add(-ReplyLife))).Delete(&Reply{}).Error; err != nil {
		return Fault(err)
	}
	return Fault(conn.Create(&reply).Error)
}
