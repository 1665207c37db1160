package interactions

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

type key struct{ source, externalID string }

type eventKey struct{ interactionID, eventID string }

// batch is the work of one transaction: what is there, what the group changes, what is to be said of it.
type batch struct {
	log   *Log
	group []*waiting
	now   time.Time

	rows      map[key]*Interaction
	before    map[string]*Interaction // as loaded, by id; nil for new ones
	segments  map[string][]Segment
	tails     map[string][]*Utterance
	known     map[eventKey]string // hashes
	agents    map[string]string   // key of a reference to user id
	terms     people.Terms
	added     []*Utterance
	rewritten map[eventKey]*Utterance
	noted     []storedEvent
	opened    []Segment
	touched   []*Interaction
	seen      map[string]bool
	begun     []*Interaction
}

func newBatch(l *Log, group []*waiting) *batch {
	return &batch{log: l, group: group, now: l.now().UTC().Truncate(time.Millisecond), rows: map[key]*Interaction{}, before: map[string]*Interaction{},
		segments: map[string][]Segment{}, tails: map[string][]*Utterance{}, known: map[eventKey]string{}, rewritten: map[eventKey]*Utterance{}, seen: map[string]bool{}}
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

func (b *batch) load(ctx context.Context) error {
	wanted, refs, seqs := map[key]bool{}, map[string]bool{}, map[key][]int64{}
	b.each(func(w *waiting, _ int, e *Event) {
		k := key{w.delivery.Source, e.Interaction}
		wanted[k] = true
		if e.Agent != nil {
			refs[*e.Agent] = true
		}
		if e.Type == UtteranceAdded {
			seqs[k] = append(seqs[k], deref(e.Seq))
		}
	})
	if err := b.loadRows(ctx, wanted); err != nil {
		return err
	}
	if err := b.loadStored(ctx, seqs); err != nil {
		return err
	}
	return b.loadAgents(ctx, slices.Collect(maps.Keys(refs)))
}

// loadStored reads what is there of the interactions that the group goes on with.
func (b *batch) loadStored(ctx context.Context, seqs map[key][]int64) error {
	if len(b.before) == 0 {
		return nil
	}
	var events []eventKey
	b.each(func(w *waiting, _ int, e *Event) {
		if row, ok := b.rows[key{w.delivery.Source, e.Interaction}]; ok {
			events = append(events, eventKey{row.ID, e.ID})
		}
	})
	if err := b.loadKnown(ctx, events); err != nil {
		return err
	}
	if err := b.loadSegments(ctx, slices.Sorted(maps.Keys(b.before))); err != nil {
		return err
	}
	return b.loadTails(ctx, seqs)
}

func (b *batch) loadAgents(ctx context.Context, refs []string) (err error) {
	if b.agents, err = b.log.users.Agents(ctx, refs); err != nil {
		return err
	}
	b.terms, err = b.log.users.Terms(ctx, slices.Collect(maps.Values(b.agents)))
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
	b.rows[k] = row
	return row, true
}

func (b *batch) take(row *Interaction, e *Event, hash string) {
	if !b.seen[row.ID] {
		b.seen[row.ID] = true
		b.touched = append(b.touched, row)
	}
	row.HeardAt = b.now
	if e.Agent != nil {
		b.hand(row, e)
	}
	sealed := *e
	b.log.sealAddress(&sealed)
	row.apply(&sealed)
	if e.Type == UtteranceAdded {
		b.utter(row, e, hash)
		return
	}
	b.noted = append(b.noted, storedEvent{row.ID, e.ID, e.Type, e.At, hash})
}

func (b *batch) utter(row *Interaction, e *Event, hash string) {
	row.LastPos++
	u := &Utterance{InteractionID: row.ID, Pos: row.LastPos, Seq: e.Seq, At: e.At, Speaker: e.Speaker, Text: e.Text, EventID: e.ID, BodyHash: hash}
	for _, n := range redactAmong(u, neighboursOf(u, b.tails[row.ID])) {
		if stored := b.before[row.ID]; stored != nil && n.Pos <= stored.LastPos {
			b.rewritten[eventKey{n.InteractionID, n.EventID}] = n
		}
	}
	b.tails[row.ID] = append(b.tails[row.ID], u)
	b.added = append(b.added, u)
}

// hand opens a segment for the event's agent and settles the interaction's team by the first agent that is known.
func (b *batch) hand(row *Interaction, e *Event) {
	s := Segment{ID: store.NewID(), InteractionID: row.ID, Since: e.At, AgentRef: strings.TrimSpace(*e.Agent)}
	if id, ok := b.agents[people.Key(s.AgentRef)]; ok {
		s.AgentID = &id
	}
	have := b.segments[row.ID]
	list := hand(have, s)
	if len(list) == len(have) {
		return
	}
	b.segments[row.ID] = list
	b.opened = append(b.opened, s)
	row.settle(list, b.terms)
}

// settle sets who has the interaction now, how often it was handed on, and its team.
func (i *Interaction) settle(segments []Segment, terms people.Terms) {
	if len(segments) == 0 {
		return
	}
	now := segments[len(segments)-1]
	i.AgentID, i.AgentRef, i.Transfers = now.AgentID, now.AgentRef, len(segments)-1
	if i.TeamID != nil {
		return
	}
	for _, s := range segments {
		if s.AgentID == nil {
			continue
		}
		if team := terms.TeamAt(*s.AgentID, s.Since); team != "" {
			i.TeamID = &team
		}
		return
	}
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

func (b *batch) draw(ctx context.Context) error {
	list := make([]Interaction, len(b.begun))
	for i, row := range b.begun {
		list[i] = *row
	}
	return b.log.draw(ctx, list)
}

func (i *Interaction) drawable() bool {
	return i.ToDraw && i.DrawnAt == nil && i.Status != Pending && i.Channel != "" && i.AgentID != nil
}
