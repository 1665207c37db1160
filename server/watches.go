package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
)

type watchView struct {
	ID          string              `json:"id"`
	Interaction string              `json:"interaction"`
	User        string              `json:"user"`
	UserName    string              `json:"user_name"`
	From        interactions.Stamp  `json:"from" format:"date-time"`
	Until       *interactions.Stamp `json:"until,omitempty" format:"date-time"`
}

func (a *API) watches(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[watchView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Watches.List(ctx, actor, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return a.viewWatches(ctx, actor, rows, in.Limit)
}

type pagingIn struct{ Paging }

func (a *API) myWatches(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[watchView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Watches.Mine(ctx, actor, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return a.viewWatches(ctx, actor, rows, in.Limit)
}

func (a *API) viewWatches(ctx context.Context, actor people.Actor, rows []interactions.Watch, limit int) (*body[page[watchView]], error) {
	ids := make([]string, len(rows))
	for i, w := range rows {
		ids[i] = w.UserID
	}
	names, err := a.d.Users.NamesFor(ctx, actor, ids)
	return &body[page[watchView]]{more(rows, limit, func(w interactions.Watch) string { return w.ID }, func(w interactions.Watch) watchView {
		return watchView{w.ID, w.InteractionID, w.UserID, names[w.UserID], interactions.At(w.Since), stamp(w.Until)}
	})}, err
}
