package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type poolView struct {
	ID        string             `json:"id"`
	Revision  int64              `json:"revision"`
	Name      string             `json:"name"`
	Members   []Named            `json:"members" nullable:"false"`
	Teams     []Named            `json:"teams" nullable:"false" doc:"whose samples it shares; none for all"`
	CreatedAt interactions.Stamp `json:"created_at" format:"date-time"`
	UpdatedAt interactions.Stamp `json:"updated_at" format:"date-time"`
}

func (a *API) viewPools(ctx context.Context, actor people.Actor, rows []scorecards.Pool) ([]poolView, error) {
	var users, teams []string
	for _, p := range rows {
		users, teams = append(users, p.Members...), append(teams, p.Teams...)
	}
	names, err := a.names(ctx, actor, users, teams)
	views := make([]poolView, len(rows))
	for n, p := range rows {
		views[n] = poolView{p.ID, p.Revision, p.Name, named(p.Members, names.users), named(p.Teams, names.teams), interactions.At(p.CreatedAt), interactions.At(p.UpdatedAt)}
	}
	return views, err
}

func (a *API) pools(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[poolView]], error) {
	rows, err := a.d.Offers.Pools(ctx)
	if err != nil {
		return nil, err
	}
	views, err := a.viewPools(ctx, actor, rows)
	if err != nil {
		return nil, err
	}
	return window(views, in.Paging, func(p poolView) string { return p.ID }, same)
}

type poolOut struct {
	ETag string `header:"ETag"`
	Body poolView
}

func (a *API) showPool(ctx context.Context, actor people.Actor, p scorecards.Pool, err error) (*poolOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewPools(ctx, actor, []scorecards.Pool{p})
	if err != nil {
		return nil, err
	}
	return &poolOut{etag(p.Revision), views[0]}, nil
}

type makePoolIn struct {
	Body struct {
		Name    string   `json:"name" maxLength:"100"`
		Members []string `json:"members,omitempty" maxItems:"200" nullable:"false" doc:"evaluators"`
		Teams   []string `json:"teams,omitempty" maxItems:"200" nullable:"false" doc:"whose samples it shares; none for all"`
	}
}

func (a *API) makePool(ctx context.Context, actor people.Actor, in *makePoolIn) (*poolOut, error) {
	b := in.Body
	p, err := a.d.Offers.MakePool(ctx, actor, scorecards.PoolChanges{Name: &b.Name, Members: &b.Members, Teams: &b.Teams})
	return a.showPool(ctx, actor, p, err)
}

type changePoolIn struct {
	IDIn
	IfMatching
	Body struct {
		Name    *string   `json:"name,omitempty" maxLength:"100"`
		Members *[]string `json:"members,omitempty" maxItems:"200" doc:"evaluators"`
		Teams   *[]string `json:"teams,omitempty" maxItems:"200" doc:"whose samples it shares; none for all"`
	}
}

func (a *API) changePool(ctx context.Context, actor people.Actor, in *changePoolIn) (*poolOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	p, err := a.d.Offers.ChangePool(ctx, actor, in.ID, revision, scorecards.PoolChanges{Name: in.Body.Name, Members: in.Body.Members, Teams: in.Body.Teams})
	return a.showPool(ctx, actor, p, err)
}

type endPoolIn struct {
	IDIn
	IfMatching
}

func (a *API) endPool(ctx context.Context, actor people.Actor, in *endPoolIn) (*empty, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return nil, a.d.Offers.EndPool(ctx, actor, in.ID, revision)
}

type poolChoicesOut struct {
	Evaluators []Named `json:"evaluators" nullable:"false"`
	Teams      []Named `json:"teams" nullable:"false"`
}

func (a *API) poolChoices(ctx context.Context, _ people.Actor, _ *empty) (*body[poolChoicesOut], error) {
	out := poolChoicesOut{[]Named{}, []Named{}}
	evaluators, err := a.d.Users.Evaluators(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range evaluators {
		out.Evaluators = append(out.Evaluators, Named{p.ID, p.Name})
	}
	teams, err := a.d.Teams.List(ctx)
	for _, t := range teams {
		out.Teams = append(out.Teams, Named{t.ID, t.Name})
	}
	return &body[poolChoicesOut]{out}, err
}
