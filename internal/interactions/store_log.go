package interactions

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

const inOneQuery = 500

func (b *batch) conn(ctx context.Context) *gorm.DB { return b.log.db.Conn(ctx) }

func (b *batch) postgres() bool { return b.log.db.Dialect == store.Postgres }

func compareKeys(a, b key) int {
	return cmp.Or(strings.Compare(a.source, b.source), strings.Compare(a.externalID, b.externalID))
}

// loadRows locks the interactions of the group, in one order, so that groups of several nodes don't wait in a circle.
func (b *batch) loadRows(ctx context.Context, w wants) error {
	if !b.postgres() {
		return b.loadWhole(ctx, maps.Clone(w.rows))
	}
	more, err := b.probeGrowing(ctx, w)
	if err != nil {
		return err
	}
	return b.loadWhole(ctx, more)
}

func (b *batch) loadWhole(ctx context.Context, wanted map[key]bool) error {
	for part := range slices.Chunk(slices.SortedFunc(maps.Keys(wanted), compareKeys), inOneQuery) {
		pairs := make([][]any, len(part))
		for i, k := range part {
			pairs[i] = []any{k.source, k.externalID}
		}
		var rows []*Interaction
		err := b.log.db.ForUpdate(b.conn(ctx)).Where("(source, external_id) IN ?", pairs).Order("source, external_id").Find(&rows).Error
		if err != nil {
			return store.Fault(err)
		}
		for _, row := range rows {
			b.rows[key{row.Source, row.ExternalID}] = row
			b.before[row.ID] = row.clone()
		}
	}
	return nil
}

// loadKnown reads the hashes of those of the events that are stored already.
func (b *batch) loadKnown(ctx context.Context, wanted []eventKey) error {
	if b.postgres() {
		return b.probeKnown(ctx, wanted)
	}
	for part := range slices.Chunk(wanted, inOneQuery) {
		pairs := make([][]any, len(part))
		for i, k := range part {
			pairs[i] = []any{k.interactionID, k.eventID}
		}
		for _, table := range []string{"interaction_events", "utterances"} {
			var found []struct{ InteractionID, EventID, BodyHash string }
			err := b.conn(ctx).Table(table).Where("(interaction_id, event_id) IN ?", pairs).Scan(&found).Error
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
	for part := range slices.Chunk(ids, inOneQuery) {
		var rows []Segment
		if err := b.conn(ctx).Where("interaction_id IN ?", part).Order("since, turn, event_id").Find(&rows).Error; err != nil {
			return store.Fault(err)
		}
		for _, s := range rows {
			b.segments[s.InteractionID] = append(b.segments[s.InteractionID], s)
		}
	}
	return nil
}

// loadTails reads the utterances that stand beside the new ones: the last of each interaction, and where the source's
// order goes back behind them, those beside that place.
func (b *batch) loadTails(ctx context.Context, seqs map[key][]int64) error {
	var growing []*Interaction
	for k := range seqs {
		if row := b.rows[k]; row != nil && row.LastPos > 0 {
			growing = append(growing, row)
		}
	}
	read := b.readTails
	if b.postgres() {
		read = b.probeTails
	}
	if err := read(ctx, growing); err != nil {
		return err
	}
	for k, list := range seqs {
		if row := b.rows[k]; row != nil && row.LastPos > tailLength {
			if err := b.loadBeside(ctx, row, list); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *batch) readTails(ctx context.Context, growing []*Interaction) error {
	for part := range slices.Chunk(growing, 100) {
		db := b.conn(ctx)
		for _, row := range part {
			db = db.Or("(interaction_id = ? AND pos > ?)", row.ID, row.LastPos-tailLength)
		}
		var rows []*Utterance
		if err := db.Order("interaction_id, pos").Find(&rows).Error; err != nil {
			return store.Fault(err)
		}
		b.addTails(rows)
	}
	return nil
}

func (b *batch) addTails(rows []*Utterance) {
	for _, u := range rows {
		b.tails[u.InteractionID] = append(b.tails[u.InteractionID], u)
	}
}

// loadBeside reads the stored utterances beside those that come late in the source's order.
func (b *batch) loadBeside(ctx context.Context, row *Interaction, seqs []int64) error {
	var wanted []int64
	for _, seq := range seqs {
		for _, beside := range []int64{seq - 1, seq + 1} {
			if beside > 0 && beside <= row.MaxSeq && !b.inTail(row.ID, beside) {
				wanted = append(wanted, beside)
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var rows []*Utterance
	err := b.conn(ctx).Where("interaction_id = ? AND seq IN ? AND pos <= ?", row.ID, wanted, row.LastPos-tailLength).Order("pos").Find(&rows).Error
	b.tails[row.ID] = append(rows, b.tails[row.ID]...)
	return store.Fault(err)
}

func (b *batch) inTail(id string, seq int64) bool {
	return slices.ContainsFunc(b.tails[id], func(u *Utterance) bool { return u.Seq != nil && *u.Seq == seq })
}

// upsert is how whole interactions are stored.
var upsert = clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true}
