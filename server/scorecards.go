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

func (a *API) scorecards(ctx context.Context, _ people.Actor, _ *empty) (*body[page[scorecardSummary]], error) {
	rows, err := a.d.Catalogue.List(ctx)
	return &body[page[scorecardSummary]]{whole(rows, func(p scorecards.Published) scorecardSummary {
		return scorecardSummary{p.ID, p.Name, p.Version.Number, p.Version.ID, p.Version.Definition.Count()}
	})}, err
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

func (a *API) offers(ctx context.Context, actor people.Actor, _ *empty) (*body[page[scorecards.Offer]], error) {
	rows, err := a.d.Offers.Open(ctx, actor)
	return &body[page[scorecards.Offer]]{whole(rows, same)}, err
}

func same(o scorecards.Offer) scorecards.Offer { return o }

func (a *API) queue(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[scorecards.Offer]], error) {
	rows, err := a.d.Offers.Queue(ctx, actor, in.After, in.Limit+1)
	return &body[page[scorecards.Offer]]{more(rows, in.Limit, func(o scorecards.Offer) string { return o.ID }, same)}, err
}

// NoBody is the body of a POST that says nothing but its address.
type NoBody struct {
	Body *struct{} `required:"false"`
}

type claimIn struct {
	IDIn
	NoBody
}

func (a *API) claim(ctx context.Context, actor people.Actor, in *claimIn) (*body[scorecards.Offer], error) {
	o, err := a.d.Offers.Claim(ctx, actor, in.ID)
	return &body[scorecards.Offer]{o}, err
}

type skipIn struct {
	IDIn
	Body struct {
		Reason string `json:"reason" maxLength:"4000"`
	}
}

func (a *API) skip(ctx context.Context, actor people.Actor, in *skipIn) (*empty, error) {
	return nil, a.d.Offers.Skip(ctx, actor, in.ID, in.Body.Reason)
}
