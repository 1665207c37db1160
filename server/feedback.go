package server

import (
	"context"

	"rater/coaching"
	"rater/internal/interactions"
	"rater/internal/people"
)

type feedbackView struct {
	ID         string             `json:"id"`
	Agent      string             `json:"agent"`
	AgentName  string             `json:"agent_name"`
	About      string             `json:"about" doc:"who evaluated, or coached"`
	AboutName  string             `json:"about_name"`
	Evaluation *string            `json:"evaluation,omitempty"`
	Session    *string            `json:"session,omitempty"`
	Useful     int                `json:"useful" minimum:"1" maximum:"5"`
	Comment    string             `json:"comment"`
	CreatedAt  interactions.Stamp `json:"created_at" format:"date-time"`
}

func (a *API) viewFeedback(ctx context.Context, actor people.Actor, rows []coaching.Feedback) ([]feedbackView, error) {
	var users []string
	for _, f := range rows {
		users = append(users, f.AgentID, f.AboutID)
	}
	names, err := a.names(ctx, actor, users, nil)
	out := make([]feedbackView, len(rows))
	for n, f := range rows {
		out[n] = feedbackView{f.ID, f.AgentID, names.users[f.AgentID], f.AboutID, names.users[f.AboutID], f.EvaluationID, f.SessionID, f.Useful, f.Words, interactions.At(f.CreatedAt)}
	}
	return out, err
}

type giveFeedbackIn struct {
	Body struct {
		Evaluation string `json:"evaluation,omitempty" maxLength:"100"`
		Session    string `json:"session,omitempty" maxLength:"100" doc:"in the place of an evaluation"`
		Useful     int    `json:"useful" minimum:"1" maximum:"5"`
		Comment    string `json:"comment,omitempty" maxLength:"2000"`
	}
}

func (a *API) giveFeedback(ctx context.Context, actor people.Actor, in *giveFeedbackIn) (*body[feedbackView], error) {
	b := in.Body
	f, err := a.d.Feedback.Give(ctx, actor, coaching.NewFeedback{Evaluation: b.Evaluation, Session: b.Session, Useful: b.Useful, Words: b.Comment})
	if err != nil {
		return nil, err
	}
	views, err := a.viewFeedback(ctx, actor, []coaching.Feedback{f})
	return &body[feedbackView]{views[0]}, err
}

type feedbackIn struct {
	Agent      string `query:"agent" maxLength:"100" format:"uuid"`
	Evaluation string `query:"evaluation" maxLength:"100" format:"uuid"`
	Session    string `query:"session" maxLength:"100" format:"uuid"`
	Paging
}

func (a *API) feedback(ctx context.Context, actor people.Actor, in *feedbackIn) (*body[page[feedbackView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Feedback.List(ctx, actor, coaching.FeedbackFilter{Agent: in.Agent, Evaluation: in.Evaluation, Session: in.Session, After: in.After, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(f coaching.Feedback) string { return f.ID }, same)
	views, err := a.viewFeedback(ctx, actor, cut.Items)
	return &body[page[feedbackView]]{page[feedbackView]{views, cut.Next}}, err
}
