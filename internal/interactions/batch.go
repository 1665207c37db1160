package interactions

import (
	"context"
	"maps"
	"slices"
	"time"

	"rater/internal/people"
)

type key struct{ source, externalID string }

type eventKey struct{ interactionID, eventID string }

// batch is the work of one transaction: what is there, what the group changes, what is to be said of it.
type batch struct {
	log   *Log
	group []*waiting
	now   time.Time

	careful bool // look for every event whether it is stored already

	name func(externalID string) string // gives ids to new interactions; nil for ids of their own

	rows      map[key]*Interaction
	before    map[string]*Interaction // as loaded, by id; nil for new ones
	segments  map[string][]Segment
	tails     map[string][]*Utterance
	known     map[eventKey]string // hashes
	spoken    map[eventKey]bool   // those of the group that are utterances
	agents    map[string]string   // key of a reference to user id
	terms     people.Terms
	added     []*Utterance
	rewritten map[eventKey]*Utterance
	noted     []storedEvent
	opened    []Segment
	touched   []*Interaction
	told      map[string]bool // of the touched: more than that something was said
	seen      map[string]bool
	partly    map[string]bool // loaded with no more than saying something takes
	begun     []*Interaction
}

func newBatch(l *Log, group []*waiting) *batch {
	return &batch{log: l, group: group, now: l.now().UTC().Truncate(time.Millisecond), rows: map[key]*Interaction{}, before: map[string]*Interaction{},
		segments: map[string][]Segment{}, tails: map[string][]*Utterance{}, known: map[eventKey]string{}, spoken: map[eventKey]bool{}, rewritten: map[eventKey]*Utterance{},
		seen: map[string]bool{}, told: map[string]bool{}, partly: map[string]bool{}}
}

// each calls fn for every event that could be read.
func (b *batch) each(fn func(w *waiting, i int, e *Event)) {
	for _, w := range b.group {
		for i := range w.delivery.Events {
			if _, bad := w.delivery.Skip[i]; bad {
				continue
			}
			fn(w, i, &w.delivery.Events[i])
		}
	}
}

type wanted struct {
	id     string
	spoken bool // an utterance
}

// wants is what a group asks of the database.
type wants struct {
	rows map[key]bool
	refs map[string]bool
	told map[key]bool     // of which agents are told
	more map[key]bool     // of which more is told than what was said
	seqs map[key][]int64  // of its utterances
	ids  map[key][]wanted // its events
}

func (b *batch) wants() wants {
	w := wants{map[key]bool{}, map[string]bool{}, map[key]bool{}, map[key]bool{}, map[key][]int64{}, map[key][]wanted{}}
	b.each(func(d *waiting, _ int, e *Event) {
		k := key{d.delivery.Source, e.Interaction}
		w.rows[k] = true
		w.ids[k] = append(w.ids[k], wanted{e.ID, e.Type == UtteranceAdded})
		if !e.bare() {
			w.more[k] = true
		}
		if e.Agent != nil {
			w.refs[*e.Agent], w.told[k] = true, true
		}
		if e.Type == UtteranceAdded {
			w.seqs[k] = append(w.seqs[k], deref(e.Seq))
		}
	})
	return w
}

func (b *batch) load(ctx context.Context) error {
	w := b.wants()
	if err := b.loadRows(ctx, w); err != nil {
		return err
	}
	if len(b.before) > 0 {
		if err := b.loadStored(ctx, w); err != nil {
			return err
		}
	}
	return b.loadAgents(ctx, slices.Collect(maps.Keys(w.refs)))
}

// loadStored reads what is there of the interactions that the group goes on with.
func (b *batch) loadStored(ctx context.Context, w wants) error {
	var known []eventKey
	var told []string
	for k, row := range b.rows {
		for _, one := range w.ids[k] {
			event := eventKey{row.ID, one.id}
			known = append(known, event)
			b.spoken[event] = one.spoken
		}
		if w.told[k] {
			told = append(told, row.ID)
		}
	}
	if err := b.loadKnown(ctx, known); err != nil {
		return err
	}
	if err := b.loadSegments(ctx, told); err != nil {
		return err
	}
	return b.loadTails(ctx, w.seqs)
}

func (b *batch) loadAgents(ctx context.Context, refs []string) (err error) {
	if b.agents, err = b.log.users.Agents(ctx, refs); err != nil {
		return err
	}
	ids := slices.Collect(maps.Values(b.agents))
	for _, told := range b.segments {
		for _, s := range told {
			if s.AgentID != nil {
				ids = append(ids, *s.AgentID)
			}
		}
	}
	slices.Sort(ids)
	b.terms, err = b.log.users.Terms(ctx, slices.Compact(ids))
	return err
}

func (b *batch) applyAll(context.Context) error {
	for _, w := range b.group {
		w.receipt = Receipt{Rejected: []Rejection{}}
		for i := range w.delivery.Events {
			if r, bad := w.delivery.Skip[i]; bad {
				w.receipt.Rejected = append(w.receipt.Rejected, r)
				continue
			}
			b.applyOne(w, i, &w.delivery.Events[i])
		}
	}
	return nil
}

