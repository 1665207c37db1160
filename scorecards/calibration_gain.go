package scorecards

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

const gainsShown = 50

// Gain is one settled calibration with how near to its reference those were who took part.
type Gain struct {
	Calibration
	All     CalibrationResult   // all together
	Results []CalibrationResult // by evaluator; to who is no analyst their own alone
}

// Gains are a scorecard's calibrations that were settled, the oldest first of at most 50, of those that the actor may see.
func (c *Calibrations) Gains(ctx context.Context, actor people.Actor, scorecard string) ([]Gain, error) {
	settled, err := c.settledOf(ctx, actor, scorecard, gainsShown)
	if err != nil {
		return nil, err
	}
	ids, place := make([]string, len(settled)), map[string]int{}
	out := make([]Gain, len(settled))
	for n, s := range settled {
		at := len(settled) - 1 - n
		ids[n], place[s.ID], out[at].Calibration = s.ID, at, s
	}
	results, err := c.resultsOf(ctx, ids)
	for _, r := range results {
		g := &out[place[r.CalibrationID]]
		g.All.join(r)
		if r.UserID == actor.ID || actor.Is(people.Analyst) {
			g.Results = append(g.Results, r)
		}
	}
	return out, err
}

// join adds another's results, the means by their number of scores.
func (r *CalibrationResult) join(o CalibrationResult) {
	r.Answers, r.Same = r.Answers+o.Answers, r.Same+o.Same
	if n := r.Scores + o.Scores; n > 0 {
		was, is := float64(r.Scores)/float64(n), float64(o.Scores)/float64(n)
		r.Above, r.Apart, r.Scores = was*r.Above+is*o.Above, was*r.Apart+is*o.Apart, n
	}
}

const (
	mostCandidates = 20
	candidatePool  = 2000
)

// Candidates are at most n interactions, drawn by chance from the newest 2,000 of those that began in the last days and that nobody has judged or is
// to judge, of a channel where one is named.
func (c *Calibrations) Candidates(ctx context.Context, actor people.Actor, channel string, days, n int) ([]string, error) {
	if n < 1 || n > mostCandidates {
		return nil, fault.In("query.n", "must be 1 to %d", mostCandidates)
	}
	if days < 1 || days > 365 {
		return nil, fault.In("query.days", "must be 1 to 365")
	}
	ids, err := c.eligible(ctx, c.now().Add(-time.Duration(days)*24*time.Hour), channel, candidatePool)
	if err != nil {
		return nil, err
	}
	rand.Shuffle(len(ids), func(a, b int) { ids[a], ids[b] = ids[b], ids[a] })
	ids = ids[:min(n, len(ids))]
	return ids, c.scores.audit.Read(ctx, actor, "calibration.candidates", "", "", map[string]any{"found": len(ids)})
}

// Hidden are the interactions that the actor calibrates by, and is to see without their agents' names.
func (c *Calibrations) Hidden(ctx context.Context, actor people.Actor) (map[string]bool, error) {
	return c.calibratedBy(ctx, actor.ID)
}

// Askable are the people whom a calibration can ask: all who evaluate, by name.
func (c *Calibrations) Askable(ctx context.Context) ([]people.User, error) {
	var all []people.User
	for _, role := range []people.Role{people.Evaluator, people.Supervisor} {
		some, err := c.scores.users.Serving(ctx, role, "")
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	byName := func(a, b people.User) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) }
	slices.SortFunc(all, byName)
	return slices.CompactFunc(all, func(a, b people.User) bool { return a.ID == b.ID }), nil
}
