package training

import (
	"bytes"
	"image"
	_ "image/gif"  // dimensions of pictures
	_ "image/jpeg" // dimensions of pictures
	_ "image/png"  // dimensions of pictures
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	_ "golang.org/x/image/webp" // dimensions of pictures

	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
)

// ChunkBytes is the size of all chunks of a medium but the last.
const ChunkBytes = 1 << 20

const (
	maxPixels   = 50_000_000
	maxFileName = 200
)

// bounds are the kinds of media that are taken, and how large each may be.
var bounds = []struct {
	kind  string
	bytes int64
	types []string
}{
	{"picture", 8 << 20, []string{"image/png", "image/jpeg", "image/webp", "image/gif"}},
	{"sound", 32 << 20, []string{"audio/mpeg", "audio/wav", "audio/ogg"}},
	{"film", 128 << 20, []string{"video/mp4", "video/webm"}},
}

// Medium is a picture, a sound or a film that lessons name. Its bytes lie in chunks.
type Medium struct {
	ID          string     `gorm:"primaryKey"`
	Name        string     //
	Type        string     // such as image/png
	Bytes       int64      //
	Width       *int       // of pictures
	Height      *int       //
	OwnerID     string     //
	CreatedAt   time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	CompletedAt *time.Time `gorm:"serializer:millis"`
	KeptSince   time.Time  `gorm:"serializer:millis"` // from when on it is kept unused
}

// TableName is where media lie.
func (Medium) TableName() string { return "media" }

// Chunks is how many chunks it has.
func (m *Medium) Chunks() int { return int((m.Bytes + ChunkBytes - 1) / ChunkBytes) }

// sizeOf is how large a chunk is.
func (m *Medium) sizeOf(n int) int {
	if n == m.Chunks()-1 {
		return int(m.Bytes - int64(n)*ChunkBytes)
	}
	return ChunkBytes
}

func (m *Medium) check() error {
	var f faults
	if !plainName(m.Name) {
		f.add("body.name", "must be 1 to %d characters, without control characters, / and \\, and not begin with a dot; send the name alone, such as greeting.png", maxFileName)
	}
	at := slices.IndexFunc(bounds, func(b struct {
		kind  string
		bytes int64
		types []string
	}) bool {
		return slices.Contains(b.types, m.Type)
	})
	switch {
	case at < 0:
		f.add("body.type", "must be image/png, image/jpeg, image/webp, image/gif, audio/mpeg, audio/wav, audio/ogg, video/mp4 or video/webm")
		if m.Bytes < 1 {
			f.add("body.bytes", "must be 1 or more")
		}
	case m.Bytes < 1 || m.Bytes > bounds[at].bytes:
		f.add("body.bytes", "must be 1 to %d (%d MiB) for a %s, is %d", bounds[at].bytes, bounds[at].bytes>>20, bounds[at].kind, m.Bytes)
	}
	return f.err("this can't be taken")
}

func plainName(name string) bool {
	n := utf8.RuneCountInString(name)
	return n > 0 && n <= maxFileName && strings.TrimSpace(name) == name && !strings.HasPrefix(name, ".") && !strings.ContainsAny(name, `/\`) &&
		!strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
}

// Complete holds the bytes against what was said of them; head are the first, whole the whole of a picture.
func (m *Medium) Complete(head, whole []byte, now time.Time) error {
	if kind := media.Sniffed(head); kind != m.Type {
		return fault.In("body.type", "says %s, but what was sent is %s; send it anew as what it is, or another file", m.Type, kind)
	}
	if strings.HasPrefix(m.Type, "image/") {
		c, _, err := image.DecodeConfig(bytes.NewReader(whole))
		if err != nil || c.Width < 1 || c.Height < 1 {
			return fault.In("body.type", "says %s, but what was sent can't be read as a picture", m.Type)
		}
		if int64(c.Width)*int64(c.Height) > maxPixels {
			return fault.In("body", "the picture has %d × %d points, more than 50 million; make it smaller", c.Width, c.Height)
		}
		m.Width, m.Height = &c.Width, &c.Height
	}
	m.CompletedAt, m.KeptSince = &now, now
	return nil
}
