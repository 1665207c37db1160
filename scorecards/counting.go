package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// EditionCount is a version with how many scores of it count, of whole evaluations.
type EditionCount struct {
	ID string
	Edition
	N int
}

// Editions are the versions that scores count of, in weeks that have begun at a time or since, the newest first, at most 50;
// of these teams alone, or where they are nil of all.
func (v *Evaluations) Editions(ctx context.Context, teams []string, from time.Time) ([]EditionCount, error) {
	counts, err := v.countByVersion(ctx, teams, from)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(counts))
	for n, c := range counts {
		ids[n] = c.ID
	}
	named, err := v.editions(ctx, ids)
	for n, c := range counts {
		counts[n].Edition = named[c.ID]
	}
	return counts, err
}

// AgentSums are what the scores of an agent in a team add up to, in one dimension or over all.
type AgentSums struct {
	Agent, Team, Dimension string
	stats.Sums
}

// SumsOf adds up the scores that count of a version, of weeks that have begun at a time or since; of one dimension, or where
// it is empty of each.
func (v *Evaluations) SumsOf(ctx context.Context, version, dimension string, from time.Time) ([]AgentSums, error) {
	rows, err := v.sumsByAgent(ctx, []string{version}, dimension, from)
	out := make([]AgentSums, len(rows))
	for n, r := range rows {
		out[n] = AgentSums{r.AgentID, r.TeamID, r.Dimension, r.Sums}
	}
	return out, err
}

// AgentWeek is what an agent's scores of an ISO week add up to, in one dimension.
type AgentWeek struct {
	Week, To  time.Time // its beginning, and that of the next
	Dimension string
	stats.Sums
}

// WeeksOf are an agent's weeks in a team by a version, the oldest first.
func (v *Evaluations) WeeksOf(ctx context.Context, agent, team, version string, from time.Time) ([]AgentWeek, error) {
	rows, err := v.weeksByVersion(ctx, agent, team, version, from)
	out := make([]AgentWeek, len(rows))
	for n, r := range rows {
		out[n] = AgentWeek{store.FromMillis(r.Week), v.weekEnd(r.Week), r.Dimension, r.Sums}
	}
	return out, err
}

// PairWeek is what the scores add up to that an evaluator gave an agent and that were released in one week; a double score
// counts in the week in which it was submitted.
type PairWeek struct {
	AgentID, EvaluatorID string
	Week                 int // 0 is the first
	N                    int
	Y, YY                float64 // Σ y and Σ y²
}

// Pairs are the scores that count of a version in one dimension or over all, and double scores, by agent, evaluator and
// week, of weeks that begin at these times.
func (v *Evaluations) Pairs(ctx context.Context, version, dimension string, weeks []time.Time) ([]PairWeek, error) {
	return v.pairWeeks(ctx, version, dimension, weeks)
}

// Fate is what became of an agent's random samples: how many were drawn for their own sake, and how many of these, or of
// what replaced them, were scored and released, or wait to be.
type Fate struct {
	AgentID string
	Drawn   int
	Scored  int
	Waiting int
}

// Fates are those of a team's samples, drawn for a scorecard at a time or since and not scored by another version of it, by
// agent.
func (v *Evaluations) Fates(ctx context.Context, team string, of Edition, version string, from time.Time) (map[string]Fate, error) {
	rows, err := v.fates(ctx, team, of, version, from)
	out := make(map[string]Fate, len(rows))
	for _, r := range rows {
		out[r.AgentID] = r
	}
	return out, err
}

// Weeks are the beginnings of the last n ISO weeks, in the site's zone, the oldest first and the present one included.
func (v *Evaluations) Weeks(n int) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = v.WeeksBack(n - i)
	}
	return out
}
