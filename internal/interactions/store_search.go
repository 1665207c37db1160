package interactions

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

func (l *Log) indexesBehind() bool { return l.db.Dialect == store.Postgres }

// noteToSearch notes what IndexWords has to read, and forgets the words of what was rewritten.
func (b *batch) noteToSearch(ctx context.Context) error {
	if !b.postgres() || len(b.touched) == 0 {
		return nil
	}
	ids, upto := make([]string, len(b.touched)), make([]int64, len(b.touched))
	for i, row := range b.touched {
		ids[i], upto[i] = row.ID, row.LastPos
	}
	var rewritten []string
	for k := range b.rewritten {
		rewritten = append(rewritten, k.interactionID)
	}
	return b.log.db.Pgx(ctx, func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, `INSERT INTO search_due (interaction_id, since, upto) SELECT w.i, $3::bigint, w.p FROM unnest($1::text[], $2::bigint[]) w (i, p)
			ON CONFLICT (interaction_id) DO UPDATE SET upto = excluded.upto`, ids, upto, store.Millis(b.now))
		if err != nil || len(rewritten) == 0 {
			return err
		}
		_, err = c.Exec(ctx, `DELETE FROM search_words WHERE interaction_id = ANY($1)`, rewritten)
		return err
	})
}

type searchDue struct {
	InteractionID string
	Upto          int64
}

// indexSome adds the words behind what is indexed. What grew meanwhile stays due, as its upto is another by then.
func (l *Log) indexSome(ctx context.Context, since time.Time, limit int) (int, error) {
	var due []searchDue
	err := l.db.Conn(ctx).Raw("SELECT interaction_id, upto FROM search_due WHERE since <= ? ORDER BY since LIMIT ?", store.Millis(since), limit).Scan(&due).Error
	if err != nil || len(due) == 0 {
		return 0, store.Fault(err)
	}
	err = l.db.InTx(ctx, func(ctx context.Context) error {
		if due, err = l.still(ctx, due); err != nil || len(due) == 0 {
			return err
		}
		ids, read := make([]string, len(due)), make([][]any, len(due))
		for i, d := range due {
			ids[i], read[i] = d.InteractionID, []any{d.InteractionID, d.Upto}
		}
		for _, step := range []struct {
			sql  string
			args []any
		}{
			{addWords, []any{ids}},
			{`DELETE FROM search_due WHERE interaction_id IN
				(SELECT interaction_id FROM search_due WHERE (interaction_id, upto) IN ? FOR UPDATE SKIP LOCKED)`, []any{read}},
			{`UPDATE search_due SET since = ? WHERE interaction_id IN
				(SELECT interaction_id FROM search_due WHERE interaction_id IN ? FOR UPDATE SKIP LOCKED)`, []any{store.Millis(l.now()), ids}},
		} {
			if err := l.db.Conn(ctx).Exec(step.sql, step.args...).Error; err != nil {
				return store.Fault(err)
			}
		}
		return nil
	})
	return len(due), err
}

// still locks the interactions and returns those that nobody writes at the moment: of one that is being rewritten the words
// from before would be read, and stay.
func (l *Log) still(ctx context.Context, due []searchDue) ([]searchDue, error) {
	ids := make([]string, len(due))
	for i, d := range due {
		ids[i] = d.InteractionID
	}
	var free []string
	err := l.db.Conn(ctx).Raw("SELECT id FROM interactions WHERE id IN ? ORDER BY source, external_id FOR NO KEY UPDATE SKIP LOCKED", ids).Scan(&free).Error
	return slices.DeleteFunc(due, func(d searchDue) bool { return !slices.Contains(free, d.InteractionID) }), store.Fault(err)
}

const addWords = `INSERT INTO search_words (interaction_id, upto, words)
	SELECT i.id, i.last_pos, strip(to_tsvector('simple', i.subject || ' ' || coalesce(string_agg(u.text, ' '), '')))
	FROM interactions i LEFT JOIN search_words w ON w.interaction_id = i.id
	LEFT JOIN utterances u ON u.interaction_id = i.id AND u.pos > coalesce(w.upto, 0)
	WHERE i.id IN ? GROUP BY i.id
	ON CONFLICT (interaction_id) DO UPDATE SET upto = excluded.upto, words = search_words.words || excluded.words`

// saying finds by words that were said or stand in the subject, or by the source's id.
func (r *Record) saying(db *gorm.DB, words string) *gorm.DB {
	if r.db.Dialect == store.Postgres {
		return db.Where(`(external_id = ? OR id IN (SELECT interaction_id FROM search_words WHERE words @@ plainto_tsquery('simple', ?)))`, words, words)
	}
	said := r.db.Conn(db.Statement.Context)
	for _, word := range strings.Fields(words) {
		quoted := `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
		said = said.Where(`(lower(subject) LIKE ? ESCAPE '\' OR id IN (SELECT u.interaction_id FROM utterances_text t JOIN utterances u ON u.rowid = t.rowid WHERE t.text MATCH ?))`,
			"%"+store.EscapeLike(strings.ToLower(word))+"%", quoted)
	}
	return db.Where(r.db.Conn(db.Statement.Context).Where("external_id = ?", words).Or(said))
}
