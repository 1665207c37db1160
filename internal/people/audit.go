package people

import (
	"context"
	"encoding/json"
	"maps"
	"sync"
	"time"

	"rater/internal/foundation/store"
)

// Entry is one line of the audit log: who did or read what. A change's is written in its transaction.
type Entry struct {
	ID        string         `gorm:"primaryKey"`
	At        time.Time      `gorm:"serializer:millis"`
	ActorID   string         //
	Action    string         //
	Subject   string         //
	SubjectID string         //
	Detail    map[string]any `gorm:"serializer:json"`
	Seal      *int64         // the seal that it is under, nil until there is one
}

// TableName is where entries lie.
func (Entry) TableName() string { return "audit" }

// Audit writes, seals and reads the audit log.
type Audit struct {
	db  *store.DB
	now func() time.Time
	key []byte

	mu      sync.Mutex
	waiting []*look
	busy    bool
}

// NewAudit makes the audit log over a database; key is that of its seals.
func NewAudit(db *store.DB, key []byte, now func() time.Time) *Audit {
	return &Audit{db: db, key: key, now: now}
}

// Write adds an entry in the transaction that ctx carries.
func (l *Audit) Write(ctx context.Context, actor Actor, action, subject, id string, detail map[string]any) error {
	e, err := l.entry(actor, action, subject, id, detail)
	if err != nil {
		return err
	}
	return l.insert(ctx, []*Entry{e})
}

func (l *Audit) entry(actor Actor, action, subject, id string, detail map[string]any) (*Entry, error) {
	if detail == nil {
		detail = map[string]any{}
	}
	_, err := json.Marshal(detail)
	return &Entry{ID: store.NewID(), At: l.now(), ActorID: actor.ID, Action: action, Subject: subject, SubjectID: id, Detail: detail}, err
}

// WriteMany adds entries of what is done at once, in the transaction that ctx carries, and gives them ids.
func (l *Audit) WriteMany(ctx context.Context, list []Entry) error {
	for i := range list {
		list[i].ID = store.NewID()
	}
	return store.InsertAll(ctx, l.db, list)
}

// TakenOver marks, in the detail of an entry, that it was not written when it happened and by who did it.
const TakenOver = "taken_over"

// WriteAll adds entries of what was done before, in the transaction that ctx carries. It is there for the
// demonstration's past (scorecards.Evaluations.Load), whose days and people are made up: each entry is marked as
// TakenOver, whoever it names. They are given ids, and so stand behind those that are there, in the order of the list.
func (l *Audit) WriteAll(ctx context.Context, list []Entry) error {
	for i := range list {
		detail := map[string]any{}
		maps.Copy(detail, list[i].Detail)
		detail[TakenOver] = true
		list[i].Detail = detail
	}
	return l.WriteMany(ctx, list)
}

// AuditFilter narrows the log; empty parts don't.
type AuditFilter struct {
	Actor, Subject, SubjectID, Action string
	From, To                          time.Time
	After                             string // id behind which the list goes on
	Limit                             int
}

// List returns entries, the newest first.
func (l *Audit) List(ctx context.Context, f AuditFilter) ([]Entry, error) { return l.page(ctx, f) }

// Looks returns who read scores of an agent, the newest first: an evaluation of theirs, or a list of the
// agent's alone.
func (l *Audit) Looks(ctx context.Context, agent, after string, limit int) ([]Entry, error) {
	return l.looks(ctx, agent, after, limit)
}
