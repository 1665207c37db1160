package training

import (
	"context"
	"io"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Media takes, keeps and serves what lessons name.
type Media struct {
	db    *store.DB
	audit *people.Audit
	now   func() time.Time
}

// NewMedia makes the media of a database.
func NewMedia(db *store.DB, audit *people.Audit, now func() time.Time) *Media {
	return &Media{db, audit, now}
}

// Begin says what is to be sent: its name, its type, and how many bytes.
func (m *Media) Begin(ctx context.Context, actor people.Actor, name, kind string, bytes int64) (Medium, error) {
	now := m.now()
	medium := Medium{ID: store.NewID(), Name: strings.TrimSpace(name), Type: kind, Bytes: bytes, OwnerID: actor.ID, CreatedAt: now, KeptSince: now}
	if err := medium.check(); err != nil {
		return medium, err
	}
	err := m.db.InTx(ctx, func(ctx context.Context) error {
		if err := m.insert(ctx, &medium); err != nil {
			return err
		}
		return m.note(ctx, actor, &medium, "begun")
	})
	return medium, err
}

func (m *Media) note(ctx context.Context, actor people.Actor, medium *Medium, what string) error {
	return m.audit.Write(ctx, actor, "medium."+what, "medium", medium.ID, map[string]any{"type": medium.Type, "bytes": medium.Bytes})
}

// begun is a medium that the actor is sending.
func (m *Media) begun(ctx context.Context, actor people.Actor, id string) (Medium, error) {
	medium, err := m.one(ctx, id)
	if err == nil && medium.OwnerID != actor.ID {
		return medium, fault.Missing()
	}
	if err == nil && medium.CompletedAt != nil {
		return medium, fault.New(fault.Conflict, "this was sent whole already; it doesn't change any more")
	}
	return medium, err
}

// Put takes a chunk, counted from 0; sent again it takes the place of what was sent before.
func (m *Media) Put(ctx context.Context, actor people.Actor, id string, n int, data []byte) error {
	return m.db.InTx(ctx, func(ctx context.Context) error {
		medium, err := m.begun(ctx, actor, id)
		if err != nil {
			return err
		}
		if n < 0 || n >= medium.Chunks() {
			return fault.In("path.n", "must be 0 to %d", medium.Chunks()-1)
		}
		if want := medium.sizeOf(n); len(data) != want {
			return fault.In("body", "must be %d bytes for chunk %d, is %d", want, n, len(data))
		}
		return m.keepChunk(ctx, id, n, data)
	})
}

// sniffing is how many bytes tell what something is.
const sniffing = 512

// Complete holds what was sent against what was said of it: each chunk there, the type the true one, a picture readable
// and no larger than 50 million points.
func (m *Media) Complete(ctx context.Context, actor people.Actor, id string) (Medium, error) {
	var medium Medium
	err := m.db.InTx(ctx, func(ctx context.Context) (err error) {
		if medium, err = m.begun(ctx, actor, id); err != nil {
			return err
		}
		if err := m.checkWhole(ctx, &medium); err != nil {
			return err
		}
		last := int64(sniffing)
		if strings.HasPrefix(medium.Type, "image/") {
			last = medium.Bytes
		}
		bytes, err := m.read(ctx, &medium, media.Piece{Last: min(last, medium.Bytes) - 1})
		if err != nil {
			return err
		}
		if err := medium.Complete(bytes[:min(len(bytes), sniffing)], bytes, m.now()); err != nil {
			return err
		}
		if err := m.save(ctx, &medium); err != nil {
			return err
		}
		return m.note(ctx, actor, &medium, "kept")
	})
	return medium, err
}

func (m *Media) checkWhole(ctx context.Context, medium *Medium) error {
	have, err := m.chunks(ctx, medium.ID)
	if err != nil {
		return err
	}
	for n := range medium.Chunks() {
		if !have[n] {
			return fault.In("body", "chunk %d of 0 to %d was not sent", n, medium.Chunks()-1)
		}
	}
	return nil
}

// Get returns a medium that was sent whole, to who may see a module that names it: NotFound else.
func (m *Media) Get(ctx context.Context, actor people.Actor, id string) (Medium, error) {
	medium, err := m.one(ctx, id)
	if err != nil {
		return medium, err
	}
	sees := medium.CompletedAt != nil && actor.May(people.ModulesWrite)
	if !sees && medium.CompletedAt != nil {
		sees, err = m.seenBy(ctx, actor, id)
	}
	if err == nil && !sees {
		err = fault.Missing()
	}
	return medium, err
}

// Open reads a piece of a medium that the actor may see, chunk by chunk as it is read.
func (m *Media) Open(ctx context.Context, medium Medium, p media.Piece) io.Reader {
	return &reader{media: m, ctx: ctx, medium: medium, at: p.First, last: p.Last}
}

// reader reads the chunks of a medium one by one.
type reader struct {
	media    *Media
	ctx      context.Context //nolint:containedctx // a reader's life is that of its request
	medium   Medium
	at, last int64
	chunk    []byte
}

func (r *reader) Read(into []byte) (int, error) {
	if len(r.chunk) == 0 {
		if r.at > r.last {
			return 0, io.EOF
		}
		end := min(r.last, r.at-r.at%ChunkBytes+ChunkBytes-1)
		chunk, err := r.media.read(r.ctx, &r.medium, media.Piece{First: r.at, Last: end})
		if err != nil {
			return 0, err
		}
		r.chunk, r.at = chunk, end+1
	}
	n := copy(into, r.chunk)
	r.chunk = r.chunk[n:]
	return n, nil
}

// read returns the bytes of a piece, of which it reads the chunks that it lies in.
func (m *Media) read(ctx context.Context, medium *Medium, p media.Piece) ([]byte, error) {
	from, to := int(p.First/ChunkBytes), int(p.Last/ChunkBytes)
	out, err := m.joined(ctx, medium.ID, from, to)
	if err != nil {
		return nil, err
	}
	begin := p.First - int64(from)*ChunkBytes
	if int64(len(out)) < begin+p.Last-p.First+1 {
		return nil, fault.Missing()
	}
	return out[begin : begin+p.Last-p.First+1], nil
}

// How long media are kept: what was not sent whole, and what no module names.
const (
	keptUnsent = 24 * time.Hour
	keptUnused = 30 * 24 * time.Hour
)

const sweptAtOnce = 20

// Sweep deletes what was not sent whole within a day, and what no module has named for 30 days; at most 20 at once.
func (m *Media) Sweep(ctx context.Context) (int, error) {
	var ids []string
	err := m.db.InTx(ctx, func(ctx context.Context) (err error) {
		now := m.now()
		if ids, err = m.idle(ctx, now.Add(-keptUnsent), now.Add(-keptUnused), sweptAtOnce); err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := m.audit.Write(ctx, people.System(), "medium.deleted", "medium", id, nil); err != nil {
				return err
			}
		}
		return m.remove(ctx, ids)
	})
	return len(ids), err
}
