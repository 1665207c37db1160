package scorecards

import (
	"context"

	"rater/internal/interactions/recordings"
)

// DaysToKeep says for how many days the recordings of interactions are kept by the plans that drew them, of several the
// longest; a plan that names none keeps them as the site does. While an answer about one is disputed it is held.
func (p *Plans) DaysToKeep(ctx context.Context, interactions []string, site int) (map[string]int, error) {
	out, err := p.daysToKeep(ctx, interactions, site)
	if err != nil {
		return nil, err
	}
	disputed, err := p.disputed(ctx, interactions)
	for _, id := range disputed {
		out[id] = recordings.Held
	}
	return out, err
}
