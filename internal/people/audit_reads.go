package people

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

// look is a reading of scores whose entry waits to be written.
type look struct {
	entry *Entry
	done  chan error
}

// Read notes that the actor reads scores, and returns once that is on record: readings that come together are written
// in one transaction. Under Hold it is noted later.
func (l *Audit) Read(ctx context.Context, actor Actor, action, subject, id string, detail map[string]any) error {
	e, err := l.entry(actor, action, subject, id, detail)
	if err != nil || hold(ctx, e) {
		return err
	}
	r := &look{e, make(chan error, 1)}
	l.mu.Lock()
	l.waiting = append(l.waiting, r)
	leads := !l.busy
	l.busy = true
	l.mu.Unlock()
	if leads {
		l.writeLooks(store.Detached(ctx))
	}
	return <-r.done
}

// ReadOnce is Read for what is read in many parts: parts within so long of the entry are under that entry.
func (l *Audit) ReadOnce(ctx context.Context, actor Actor, within time.Duration, action, subject, id string, detail map[string]any) error {
	known, err := l.readSince(ctx, actor, action, subject, id, l.now().Add(-within))
	if err != nil || known {
		return err
	}
	return l.db.InTx(ctx, func(ctx context.Context) error {
		if err := l.db.Lock(ctx, "read "+actor.ID+" "+id); err != nil {
			return err
		}
		if known, err := l.readSince(ctx, actor, action, subject, id, l.now().Add(-within)); err != nil || known {
			return err
		}
		return l.Write(ctx, actor, action, subject, id, detail)
	})
}

// writeLooks writes what waits; what has come meanwhile is written by a goroutine of its own, so that nobody waits for
// others' readings.
func (l *Audit) writeLooks(ctx context.Context) {
	l.mu.Lock()
	list := l.waiting
	l.waiting = nil
	if len(list) == 0 {
		l.busy = false
	}
	l.mu.Unlock()
	if len(list) == 0 {
		return
	}
	entries := make([]*Entry, len(list))
	for i, r := range list {
		entries[i] = r.entry
	}
	err := l.db.InTx(ctx, func(ctx context.Context) error { return l.insert(ctx, entries) })
	for _, r := range list {
		r.done <- err
	}
	go l.writeLooks(ctx)
}
