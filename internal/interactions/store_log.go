package interactions

import (
	"context"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

func (b *batch) conn(ctx context.Context) *gorm.DB { return b.log.db.Conn(ctx) }

// loadRows locks the interactions of the group, in one order, so that groups of several nodes don't wait in a circle.
func (b *batch) loadRows(ctx context.Context, wanted map[key]bool) error {
	bySource := map[string][]string{}
	for k := range wanted {
		bySource[k.source] = append(bySource[k.source], k.externalID)
	}
	for source, ids := range bySource {
		for _, part := range store.Chunks(ids, 500) {
			var rows []*Interaction
			err := b.log.db.ForUpdate(b.conn(ctx)).Where("source = ? AND external_id IN ?", source, part).Order("id").Find(&rows).Error
			if err != nil {
				return store.Fault(err)
			}
			for _, row := range rows {
				b.rows[key{row.Source, row.ExternalID}] = row
				b.before[row.ID] = row.clone()
			}
		}
	}
	return nil
}

// loadKnown reads the hashes of those of the events that are stored already.
func (b *batch) loadKnown(ctx context.Context, wanted []eventKey) error {
	for _, part := range store.Chunks(wanted, 500) {
		pairs := strings.TrimSuffix(strings.Repeat("(?, ?), ", len(part)), ", ")
		args := make([]any, 0, 2*len(part))
		for _, k := range part {
			args = append(args, k.interactionID, k.eventID)
		}
		for _, table := range []string{"interaction_events", "utterances"} {
			var found []struct{ InteractionID, EventID, BodyHash string }
			err := b.conn(ctx).Raw("SELECT interaction_id, event_id, body_hash FROM "+table+" WHERE (interaction_id, event_id) IN (VALUES "+pairs+")", args...).Scan(&found).Error
			if err != nil {
				return store.Fault(err)
			}
			for _, f := range found {
				b.known[eventKey{f.InteractionID, f.EventID}] = f.BodyHash
			}
		}
	}
	return nil
}

func (b *batch) loadSegments(ctx context.Context, ids []string) error {
	var all []Segment
	for _, part := range store.Chunks(ids, 500) {
		var rows []Segment
		if err := b.conn(ctx).Where("interaction_id IN ?", part).Order("since, id").Find(&rows).Error; err != nil {
			return store.Fault(err)
		}
		all = append(all, rows...)
	}
	for _, s := range all {
		b.segments[s.InteractionID] = append(b.segments[s.InteractionID], s)
	}
	return nil
}

// loadTails reads the utterances that stand beside the new ones.
func (b *batch) loadTails(ctx context.Context, seqs map[key][]int64) error {
	var parts []string
	var args []any
	for k, list := range seqs {
		row := b.rows[k]
		if row == nil || row.LastPos == 0 {
			continue
		}
		beside := make([]int64, 0, 2*len(list))
		for _, seq := range list {
			beside = append(beside, seq-1, seq+1)
		}
		parts = append(parts, "(interaction_id = ? AND (pos > ? OR seq IN ?))")
		args = append(args, row.ID, row.LastPos-tailLength, beside)
	}
	for i := 0; i < len(parts); i += 100 {
		end := min(i+100, len(parts))
		var rows []*Utterance
		err := b.conn(ctx).Where(strings.Join(parts[i:end], " OR "), args[3*i:3*end]...).Order("interaction_id, pos").Find(&rows).Error
		if err != nil {
			return store.Fault(err)
		}
		for _, u := range rows {
			b.tails[u.InteractionID] = append(b.tails[u.InteractionID], u)
		}
	}
	return nil
}

func (b *batch) save(ctx context.Context) error {
	size := b.log.db.BatchSize()
	if len(b.touched) > 0 {
		err := b.conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true}).CreateInBatches(b.touched, min(size, 400)).Error
		if err != nil {
			return err
		}
	}
	if len(b.opened) > 0 {
		if err := b.conn(ctx).CreateInBatches(b.opened, size).Error; err != nil {
			return err
		}
	}
	if len(b.noted) > 0 {
		if err := b.conn(ctx).CreateInBatches(b.noted, size).Error; err != nil {
			return err
		}
	}
	if err := b.rewrite(ctx); err != nil {
		return err
	}
	for _, u := range b.added {
		u.Redactions = list(u.Redactions)
	}
	if len(b.added) > 0 {
		return b.conn(ctx).CreateInBatches(b.added, size).Error
	}
	return nil
}

// rewrite updates stored utterances of which a neighbour showed that they hold half of something.
func (b *batch) rewrite(ctx context.Context) error {
	for _, u := range b.rewritten {
		u.Redactions = list(u.Redactions)
		err := b.conn(ctx).Model(u).Where("interaction_id = ? AND pos = ?", u.InteractionID, u.Pos).
			Select("Text", "Redactions").Updates(u).Error
		if err != nil {
			return store.Fault(err)
		}
	}
	return nil
}

// list is never nil, so that it is stored as one that is empty.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}
