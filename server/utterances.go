package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/interactions/redact"
	"rater/internal/people"
)

type utteranceView struct {
	Pos        int64              `json:"pos"`
	Seq        *int64             `json:"seq,omitempty"`
	At         interactions.Stamp `json:"at" format:"date-time"`
	Speaker    string             `json:"speaker" enum:"customer,agent,bot,system"`
	Text       string             `json:"text"`
	Redactions []redact.Span      `json:"redactions,omitempty"`
}

func viewUtterance(u interactions.Utterance) utteranceView {
	return utteranceView{u.Pos, u.Seq, interactions.At(u.At), u.Speaker, u.Text, u.Redactions}
}

type utterancesIn struct {
	IDIn
	After int64 `query:"after" minimum:"0" doc:"the last pos that one has"`
	Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

type utterancesOut struct {
	Items []utteranceView `json:"items" nullable:"false"`
	Next  *int64          `json:"next" doc:"the pos to give as after for the rest, null when this is all"`
}

func (a *API) utterances(ctx context.Context, actor people.Actor, in *utterancesIn) (*body[utterancesOut], error) {
	i, err := a.d.Record.Get(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.d.Watches.Read(ctx, actor, i); err != nil {
		return nil, err
	}
	rows, err := a.d.Record.Utterances(ctx, actor, in.ID, in.After, in.Limit+1)
	return showUtterances(rows, in.Limit, err)
}

func showUtterances(rows []interactions.Utterance, limit int, err error) (*body[utterancesOut], error) {
	if err != nil {
		return nil, err
	}
	out := utterancesOut{Items: []utteranceView{}}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = &rows[limit-1].Pos
	}
	for _, u := range rows {
		out.Items = append(out.Items, viewUtterance(u))
	}
	return &body[utterancesOut]{out}, nil
}
