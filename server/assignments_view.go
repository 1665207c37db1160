package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/interactions"
	"rater/internal/people"
)

// ModuleAssignment is an assignment as lists show it.
type ModuleAssignment struct {
	ID                 string                 `json:"id"`
	Revision           int64                  `json:"revision"`
	Status             string                 `json:"status" enum:"assigned,in_progress,completed,cancelled"`
	Module             string                 `json:"module"`
	Version            int                    `json:"version"`
	Title              string                 `json:"title"`
	Minutes            int                    `json:"minutes" doc:"that it takes, estimated"`
	Agent              string                 `json:"agent"`
	AgentName          string                 `json:"agent_name"`
	AssignedBy         string                 `json:"assigned_by"`
	AssignedByName     string                 `json:"assigned_by_name"`
	Why                string                 `json:"why" enum:"by_hand,rule,refresher"`
	Reason             string                 `json:"reason"`
	Question           string                 `json:"question,omitempty" doc:"of a scorecard, that it is to help with"`
	Action             string                 `json:"action,omitempty" doc:"of coaching, that it is to help with"`
	DueOn              string                 `json:"due_on" format:"date"`
	Overdue            bool                   `json:"overdue"`
	Extended           int                    `json:"extended" doc:"times"`
	Parts              int                    `json:"parts"`
	Done               int                    `json:"done" doc:"parts"`
	Seconds            int64                  `json:"seconds" doc:"spent, as the browser counted them"`
	WaitsFor           []Named                `json:"waits_for" nullable:"false" doc:"modules to be completed before it is begun"`
	CancellationReason string                 `json:"cancellation_reason,omitempty"`
	AssignedAt         interactions.Stamp     `json:"assigned_at" format:"date-time"`
	BegunAt            *interactions.Stamp    `json:"begun_at,omitempty" format:"date-time"`
	CompletedAt        *interactions.Stamp    `json:"completed_at,omitempty" format:"date-time"`
	May                training.AssignmentMay `json:"may"`
}

type progressView struct {
	Part     string   `json:"part"`
	Status   string   `json:"status" enum:"open,done,failed,to_mark,not_yet"`
	Seconds  int64    `json:"seconds"`
	Attempts int      `json:"attempts"`
	Score    *float64 `json:"score,omitempty" minimum:"0" maximum:"100" doc:"the best"`
	Comment  string   `json:"comment,omitempty" doc:"of who marked or signed it"`
	ByName   string   `json:"by_name,omitempty" doc:"who did"`
}

// LearningAssignment is the whole of an assignment: its version's parts as the reader may see them, and how far each is.
type LearningAssignment struct {
	ModuleAssignment
	Summary  string                `json:"summary"`
	Content  []training.ModulePart `json:"content" nullable:"false"`
	Progress []progressView        `json:"progress" nullable:"false" doc:"of each part, in their order"`
}

// viewAssignments shows assignments with names and titles, for which it asks once.
func (a *API) viewAssignments(ctx context.Context, actor people.Actor, rows []training.Assignment) ([]ModuleAssignment, error) {
	var users, modules []string
	for _, r := range rows {
		users, modules = append(users, r.AgentID, r.AssignedBy), append(modules, r.WaitsFor...)
	}
	names, err := a.names(ctx, actor, users, nil)
	if err != nil {
		return nil, err
	}
	titles, err := a.d.Modules.Titles(ctx, modules)
	if err != nil {
		return nil, err
	}
	terms, err := a.d.Users.Terms(ctx, users)
	views := make([]ModuleAssignment, len(rows))
	for n, r := range rows {
		views[n] = a.viewAssignment(actor, r, terms.TeamAt(r.AgentID, a.d.Now()), names, titles)
	}
	return views, err
}

func (a *API) viewAssignment(actor people.Actor, r training.Assignment, team string, names nameBook, titles map[string]string) ModuleAssignment {
	return ModuleAssignment{ID: r.ID, Revision: r.Revision, Status: r.Status, Module: r.ModuleID, Version: r.Version, Title: r.Title, Minutes: r.Minutes,
		Agent: r.AgentID, AgentName: names.users[r.AgentID], AssignedBy: r.AssignedBy, AssignedByName: names.users[r.AssignedBy], Why: r.Why, Reason: r.Reason,
		Question: r.QuestionID, Action: r.ActionID, DueOn: r.DueOn, Overdue: r.Overdue(a.d.Assignments.Today()), Extended: r.Extended, Parts: r.Parts, Done: r.Done, Seconds: r.Seconds,
		WaitsFor: named(r.WaitsFor, titles), CancellationReason: r.CancellationReason, AssignedAt: interactions.At(r.AssignedAt), BegunAt: stamp(r.BegunAt),
		CompletedAt: stamp(r.CompletedAt), May: r.May(actor, team)}
}

type assignmentOut struct {
	ETag string `header:"ETag"`
	Body LearningAssignment
}

func (a *API) showAssignment(ctx context.Context, actor people.Actor, w training.Whole, err error) (*assignmentOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewAssignments(ctx, actor, []training.Assignment{w.Assignment})
	if err != nil {
		return nil, err
	}
	v := LearningAssignment{ModuleAssignment: views[0], Summary: w.Content.Summary, Content: w.Shown(actor), Progress: []progressView{}}
	var by []string
	for _, p := range w.Progress {
		if p.ByID != nil {
			by = append(by, *p.ByID)
		}
	}
	names, err := a.names(ctx, actor, by, nil)
	for _, part := range w.Content.Parts {
		p := w.Progress[part.ID]
		one := progressView{Part: part.ID, Status: p.Status, Seconds: p.Seconds, Attempts: p.Attempts, Score: p.Score, Comment: p.Comment}
		if p.ByID != nil {
			one.ByName = names.users[*p.ByID]
		}
		v.Progress = append(v.Progress, one)
	}
	return &assignmentOut{etag(w.Revision), v}, err
}
