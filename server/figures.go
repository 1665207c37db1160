package server

import (
	"context"
	"slices"
	"strings"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/internal/stats"
)

// AskIn is what figures are to be of.
type AskIn struct {
	Version   string `query:"version" maxLength:"100" doc:"of a scorecard; the one with the newest scores without"`
	Dimension string `query:"dimension" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness" doc:"overall without"`
	Weeks     int    `query:"weeks" doc:"ISO weeks back from the present one, which counts: 4, 13, 26 or 52, or one more, so that as many are whole; 13 without"`
}

func (in AskIn) ask(team string) insights.Ask {
	return insights.Ask{Team: team, Version: in.Version, Dimension: in.Dimension, Weeks: in.Weeks}
}

// TeamAskIn is the same of a team.
type TeamAskIn struct {
	AskIn
	Team string `query:"team" required:"true" maxLength:"100"`
}

type countedEdition struct {
	EditionView
	N int `json:"n" doc:"evaluations whose scores count, in the last 52 weeks"`
}

type namedTeam struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type choicesView struct {
	Versions []countedEdition `json:"versions" nullable:"false" doc:"the newest scores first"`
	Teams    []namedTeam      `json:"teams" nullable:"false" doc:"by name"`
}

func (a *API) figureChoices(ctx context.Context, actor people.Actor, _ *empty) (*body[choicesView], error) {
	c, err := a.d.Figures.Choices(ctx, actor)
	v := choicesView{make([]countedEdition, len(c.Versions)), make([]namedTeam, len(c.Teams))}
	for n, e := range c.Versions {
		v.Versions[n] = countedEdition{viewEdition(e.ID, e.Edition), e.N}
	}
	for n, t := range c.Teams {
		v.Teams[n] = namedTeam{t.ID, t.Name}
	}
	return &body[choicesView]{v}, err
}

// EstimateView is a mean with its interval.
type EstimateView struct {
	N    int      `json:"n"`
	Mean float64  `json:"mean"`
	Low  *float64 `json:"low" doc:"of the 95 % interval, null where there is none"`
	High *float64 `json:"high"`
}

type fairView struct {
	Adjusted float64 `json:"adjusted" doc:"by least squares, without the evaluators' strictness"`
	Value    float64 `json:"value" doc:"the same, drawn to the mean as far as the scores are few"`
	SE       float64 `json:"se"`
}

type figureView struct {
	Key        string              `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	Own        *EstimateView       `json:"own"`
	Rest       *EstimateView       `json:"rest" doc:"the rest of the team"`
	Band       string              `json:"band" enum:"below,within,above,unplaced" doc:"against the rest of the team; outside where at most 5 % of those outside are expected to be there by chance"`
	Difference *float64            `json:"difference" doc:"from the rest"`
	SE         *float64            `json:"se" doc:"of the difference"`
	More       *int                `json:"more" doc:"evaluations still needed until a difference as large would be told from none in four of five cases; null where no number would do, or too few are there"`
	By         *interactions.Stamp `json:"by" format:"date-time" doc:"when there will be so many, if they come as in the time that is looked at; null where that is more than two years away or nothing was scored"`
	Fair       *fairView           `json:"fair" doc:"advisory; null where it can't be said"`
	Blurred    bool                `json:"blurred" doc:"the fair score is not shown because its error is too large"`
}

// StandingRow is an agent of a team with the figures that were asked for.
type StandingRow struct {
	Agent     string       `json:"agent"`
	AgentName string       `json:"agent_name"`
	Drawn     int          `json:"drawn"`
	Scored    int          `json:"scored"`
	Waiting   int          `json:"waiting" doc:"to be scored"`
	WorstLow  *float64     `json:"worst_low" doc:"the mean over all that was drawn lies within these, whatever was not scored would have brought; null where at least four fifths were scored"`
	WorstHigh *float64     `json:"worst_high"`
	Figures   []figureView `json:"figures" nullable:"false"`
}

type fitView struct {
	Mean        float64 `json:"mean"`
	AgentSD     float64 `json:"agent_sd"`
	EvaluatorSD float64 `json:"evaluator_sd"`
	RestSD      float64 `json:"rest_sd"`
}

type standingsView struct {
	AskView
	Team   string        `json:"team"`
	Spread *float64      `json:"spread" doc:"standard deviation of one person's scores, pooled"`
	Unfair string        `json:"unfair,omitempty" doc:"why there are no fair scores"`
	Fit    *fitView      `json:"fit" doc:"what fair scores rest on: standard deviations in points"`
	Agents []StandingRow `json:"agents" nullable:"false" doc:"by name"`
}

// AskView is what figures are of.
type AskView struct {
	Version   *EditionView       `json:"version" doc:"null where nothing counts yet"`
	Dimension string             `json:"dimension"`
	Weeks     int                `json:"weeks"`
	From      interactions.Stamp `json:"from" format:"date-time"`
}

func (a *API) standings(ctx context.Context, actor people.Actor, in *TeamAskIn) (*body[standingsView], error) {
	s, err := a.d.Figures.Standings(ctx, actor, in.ask(in.Team))
	if err != nil {
		return nil, err
	}
	v := standingsView{AskView: viewAsk(s), Team: s.Team, Spread: s.Spread, Unfair: s.Unfair, Fit: viewFit(s.Fit), Agents: make([]StandingRow, len(s.Rows))}
	ids := make([]string, len(s.Rows))
	for n, r := range s.Rows {
		ids[n] = r.Agent
	}
	names, err := a.names(ctx, actor, ids, nil)
	for n, r := range s.Rows {
		v.Agents[n] = viewStanding(r, names.agent(r.Agent, s.Team))
	}
	slices.SortStableFunc(v.Agents, func(a, b StandingRow) int { return strings.Compare(a.AgentName, b.AgentName) })
	return &body[standingsView]{v}, err
}

func viewAsk(s insights.Standings) AskView {
	v := AskView{Dimension: s.Dimension, Weeks: s.Weeks, From: interactions.At(s.From)}
	if s.Version != "" {
		e := viewEdition(s.Version, s.Edition)
		v.Version = &e
	}
	return v
}

func viewFit(f *stats.Fair) *fitView {
	if f == nil {
		return nil
	}
	return &fitView{f.Mean, root(f.Agent), root(f.Evaluator), root(f.Rest)}
}

func viewStanding(r insights.Row, name string) StandingRow {
	v := StandingRow{Agent: r.Agent, AgentName: name, Drawn: r.Fate.Drawn, Scored: r.Fate.Scored, Waiting: r.Fate.Waiting, Figures: make([]figureView, len(r.Places))}
	if r.Worst != nil {
		v.WorstLow, v.WorstHigh = &r.Worst[0], &r.Worst[1]
	}
	for n, p := range r.Places {
		v.Figures[n] = viewFigure(p)
	}
	return v
}

func viewFigure(p insights.Place) figureView {
	v := figureView{Key: p.Dimension, Own: viewEstimate(p.Own), Rest: viewEstimate(p.Rest), Band: string(p.Band), More: p.More, Blurred: p.Blurred}
	if p.Band == stats.Unplaced {
		v.Band = "unplaced"
	}
	if p.Apart != nil {
		v.Difference, v.SE = &p.Apart.Difference, &p.Apart.SE
	}
	v.By = stamp(p.By)
	if p.Fair != nil {
		v.Fair = &fairView{p.Fair.Adjusted, p.Fair.Value, p.Fair.SE}
	}
	return v
}

func viewEstimate(e *stats.Estimate) *EstimateView {
	if e == nil {
		return nil
	}
	return &EstimateView{e.N, e.Mean, e.Low, e.High}
}
