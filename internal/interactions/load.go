package interactions

import (
	"context"
	"maps"
	"slices"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Loading is a delivery that is ready to be stored.
type Loading struct {
	w    *waiting
	b    *batch
	rows packed
}

// Load takes over, for the demonstration alone, interactions that are past, each told from its beginning to its end in
// the delivery, as if Rater had heard of every event when it happened: what Append checks, redacts and merges holds
// here, and each is drawn as it began. name gives an interaction its id by the source's. Nothing is stored yet, so that
// the next delivery can be made ready meanwhile.
func (l *Log) Load(ctx context.Context, d Delivery, name func(externalID string) string) (*Loading, error) {
	w := l.prepared(d)
	b := newBatch(l, []*waiting{w})
	b.name = name
	for _, step := range []func(context.Context) error{b.loadNamed, b.applyAll, b.backdate} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	rows, err := b.pack(ctx)
	return &Loading{w, b, rows}, err
}

// Store stores and draws all of it in one transaction; nobody is told of it, nor of what is drawn (TakenOver). An
// interaction that is there already is Conflict, and nothing is stored then.
func (o *Loading) Store(ctx context.Context) (Receipt, error) {
	err := o.b.log.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.b.savePacked(ctx, o.rows); err != nil {
			return err
		}
		return o.b.drawTold(ctx, func() []Told { return nil }) // nothing of what is over is news
	})
	if store.Duplicate(err) {
		return Receipt{}, fault.New(fault.Conflict, "an interaction of this delivery is there already; nothing of it was stored").Because(err)
	}
	return o.w.receipt, err
}

func (b *batch) loadNamed(ctx context.Context) error {
	return b.loadAgents(ctx, slices.Collect(maps.Keys(b.wants().refs)))
}

// backdate has each interaction heard of when it was last told of, and drawn as it began, of the agent who had it then.
func (b *batch) backdate(context.Context) error {
	for _, row := range b.touched {
		row.HeardAt = row.LastEventAt
		if row.drawable() {
			row.DrawnAt = row.StartedAt
			begun := *row
			begun.Status, begun.AgentID, begun.TakenOver = Live, b.firstAgent(row.ID), true
			b.begun = append(b.begun, &begun)
		}
	}
	return nil
}

// firstAgent is who had the interaction first of those whom somebody knows.
func (b *batch) firstAgent(id string) *string {
	for _, s := range b.segments[id] {
		if s.AgentID != nil {
			return s.AgentID
		}
	}
	return nil
}
