package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
)

type whisperView struct {
	ID          string              `json:"id"`
	Interaction string              `json:"interaction"`
	Kind        string              `json:"kind" enum:"whisper,reply,help"`
	From        string              `json:"from"`
	FromName    string              `json:"from_name"`
	Text        string              `json:"text"`
	At          interactions.Stamp  `json:"at" format:"date-time"`
	TakenBy     string              `json:"taken_by,omitempty" doc:"who has taken the call for help"`
	TakenByName string              `json:"taken_by_name,omitempty"`
	TakenAt     *interactions.Stamp `json:"taken_at,omitempty" format:"date-time"`
}

func (a *API) whispers(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[whisperView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Whispers.List(ctx, actor, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, w := range rows {
		ids = append(ids, w.UserID)
		if w.TakenBy != nil {
			ids = append(ids, *w.TakenBy)
		}
	}
	names, err := a.d.Users.NamesFor(ctx, actor, ids)
	return &body[page[whisperView]]{more(rows, in.Limit, func(w interactions.Whisper) string { return w.ID }, func(w interactions.Whisper) whisperView {
		v := whisperView{ID: w.ID, Interaction: w.InteractionID, Kind: w.Kind, From: w.UserID, FromName: names[w.UserID], Text: w.Text, At: interactions.At(w.At), TakenAt: stamp(w.TakenAt)}
		if w.TakenBy != nil {
			v.TakenBy, v.TakenByName = *w.TakenBy, names[*w.TakenBy]
		}
		return v
	})}, err
}

func (a *API) takeHelp(ctx context.Context, actor people.Actor, in *claimIn) (*empty, error) {
	return nil, a.d.Whispers.TakeHelp(ctx, actor, in.ID)
}
