package server

import (
	"context"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
)

// PairIn is which two agents are compared, and of what.
type PairIn struct {
	AgentAskIn
	Other string `query:"other" required:"true" maxLength:"100" doc:"agent of the same team"`
}

type betweenView struct {
	Key   string              `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	One   *EstimateView       `json:"one"`
	Other *EstimateView       `json:"other"`
	Apart *contrastView       `json:"apart" doc:"the first less the second; null with too few scores"`
	Told  bool                `json:"told" doc:"whether they can be told apart, the dimensions being looked at together"`
	More  *int                `json:"more" doc:"evaluations of each still needed until a difference as large would be told from none in four of five cases; null where no number would do"`
	By    *interactions.Stamp `json:"by" format:"date-time" doc:"when there will be so many, if they come as in the time that is looked at; null where that is more than two years away or nothing was scored"`
}

type pairView struct {
	AskView
	Team        string        `json:"team"`
	One         string        `json:"one"`
	OneName     string        `json:"one_name"`
	Other       string        `json:"other"`
	OtherName   string        `json:"other_name"`
	OneScored   int           `json:"one_scored" doc:"of the samples in that time"`
	OtherScored int           `json:"other_scored"`
	Figures     []betweenView `json:"figures" nullable:"false"`
}

func (a *API) pair(ctx context.Context, actor people.Actor, in *PairIn) (*body[pairView], error) {
	p, err := a.d.Figures.Pair(ctx, actor, in.ask(in.Team), in.ID, in.Other)
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, actor, []string{p.One, p.Other}, nil)
	if err != nil {
		return nil, err
	}
	v := pairView{AskView: viewAsk(p.Standings), Team: p.Team, One: p.One, OneName: names.agent(p.One, p.Team), Other: p.Other, OtherName: names.agent(p.Other, p.Team),
		OneScored: p.Scored[0], OtherScored: p.Scored[1], Figures: make([]betweenView, len(p.List))}
	for n, b := range p.List {
		v.Figures[n] = viewBetween(b)
	}
	return &body[pairView]{v}, nil
}

func viewBetween(b insights.Between) betweenView {
	v := betweenView{Key: b.Dimension, One: viewEstimate(b.One), Other: viewEstimate(b.Other), Told: b.Told, More: b.More, By: stamp(b.By)}
	if b.Apart != nil {
		v.Apart = &contrastView{b.Apart.Difference, &b.Low, &b.High}
	}
	return v
}
