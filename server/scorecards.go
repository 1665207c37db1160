package server

import (
	"context"

	"rater/internal/people"
	"rater/scorecards"
)

type scorecardSummary struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Version   int    `json:"version"`
	VersionID string `json:"version_id"`
	Questions int    `json:"questions"`
}

type scorecardView struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Version   int    `json:"version"`
	VersionID string `json:"version_id"`
	scorecards.Definition
}

func (a *API) scorecards(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[scorecardSummary]], error) {
	rows, err := a.d.Catalogue.List(ctx)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(p scorecards.Published) string { return p.ID }, func(p scorecards.Published) scorecardSummary {
		return scorecardSummary{p.ID, p.Name, p.Version.Number, p.Version.ID, p.Version.Definition.Count()}
	})
}

func viewScorecard(p scorecards.Published) *body[scorecardView] {
	return &body[scorecardView]{scorecardView{p.ID, p.Name, p.Version.Number, p.Version.ID, p.Version.Definition}}
}

func (a *API) scorecard(ctx context.Context, _ people.Actor, in *IDIn) (*body[scorecardView], error) {
	p, err := a.d.Catalogue.Get(ctx, in.ID)
	return viewScorecard(p), err
}

func (a *API) scorecardVersion(ctx context.Context, _ people.Actor, in *IDIn) (*body[scorecardView], error) {
	p, err := a.d.Catalogue.Version(ctx, in.ID)
	return viewScorecard(p), err
}
