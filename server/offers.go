package server

import (
	"context"

	"rater/internal/people"
	"rater/scorecards"
)

func (a *API) offers(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[scorecards.Offer]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Offers.Open(ctx, actor, in.After, in.Limit+1)
	return &body[page[scorecards.Offer]]{more(rows, in.Limit, offerID, same)}, err
}

func offerID(o scorecards.Offer) string { return o.ID }

func same[T any](o T) T { return o }

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

func (a *API) giveBack(ctx context.Context, actor people.Actor, in *skipIn) (*empty, error) {
	return nil, a.d.Offers.GiveBack(ctx, actor, in.ID, in.Body.Reason)
}

// EvaluatorIn names to whom a sample is given.
type EvaluatorIn struct {
	Evaluator string `json:"evaluator" maxLength:"64"`
	Anyway    bool   `json:"anyway,omitempty" doc:"though they are absent or full"`
}

type pagingOfIn struct {
	IDIn
	Paging
}

func (a *API) evaluators(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[scorecards.Evaluator]], error) {
	rows, err := a.d.Offers.Evaluators(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(e scorecards.Evaluator) string { return e.ID }, same)
}

type assignIn struct {
	IDIn
	Body EvaluatorIn
}

func (a *API) assign(ctx context.Context, actor people.Actor, in *assignIn) (*body[scorecards.Offer], error) {
	o, err := a.d.Offers.Assign(ctx, actor, in.ID, scorecards.Giving{Evaluator: in.Body.Evaluator, Anyway: in.Body.Anyway})
	return &body[scorecards.Offer]{o}, err
}

type handOverIn struct {
	IDIn
	Body struct {
		EvaluatorIn
		Reason string `json:"reason" maxLength:"4000"`
	}
}

func (a *API) handOver(ctx context.Context, actor people.Actor, in *handOverIn) (*body[scorecards.Offer], error) {
	o, err := a.d.Offers.HandOver(ctx, actor, in.ID, scorecards.Giving{Evaluator: in.Body.Evaluator, Reason: in.Body.Reason, Anyway: in.Body.Anyway})
	return &body[scorecards.Offer]{o}, err
}
