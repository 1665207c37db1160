package server

import (
	"context"

	"rater/internal/people"
	"rater/scorecards"
)

type absenceView struct {
	ID   string `json:"id"`
	From string `json:"from" format:"date"`
	To   string `json:"to" format:"date"`
}

func viewAbsence(a scorecards.Absence) absenceView { return absenceView{a.ID, a.FromOn, a.ToOn} }

func (a *API) absences(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[absenceView]], error) {
	rows, err := a.d.Offers.Absences(ctx, actor)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(a scorecards.Absence) string { return a.ID }, viewAbsence)
}

type absenceIn struct {
	Body struct {
		From string `json:"from" format:"date" doc:"the first day, in the site's zone"`
		To   string `json:"to" format:"date" doc:"the last one"`
	}
}

func (a *API) beAbsent(ctx context.Context, actor people.Actor, in *absenceIn) (*body[absenceView], error) {
	row, err := a.d.Offers.BeAbsent(ctx, actor, in.Body.From, in.Body.To)
	return &body[absenceView]{viewAbsence(row)}, err
}

func (a *API) beBack(ctx context.Context, actor people.Actor, in *IDIn) (*empty, error) {
	return nil, a.d.Offers.BeBack(ctx, actor, in.ID)
}

func (a *API) evaluatorLoads(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[scorecards.EvaluatorLoad]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Offers.Loads(ctx, in.After, in.Limit+1)
	return &body[page[scorecards.EvaluatorLoad]]{more(rows, in.Limit, func(e scorecards.EvaluatorLoad) string { return e.ID }, same)}, err
}

type capacityIn struct {
	IDIn
	IfMatching
	Body struct {
		Capacity *int `json:"capacity,omitempty" doc:"how many samples they are to hold at once, 1 to 1000; absent for no bound"`
	}
}

type loadOut struct {
	ETag string `header:"ETag"`
	Body scorecards.EvaluatorLoad
}

func (a *API) setCapacity(ctx context.Context, actor people.Actor, in *capacityIn) (*loadOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	e, err := a.d.Offers.SetCapacity(ctx, actor, in.ID, revision, in.Body.Capacity)
	return &loadOut{etag(e.Revision), e}, err
}
