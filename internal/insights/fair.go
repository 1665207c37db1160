package insights

import (
	"context"

	"rater/internal/stats"
	"rater/scorecards"
)

// fairness is a fit of the agents and evaluators that scores connect with a team, or why there is none.
type fairness struct {
	fit   *stats.Fair
	place map[string]int // of an agent in it
	why   string
}

func (f *Figures) fair(ctx context.Context, p period, agents []string) (fairness, error) {
	of := make([]string, len(agents))
	for n, id := range agents {
		of[n] = "agent " + id
	}
	pairs, err := f.scores.Pairs(ctx, p.Version, p.Dimension, f.scores.Weeks(p.Weeks))
	if err != nil {
		return fairness{}, err
	}
	c := crossed(connected(pairs, of))
	fit, err := c.sums.Fit()
	if err != nil {
		return fairness{why: err.Error()}, nil
	}
	return fairness{fit: fit, place: c.agents}, nil
}

// into adds the fair score to a place, where its error is within the limit.
func (f fairness) into(p *Place, agent string, limit float64) {
	at, ok := f.place[agent]
	if f.fit == nil || !ok {
		return
	}
	s := f.fit.Agents[at]
	if s.LevelSE > limit {
		p.Blurred = true
		return
	}
	p.Fair = &Fair{s.Adjusted, f.fit.Mean + s.Effect, s.LevelSE}
}

// connected are the scores that reach these people over agents and evaluators: others say nothing of them.
func connected(pairs []scorecards.PairWeek, people []string) []scorecards.PairWeek {
	reached := map[string]bool{}
	for _, id := range people {
		reached[id] = true
	}
	for grown := true; grown; {
		grown = false
		for _, p := range pairs {
			if agent, evaluator := "agent "+p.AgentID, "evaluator "+p.EvaluatorID; reached[agent] != reached[evaluator] {
				reached[agent], reached[evaluator], grown = true, true, true
			}
		}
	}
	var some []scorecards.PairWeek
	for _, p := range pairs {
		if reached["agent "+p.AgentID] {
			some = append(some, p)
		}
	}
	return some
}

// crossing is scores by agent and evaluator, with where each stands.
type crossing struct {
	sums       *stats.Crossed
	agents     map[string]int
	evaluators map[string]int
}

func crossed(pairs []scorecards.PairWeek) crossing {
	c := crossing{stats.NewCrossed(), map[string]int{}, map[string]int{}}
	for _, p := range pairs {
		c.sums.AddSums(numbered(c.agents, p.AgentID), numbered(c.evaluators, p.EvaluatorID), p.N, p.Y, p.YY)
	}
	return c
}

func numbered(places map[string]int, id string) int {
	n, ok := places[id]
	if !ok {
		n = len(places)
		places[id] = n
	}
	return n
}
