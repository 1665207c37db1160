package interactions

import (
	"context"
	"errors"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

const (
	groupEvents   = 4000
	commitTimeout = 30 * time.Second
	attempts      = 4
)

func (l *Log) run() {
	defer l.done.Done()
	for {
		select {
		case w := <-l.queue:
			l.commit(l.gather(w))
		case <-l.stop:
			l.drain()
			return
		}
	}
}

func (l *Log) drain() {
	for {
		select {
		case w := <-l.queue:
			l.commit(l.gather(w))
		default:
			return
		}
	}
}

// gather takes what else waits, without waiting for more.
func (l *Log) gather(first *waiting) []*waiting {
	group, n := []*waiting{first}, len(first.delivery.Events)
	for n < groupEvents {
		select {
		case w := <-l.queue:
			group = append(group, w)
			n += len(w.delivery.Events)
		default:
			return group
		}
	}
	return group
}

// commit stores a group in one transaction. When that fails for a reason that may lie in one delivery, each is
// tried alone.
func (l *Log) commit(group []*waiting) {
	err := l.tryCommit(group)
	if err != nil && len(group) > 1 && !fault.Is(err, fault.Unavailable) {
		for _, w := range group {
			w.reply <- l.tryCommit([]*waiting{w})
		}
		return
	}
	for _, w := range group {
		w.reply <- err
	}
}

// tryCommit repeats what collided: with another group that began the same interaction, or with what was told before.
func (l *Log) tryCommit(group []*waiting) error {
	var err error
	for n := range attempts {
		ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
		err = l.db.InTx(ctx, func(ctx context.Context) error { return l.store(ctx, group, n > 0) })
		cancel()
		if !store.Duplicate(err) && !store.Collision(err) {
			break
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "the database is too slow at the moment; nothing was stored, try again").Because(err)
	}
	return err
}

// store does the work of one transaction. Utterances are rarely told again, so that at first it is left to their key to
// find that out; careful looks before.
func (l *Log) store(ctx context.Context, group []*waiting, careful bool) error {
	b := newBatch(l, group)
	b.careful = careful
	for _, step := range []func(context.Context) error{b.load, b.applyAll, b.markBegun, b.save, b.draw, b.tellRecorder} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	l.db.AfterCommit(ctx, b.announce)
	return nil
}

func (l *Log) draw(ctx context.Context, begun []Interaction, told func() []Told) error {
	if l.drawer == nil {
		return nil
	}
	return l.drawer.Draw(ctx, begun, told)
}
