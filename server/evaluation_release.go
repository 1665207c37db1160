package server

import (
	"context"
	"time"

	"rater/internal/people"
	"rater/scorecards"
)

type releaseIn struct {
	IDIn
	IfMatching
	Body *struct {
		At *time.Time `json:"at,omitempty" doc:"when, at most 90 days from now; without it now"`
	} `required:"false"`
}

func (a *API) release(ctx context.Context, actor people.Actor, in *releaseIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	var e scorecards.Evaluation
	if in.Body != nil && in.Body.At != nil {
		e, err = a.d.Evaluations.PlanRelease(ctx, actor, in.ID, revision, *in.Body.At)
	} else {
		e, err = a.d.Evaluations.Release(ctx, actor, in.ID, revision)
	}
	return a.showEvaluation(ctx, actor, e, err)
}

func (a *API) callOffRelease(ctx context.Context, actor people.Actor, in *stepIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	e, err := a.d.Evaluations.CallOffRelease(ctx, actor, in.ID, revision)
	return a.showEvaluation(ctx, actor, e, err)
}

type releaseManyIn struct {
	Body struct {
		Evaluations []scorecards.At `json:"evaluations" minItems:"1" maxItems:"200" nullable:"false"`
		At          *time.Time      `json:"at,omitempty" doc:"when, at most 90 days from now; without it now"`
	}
}

func (a *API) releaseMany(ctx context.Context, actor people.Actor, in *releaseManyIn) (*body[bulkView], error) {
	list, err := a.d.Evaluations.ReleaseMany(ctx, actor, in.Body.Evaluations, in.Body.At)
	return &body[bulkView]{bulkView{list}}, err
}
