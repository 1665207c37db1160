package server

import (
	"context"

	"rater/internal/people"
	"rater/scorecards"
)

type replaceIn struct {
	IDIn
	Body struct {
		Cause  string `json:"cause" enum:"dropped,wrong_language,too_short,not_scorable,other"`
		Reason string `json:"reason,omitempty" maxLength:"4000" doc:"needed where the cause is other"`
	}
}

type replaceOut struct {
	Replacement *scorecards.Offer `json:"replacement" doc:"the sample in its place; null where the agent's week has none left, and the place stays open"`
}

func (a *API) replace(ctx context.Context, actor people.Actor, in *replaceIn) (*body[replaceOut], error) {
	next, err := a.d.Offers.Replace(ctx, actor, in.ID, scorecards.Replacing{Cause: in.Body.Cause, Reason: in.Body.Reason})
	return &body[replaceOut]{replaceOut{next}}, err
}

func (a *API) replaced(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[scorecards.ReplacedSample]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Offers.ReplacedSamples(ctx, in.After, in.Limit+1)
	return &body[page[scorecards.ReplacedSample]]{more(rows, in.Limit, func(r scorecards.ReplacedSample) string { return r.Cursor }, same)}, err
}

func (a *API) sampleSteps(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[scorecards.SampleStep]], error) {
	steps, err := a.d.Offers.Steps(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	return window(steps, in.Paging, func(s scorecards.SampleStep) string { return s.ID }, same)
}
