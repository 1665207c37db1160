package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type historyView struct {
	Revision  int64              `json:"revision"`
	At        interactions.Stamp `json:"at" format:"date-time"`
	Actor     string             `json:"actor"`
	ActorName string             `json:"actor_name"`
	Action    string             `json:"action"`
	Detail    map[string]any     `json:"detail"`
}

func (a *API) history(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[historyView]], error) {
	rows, err := a.d.Evaluations.History(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	e, err := a.d.Evaluations.Get(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ActorID
	}
	names, err := a.names(ctx, actor, ids, nil)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(h scorecards.HistoryEntry) string { return h.ID }, func(h scorecards.HistoryEntry) historyView {
		name := names.users[h.ActorID]
		switch h.ActorID {
		case e.AgentID:
			name = names.agent(h.ActorID, e.Team())
		case people.System().ID:
			name = people.System().Name
		}
		return historyView{h.Revision, interactions.At(h.At), h.ActorID, name, h.Action, h.Detail}
	})
}
