package server

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type calibrationsIn struct {
	Paging
	Status string `query:"status" enum:"scoring,meeting,settled,cancelled"`
}

func (a *API) calibrations(ctx context.Context, actor people.Actor, in *calibrationsIn) (*body[page[CalibrationView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Calibrations.List(ctx, actor, in.Status, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	n, err := a.namesOfCalibrations(ctx, actor, rows)
	if err != nil {
		return nil, err
	}
	return &body[page[CalibrationView]]{more(rows, in.Limit, func(c scorecards.Calibration) string { return c.ID }, func(c scorecards.Calibration) CalibrationView { return viewCalibration(c, n) })}, nil
}

type calibrationOut struct {
	ETag string `header:"ETag"`
	Body wholeCalibration
}

func (a *API) showCalibration(ctx context.Context, actor people.Actor, c scorecards.Calibrated, err error) (*calibrationOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := a.viewWholeCalibration(ctx, actor, c)
	return &calibrationOut{ETag: etag(c.Revision), Body: v}, err
}

func (a *API) calibration(ctx context.Context, actor people.Actor, in *IDIn) (*calibrationOut, error) {
	c, err := a.d.Calibrations.Of(ctx, actor, in.ID)
	return a.showCalibration(ctx, actor, c, err)
}

type beginCalibrationIn struct {
	Body struct {
		Name         string   `json:"name" maxLength:"200"`
		Scorecard    string   `json:"scorecard" maxLength:"100"`
		ScoreBy      string   `json:"score_by" maxLength:"40" doc:"when the scores are due, later than now and at most 90 days later"`
		Evaluators   []string `json:"evaluators" maxItems:"100" nullable:"false" doc:"2 to 50 people who evaluate"`
		Interactions []string `json:"interactions" maxItems:"100" nullable:"false" doc:"1 to 10 that are over, that none of them has judged, and that no plan waits for"`
	}
}

func (a *API) beginCalibration(ctx context.Context, actor people.Actor, in *beginCalibrationIn) (*calibrationOut, error) {
	by, err := time.Parse(time.RFC3339, in.Body.ScoreBy)
	if err != nil {
		return nil, fault.In("body.score_by", "must be a time such as 2026-03-01T17:00:00Z")
	}
	made, err := a.d.Calibrations.Begin(ctx, actor, scorecards.CalibrationWish{Name: in.Body.Name, Scorecard: in.Body.Scorecard, ScoreBy: by.UTC(),
		Evaluators: in.Body.Evaluators, Interactions: in.Body.Interactions})
	if err != nil {
		return nil, err
	}
	return a.calibration(ctx, actor, &IDIn{ID: made.ID})
}

type calibrationStepIn struct {
	IDIn
	IfMatching
}

func (a *API) meetCalibration(ctx context.Context, actor people.Actor, in *calibrationStepIn) (*calibrationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Calibrations.Meet(ctx, actor, in.ID, revision)
	return a.showCalibration(ctx, actor, c, err)
}

func (a *API) settleCalibration(ctx context.Context, actor people.Actor, in *calibrationStepIn) (*calibrationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Calibrations.Settle(ctx, actor, in.ID, revision)
	return a.showCalibration(ctx, actor, c, err)
}

type cancelCalibrationIn struct {
	IDIn
	IfMatching
	Body struct {
		Reason string `json:"reason" maxLength:"4000"`
	}
}

func (a *API) cancelCalibration(ctx context.Context, actor people.Actor, in *cancelCalibrationIn) (*calibrationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Calibrations.Cancel(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showCalibration(ctx, actor, c, err)
}

type referIn struct {
	IDIn
	IfMatching
	Body struct {
		Interaction string `json:"interaction" maxLength:"100"`
		Question    string `json:"question" maxLength:"100"`
		Option      string `json:"option" maxLength:"60" doc:"the key of an option, or na"`
		Reason      string `json:"reason,omitempty" maxLength:"4000" doc:"needed unless all answered just that"`
	}
}

func (a *API) referCalibration(ctx context.Context, actor people.Actor, in *referIn) (*calibrationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Calibrations.Refer(ctx, actor, in.ID, revision, scorecards.Reference{InteractionID: in.Body.Interaction, QuestionID: in.Body.Question, Option: in.Body.Option, Reason: in.Body.Reason})
	return a.showCalibration(ctx, actor, c, err)
}

type candidatesIn struct {
	Channel string `query:"channel" enum:"phone,chat,email,social,sms,video,in_person"`
	Days    int    `query:"days" doc:"how far back they began, 1 to 365; 28 without"`
	N       int    `query:"n" doc:"how many, 1 to 20; 3 without"`
}

type candidatesOut struct {
	Interactions []CalibratedItem `json:"interactions" nullable:"false"`
}

func (a *API) calibrationCandidates(ctx context.Context, actor people.Actor, in *candidatesIn) (*body[candidatesOut], error) {
	days, n := in.Days, in.N
	if days == 0 {
		days = 28
	}
	if n == 0 {
		n = 3
	}
	ids, err := a.d.Calibrations.Candidates(ctx, actor, in.Channel, days, n)
	if err != nil {
		return nil, err
	}
	captions, err := a.d.Record.Captions(ctx, ids)
	out := candidatesOut{make([]CalibratedItem, len(ids))}
	for n, id := range ids {
		out.Interactions[n] = viewItem(id, captions[id])
	}
	return &body[candidatesOut]{out}, err
}

type evaluatorChoices struct {
	Evaluators []Named `json:"evaluators" nullable:"false" doc:"people who evaluate, by name"`
}

func (a *API) calibrationChoices(ctx context.Context, _ people.Actor, _ *empty) (*body[evaluatorChoices], error) {
	list, err := a.d.Calibrations.Askable(ctx)
	out := evaluatorChoices{make([]Named, len(list))}
	for n, u := range list {
		out.Evaluators[n] = Named{u.ID, u.Name}
	}
	return &body[evaluatorChoices]{out}, err
}

type gainsIn struct {
	Scorecard string `query:"scorecard" required:"true" maxLength:"100"`
}

func (a *API) calibrationGains(ctx context.Context, actor people.Actor, in *gainsIn) (*body[gainsView], error) {
	list, err := a.d.Calibrations.Gains(ctx, actor, in.Scorecard)
	if err != nil {
		return nil, err
	}
	v := gainsView{make([]gainView, len(list)), nil}
	var users []string
	for n, g := range list {
		v.Calibrations[n] = gainView{g.ID, g.Name, interactions.At(*g.SettledAt), viewResult(g.All), []calibrationResult{}}
		for _, r := range g.Results {
			v.Calibrations[n].Results = append(v.Calibrations[n].Results, viewResult(r))
			users = append(users, r.UserID)
		}
	}
	slices.Sort(users)
	users = slices.Compact(users)
	names, err := a.names(ctx, actor, users, nil)
	v.Evaluators = named(users, names.users)
	return &body[gainsView]{v}, err
}
