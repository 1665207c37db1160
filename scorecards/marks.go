package scorecards

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// SampleMark says why an interaction is a sample: drawn by chance, or because a plan's triggers found something in it.
type SampleMark struct {
	Sample      string   `json:"sample"`
	Origin      string   `json:"origin" enum:"random,targeted"`
	Probability *float64 `json:"probability,omitempty"`
	Reason      string   `json:"reason,omitempty"`
	Status      string   `json:"status" enum:"awaiting,offered,queued,claimed,scored,replaced"`
	Scorecard   string   `json:"scorecard"`
}

// Marks are the samples in the actor's reach by interaction, each list in the order in which they were made.
func (o *Offers) Marks(ctx context.Context, actor people.Actor, interactions []string) (map[string][]SampleMark, error) {
	out := map[string][]SampleMark{}
	for _, part := range store.Chunks(interactions, 500) {
		rows, err := o.samplesAmong(ctx, actor, part)
		if err != nil {
			return nil, err
		}
		for _, s := range rows {
			out[s.InteractionID] = append(out[s.InteractionID], SampleMark{Sample: s.ID, Origin: s.Origin, Probability: s.Probability, Reason: s.Reason, Status: s.Status, Scorecard: s.ScorecardID})
		}
	}
	return out, nil
}
