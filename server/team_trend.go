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
	Key    string              `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	Week   *interactions.Stamp `json:"week" format:"date-time" doc:"its beginning; null for all weeks together"`
	Agents int                 `json:"agents" doc:"of the week"`
	EstimateView
}

type teamTrendView struct {
	AskView
	Team  string         `json:"team,omitempty"`
	All   []teamWeekView `json:"all" nullable:"false" doc:"of all weeks together, by dimension"`
	Weeks []teamWeekView `json:"trend" nullable:"false" doc:"by ISO week of the release, the oldest first"`
}

func (a *API) teamTrend(ctx context.Context, actor people.Actor, in *TrendAskIn) (*body[teamTrendView], error) {
	t, err := a.d.Figures.Trend(ctx, actor, in.ask(in.Team))
	if err != nil {
		return nil, err
	}
	return &body[teamTrendView]{teamTrendView{AskView: viewAsk(insights.Standings{Ask: t.Ask, Edition: t.Edition, From: t.From}), Team: t.Team, All: viewTrend(t.All), Weeks: viewTrend(t.Weeks)}}, nil
}

func viewTrend(points []insights.TrendPoint) []teamWeekView {
	out := make([]teamWeekView, len(points))
	for n, p := range points {
		out[n] = teamWeekView{p.Dimension, nil, p.Agents, EstimateView{p.N, p.Mean, p.Low, p.High}}
		if !p.Week.IsZero() {
			out[n].Week = stamp(&p.Week)
		}
	}
	return out
}