func (b *batch) applyOne(w *waiting, n int, e *Event) {
	row, isNew := b.row(key{w.delivery.Source, e.Interaction})
	k := eventKey{row.ID, e.ID}
	if hash, ok := b.known[k]; ok {
		if hash == w.hashes[n] {
			w.receipt.Duplicate++
			return
		}
		w.receipt.Rejected = append(w.receipt.Rejected, Rejection{n, e.ID, "id: another event of this interaction has this id; give each event an id of its own"})
		return
	}
	if isNew {
		row.ToDraw = !w.delivery.NoDraw
		w.receipt.New++
	}
	if !isNew && !b.seen[row.ID] {
		w.receipt.Updated++
	}
	b.known[k] = w.hashes[n]
	w.receipt.Accepted++
	b.take(row, e, w.hashes[n])
}

func (b *batch) row(k key) (row *Interaction, isNew bool) {
	if row, ok := b.rows[k]; ok {
		return row, false
	}
	row = newInteraction(k.source, k.externalID, b.now)
	if b.name != nil {
		row.ID = b.name(k.externalID)
	}
	b.rows[k] = row
	return row, true
}

func (b *batch) take(row *Interaction, e *Event, hash string) {
	if !b.seen[row.ID] {
		b.seen[row.ID] = true
		b.touched = append(b.touched, row)
	}
	row.HeardAt = b.now
	if b.before[row.ID] == nil || !e.bare() || row.EndedBy == ByTimeout {
		b.told[row.ID] = true
	}
	if e.Agent != nil {
		b.hand(row, e)
	}
	row.apply(b.log.sealed(e))
	if e.Type == UtteranceAdded {
		b.utter(row, e, hash)
		return
	}
	b.noted = append(b.noted, storedEvent{row.ID, e.ID, e.Type, e.At, hash})
}

func (b *batch) utter(row *Interaction, e *Event, hash string) {
	row.LastPos++
	row.MaxSeq = max(row.MaxSeq, derefOr(e.Seq, -1))
	u := &Utterance{InteractionID: row.ID, Pos: row.LastPos, Seq: e.Seq, At: e.At, Speaker: e.Speaker, Text: e.Text, EventID: e.ID, BodyHash: hash}
	for _, n := range redactAmong(u, neighboursOf(u, b.tails[row.ID])) {
		if stored := b.before[row.ID]; stored != nil && n.Pos <= stored.LastPos {
			b.rewritten[eventKey{n.InteractionID, n.EventID}] = n
		}
	}
	b.tails[row.ID] = append(b.tails[row.ID], u)
	b.added = append(b.added, u)
}

// hand notes which agent the event tells of.
func (b *batch) hand(row *Interaction, e *Event) {
	s := newSegment(row, e, b.agents)
	b.segments[row.ID] = insertSegment(b.segments[row.ID], s)
	b.opened = append(b.opened, s)
	row.settle(b.segments[row.ID], b.terms)
}

// markBegun notes what can be drawn now: begun, of a known agent and channel, never drawn before.
func (b *batch) markBegun(context.Context) error {
	for _, row := range b.touched {
		if row.drawable() {
			row.DrawnAt = &b.now
			b.begun = append(b.begun, row)
		}
	}
	return nil
}

func (b *batch) draw(ctx context.Context) error { return b.drawTold(ctx, b.news) }

// tellRecorder names what is over and has a recording, where one of both was not known before.
func (b *batch) tellRecorder(ctx context.Context) error {
	var list []Interaction
	for _, row := range b.touched {
		if before := b.before[row.ID]; b.told[row.ID] && !b.partly[row.ID] && row.recorded() && (before == nil || !before.recorded() || before.RecordingURL != row.RecordingURL) {
			list = append(list, *row)
		}
	}
	return b.log.record(ctx, list)
}

func (l *Log) record(ctx context.Context, list []Interaction) error {
	if l.sound == nil || len(list) == 0 {
		return nil
	}
	return l.sound.Ended(ctx, list)
}

func (i *Interaction) recorded() bool { return i.Status == Over && i.RecordingURL != "" }

func (b *batch) drawTold(ctx context.Context, told func() []Told) error {
	list := make([]Interaction, len(b.begun))
	for i, row := range b.begun {
		list[i] = *row
	}
	return b.log.draw(ctx, list, told)
}

// news is what the group made known of interactions.
func (b *batch) news() []Told {
	said := map[string][]*Utterance{}
	for _, u := range b.added {
		said[u.InteractionID] = append(said[u.InteractionID], u)
	}
	list := make([]Told, len(b.touched))
	for n, row := range b.touched {
		list[n] = Told{Before: b.before[row.ID], After: *row, Said: said[row.ID], Partly: b.partly[row.ID]}
	}
	return list
}

func (i *Interaction) drawable() bool {
	return i.ToDraw && i.DrawnAt == nil && i.Status != Pending && i.Channel != "" && i.AgentID != nil
}
