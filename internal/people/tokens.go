package people

import (
	"context"
	"sync"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Token lets a program act for a source; only its hash is stored.
type Token struct {
	ID        string     `gorm:"primaryKey"`
	Source    string     //
	Scope     string     //
	TokenHash string     //
	CreatedAt time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	RevokedAt *time.Time `gorm:"serializer:millis"`
}

// Tokens makes and checks tokens.
type Tokens struct {
	db    *store.DB
	audit *Audit
	now   func() time.Time

	mu    sync.Mutex
	known map[string]knownToken // by hash
}

type knownToken struct {
	actor Actor
	at    time.Time
}

// tokenMemory is how long a token that was looked up is not looked up again: a source sends many requests a second.
const tokenMemory = time.Second

// NewTokens makes tokens over a database.
func NewTokens(db *store.DB, audit *Audit, now func() time.Time) *Tokens {
	return &Tokens{db: db, audit: audit, now: now, known: map[string]knownToken{}}
}

// Add makes a token for a source and returns it; it can't be shown again.
func (t *Tokens) Add(ctx context.Context, actor Actor, source, scope string) (token string, err error) {
	if f := checkName("source", source); f != nil {
		return "", fault.Fields("the token can't be made", *f)
	}
	if scope != ScopeIngest {
		return "", fault.In("scope", "must be ingest")
	}
	token, hash := newToken()
	row := &Token{ID: store.NewID(), Source: source, Scope: scope, TokenHash: hash, CreatedAt: t.now()}
	err = t.db.InTx(ctx, func(ctx context.Context) error {
		if err := t.insertToken(ctx, row); err != nil {
			return err
		}
		return t.audit.Write(ctx, actor, "token.add", "token", row.ID, map[string]any{"source": source, "scope": scope})
	})
	return token, err
}

// List returns all tokens, the newest first; what they are is not to be had any more.
func (t *Tokens) List(ctx context.Context) ([]Token, error) { return t.list(ctx) }

// Revoke makes a token unknown from now on; NotFound when it is already.
func (t *Tokens) Revoke(ctx context.Context, actor Actor, id string) error {
	return t.db.InTx(ctx, func(ctx context.Context) error {
		if err := t.revoke(ctx, id, t.now()); err != nil {
			return err
		}
		return t.audit.Write(ctx, actor, "token.revoke", "token", id, nil)
	})
}

// Actor returns the program that the token belongs to, or Unauthorized.
func (t *Tokens) Actor(ctx context.Context, token string) (Actor, error) {
	hash := Hash(token)
	if known, ok := t.remembered(hash); ok {
		return known, nil
	}
	row, err := t.token(ctx, hash)
	if fault.Is(err, fault.NotFound) {
		return Actor{}, fault.New(fault.Unauthorized, "the token is unknown or revoked")
	}
	if err != nil {
		return Actor{}, err
	}
	actor := Actor{ID: "token:" + row.ID, Name: row.Source, Source: row.Source, Scope: row.Scope, Key: row.TokenHash}
	t.remember(hash, actor)
	return actor, nil
}

func (t *Tokens) remembered(hash string) (Actor, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, ok := t.known[hash]
	return known.actor, ok && t.now().Sub(known.at) < tokenMemory
}

func (t *Tokens) remember(hash string, actor Actor) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.known) > 1000 {
		clear(t.known)
	}
	t.known[hash] = knownToken{actor, t.now()}
}
