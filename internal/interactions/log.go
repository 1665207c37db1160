package interactions

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions/redact"
	"rater/internal/people"
)

// Drawer decides, as an interaction begins and within its transaction, whether it is sampled, and hears of what becomes
// known of it later. told is called only by who wants to know.
type Drawer interface {
	Draw(ctx context.Context, begun []Interaction, told func() []Told) error
}

// Recorder hears, within its transaction, of interactions that are over and name a recording.
type Recorder interface {
	Ended(ctx context.Context, list []Interaction) error
}

// Told is what one transaction makes known of an interaction: as it was, nil where it was not there, as it is, and what was
// said. Nothing of it may be changed.
type Told struct {
	Before *Interaction
	After  Interaction
	Said   []*Utterance
	Partly bool // more was said and nothing else: of Before and After only id, state, last pos and last time are known
}

// Sampled says whether an interaction is one that the draw has decided about.
func (i *Interaction) Sampled() bool {
	return i.ToDraw && i.DrawnAt != nil && i.AgentID != nil && i.StartedAt != nil
}

// Receipt tells a source what became of its events.
type Receipt struct {
	Accepted  int         `json:"accepted"`
	Duplicate int         `json:"duplicate"`
	Rejected  []Rejection `json:"rejected"`
	New       int         `json:"-"` // interactions that were not there before
	Updated   int         `json:"-"` // interactions that were, and of which something new was told
}

// Rejection is one event that was not stored, by its index in the delivery, and why.
type Rejection struct {
	Index  int    `json:"index"`
	ID     string `json:"id"`
	Detail string `json:"detail"`
}

// Delivery is what a source hands over at once.
type Delivery struct {
	Source string
	Events []Event
	Skip   map[int]Rejection // events that could not be read, by index; Events holds a zero at their place
	NoDraw bool              // an import that is not to be sampled
}

// Log takes in events: idempotent, in order, redacted, committed. One committer groups the deliveries that wait.
type Log struct {
	db     *store.DB
	users  *people.Users
	drawer Drawer
	sound  Recorder
	bus    *events.Bus
	sealer *store.Sealer
	hashes [32]byte
	now    func() time.Time

	silences Silences

	macs  sync.Pool // of hash.Hash, keyed
	queue chan *waiting
	done  sync.WaitGroup
	stop  chan struct{}
}

type waiting struct {
	delivery Delivery
	hashes   []string
	receipt  Receipt
	reply    chan error
}

// Options are what a Log works with.
type Options struct {
	DB     *store.DB
	Users  *people.Users
	Drawer Drawer
	Bus    *events.Bus
	Sealer *store.Sealer
	Hashes [32]byte
	Now    func() time.Time

	Recorder Recorder // nil where nobody wants to hear
	Silences Silences // DefaultSilences when zero
}

// NewLog starts a log; Close ends it.
func NewLog(o Options) *Log {
	l := &Log{db: o.DB, users: o.Users, drawer: o.Drawer, sound: o.Recorder, bus: o.Bus, sealer: o.Sealer, hashes: o.Hashes, now: o.Now,
		queue: make(chan *waiting, 1024), stop: make(chan struct{})}
	if l.silences = o.Silences; l.silences == (Silences{}) {
		l.silences = DefaultSilences
	}
	l.macs.New = func() any { return hmac.New(sha256.New, l.hashes[:]) }
	for range committers(o.DB) {
		l.done.Add(1)
		go l.run()
	}
	return l
}

// committers is how many groups may be on their way at once: on PostgreSQL one is prepared while another is written.
func committers(db *store.DB) int {
	if db.Dialect == store.Postgres {
		return 2
	}
	return 1
}

// Close lets what waits be committed and ends the committer; Append must not be called any more.
func (l *Log) Close() {
	close(l.stop)
	l.done.Wait()
}

// Read decodes raw events; those that can't be read are kept as rejections at their index.
func Read(source string, raw []json.RawMessage) Delivery {
	d := Delivery{Source: source, Events: make([]Event, len(raw)), Skip: map[int]Rejection{}}
	for i, r := range raw {
		e, err := DecodeEvent(r)
		if err != nil {
			d.Skip[i] = Rejection{i, e.ID, rejectionText(err)}
			continue
		}
		d.Events[i] = e
	}
	return d
}

// rejectionText is what the source is told, and what is kept of it for a repetition: never a value that is no one's to keep.
func rejectionText(err error) string {
	text, _ := redact.Text(faultText(err))
	return text
}

func faultText(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return "can't be read"
	}
	text := ""
	for n, field := range f.Fields {
		if n > 0 {
			text += "; "
		}
		text += field.Location + ": " + field.Message
	}
	if text == "" {
		return f.Detail
	}
	return text
}

// Append stores the events of a delivery and returns after their commit. A bad event is rejected by its index and
// never sinks its neighbours; an error means that nothing of the delivery was stored.
func (l *Log) Append(ctx context.Context, d Delivery) (Receipt, error) {
	w := l.prepared(d)
	select {
	case l.queue <- w:
	case <-ctx.Done():
		return Receipt{}, store.Fault(ctx.Err())
	}
	err := <-w.reply
	return w.receipt, err
}

// prepared is the delivery, checked and redacted.
func (l *Log) prepared(d Delivery) *waiting {
	w := &waiting{delivery: d, hashes: make([]string, len(d.Events)), reply: make(chan error, 1)}
	w.receipt.Rejected = []Rejection{}
	if w.delivery.Skip == nil {
		w.delivery.Skip = map[int]Rejection{}
	}
	l.prepare(w)
	return w
}

func (l *Log) prepare(w *waiting) {
	now := l.now()
	for i := range w.delivery.Events {
		if _, bad := w.delivery.Skip[i]; bad {
			continue
		}
		e := &w.delivery.Events[i]
		e.normalise()
		if err := e.Check(now); err != nil {
			w.delivery.Skip[i] = Rejection{i, e.ID, rejectionText(err)}
			continue
		}
		w.hashes[i] = l.hash(e)
		e.redact()
	}
}

// hash is keyed, so that a stored hash does not give away what was redacted.
func (l *Log) hash(e *Event) string {
	mac, _ := l.macs.Get().(hash.Hash)
	defer l.macs.Put(mac)
	mac.Reset()
	if e.bare() {
		mac.Write(e.said())
	} else {
		body, _ := json.Marshal(e) // an event that was decoded can be encoded
		mac.Write(body)
	}
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// said is a bare utterance in a form that no other has.
func (e *Event) said() []byte {
	b := make([]byte, 0, 64+len(e.ID)+len(e.Interaction)+len(e.Text))
	b = binary.AppendVarint(append(b, "said "...), store.Millis(e.At))
	b = binary.AppendVarint(b, derefOr(e.Seq, -1))
	for _, s := range []string{e.ID, e.Interaction, e.Speaker, e.Text} {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

func (e *Event) normalise() {
	e.At = e.At.UTC().Truncate(time.Millisecond)
	for _, at := range []*time.Time{e.QueuedAt, e.AnsweredAt} {
		if at != nil {
			*at = at.UTC().Truncate(time.Millisecond)
		}
	}
}

// sealed is the event with the customer's address encrypted.
func (l *Log) sealed(e *Event) *Event {
	if e.Customer == nil || e.Customer.Address == nil {
		return e
	}
	out, customer := *e, *e.Customer
	customer.Address = ref(l.sealer.Seal(*e.Customer.Address))
	out.Customer = &customer
	return &out
}
