package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

type placeView struct {
	Key      string   `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	N        int      `json:"n"`
	Mean     *float64 `json:"mean"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	TeamLow  *float64 `json:"team_low"`
	TeamHigh *float64 `json:"team_high"`
}

type standingView struct {
	Dimensions []placeView        `json:"dimensions" nullable:"false"`
	From       interactions.Stamp `json:"from" format:"date-time"`
	To         interactions.Stamp `json:"to" format:"date-time"`
	Drawn      int                `json:"drawn"`
	Scored     int                `json:"scored"`
}

func (a *API) standing(ctx context.Context, actor people.Actor, _ *empty) (*body[standingView], error) {
	s, err := a.d.Evaluations.Standing(ctx, actor)
	v := standingView{Dimensions: []placeView{}, From: interactions.At(s.From), To: interactions.At(s.To), Drawn: s.Drawn, Scored: s.Scored}
	for _, p := range s.Places {
		v.Dimensions = append(v.Dimensions, viewPlace(p))
	}
	return &body[standingView]{v}, err
}

func viewPlace(p scorecards.Place) placeView {
	v := placeView{Key: p.Dimension}
	if e := p.Mine; e != nil {
		v.N, v.Mean, v.Low, v.High = e.N, &e.Mean, e.Low, e.High
	}
	v.TeamLow, v.TeamHigh = bounds(p.Team)
	return v
}

func bounds(e *stats.Estimate) (low, high *float64) {
	if e == nil {
		return nil, nil
	}
	return e.Low, e.High
}
