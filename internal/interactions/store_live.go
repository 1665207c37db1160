package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// What the list of live interactions is sorted by, each rising. Who asks for help stands before all that ever began.
const (
	saidAt  = "coalesce((SELECT u.at FROM utterances u WHERE u.interaction_id = interactions.id AND u.pos = interactions.last_pos), started_at)"
	helpAt  = "(SELECT min(w.at) FROM whispers w WHERE w.interaction_id = interactions.id AND w.kind = 'help' AND w.taken_at IS NULL)"
	newness = "9000000000000000 - started_at"
)

var liveSorts = map[string]string{
	"": "coalesce(" + helpAt + ", " + newness + ")", HelpFirst: "coalesce(" + helpAt + ", " + newness + ")", SilentFirst: saidAt, LongestFirst: "started_at",
}

type liveRow struct {
	Interaction `gorm:"embedded"`
	SaidMS      int64
	HelpMS      *int64
	SortKey     int64
}

func (r *Record) live(ctx context.Context, reach people.Reach, except string, q LiveQuery) ([]LiveRow, error) {
	in := r.conn(ctx).Table("interactions").Select("interactions.*, "+saidAt+" AS said_ms, "+helpAt+" AS help_ms, "+liveSorts[q.Sort]+" AS sort_key").
		Where("status = ? AND (agent_id IS NULL OR agent_id <> ?)", Live, except)
	for column, value := range map[string]string{"agent_id": q.Agent, "team_id": q.Team, "channel": q.Channel} {
		if value != "" {
			in = in.Where(column+" = ?", value)
		}
	}
	db := r.conn(ctx).Table("(?) AS listed", inReach(in, reach)).Order("sort_key, id").Limit(q.Limit)
	if q.Silent > 0 {
		db = db.Where("said_ms <= ?", store.Millis(r.now().Add(-q.Silent)))
	}
	if q.Help {
		db = db.Where("help_ms IS NOT NULL")
	}
	if q.After.ID != "" {
		db = db.Where("(sort_key, id) > (?, ?)", q.After.Key, q.After.ID)
	}
	var rows []liveRow
	if err := db.Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	out := make([]LiveRow, len(rows))
	for n, row := range rows {
		out[n] = LiveRow{Interaction: row.Interaction, SaidAt: store.FromMillis(row.SaidMS), HelpAt: timeOf(row.HelpMS), Cursor: LiveCursor{row.SortKey, row.ID}}
	}
	return out, nil
}

func timeOf(ms *int64) *time.Time {
	if ms == nil {
		return nil
	}
	return ref(store.FromMillis(*ms))
}

// customersWords are what customers said among the last so many utterances of each of these interactions, by pos.
func (r *Record) customersWords(ctx context.Context, ids []string, back int) (map[string][]string, error) {
	out := map[string][]string{}
	for _, part := range store.Chunks(ids, 500) {
		var rows []Utterance
		err := r.conn(ctx).Model(&Utterance{}).Select("utterances.interaction_id, utterances.pos, utterances.text").
			Joins("JOIN interactions i ON i.id = utterances.interaction_id").
			Where("utterances.interaction_id IN ? AND utterances.pos > i.last_pos - ? AND speaker = 'customer'", part, back).
			Order("utterances.interaction_id, utterances.pos").Find(&rows).Error
		if err != nil {
			return nil, store.Fault(err)
		}
		for _, u := range rows {
			out[u.InteractionID] = append(out[u.InteractionID], u.Text)
		}
	}
	return out, nil
}
