package people

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"rater/internal/foundation/fault"
)

// Seal chains entries of the audit log: its code covers the seal before it and every entry under it, so that an edit, a
// deletion or a swap breaks it. The head, the last seal, is kept outside of the database too, which tells a log that was
// cut off at its end.
type Seal struct {
	N     int64     `gorm:"primaryKey;autoIncrement:false"`
	At    time.Time `gorm:"serializer:millis"`
	Lines int       // entries under it
	MAC   string    `gorm:"column:mac"`
}

// TableName is where seals lie.
func (Seal) TableName() string { return "audit_seals" }

// Head names the last seal as it is kept outside.
func (s Seal) Head() string { return fmt.Sprintf("%d %s", s.N, s.MAC) }

const sealAtOnce = 5000

// Seal puts the entries that are under no seal yet under a new one and returns it; made is false when there are none.
func (l *Audit) Seal(ctx context.Context) (s Seal, made bool, err error) {
	err = l.db.InTx(ctx, func(ctx context.Context) error {
		if err := l.db.Lock(ctx, "audit seal"); err != nil {
			return err
		}
		lines, err := l.unsealed(ctx, sealAtOnce)
		if err != nil || len(lines) == 0 {
			return err
		}
		last, err := l.lastSeal(ctx)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		s = Seal{N: last.N + 1, At: l.now(), Lines: len(lines)}
		s.MAC = l.mac(last.MAC, s, lines)
		made = true
		return l.insertSeal(ctx, s, lines)
	})
	return s, made && err == nil, err
}

// line is an entry as it lies in the database.
type line struct {
	ID        string
	At        int64
	ActorID   string
	Action    string
	Subject   string
	SubjectID string
	Detail    string
}

// mac is HMAC-SHA256 over the seal before, the number and time of this one, and each entry's parts with their lengths.
func (l *Audit) mac(before string, s Seal, lines []line) string {
	m := hmac.New(sha256.New, l.key)
	part := func(text string) {
		m.Write(binary.AppendUvarint(nil, uint64(len(text))))
		m.Write([]byte(text))
	}
	number := func(n int64) { m.Write(binary.AppendVarint(nil, n)) }
	part(before)
	number(s.N)
	number(s.At.UnixMilli())
	number(int64(len(lines)))
	for _, e := range lines {
		number(e.At)
		for _, text := range []string{e.ID, e.ActorID, e.Action, e.Subject, e.SubjectID, e.Detail} {
			part(text)
		}
	}
	return hex.EncodeToString(m.Sum(nil))
}

// Verified is what Verify found.
type Verified struct {
	Seals    int64  `json:"seals"`
	Entries  int64  `json:"entries"`
	Unsealed int64  `json:"unsealed"` // too new to be under a seal
	Broken   string `json:"broken"`   // what is wrong first, empty when nothing is
}

// Verify goes through the whole log. head is the last seal as it was kept outside, empty for none.
func (l *Audit) Verify(ctx context.Context, head string) (v Verified, err error) {
	before, headSeen := "", head == ""
	for {
		s, err := l.seal(ctx, v.Seals+1)
		if fault.Is(err, fault.NotFound) {
			if v.Broken, v.Unsealed, err = l.rest(ctx, v.Seals); err != nil {
				return v, err
			}
			if s, err = l.seal(ctx, v.Seals+1); fault.Is(err, fault.NotFound) {
				break
			}
			v.Broken = "" // it was sealed meanwhile
		}
		if err != nil {
			return v, err
		}
		lines, err := l.sealed(ctx, s.N)
		if err != nil {
			return v, err
		}
		if wrong := l.wrong(before, s, lines); wrong != "" {
			v.Broken = wrong
			return v, nil
		}
		before, headSeen = s.MAC, headSeen || s.Head() == head
		v.Seals, v.Entries = s.N, v.Entries+int64(len(lines))
	}
	if !headSeen {
		v.Broken = "the log was cut off: the last seal that was kept outside of the database is not in it"
	}
	return v, nil
}

func (l *Audit) wrong(before string, s Seal, lines []line) string {
	if len(lines) != s.Lines {
		return fmt.Sprintf("seal %d is over %d entries, there are %d", s.N, s.Lines, len(lines))
	}
	if !hmac.Equal([]byte(l.mac(before, s, lines)), []byte(s.MAC)) {
		return fmt.Sprintf("seal %d of %s does not fit: an entry under it, or the seal, was changed", s.N, s.At.Format(time.DateTime))
	}
	return ""
}

// rest looks at what is under no seal that is there.
func (l *Audit) rest(ctx context.Context, last int64) (broken string, unsealed int64, err error) {
	stray, unsealed, err := l.outside(ctx, last)
	if err == nil && stray > 0 {
		broken = fmt.Sprintf("%d entries are under seals that are not there", stray)
	}
	return broken, unsealed, err
}
