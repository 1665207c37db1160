package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/people"
)

type modulesIn struct {
	Status string `query:"status" enum:"draft,published,retired"`
	Q      string `query:"q" maxLength:"200" doc:"part of a title"`
	Paging
}

func (a *API) modules(ctx context.Context, actor people.Actor, in *modulesIn) (*body[page[TrainingModuleSummary]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Modules.List(ctx, actor, training.ModuleFilter{Status: in.Status, Q: in.Q, After: in.After, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(m training.Module) string { return m.ID }, same)
	views, err := a.summariseModules(ctx, actor, cut.Items)
	return &body[page[TrainingModuleSummary]]{page[TrainingModuleSummary]{views, cut.Next}}, err
}

type writeModuleIn struct {
	Body struct {
		Title         string                `json:"title" minLength:"1" maxLength:"200"`
		Summary       string                `json:"summary,omitempty" maxLength:"2000"`
		Minutes       int                   `json:"minutes,omitempty" minimum:"0" maximum:"6000"`
		RefreshMonths int                   `json:"refresh_months,omitempty" minimum:"0" maximum:"60"`
		Prerequisites []string              `json:"prerequisites,omitempty" maxItems:"20" nullable:"false" doc:"ids of modules"`
		Parts         []training.ModulePart `json:"parts,omitempty" maxItems:"60" nullable:"false"`
	}
}

func (a *API) writeModule(ctx context.Context, actor people.Actor, in *writeModuleIn) (*moduleOut, error) {
	b := in.Body
	m, err := a.d.Modules.Write(ctx, actor, training.Content{Title: b.Title, Summary: b.Summary, Minutes: b.Minutes, RefreshMonths: b.RefreshMonths, Prerequisites: b.Prerequisites, Parts: b.Parts})
	return a.showModule(ctx, actor, m, err)
}

func (a *API) module(ctx context.Context, actor people.Actor, in *IDIn) (*moduleOut, error) {
	m, err := a.d.Modules.Get(ctx, actor, in.ID)
	return a.showModule(ctx, actor, m, err)
}

func (a *API) previewModule(ctx context.Context, actor people.Actor, in *IDIn) (*moduleOut, error) {
	m, err := a.d.Modules.Preview(ctx, in.ID)
	return a.showModule(ctx, actor, m, err)
}

type changeModuleIn struct {
	IDIn
	IfMatching
	Body struct {
		Title         *string                `json:"title,omitempty" minLength:"1" maxLength:"200"`
		Summary       *string                `json:"summary,omitempty" maxLength:"2000"`
		Minutes       *int                   `json:"minutes,omitempty" minimum:"0" maximum:"6000"`
		RefreshMonths *int                   `json:"refresh_months,omitempty" minimum:"0" maximum:"60"`
		Prerequisites *[]string              `json:"prerequisites,omitempty" maxItems:"20" nullable:"false" doc:"ids of modules"`
		Parts         *[]training.ModulePart `json:"parts,omitempty" maxItems:"60" nullable:"false" doc:"all of them, in their order"`
	}
}

func (a *API) changeModule(ctx context.Context, actor people.Actor, in *changeModuleIn) (*moduleOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	m, err := a.d.Modules.Change(ctx, actor, in.ID, revision, training.Changes(in.Body))
	return a.showModule(ctx, actor, m, err)
}

func (a *API) publishModule(ctx context.Context, actor people.Actor, in *stepIn) (*moduleOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	m, err := a.d.Modules.Publish(ctx, actor, in.ID, revision)
	return a.showModule(ctx, actor, m, err)
}

func (a *API) retireModule(ctx context.Context, actor people.Actor, in *stepIn) (*moduleOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	m, err := a.d.Modules.Retire(ctx, actor, in.ID, revision)
	return a.showModule(ctx, actor, m, err)
}

type readyView struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Minutes int    `json:"minutes"`
	Parts   int    `json:"parts"`
}

func (a *API) libraryOf(_ context.Context, _ people.Actor, in *pagingIn) (*body[page[readyView]], error) {
	all, err := training.Library()
	if err != nil {
		return nil, err
	}
	return window(all, in.Paging, func(r training.Ready) string { return r.Key },
		func(r training.Ready) readyView { return readyView{r.Key, r.Title, r.Summary, r.Minutes, len(r.Parts)} })
}

type takeModuleIn struct {
	Body struct {
		Key string `json:"key" maxLength:"100" doc:"as GET /modules/library gives it"`
	}
}

func (a *API) takeModule(ctx context.Context, actor people.Actor, in *takeModuleIn) (*moduleOut, error) {
	m, err := a.d.Modules.Take(ctx, actor, in.Body.Key)
	return a.showModule(ctx, actor, m, err)
}

type excerptIn struct {
	Body struct {
		Interaction string `json:"interaction" maxLength:"100"`
		From        int64  `json:"from" minimum:"1" doc:"pos of the first utterance"`
		To          int64  `json:"to" minimum:"1" doc:"pos of the last, at most 59 behind"`
	}
}

type excerptView struct {
	Lines []training.ExcerptLine `json:"lines" nullable:"false"`
}

func (a *API) excerpt(ctx context.Context, actor people.Actor, in *excerptIn) (*body[excerptView], error) {
	lines, err := a.d.Modules.Excerpt(ctx, actor, in.Body.Interaction, in.Body.From, in.Body.To)
	return &body[excerptView]{excerptView{lines}}, err
}
