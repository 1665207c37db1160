package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// TeamWeek is what the scores of a team's agents, or of all, add up to of one ISO week in one dimension, with how much they
// vary within agents: Squares is Σ(y − ȳ)² over the agents, DF Σ(n − 1).
type TeamWeek struct {
	Week, To time.Time // its beginning, and that of the next
	Agents   int
	stats.Sums
	Squares float64
	DF      int
}

// TrendOf are the weeks of a version in one dimension that have begun at a time or since, the oldest first: of a team, or where it is empty
// of the whole organisation.
func (v *Evaluations) TrendOf(ctx context.Context, team, version, dimension string, from time.Time) ([]TeamWeek, error) {
	rows, err := v.teamWeeks(ctx, team, version, dimension, from)
	out := make([]TeamWeek, len(rows))
	for n, r := range rows {
		out[n] = TeamWeek{store.FromMillis(r.Week), v.weekEnd(r.Week), r.Agents, r.Sums, r.Squares, r.DF}
	}
	return out, err
}
