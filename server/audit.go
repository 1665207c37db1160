package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
)

type auditIn struct {
	Actor   string `query:"actor" maxLength:"100"`
	Action  string `query:"action" maxLength:"100"`
	Subject string `query:"subject" maxLength:"100" doc:"agent, evaluation, coaching_session, action, user, team or token"`
	ID      string `query:"id" maxLength:"100" doc:"of the subject"`
	From    string `query:"from" maxLength:"40"`
	To      string `query:"to" maxLength:"40"`
	Paging
}

type auditView struct {
	ID        string             `json:"id"`
	At        interactions.Stamp `json:"at" format:"date-time"`
	Actor     string             `json:"actor"`
	ActorName string             `json:"actor_name"`
	Action    string             `json:"action"`
	Subject   string             `json:"subject"`
	SubjectID string             `json:"subject_id,omitempty"`
	Detail    map[string]any     `json:"detail"`
	Seal      *int64             `json:"seal" doc:"the seal that the entry is under, null while it is too new"`
}

func (a *API) audit(ctx context.Context, actor people.Actor, in *auditIn) (*body[page[auditView]], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Audit.List(ctx, people.AuditFilter{Actor: in.Actor, Action: in.Action, Subject: in.Subject, SubjectID: in.ID, From: from, To: to,
		After: in.After, Limit: in.Limit + 1})
	return a.showAudit(ctx, actor, rows, in.Limit, err)
}

// looks shows an agent who read their scores; whoever reads them does so by name.
func (a *API) looks(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[auditView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Audit.Looks(ctx, actor.ID, in.After, in.Limit+1)
	return a.showAudit(ctx, actor, rows, in.Limit, err)
}

func (a *API) showAudit(ctx context.Context, actor people.Actor, rows []people.Entry, limit int, err error) (*body[page[auditView]], error) {
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, e := range rows {
		ids[i] = e.ActorID
	}
	names, err := a.d.Users.NamesFor(ctx, actor, ids)
	return &body[page[auditView]]{more(rows, limit, func(e people.Entry) string { return e.ID }, func(e people.Entry) auditView {
		return auditView{e.ID, interactions.At(e.At), e.ActorID, names[e.ActorID], e.Action, e.Subject, e.SubjectID, e.Detail, e.Seal}
	})}, err
}
