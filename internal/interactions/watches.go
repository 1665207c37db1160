package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// The policies by which an agent learns who watched: while it happens, or once the interaction has ended.
const (
	DiscloseLive  = "live"
	DiscloseAfter = "after"
)

// Watch says who watched an interaction, from when until when.
type Watch struct {
	ID            string     `gorm:"primaryKey"`
	InteractionID string     //
	UserID        string     //
	Since         time.Time  `gorm:"serializer:millis"`
	Until         *time.Time `gorm:"serializer:millis"`
	Node          string     // the server on which it began
}

// Watches keeps who watched what.
type Watches struct {
	db       *store.DB
	record   *Record
	now      func() time.Time
	disclose string
	node     string
}

// NewWatches makes the watches of a database under a policy, DiscloseLive or DiscloseAfter.
func NewWatches(db *store.DB, record *Record, now func() time.Time, disclose string) *Watches {
	return &Watches{db, record, now, disclose, store.NewID()}
}

// Begin notes that the actor watches a live interaction from now on, whatever lets them; only its own agent leaves no
// watch, and who looks at one that is over.
func (w *Watches) Begin(ctx context.Context, actor people.Actor, i Interaction) (id string, err error) {
	if i.Status != Live || i.Agent() == actor.ID {
		return "", nil
	}
	row := Watch{ID: store.NewID(), InteractionID: i.ID, UserID: actor.ID, Since: w.now(), Node: w.node}
	return row.ID, w.db.InTx(ctx, func(ctx context.Context) error { return w.insertWatch(ctx, &row) })
}

// Load takes over, for the demonstration alone, watches that are past, each with its id, its beginning and its end.
func (w *Watches) Load(ctx context.Context, list []Watch) error {
	for n := range list {
		list[n].Node = w.node
	}
	return w.db.InTx(ctx, func(ctx context.Context) error { return store.InsertAll(ctx, w.db, list) })
}

// Watching returns the ids of those who watch the interaction now, on whatever server.
func (w *Watches) Watching(ctx context.Context, interaction string) ([]string, error) {
	return w.openOn(ctx, interaction)
}

// End notes that a watch is over.
func (w *Watches) End(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	return w.db.InTx(ctx, func(ctx context.Context) error { return w.endWatch(ctx, id, w.now()) })
}

// EndHere ends all watches that began on this server, which stops.
func (w *Watches) EndHere(ctx context.Context) error {
	return w.db.InTx(ctx, func(ctx context.Context) error { return w.endOfNode(ctx, w.now()) })
}

const (
	sameReading = 2 * time.Minute  // between two looks that are one watch
	nodeLife    = 15 * time.Second // without a sign, until a server is taken as gone
)

// Read notes that the actor looked at a live interaction's words without staying: looks that follow on each other are
// one watch.
func (w *Watches) Read(ctx context.Context, actor people.Actor, i Interaction) error {
	if i.Status != Live || i.Agent() == actor.ID {
		return nil
	}
	return w.db.InTx(ctx, func(ctx context.Context) error {
		known, err := w.prolong(ctx, i.ID, actor.ID, w.now().Add(-sameReading), w.now())
		if err != nil || known {
			return err
		}
		now := w.now()
		return w.insertWatch(ctx, &Watch{ID: store.NewID(), InteractionID: i.ID, UserID: actor.ID, Since: now, Until: &now, Node: w.node})
	})
}

// Alive gives a sign that this server runs, and ends the watches of those that gave none for a while, as of their last.
func (w *Watches) Alive(ctx context.Context) error {
	return w.db.InTx(ctx, func(ctx context.Context) error {
		if err := w.seen(ctx, w.now()); err != nil {
			return err
		}
		return w.endGone(ctx, w.now().Add(-nodeLife))
	})
}

// List returns who watched an interaction, the first one first, behind the watch with this id; its agent sees that once the policy discloses it.
func (w *Watches) List(ctx context.Context, actor people.Actor, id, after string, limit int) ([]Watch, error) {
	i, err := w.record.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if i.Status == Live && w.disclose != DiscloseLive && !actor.LeadsTeam(i.Team()) && !actor.Is(people.Analyst) {
		return nil, nil
	}
	return w.watchesOf(ctx, id, after, limit)
}

// Mine returns who watched the actor's own interactions, the newest first, behind the watch with this id.
func (w *Watches) Mine(ctx context.Context, actor people.Actor, after string, limit int) ([]Watch, error) {
	return w.watchesOfAgent(ctx, actor.ID, w.disclose == DiscloseLive, after, limit)
}
