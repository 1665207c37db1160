package server

import (
	"context"
	"strconv"
	"strings"

	"rater/coaching"
	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type sampleView struct {
	N      int      `json:"n" doc:"answers of random samples of interactions that began after it was done"`
	Needed int      `json:"needed"`
	Mean   *float64 `json:"mean,omitempty" doc:"0 to 100"`
}

type helpView struct {
	Assignment string `json:"assignment"`
	Title      string `json:"title"`
	Status     string `json:"status" enum:"assigned,in_progress,completed"`
}

// CoachingAction is the whole of one action, in lists too.
type CoachingAction struct {
	ID           string              `json:"id"`
	Revision     int64               `json:"revision"`
	Status       string              `json:"status" enum:"open,done,closed,dropped"`
	Agent        string              `json:"agent"`
	AgentName    string              `json:"agent_name"`
	Owner        string              `json:"owner"`
	OwnerName    string              `json:"owner_name"`
	Kind         string              `json:"kind" enum:"strength,weakness"`
	Text         string              `json:"text"`
	RootCause    string              `json:"root_cause"`
	DueOn        string              `json:"due_on" format:"date"`
	Session      string              `json:"session,omitempty"`
	Evaluation   string              `json:"evaluation,omitempty"`
	Question     string              `json:"question,omitempty"`
	QuestionText string              `json:"question_text,omitempty"`
	WhatChanged  string              `json:"what_changed,omitempty"`
	Target       *float64            `json:"target,omitempty" minimum:"0" maximum:"100"`
	Reason       string              `json:"reason,omitempty"`
	Modules      []helpView          `json:"modules" nullable:"false" doc:"that were given to help with it, as far as the reader sees them"`
	Sample       *sampleView         `json:"sample,omitempty"`
	Waiting      bool                `json:"waiting" doc:"for a fresh sample"`
	Overdue      bool                `json:"overdue"`
	CreatedAt    interactions.Stamp  `json:"created_at" format:"date-time"`
	UpdatedAt    interactions.Stamp  `json:"updated_at" format:"date-time"`
	DoneAt       *interactions.Stamp `json:"done_at,omitempty" format:"date-time"`
	ClosedAt     *interactions.Stamp `json:"closed_at,omitempty" format:"date-time"`
	May          coaching.ActionMay  `json:"may"`
}

// viewActions shows actions with names, questions and what may be done, with one query for each kind.
func (a *API) viewActions(ctx context.Context, actor people.Actor, rows []coaching.Action) ([]CoachingAction, error) {
	var users, agents []string
	ids, refs := make([]string, len(rows)), make([]scorecards.Ref, len(rows))
	for n, r := range rows {
		ids[n] = r.ID
		users, agents, refs[n] = append(users, r.AgentID, r.OwnerID), append(agents, r.AgentID), r.About
	}
	names, err := a.names(ctx, actor, users, nil)
	if err != nil {
		return nil, err
	}
	terms, err := a.d.Users.Terms(ctx, agents)
	if err != nil {
		return nil, err
	}
	help, err := a.d.Assignments.OfActions(ctx, actor, ids)
	if err != nil {
		return nil, err
	}
	asked, err := a.d.Actions.About(ctx, refs)
	views := make([]CoachingAction, len(rows))
	for n, r := range rows {
		views[n] = a.viewAction(actor, r, asked[n].Text, terms.TeamAt(r.AgentID, a.d.Now()), names)
		views[n].Modules = viewHelp(help[r.ID])
	}
	return views, err
}

func (a *API) viewAction(actor people.Actor, r coaching.Action, question, team string, names nameBook) CoachingAction {
	v := CoachingAction{ID: r.ID, Revision: r.Revision, Status: r.Status, Agent: r.AgentID, AgentName: names.agent(r.AgentID, team), Owner: r.OwnerID,
		OwnerName: names.users[r.OwnerID], Kind: r.Kind, Text: r.Words, RootCause: r.RootCause, DueOn: r.DueOn, Evaluation: r.About.Evaluation, Question: r.About.Question,
		QuestionText: question, WhatChanged: r.WhatChanged, Target: r.Target, Reason: r.Reason, Waiting: r.Waiting, Overdue: r.Overdue(a.d.Actions.Today()),
		CreatedAt: interactions.At(r.CreatedAt), UpdatedAt: interactions.At(r.UpdatedAt), DoneAt: stamp(r.DoneAt), ClosedAt: stamp(r.ClosedAt), May: r.May(actor, team)}
	if r.OwnerID == r.AgentID {
		v.OwnerName = v.AgentName
	}
	if r.SessionID != nil {
		v.Session = *r.SessionID
	}
	if s := r.Sample(); s != nil {
		v.Sample = &sampleView{N: s.N, Needed: coaching.Needed}
		if s.N > 0 {
			v.Sample.Mean = &s.Mean
		}
	}
	return v
}

func viewHelp(list []training.Assignment) []helpView {
	out := make([]helpView, len(list))
	for n, row := range list {
		out[n] = helpView{row.ID, row.Title, row.Status}
	}
	return out
}

type actionsIn struct {
	Agent   string `query:"agent" maxLength:"100" format:"uuid"`
	Owner   string `query:"owner" maxLength:"100" format:"uuid"`
	Status  string `query:"status" enum:"open,done,closed,dropped"`
	Session string `query:"session" maxLength:"100" format:"uuid"`
	Paging
}

func (a *API) actions(ctx context.Context, actor people.Actor, in *actionsIn) (*body[page[CoachingAction]], error) {
	after, err := readActionCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Actions.List(ctx, actor, coaching.ActionFilter{Agent: in.Agent, Owner: in.Owner, Status: in.Status, Session: in.Session, After: after, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, a.actionCursor, same)
	views, err := a.viewActions(ctx, actor, cut.Items)
	return &body[page[CoachingAction]]{page[CoachingAction]{views, cut.Next}}, err
}

type countActionsIn struct {
	Agent string `query:"agent" maxLength:"100" format:"uuid"`
	Owner string `query:"owner" maxLength:"100" format:"uuid"`
}

func (a *API) countActions(ctx context.Context, actor people.Actor, in *countActionsIn) (*body[coaching.ActionCount], error) {
	count, err := a.d.Actions.Count(ctx, actor, coaching.ActionFilter{Agent: in.Agent, Owner: in.Owner})
	return &body[coaching.ActionCount]{count}, err
}

func (a *API) actionCursor(r coaching.Action) string {
	return opaque(strconv.FormatBool(r.Overdue(a.d.Actions.Today())) + " " + r.DueOn + " " + r.ID)
}

func readActionCursor(after string) (c coaching.ActionCursor, err error) {
	if after == "" {
		return c, nil
	}
	s, err := transparent(after)
	if err != nil {
		return c, err
	}
	parts := strings.Split(s, " ")
	if len(parts) == 3 {
		c.DueOn, c.ID = parts[1], parts[2]
		c.Overdue, err = strconv.ParseBool(parts[0])
	}
	if err != nil || c.ID == "" {
		return c, fault.In("query.after", "is no cursor that Rater gave")
	}
	return c, nil
}

type actionOut struct {
	ETag string `header:"ETag"`
	Body CoachingAction
}

func (a *API) showAction(ctx context.Context, actor people.Actor, r coaching.Action, err error) (*actionOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewActions(ctx, actor, []coaching.Action{r})
	if err != nil {
		return nil, err
	}
	return &actionOut{etag(r.Revision), views[0]}, nil
}

type agreeActionIn struct {
	Body struct {
		Agent      string `json:"agent" maxLength:"100"`
		Owner      string `json:"owner,omitempty" maxLength:"100" doc:"the agent unless named"`
		Kind       string `json:"kind" enum:"strength,weakness"`
		Text       string `json:"text" minLength:"3" maxLength:"1000"`
		RootCause  string `json:"root_cause" maxLength:"500"`
		DueOn      string `json:"due_on" format:"date" doc:"YYYY-MM-DD, a day in the site's zone"`
		Session    string `json:"session,omitempty" maxLength:"100"`
		Evaluation string `json:"evaluation,omitempty" maxLength:"100"`
		Question   string `json:"question,omitempty" maxLength:"100"`
	}
}

func (a *API) agreeAction(ctx context.Context, actor people.Actor, in *agreeActionIn) (*actionOut, error) {
	b := in.Body
	r, err := a.d.Actions.Agree(ctx, actor, coaching.NewAction{Agent: b.Agent, Owner: b.Owner, Kind: b.Kind, Text: b.Text, RootCause: b.RootCause, DueOn: b.DueOn,
		Session: b.Session, About: scorecards.Ref{Evaluation: b.Evaluation, Question: b.Question}})
	return a.showAction(ctx, actor, r, err)
}

type changeActionIn struct {
	IDIn
	IfMatching
	Body struct {
		Owner     *string `json:"owner,omitempty" maxLength:"100"`
		Text      *string `json:"text,omitempty" minLength:"3" maxLength:"1000"`
		RootCause *string `json:"root_cause,omitempty" maxLength:"500"`
		DueOn     *string `json:"due_on,omitempty" format:"date"`
	}
}

func (a *API) changeAction(ctx context.Context, actor people.Actor, in *changeActionIn) (*actionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Actions.Change(ctx, actor, in.ID, revision, coaching.ActionChanges{Owner: in.Body.Owner, Text: in.Body.Text, RootCause: in.Body.RootCause, DueOn: in.Body.DueOn})
	return a.showAction(ctx, actor, r, err)
}

type finishActionIn struct {
	IDIn
	IfMatching
	Body struct {
		WhatChanged string   `json:"what_changed" maxLength:"4000"`
		Target      *float64 `json:"target,omitempty" minimum:"0" maximum:"100" doc:"the mean that the next answers are to reach; needed for a weakness with a question"`
	}
}

func (a *API) finishAction(ctx context.Context, actor people.Actor, in *finishActionIn) (*actionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Actions.Finish(ctx, actor, in.ID, revision, in.Body.WhatChanged, in.Body.Target)
	return a.showAction(ctx, actor, r, err)
}

func (a *API) dropAction(ctx context.Context, actor people.Actor, in *withdrawIn) (*actionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Actions.Drop(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showAction(ctx, actor, r, err)
}
