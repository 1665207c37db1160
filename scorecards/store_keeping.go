package scorecards

import (
	"context"

	"rater/internal/foundation/store"
)

// longestKept asks for the samples that triggers added too, and for those of other plans that stand for a plan's own.
const longestKept = `SELECT x.interaction_id, max(coalesce(p.days_to_keep_recordings, ?)) AS days FROM (
		SELECT interaction_id, plan_id FROM samples WHERE interaction_id IN ?
		UNION SELECT d.interaction_id, d.plan_id FROM plans p JOIN draws d ON d.plan_id = p.id
			WHERE d.interaction_id IN ? AND d.sample_id IS NOT NULL
	) x JOIN plans p ON p.id = x.plan_id GROUP BY x.interaction_id`

func (p *Plans) daysToKeep(ctx context.Context, interactions []string, site int) (map[string]int, error) {
	out := map[string]int{}
	for _, part := range store.Chunks(interactions, 500) {
		var rows []struct {
			InteractionID string
			Days          int
		}
		if err := p.db.Conn(ctx).Raw(longestKept, site, part, part).Scan(&rows).Error; err != nil {
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
