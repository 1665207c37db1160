package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/interactions"
)

type visitRow struct {
	ID, Source, CustomerRef string
	StartedAt               int64 // Unix milliseconds
}

// mostVisits bounds what is read of earlier contacts for what comes in together.
const mostVisits = 5000

// visited are interactions of these customers that began in a span, its end included, the latest first.
func (p *Plans) visited(ctx context.Context, refs []string, from, to time.Time) ([]visitRow, error) {
	var rows []visitRow
	err := p.db.Conn(ctx).Table("interactions").Select("id, source, customer_ref, started_at").
		Where("customer_ref <> '' AND customer_ref IN ? AND started_at >= ? AND started_at <= ?", refs, store.Millis(from), store.Millis(to)).
		Order("started_at DESC").Limit(mostVisits).Scan(&rows).Error
	return rows, store.Fault(err)
}

// sampled are the pairs of an interaction and a scorecard that are samples already, by any plan.
func (p *Plans) sampled(ctx context.Context, marks []mark) (map[[2]string]bool, error) {
	ids := make([]string, len(marks))
	for n, m := range marks {
		ids[n] = m.of.ID
	}
	out := map[[2]string]bool{}
	for _, part := range store.Chunks(distinct(ids), 500) {
		var rows []Sample
		if err := p.db.Conn(ctx).Select("interaction_id", "scorecard_id").Where("interaction_id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, s := range rows {
			out[[2]string{s.InteractionID, s.ScorecardID}] = true
		}
	}
	return out, nil
}

// interactionsOf are the interactions with these ids.
func (p *Plans) interactionsOf(ctx context.Context, ids []string) (map[string]*interactions.Interaction, error) {
	out := map[string]*interactions.Interaction{}
	for _, part := range store.Chunks(ids, 500) {
		var rows []*interactions.Interaction
		if err := p.db.Conn(ctx).Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.ID] = row
		}
	}
	return out, nil
}
