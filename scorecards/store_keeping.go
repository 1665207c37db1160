package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

func (p *Plans) daysToKeep(ctx context.Context, interactions []string) (map[string]int, error) {
	out := map[string]int{}
	for _, part := range store.Chunks(interactions, 500) {
		var rows []struct {
			InteractionID string
			Days          int
		}
		err := p.db.Conn(ctx).Table("samples s").Joins("JOIN plans p ON p.id = s.plan_id AND p.days_to_keep_recordings IS NOT NULL").
			Where("s.interaction_id IN ?", part).Select("s.interaction_id, max(p.days_to_keep_recordings) AS days").Group("s.interaction_id").Scan(&rows).Error
		if err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.InteractionID] = row.Days
		}
	}
	return out, nil
}

// disputed are those of the interactions of which an evaluation has an open dispute.
func (p *Plans) disputed(ctx context.Context, interactions []string) (ids []string, err error) {
	err = p.db.Conn(ctx).Table("disputes d").Joins("JOIN evaluations e ON e.id = d.evaluation_id").
		Where("d.status = ? AND e.interaction_id IN ?", DisputeOpen, interactions).Distinct().Pluck("e.interaction_id", &ids).Error
	return ids, store.Fault(err)
}

// recorded is how long the recording of an interaction is, in milliseconds; nil where there is none, or nobody knows.
func (v *Evaluations) recorded(ctx context.Context, interaction string) (*int64, error) {
	var lengths []*int64
	err := v.conn(ctx).Table("recordings").Where("interaction_id = ? AND state = 'kept'", interaction).Pluck("duration_ms", &lengths).Error
	if err != nil || len(lengths) == 0 {
		return nil, store.Fault(err)
	}
	return lengths[0], nil
}
