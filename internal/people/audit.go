package people

import (
	"context"
	"encoding/json"
	"time"

	"rater/internal/foundation/store"
)

// Entry is one line of the audit log: who did what to what. It is written in the transaction of the change.
type Entry struct {
	ID        string         `gorm:"primaryKey"`
	At        time.Time      `gorm:"serializer:millis"`
	ActorID   string         //
	Action    string         //
	Subject   string         //
	SubjectID string         //
	Detail    map[string]any `gorm:"serializer:json"`
}

// TableName is where entries lie.
func (Entry) TableName() string { return "audit" }

// Audit writes the audit log.
type Audit struct {
	db  *store.DB
	now func() time.Time
}

// NewAudit makes the audit log over a database.
func NewAudit(db *store.DB, now func() time.Time) *Audit { return &Audit{db, now} }

// Write adds an entry in the transaction that ctx carries.
func (l *Audit) Write(ctx context.Context, actor Actor, action, subject, id string, detail map[string]any) error {
	if detail == nil {
		detail = map[string]any{}
	}
	if _, err := json.Marshal(detail); err != nil {
		return err
	}
	return l.insert(ctx, &Entry{ID: store.NewID(), At: l.now(), ActorID: actor.ID, Action: action, Subject: subject, SubjectID: id, Detail: detail})
}
