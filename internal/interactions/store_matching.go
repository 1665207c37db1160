package interactions

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (l *Log) unmatched(ctx context.Context, limit int) ([]Unmatched, error) {
	var rows []struct {
		Source, AgentRef string
		N                int
		FirstAt, LastAt  int64
	}
	err := l.db.Conn(ctx).Table("segments s").
		Select("i.source, s.agent_key AS agent_ref, count(DISTINCT i.id) AS n, min(i.started_at) AS first_at, max(i.started_at) AS last_at").
		Joins("JOIN interactions i ON i.id = s.interaction_id").Where("s.agent_id IS NULL AND i.started_at IS NOT NULL").
		Group("i.source, s.agent_key").Order("n DESC, i.source, agent_ref").Limit(limit).Scan(&rows).Error
	out := make([]Unmatched, len(rows))
	for i, r := range rows {
		out[i] = Unmatched{r.Source, r.AgentRef, r.N, store.FromMillis(r.FirstAt), store.FromMillis(r.LastAt)}
	}
	return out, store.Fault(err)
}

func (l *Log) lockUnmatched(ctx context.Context, source, agentRef string, limit int) ([]*Interaction, error) {
	var rows []*Interaction
	err := l.db.ForUpdate(l.db.Conn(ctx)).
		Where("source = ? AND id IN (SELECT interaction_id FROM segments WHERE agent_id IS NULL AND agent_key = ?)", source, people.Key(agentRef)).
		Order("source, external_id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func idsOfRows(rows []*Interaction) []string {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids
}

func (l *Log) matchSegments(ctx context.Context, rows []*Interaction, agentRef, user string) error {
	for _, ids := range store.Chunks(idsOfRows(rows), 500) {
		err := l.db.Conn(ctx).Model(&Segment{}).Where("interaction_id IN ? AND agent_id IS NULL AND agent_key = ?", ids, people.Key(agentRef)).
			Update("agent_id", user).Error
		if err != nil {
			return store.Fault(err)
		}
	}
	return nil
}

func (l *Log) segmentsOf(ctx context.Context, rows []*Interaction) (map[string][]Segment, error) {
	out := map[string][]Segment{}
	for _, ids := range store.Chunks(idsOfRows(rows), 500) {
		var list []Segment
		if err := l.db.Conn(ctx).Where("interaction_id IN ?", ids).Order("since, turn, event_id").Find(&list).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, s := range list {
			out[s.InteractionID] = append(out[s.InteractionID], s)
		}
	}
	return out, nil
}

func (l *Log) saveMatched(ctx context.Context, rows []*Interaction) error {
	return store.Fault(l.db.Conn(ctx).Clauses(upsert).
		CreateInBatches(rows, min(l.db.BatchSize(), 400)).Error)
}
