package server

import (
	"context"

	"rater/coaching"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// CoachingRequest is an agent's wish for coaching.
type CoachingRequest struct {
	ID           string              `json:"id"`
	Revision     int64               `json:"revision"`
	Status       string              `json:"status" enum:"open,planned,declined,withdrawn"`
	Agent        string              `json:"agent"`
	AgentName    string              `json:"agent_name"`
	Words        string              `json:"words"`
	Evaluation   string              `json:"evaluation,omitempty"`
	Question     string              `json:"question,omitempty"`
	QuestionText string              `json:"question_text,omitempty"`
	Session      *string             `json:"session,omitempty"`
	Reason       string              `json:"reason,omitempty"`
	DecidedBy    *string             `json:"decided_by,omitempty"`
	CreatedAt    interactions.Stamp  `json:"created_at" format:"date-time"`
	UpdatedAt    interactions.Stamp  `json:"updated_at" format:"date-time"`
	May          coaching.RequestMay `json:"may"`
}

func (a *API) viewRequests(ctx context.Context, actor people.Actor, rows []coaching.Request) ([]CoachingRequest, error) {
	agents, refs := make([]string, len(rows)), make([]scorecards.Ref, len(rows))
	for n, r := range rows {
		agents[n], refs[n] = r.AgentID, r.About
	}
	names, err := a.names(ctx, actor, agents, nil)
	if err != nil {
		return nil, err
	}
	terms, err := a.d.Users.Terms(ctx, agents)
	if err != nil {
		return nil, err
	}
	asked, err := a.d.Requests.About(ctx, refs)
	out := make([]CoachingRequest, len(rows))
	for n, r := range rows {
		out[n] = CoachingRequest{r.ID, r.Revision, r.Status, r.AgentID, names.users[r.AgentID], r.Words, r.About.Evaluation, r.About.Question, asked[n].Text, r.SessionID,
			r.Reason, r.DecidedBy, interactions.At(r.CreatedAt), interactions.At(r.UpdatedAt), r.May(actor, terms.TeamAt(r.AgentID, a.d.Now()))}
	}
	return out, err
}

type requestOut struct {
	ETag string `header:"ETag"`
	Body CoachingRequest
}

func (a *API) showRequest(ctx context.Context, actor people.Actor, r coaching.Request, err error) (*requestOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewRequests(ctx, actor, []coaching.Request{r})
	if err != nil {
		return nil, err
	}
	return &requestOut{etag(r.Revision), views[0]}, nil
}

type requestsIn struct {
	Agent  string `query:"agent" maxLength:"100" format:"uuid"`
	Status string `query:"status" enum:"open,planned,declined,withdrawn"`
	Paging
}

func (a *API) coachingRequests(ctx context.Context, actor people.Actor, in *requestsIn) (*body[page[CoachingRequest]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Requests.List(ctx, actor, in.Status, in.Agent, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(r coaching.Request) string { return r.ID }, same)
	views, err := a.viewRequests(ctx, actor, cut.Items)
	return &body[page[CoachingRequest]]{page[CoachingRequest]{views, cut.Next}}, err
}

type makeRequestIn struct {
	Body struct {
		Words      string `json:"words" maxLength:"2000"`
		Evaluation string `json:"evaluation,omitempty" maxLength:"100"`
		Question   string `json:"question,omitempty" maxLength:"100"`
	}
}

func (a *API) makeRequest(ctx context.Context, actor people.Actor, in *makeRequestIn) (*requestOut, error) {
	r, err := a.d.Requests.Make(ctx, actor, scorecards.Ref{Evaluation: in.Body.Evaluation, Question: in.Body.Question}, in.Body.Words)
	return a.showRequest(ctx, actor, r, err)
}

func (a *API) declineRequest(ctx context.Context, actor people.Actor, in *withdrawIn) (*requestOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Requests.Decline(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showRequest(ctx, actor, r, err)
}

func (a *API) withdrawRequest(ctx context.Context, actor people.Actor, in *stepIn) (*requestOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Requests.Withdraw(ctx, actor, in.ID, revision)
	return a.showRequest(ctx, actor, r, err)
}
