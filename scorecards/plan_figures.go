package scorecards

import (
	"context"
	"time"
)

// PlanTally is what became of a plan's samples. Drawn counts what chance drew, without what the end of a week added, what
// replaced another and what a trigger made; Waiting is neither scored nor replaced.
type PlanTally struct {
	Drawn        int `json:"drawn"`
	ToppedUp     int `json:"topped_up"`
	Replacements int `json:"replacements"`
	Targeted     int `json:"targeted"`
	Scored       int `json:"scored"`
	Replaced     int `json:"replaced"`
	Waiting      int `json:"waiting"`
	Overdue      int `json:"overdue" doc:"of those that wait"`
	Skipped      int `json:"skipped" doc:"offers that somebody left to the queue"`
	Expired      int `json:"expired" doc:"offers that nobody took in time"`
}

// EvaluatorTally is what somebody did with a plan's samples.
type EvaluatorTally struct {
	UserID                           string
	Holding, Scored, Skipped         int
	Replaced, Returned, SecondScored int
}

// WeekTally is an ISO week of a plan, all agents together.
type WeekTally struct {
	Period   string `json:"period"`
	Agents   int    `json:"agents"`
	Eligible int    `json:"eligible" doc:"interactions that the plan decided about; 0 until the week is over"`
	Drawn    int    `json:"drawn" doc:"places in the sample, once the week is over"`
	ToppedUp int    `json:"topped_up"`
	Closed   bool   `json:"closed" doc:"counted, and topped up to the quota, for all agents"`
}

// PlanFigures are those of what was drawn from one time to another; the zero times are no bounds.
type PlanFigures struct {
	All        PlanTally
	Evaluators []EvaluatorTally
	Weeks      []WeekTally // the newest first
}

const (
	mostEvaluators = 500
	mostWeeks      = 53
)

// Figures are a plan's own.
func (p *Plans) Figures(ctx context.Context, id string, from, to time.Time) (f PlanFigures, err error) {
	if _, err = p.planByID(ctx, id); err != nil {
		return f, err
	}
	if f.All, err = p.tally(ctx, id, from, to); err != nil {
		return f, err
	}
	if f.Evaluators, err = p.evaluatorTallies(ctx, id, from, to); err != nil {
		return f, err
	}
	f.Weeks, err = p.weekTallies(ctx, id, mostWeeks)
	return f, err
}

// Samples are a plan's, the newest first, behind an id.
func (p *Plans) Samples(ctx context.Context, id, after string, limit int) ([]Sample, error) {
	if _, err := p.planByID(ctx, id); err != nil {
		return nil, err
	}
	return p.samplesOfPlan(ctx, id, after, limit)
}

// AgentPeriod is a plan's week of an agent with what an estimate needs. Eligible, Drawn and ToppedUp are as of now, Weight is
// N ÷ n, nil where nothing is scored.
type AgentPeriod struct {
	PlanPeriod
	Scored int
	TeamID string
}

// Weight is what each scored evaluation of the week stands for.
func (a *AgentPeriod) Weight() *float64 {
	if a.Scored == 0 {
		return nil
	}
	w := float64(a.Eligible) / float64(a.Scored)
	return &w
}

// Periods are a plan's weeks by agent, the newest week first, behind a week and an agent.
func (p *Plans) Periods(ctx context.Context, id, period, agent string, limit int) ([]AgentPeriod, error) {
	if _, err := p.planByID(ctx, id); err != nil {
		return nil, err
	}
	return p.periodsOf(ctx, id, period, agent, limit)
}
