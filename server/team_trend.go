package server

import (
	"context"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
)

// TrendAskIn is of which team a trend is, or of the whole organisation.
type TrendAskIn struct {
	AskIn
	Team string `query:"team" maxLength:"100" doc:"of the whole organisation without, for analysts"`
}

type teamWeekView struct {
	Week   *interactions.Stamp `json:"week" format:"date-time" doc:"its beginning; null for all weeks together"`
	To     *interactions.Stamp `json:"to" format:"date-time" doc:"the beginning of the next"`
	Agents int                 `json:"agents" doc:"of the week"`
	EstimateView
}

type teamTrendView struct {
	AskView
	Team  string         `json:"team,omitempty"`
	All   *teamWeekView  `json:"all" doc:"all weeks together; null without scores"`
	Weeks []teamWeekView `json:"trend" nullable:"false" doc:"by ISO week of the release, the oldest first"`
}

func (a *API) teamTrend(ctx context.Context, actor people.Actor, in *TrendAskIn) (*body[teamTrendView], error) {
	t, err := a.d.Figures.Trend(ctx, actor, in.ask(in.Team))
	if err != nil {
		return nil, err
	}
	v := teamTrendView{AskView: viewAsk(insights.Standings{Ask: t.Ask, Edition: t.Edition, From: t.From}), Team: t.Team, Weeks: make([]teamWeekView, len(t.Weeks))}
	if t.All != nil {
		v.All = &teamWeekView{EstimateView: *viewEstimate(&t.All.Estimate)}
	}
	for n, p := range t.Weeks {
		v.Weeks[n] = teamWeekView{stamp(&p.Week), stamp(&p.To), p.Agents, *viewEstimate(&p.Estimate)}
	}
	return &body[teamTrendView]{v}, nil
}
