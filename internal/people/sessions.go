package people

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Session is one signed-in browser; only the hash of its token is stored.
type Session struct {
	TokenHash string    `gorm:"primaryKey"`
	UserID    string    //
	CreatedAt time.Time `gorm:"serializer:millis;autoCreateTime:false"`
	SeenAt    time.Time `gorm:"serializer:millis"`
}

// Sessions signs people in and out.
type Sessions struct {
	db         *store.DB
	users      *Users
	now        func() time.Time
	idle, life time.Duration
	perPerson  *throttle
	perAddress *throttle
}

// NewSessions makes sign-in over a database; a session ends after idle without a request and life after sign-in.
func NewSessions(db *store.DB, users *Users, now func() time.Time, idle, life time.Duration) *Sessions {
	return &Sessions{db: db, users: users, now: now, idle: idle, life: life,
		perPerson: newThrottle(10, 5*time.Second), perAddress: newThrottle(100, time.Second)}
}

// SignIn checks the password and returns a new session's token, which is never shown again. Wrong passwords and
// unknown people are the same Unauthorized fault, too many tries from one address TooMany.
func (s *Sessions) SignIn(ctx context.Context, email, password, address string) (token string, err error) {
	person := address + " " + Key(email)
	if err := s.try(person, address); err != nil {
		return "", err
	}
	user, err := s.users.byEmail(ctx, email)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return "", err
	}
	if !matches(password, user.PasswordHash) || user.DisabledAt != nil {
		return "", fault.New(fault.Unauthorized, "the e-mail address or the password is wrong")
	}
	s.perPerson.giveBack(person, s.now())
	s.perAddress.giveBack(address, s.now())
	return s.Open(ctx, user.ID)
}

// try takes a try before the password is looked at, so that many at once don't pass for one.
func (s *Sessions) try(person, address string) error {
	if wait := s.perAddress.take(address, s.now()); wait > 0 {
		return tooMany(wait)
	}
	if wait := s.perPerson.take(person, s.now()); wait > 0 {
		s.perAddress.giveBack(address, s.now())
		return tooMany(wait)
	}
	return nil
}

func tooMany(wait time.Duration) error {
	f := fault.New(fault.TooMany, "too many wrong passwords from here; try again in a moment")
	f.RetryAfter = int(math.Ceil(wait.Seconds()))
	return f
}

// Open makes a session for a user without a password, for the first admin.
func (s *Sessions) Open(ctx context.Context, userID string) (token string, err error) {
	token, hash := newToken()
	now := s.now()
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.dropExpired(ctx, now); err != nil {
			return err
		}
		return s.insertSession(ctx, &Session{TokenHash: hash, UserID: userID, CreatedAt: now, SeenAt: now})
	})
	return token, err
}

// Actor returns who the token belongs to, or Unauthorized when it is unknown, expired or of a disabled user.
func (s *Sessions) Actor(ctx context.Context, token string) (Actor, error) {
	return s.actorByHash(ctx, Hash(token), true)
}

// Again returns the actor of a session anew by its hash, without counting as a request: rights may have changed.
func (s *Sessions) Again(ctx context.Context, hash string) (Actor, error) {
	return s.actorByHash(ctx, hash, false)
}

func (s *Sessions) actorByHash(ctx context.Context, hash string, used bool) (Actor, error) {
	session, err := s.session(ctx, hash)
	if fault.Is(err, fault.NotFound) {
		return Actor{}, notSignedIn()
	}
	if err != nil {
		return Actor{}, err
	}
	now := s.now()
	if now.Sub(session.SeenAt) > s.idle || now.Sub(session.CreatedAt) > s.life {
		return Actor{}, notSignedIn()
	}
	actor, err := s.users.actor(ctx, session.UserID)
	if err != nil {
		return Actor{}, err
	}
	actor.Key = hash
	if used && now.Sub(session.SeenAt) > time.Minute {
		err = s.db.InTx(ctx, func(ctx context.Context) error { return s.touch(ctx, hash, now) })
	}
	return actor, err
}

// SignOut ends the session of the token.
func (s *Sessions) SignOut(ctx context.Context, token string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error { return s.dropSession(ctx, Hash(token)) })
}

func notSignedIn() error { return fault.New(fault.Unauthorized, "sign in first") }

func newToken() (token, hash string) {
	raw := make([]byte, 32)
	rand.Read(raw)
	token = hex.EncodeToString(raw)
	return token, Hash(token)
}

// Hash is the form in which tokens are stored.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
