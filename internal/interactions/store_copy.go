package interactions

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"rater/internal/foundation/store"
)

// What follows goes beneath GORM to PostgreSQL's own driver: it is how a batch grows interactions that are there.

// probeGrowing locks all interactions of the group, in one order, and reads of those of which only more was said no more
// than that takes. It returns those that are to be read as a whole: of which more is told, that are not there, or that
// silence had ended.
func (b *batch) probeGrowing(ctx context.Context, w wants) (whole map[key]bool, err error) {
	whole = map[key]bool{}
	sources, ids := make([]string, 0, len(w.rows)), make([]string, 0, len(w.rows))
	for _, k := range slices.SortedFunc(maps.Keys(w.rows), compareKeys) {
		sources, ids = append(sources, k.source), append(ids, k.externalID)
		whole[k] = true
	}
	const probe = `SELECT i.id, i.source, i.external_id, i.status, i.ended_by, i.last_pos, i.max_seq, i.last_event_at
		FROM unnest($1::text[], $2::text[]) WITH ORDINALITY w (s, e, n) JOIN interactions i ON i.source = w.s AND i.external_id = w.e
		ORDER BY w.n FOR UPDATE OF i`
	return whole, b.query(ctx, probe, []any{sources, ids}, func(rows pgx.Rows) error {
		var row Interaction
		var last int64
		if err := rows.Scan(&row.ID, &row.Source, &row.ExternalID, &row.Status, &row.EndedBy, &row.LastPos, &row.MaxSeq, &last); err != nil {
			return err
		}
		row.LastEventAt = store.FromMillis(last)
		if k := (key{row.Source, row.ExternalID}); !w.more[k] && row.EndedBy != ByTimeout {
			before := row
			b.rows[k], b.before[row.ID], b.partly[row.ID] = &row, &before, true
			delete(whole, k)
		}
		return nil
	})
}

// probeKnown looks the events up by their keys. Utterances are looked for among the utterances only when the batch is
// careful.
func (b *batch) probeKnown(ctx context.Context, wanted []eventKey) error {
	if err := b.probeIn(ctx, "interaction_events", wanted); err != nil {
		return err
	}
	if !b.careful {
		wanted = slices.DeleteFunc(slices.Clone(wanted), func(k eventKey) bool { return b.spoken[k] })
	}
	return b.probeIn(ctx, "utterances", wanted)
}

func (b *batch) probeIn(ctx context.Context, table string, wanted []eventKey) error {
	if len(wanted) == 0 {
		return nil
	}
	ids, events := make([]string, len(wanted)), make([]string, len(wanted))
	for i, k := range wanted {
		ids[i], events[i] = k.interactionID, k.eventID
	}
	probe := `SELECT t.interaction_id, t.event_id, t.body_hash FROM unnest($1::text[], $2::text[]) w (i, e)
		JOIN ` + table + ` t ON t.interaction_id = w.i AND t.event_id = w.e`
	return b.query(ctx, probe, []any{ids, events}, func(rows pgx.Rows) error {
		var k eventKey
		var hash string
		if err := rows.Scan(&k.interactionID, &k.eventID, &hash); err != nil {
			return err
		}
		b.known[k] = hash
		return nil
	})
}

// probeTails reads the last utterances of each interaction.
func (b *batch) probeTails(ctx context.Context, growing []*Interaction) error {
	ids, after := make([]string, len(growing)), make([]int64, len(growing))
	for i, row := range growing {
		ids[i], after[i] = row.ID, row.LastPos-tailLength
	}
	const probe = `SELECT u.interaction_id, u.pos, u.seq, u.at, u.speaker, u.text, u.redactions, u.event_id, u.body_hash
		FROM unnest($1::text[], $2::bigint[]) w (i, a) CROSS JOIN LATERAL
			(SELECT * FROM utterances WHERE interaction_id = w.i AND pos > w.a ORDER BY pos) u`
	return b.query(ctx, probe, []any{ids, after}, func(rows pgx.Rows) error {
		u, err := scanUtterance(rows)
		if err == nil {
			b.tails[u.InteractionID] = append(b.tails[u.InteractionID], u)
		}
		return err
	})
}

func scanUtterance(rows pgx.Rows) (*Utterance, error) {
	var u Utterance
	var at int64
	var redactions string
	if err := rows.Scan(&u.InteractionID, &u.Pos, &u.Seq, &at, &u.Speaker, &u.Text, &redactions, &u.EventID, &u.BodyHash); err != nil {
		return nil, err
	}
	u.At = store.FromMillis(at)
	if redactions == "[]" {
		return &u, nil
	}
	return &u, json.Unmarshal([]byte(redactions), &u.Redactions)
}

// grow notes of interactions that are there that more was said in them.
func (b *batch) grow(ctx context.Context, grown []*Interaction) error {
	if len(grown) == 0 {
		return nil
	}
	ids := make([]string, len(grown))
	pos, seq, event := make([]int64, len(grown)), make([]int64, len(grown)), make([]int64, len(grown))
	for i, row := range grown {
		ids[i], pos[i], seq[i], event[i] = row.ID, row.LastPos, row.MaxSeq, store.Millis(row.LastEventAt)
	}
	return b.log.db.Pgx(ctx, func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, `UPDATE interactions i SET last_pos = w.p, max_seq = w.s, last_event_at = w.e, heard_at = $5
			FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) w (i, p, s, e) WHERE i.id = w.i`,
			ids, pos, seq, event, store.Millis(b.now))
		return err
	})
}

var utteranceColumns = []string{"interaction_id", "pos", "seq", "at", "speaker", "text", "redactions", "event_id", "body_hash"}

func (b *batch) copyUtterances(ctx context.Context) error {
	return b.log.db.Pgx(ctx, func(c *pgx.Conn) error {
		_, err := c.CopyFrom(ctx, pgx.Identifier{"utterances"}, utteranceColumns, pgx.CopyFromSlice(len(b.added), func(i int) ([]any, error) {
			u := b.added[i]
			redactions := "[]"
			if len(u.Redactions) > 0 {
				raw, err := json.Marshal(u.Redactions)
				if err != nil {
					return nil, err
				}
				redactions = string(raw)
			}
			return []any{u.InteractionID, u.Pos, u.Seq, store.Millis(u.At), u.Speaker, u.Text, redactions, u.EventID, u.BodyHash}, nil
		}))
		return err
	})
}

func (b *batch) query(ctx context.Context, sql string, args []any, each func(pgx.Rows) error) error {
	return b.log.db.Pgx(ctx, func(c *pgx.Conn) error {
		rows, err := c.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := each(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}
