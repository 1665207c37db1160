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
	hash := Hash(token)
	actors, seen, err := s.actors(ctx, []string{hash})
	if err != nil {
		return Actor{}, err
	}
	actor, ok := actors[hash]
	if !ok {
		return Actor{}, notSignedIn()
	}
	if now := s.now(); now.Sub(seen[hash]) > time.Minute {
		err = s.db.InTx(ctx, func(ctx context.Context) error { return s.touch(ctx, hash, now) })
	}
	return actor, err
}

// Again returns the actors of sessions anew by their hashes, without counting as a request: rights may have changed.
// Sessions that are over are missing.
func (s *Sessions) Again(ctx context.Context, hashes []string) (map[string]Actor, error) {
	actors, _, err := s.actors(ctx, hashes)
	return actors, err
}

func (s *Sessions) actors(ctx context.Context, hashes []string) (actors map[string]Actor, seen map[string]time.Time, err error) {
	rows, err := s.sessions(ctx, hashes)
	if err != nil {
		return nil, nil, err
	}
	users := make([]string, len(rows))
	version := int64(0)
	for i, row := range rows {
		users[i], version = row.UserID, row.PeopleVersion
	}
	byUser, err := s.users.actorsKnown.get(ctx, version, users, s.users.actors)
	actors, seen = map[string]Actor{}, map[string]time.Time{}
	now := s.now()
	for _, row := range rows {
		actor, ok := byUser[row.UserID]
		if !ok || now.Sub(row.SeenAt) > s.idle || now.Sub(row.CreatedAt) > s.life {
			continue
		}
		actor.Key, actor.version = row.TokenHash, version
		actors[row.TokenHash], seen[row.TokenHash] = actor, row.SeenAt
	}
	return actors, seen, err
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
