package scorecards

import (
	"context"
	"errors"
	"math"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// What a plan's cost can't tell, and why.
const (
	UnknownVolume     = "volume"     // nothing of the scope in the last four weeks
	UnknownVariance   = "variance"   // no agent has two random scores by the scorecard's version
	UnknownEvaluators = "evaluators" // nobody has the role
	UnknownTooFew     = "too_few"    // less than one evaluation of an agent
)

// PlanCost is what a plan would cost and tell, from what its scope had in the last four weeks, or in as many as there are.
type PlanCost struct {
	Agents       int         `json:"agents" doc:"of whom there was something in the scope"`
	Interactions float64     `json:"interactions" doc:"of the scope, a week"`
	Evaluations  float64     `json:"evaluations" doc:"of random samples, a week, without second ones"`
	Doubles      float64     `json:"doubles" doc:"second evaluations, a week"`
	Evaluators   int         `json:"evaluators" doc:"people with the role"`
	PerEvaluator *float64    `json:"per_evaluator" doc:"both together, a week"`
	PerAgent     *float64    `json:"per_agent" doc:"first evaluations of an agent, a week, on average"`
	Spread       *float64    `json:"spread" doc:"the standard deviation of one agent's scores, in points"`
	After        []CostAfter `json:"after" nullable:"false"`
	Unknown      []string    `json:"unknown" nullable:"false" enum:"volume,variance,evaluators,too_few"`
}

// CostAfter is how wide the 95 % interval of an agent's mean is to either side after some weeks, in points.
type CostAfter struct {
	Weeks     int      `json:"weeks"`
	Of        float64  `json:"of" doc:"evaluations of an agent by then"`
	HalfWidth *float64 `json:"half_width"`
}

const scoresFrom = 180 * 24 * time.Hour // how far back the spread of scores is looked for

// Cost says what a plan would cost; nothing is stored. Faults are those of Make.
func (p *Plans) Cost(ctx context.Context, c PlanChanges) (PlanCost, error) {
	out := PlanCost{After: []CostAfter{}, Unknown: []string{}}
	plan, err := p.Draft(ctx, c)
	if err != nil {
		return out, err
	}
	if err := p.costVolume(ctx, &plan, &out); err != nil {
		return out, err
	}
	if err := p.costPeople(ctx, &plan, &out); err != nil {
		return out, err
	}
	within, err := p.spread(ctx, plan.ScorecardID)
	if err != nil && !errors.Is(err, stats.ErrNoVariation) {
		return out, err
	}
	out.foresee(within)
	return out, nil
}

func (p *Plans) costVolume(ctx context.Context, plan *Plan, out *PlanCost) error {
	now := p.now()
	v, err := p.volumeOf(ctx, plan, now.AddDate(0, 0, -lookedBack), now)
	if err != nil {
		return err
	}
	if v.Agents == 0 {
		out.Unknown = append(out.Unknown, UnknownVolume)
		return nil
	}
	weeks := min(lookedBack/7.0, max(1, now.Sub(store.FromMillis(v.FirstAt)).Hours()/24/7))
	out.Agents, out.Interactions = v.Agents, float64(v.N)/weeks
	out.Evaluations = out.Interactions * plan.Rate
	if plan.Quota != nil {
		out.Evaluations, err = p.quotaCost(ctx, plan, now.AddDate(0, 0, -lookedBack), now, weeks)
	}
	out.Doubles = out.Evaluations * plan.DoubleShare
	perAgent := out.Evaluations / float64(v.Agents)
	out.PerAgent = &perAgent
	return err
}

func (p *Plans) costPeople(ctx context.Context, _ *Plan, out *PlanCost) error {
	evaluators, err := p.users.Evaluators(ctx)
	if err != nil {
		return err
	}
	if out.Evaluators = len(evaluators); out.Evaluators == 0 {
		out.Unknown = append(out.Unknown, UnknownEvaluators)
		return nil
	}
	if out.PerAgent != nil {
		each := (out.Evaluations + out.Doubles) / float64(out.Evaluators)
		out.PerEvaluator = &each
	}
	return nil
}

// foresee fills in the intervals.
func (c *PlanCost) foresee(within stats.Within) {
	if within.DF < 1 {
		c.Unknown = append(c.Unknown, UnknownVariance)
	} else {
		sd := math.Sqrt(within.Variance)
		c.Spread = &sd
	}
	if c.PerAgent == nil {
		return
	}
	for _, weeks := range []int{4, 12} {
		a := CostAfter{Weeks: weeks, Of: *c.PerAgent * float64(weeks)}
		half, err := within.HalfWidth(a.Of)
		if err == nil {
			a.HalfWidth = &half
		} else if errors.Is(err, stats.ErrTooFew) && weeks == 4 {
			c.Unknown = append(c.Unknown, UnknownTooFew)
		}
		c.After = append(c.After, a)
	}
}
