package server

import (
	"context"
	"strconv"
	"strings"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/people"
)

type assignmentsIn struct {
	Agent   string `query:"agent" maxLength:"100" format:"uuid"`
	Module  string `query:"module" maxLength:"100" format:"uuid"`
	Status  string `query:"status" enum:"assigned,in_progress,completed,cancelled"`
	Overdue bool   `query:"overdue" doc:"only those that are"`
	Paging
}

func (a *API) assignments(ctx context.Context, actor people.Actor, in *assignmentsIn) (*body[page[ModuleAssignment]], error) {
	return a.listAssignments(ctx, actor, training.Filter{Agent: in.Agent, Module: in.Module, Status: in.Status, Overdue: in.Overdue}, in.Paging)
}

func (a *API) learning(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[ModuleAssignment]], error) {
	return a.listAssignments(ctx, actor, training.Filter{Agent: actor.ID, ToLearn: true}, in.Paging)
}

func (a *API) listAssignments(ctx context.Context, actor people.Actor, f training.Filter, p Paging) (*body[page[ModuleAssignment]], error) {
	after, err := readAssignmentCursor(p.After)
	if err != nil {
		return nil, err
	}
	f.After, f.Limit = after, p.Limit+1
	rows, err := a.d.Assignments.List(ctx, actor, f)
	if err != nil {
		return nil, err
	}
	cut := more(rows, p.Limit, func(r training.Assignment) string {
		return opaque(strconv.FormatBool(!r.Open()) + " " + r.DueOn + " " + r.ID)
	}, same)
	views, err := a.viewAssignments(ctx, actor, cut.Items)
	return &body[page[ModuleAssignment]]{page[ModuleAssignment]{views, cut.Next}}, err
}

func readAssignmentCursor(after string) (c training.Cursor, err error) {
	if after == "" {
		return c, nil
	}
	s, err := transparent(after)
	if err != nil {
		return c, err
	}
	if parts := strings.Split(s, " "); len(parts) == 3 {
		c.DueOn, c.ID = parts[1], parts[2]
		c.Closed, err = strconv.ParseBool(parts[0])
	}
	if err != nil || c.ID == "" {
		return c, fault.In("query.after", "is no cursor that Rater gave")
	}
	return c, nil
}

type assignModuleIn struct {
	Body struct {
		Module   string   `json:"module" maxLength:"100"`
		Agents   []string `json:"agents,omitempty" maxItems:"200" nullable:"false"`
		Team     string   `json:"team,omitempty" maxLength:"100" doc:"all agents who are in it, in place of agents"`
		DueOn    string   `json:"due_on" format:"date" doc:"YYYY-MM-DD, a day in the site's zone"`
		Reason   string   `json:"reason,omitempty" maxLength:"4000"`
		Question string   `json:"question,omitempty" maxLength:"100" doc:"of a scorecard, that it is to help with"`
		Action   string   `json:"action,omitempty" maxLength:"100" doc:"of the one agent, that it is to help with"`
	}
}

type skippedView struct {
	Agent      string `json:"agent"`
	Why        string `json:"why"`
	Assignment string `json:"assignment" doc:"which the agent has"`
}

type assignedView struct {
	Made    []ModuleAssignment `json:"made" nullable:"false"`
	Skipped []skippedView      `json:"skipped" nullable:"false"`
}

func (a *API) assignModule(ctx context.Context, actor people.Actor, in *assignModuleIn) (*body[assignedView], error) {
	b := in.Body
	if err := a.checkHelped(ctx, actor, b.Action, b.Agents); err != nil {
		return nil, err
	}
	made, skipped, err := a.d.Assignments.Assign(ctx, actor, training.NewAssignment{Module: b.Module, Team: b.Team, DueOn: b.DueOn, Reason: b.Reason, Question: b.Question, Action: b.Action, Agents: b.Agents})
	if err != nil {
		return nil, err
	}
	views, err := a.viewAssignments(ctx, actor, made)
	v := assignedView{views, make([]skippedView, len(skipped))}
	for n, s := range skipped {
		v.Skipped[n] = skippedView(s)
	}
	return &body[assignedView]{v}, err
}

// checkHelped holds that an action that a module is to help with is one of the one agent's that the actor may see.
func (a *API) checkHelped(ctx context.Context, actor people.Actor, action string, agents []string) error {
	if action == "" {
		return nil
	}
	r, err := a.d.Actions.Get(ctx, actor, action)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || len(agents) != 1 || agents[0] != r.AgentID {
		return fault.In("body.action", "is no action of the one agent that you may see")
	}
	return nil
}

func (a *API) assignment(ctx context.Context, actor people.Actor, in *IDIn) (*assignmentOut, error) {
	w, err := a.d.Assignments.Get(ctx, actor, in.ID)
	return a.showAssignment(ctx, actor, w, err)
}

type extendIn struct {
	IDIn
	IfMatching
	Body struct {
		DueOn string `json:"due_on" format:"date"`
	}
}

func (a *API) extendAssignment(ctx context.Context, actor people.Actor, in *extendIn) (*assignmentOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	w, err := a.d.Assignments.Extend(ctx, actor, in.ID, revision, in.Body.DueOn)
	return a.showAssignment(ctx, actor, w, err)
}

func (a *API) cancelAssignment(ctx context.Context, actor people.Actor, in *withdrawIn) (*assignmentOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	w, err := a.d.Assignments.Cancel(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showAssignment(ctx, actor, w, err)
}

type bulkIn struct {
	Body struct {
		IDs          []string `json:"ids" minItems:"1" maxItems:"200" uniqueItems:"true" nullable:"false"`
		DueOn        string   `json:"due_on,omitempty" format:"date" doc:"to extend them"`
		CancelReason string   `json:"cancel_reason,omitempty" maxLength:"4000" doc:"to cancel them"`
	}
}

type outcomeView struct {
	ID     string `json:"id"`
	Status int    `json:"status" doc:"200 where it was made, or what the change alone would have been answered"`
	Detail string `json:"detail,omitempty"`
}

type outcomesView struct {
	Items []outcomeView `json:"items" nullable:"false"`
}

func (a *API) changeAssignments(ctx context.Context, actor people.Actor, in *bulkIn) (*body[outcomesView], error) {
	outcomes, err := a.d.Assignments.ChangeAll(ctx, actor, in.Body.IDs, in.Body.DueOn, in.Body.CancelReason)
	if err != nil {
		return nil, err
	}
	v := outcomesView{make([]outcomeView, len(outcomes))}
	for n, o := range outcomes {
		v.Items[n] = outcomeView{ID: o.ID, Status: 200}
		if o.Err != nil {
			p := problemOf(o.Err)
			v.Items[n].Status, v.Items[n].Detail = p.Status, p.Detail
		}
	}
	return &body[outcomesView]{v}, nil
}
