package notices

import (
	"context"
	"sync"

	"rater/internal/people"
)

// Turn is how far going through what people are reminded of has come; the zero value is its beginning.
type Turn struct {
	mu   sync.Mutex
	last string
}

const remindedAtOnce = 500

// Remind tells of the next 500 rows behind the turn, which find gives by id; tell is what is to be said of one. Nobody is
// told of an event twice, however often the turn comes round.
func Remind[T any](ctx context.Context, o *Outbox, t *Turn, find func(after string, limit int) ([]T, error), tell func(*T) (id string, said []Notice)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	rows, err := find(t.last, remindedAtOnce)
	if err != nil {
		return err
	}
	var list []Notice
	last := ""
	for n := range rows {
		id, said := tell(&rows[n])
		list, last = append(list, said...), id
	}
	if t.last = ""; len(rows) == remindedAtOnce {
		t.last = last
	}
	return o.Put(ctx, people.Actor{}, list...)
}
