package people

import (
	"context"
	"sync"
)

// Held are readings whose entries wait until what was read has left.
type Held struct {
	mu   sync.Mutex
	list []Entry
}

type heldKey struct{}

// Hold lets what is read under the context that it returns be noted by WriteHeld alone: where something is read so as to be
// sent, and nobody has it before it was.
func Hold(ctx context.Context) (context.Context, *Held) {
	h := &Held{}
	return context.WithValue(ctx, heldKey{}, h), h
}

// hold keeps an entry where ctx has what is read held back, and says whether it has.
func hold(ctx context.Context, e *Entry) bool {
	h, ok := ctx.Value(heldKey{}).(*Held)
	if ok {
		h.mu.Lock()
		h.list = append(h.list, *e)
		h.mu.Unlock()
	}
	return ok
}

// WriteHeld notes what was held as read now, in the transaction that ctx carries.
func (l *Audit) WriteHeld(ctx context.Context, h *Held) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for n := range h.list {
		h.list[n].At = l.now()
	}
	return l.WriteMany(ctx, h.list)
}
