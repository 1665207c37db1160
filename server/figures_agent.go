package server

import (
	"context"
	"math"
	"slices"
	"strings"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/internal/stats"
)

func root(variance float64) float64 { return math.Sqrt(math.Max(0, variance)) }

// AgentAskIn is what figures of one agent are of.
type AgentAskIn struct {
	TeamAskIn
	ID string `path:"id" maxLength:"100" doc:"of the agent"`
}

type weekView struct {
	Key  string             `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	Week interactions.Stamp `json:"week" format:"date-time" doc:"its beginning"`
	To   interactions.Stamp `json:"to" format:"date-time" doc:"the beginning of the next"`
	EstimateView
}

type agentFiguresView struct {
	AskView
	Team string `json:"team"`
	StandingRow
	Trend []weekView `json:"trend" nullable:"false" doc:"by ISO week of the release, the oldest first"`
}

func (a *API) agentFigures(ctx context.Context, actor people.Actor, in *AgentAskIn) (*body[agentFiguresView], error) {
	f, err := a.d.Figures.Agent(ctx, actor, in.ask(in.Team), in.ID)
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, actor, []string{f.Agent}, nil)
	if err != nil {
		return nil, err
	}
	v := agentFiguresView{AskView: viewAsk(f.Standings), Team: f.Team, StandingRow: viewStanding(f.Row, names.agent(f.Agent, f.Team)), Trend: []weekView{}}
	for _, w := range f.Weeks {
		e, err := stats.PersonMean(w.Sums, f.Within[w.Dimension])
		if err == nil {
			v.Trend = append(v.Trend, weekView{w.Dimension, interactions.At(w.Week), interactions.At(w.To), *viewEstimate(&e)})
		}
	}
	return &body[agentFiguresView]{v}, nil
}

type driftView struct {
	Week   interactions.Stamp `json:"week" format:"date-time" doc:"its beginning"`
	N      int                `json:"n"`
	Mean   float64            `json:"mean" doc:"of strictness: points from what the same agents usually get; of agreement: answers that are the same, %"`
	Moving float64            `json:"moving" doc:"moving average (EWMA, λ = 0.2)"`
	Low    float64            `json:"low" doc:"limits of the moving average"`
	High   float64            `json:"high"`
	Signal bool               `json:"signal" doc:"it lies outside of them"`
}

type strictnessView struct {
	Evaluator string      `json:"evaluator"`
	Name      string      `json:"name"`
	N         int         `json:"n"`
	Agents    int         `json:"agents"`
	Raw       float64     `json:"raw" doc:"plain mean of the scores given"`
	Effect    *float64    `json:"effect" doc:"points above what others would have given the same agents; below 0 is strict; null where it can't be told"`
	Low       *float64    `json:"low" doc:"of the 95 % interval"`
	High      *float64    `json:"high"`
	Drifts    bool        `json:"drifts" doc:"the newest week lies outside of the limits"`
	Drift     []driftView `json:"drift" nullable:"false"`
}

type evaluatorsView struct {
	AskView
	Why        string           `json:"why,omitempty" doc:"why strict evaluators can't be told from weak agents"`
	Bridges    int              `json:"bridges" doc:"single scores on which the comparison hangs"`
	SD         float64          `json:"sd" doc:"standard deviation among evaluators, points"`
	RestSD     float64          `json:"rest_sd" doc:"of one score, once agent and evaluator are known"`
	Evaluators []strictnessView `json:"evaluators" nullable:"false" doc:"by name"`
}

func (a *API) evaluatorFigures(ctx context.Context, actor people.Actor, in *AskIn) (*body[evaluatorsView], error) {
	e, err := a.d.Figures.Evaluators(ctx, actor, in.ask(""))
	if err != nil {
		return nil, err
	}
	return a.viewEvaluators(ctx, actor, e)
}

func (a *API) ownStrictness(ctx context.Context, actor people.Actor, in *AskIn) (*body[evaluatorsView], error) {
	e, err := a.d.Figures.Own(ctx, actor, in.ask(""))
	if err != nil {
		return nil, err
	}
	return a.viewEvaluators(ctx, actor, e)
}

func (a *API) viewEvaluators(ctx context.Context, actor people.Actor, e insights.Evaluators) (*body[evaluatorsView], error) {
	v := evaluatorsView{AskView: viewAsk(insights.Standings{Ask: e.Ask, Edition: e.Edition, From: e.From}), Why: e.Why, Bridges: e.Bridges, SD: e.SD, RestSD: e.Rest, Evaluators: make([]strictnessView, len(e.Rows))}
	ids := make([]string, len(e.Rows))
	for n, r := range e.Rows {
		ids[n] = r.Evaluator
	}
	names, err := a.names(ctx, actor, ids, nil)
	for n, r := range e.Rows {
		v.Evaluators[n] = viewStrictness(r, names.users[r.Evaluator])
	}
	slices.SortStableFunc(v.Evaluators, func(a, b strictnessView) int { return strings.Compare(a.Name, b.Name) })
	return &body[evaluatorsView]{v}, err
}

func viewStrictness(r insights.Strictness, name string) strictnessView {
	return strictnessView{r.Evaluator, name, r.N, r.Agents, r.Raw, r.Effect, r.Low, r.High, r.Drifts, viewDrift(r.Drift)}
}

func viewDrift(weeks []insights.Drift) []driftView {
	out := make([]driftView, len(weeks))
	for n, d := range weeks {
		out[n] = driftView{interactions.At(d.Week), d.N, d.Mean, d.Value, d.Low, d.High, d.Signal}
	}
	return out
}
