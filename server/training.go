package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/interactions"
	"rater/internal/people"
)

type shareView struct {
	Value float64 `json:"value" minimum:"0" maximum:"1"`
	Low   float64 `json:"low" minimum:"0" maximum:"1"`
	High  float64 `json:"high" minimum:"0" maximum:"1"`
}

type itemView struct {
	Question       string   `json:"question"`
	Text           string   `json:"text"`
	N              int      `json:"n" doc:"first attempts"`
	Difficulty     *float64 `json:"difficulty,omitempty" minimum:"0" maximum:"1" doc:"mean share of the points"`
	Discrimination *float64 `json:"discrimination" minimum:"-1" maximum:"1" doc:"correlation with the points of the other questions; null with a reason in why"`
	Why            string   `json:"why,omitempty"`
}

type quizFiguresView struct {
	Part      string     `json:"part"`
	Title     string     `json:"title"`
	Attempts  int        `json:"attempts"`
	N         int        `json:"n" doc:"first attempts that were graded"`
	Passed    *shareView `json:"passed,omitempty" doc:"of the first attempts, with its 95 % interval"`
	Questions []itemView `json:"questions" nullable:"false"`
}

// ModuleFigures are how a module is learnt.
type ModuleFigures struct {
	Assigned      int               `json:"assigned"`
	Completed     int               `json:"completed"`
	Overdue       int               `json:"overdue"`
	MedianDays    *float64          `json:"median_days,omitempty" doc:"from assigning to completing"`
	MedianMinutes *float64          `json:"median_minutes,omitempty" doc:"spent, as browsers counted them"`
	Quizzes       []quizFiguresView `json:"quizzes" nullable:"false"`
}

func (a *API) moduleFigures(ctx context.Context, actor people.Actor, in *IDIn) (*body[ModuleFigures], error) {
	f, err := a.d.Assignments.Figures(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	v := ModuleFigures{f.Assigned, f.Completed, f.Overdue, f.MedianDays, f.MedianMinutes, []quizFiguresView{}}
	for _, q := range f.Quizzes {
		one := quizFiguresView{Part: q.Part, Title: q.Title, Attempts: q.Attempts, N: q.N, Passed: viewShare(q.Passed), Questions: []itemView{}}
		for _, item := range q.Questions {
			one.Questions = append(one.Questions, itemView(item))
		}
		v.Quizzes = append(v.Quizzes, one)
	}
	return &body[ModuleFigures]{v}, nil
}

type toMarkView struct {
	Attempt     string             `json:"attempt"`
	Assignment  string             `json:"assignment"`
	Agent       string             `json:"agent"`
	AgentName   string             `json:"agent_name"`
	Title       string             `json:"title"`
	PartTitle   string             `json:"part_title"`
	SubmittedAt interactions.Stamp `json:"submitted_at" format:"date-time"`
}

type toSignView struct {
	Assignment string `json:"assignment"`
	Part       string `json:"part"`
	Kind       string `json:"kind" enum:"role_play,workshop,task"`
	Status     string `json:"status" enum:"open,failed,not_yet"`
	Agent      string `json:"agent"`
	AgentName  string `json:"agent_name"`
	Title      string `json:"title"`
	PartTitle  string `json:"part_title"`
	DueOn      string `json:"due_on" format:"date"`
}

type toRefreshView struct {
	Module      string             `json:"module"`
	Title       string             `json:"title"`
	Agent       string             `json:"agent"`
	AgentName   string             `json:"agent_name"`
	CompletedAt interactions.Stamp `json:"completed_at" format:"date-time"`
}

// waitingView are the first 50 of those that wait, and how many there are, up to 1000.
type waitingView[T any] struct {
	Items []T `json:"items" nullable:"false"`
	Count int `json:"count" doc:"up to 1000"`
}

// TrainingDesk is what waits for a trainer.
type TrainingDesk struct {
	ToMark  waitingView[toMarkView]       `json:"to_mark"`
	ToSign  waitingView[toSignView]       `json:"to_sign"`
	Overdue waitingView[ModuleAssignment] `json:"overdue"`
	Refresh waitingView[toRefreshView]    `json:"refresh"`
}

func (a *API) trainingDesk(ctx context.Context, actor people.Actor, _ *struct{}) (*body[TrainingDesk], error) {
	d, err := a.d.Assignments.Desk(ctx)
	if err != nil {
		return nil, err
	}
	v := TrainingDesk{Overdue: waitingView[ModuleAssignment]{Count: d.Overdue.Count}}
	if v.Overdue.Items, err = a.viewAssignments(ctx, actor, d.Overdue.Rows); err != nil {
		return nil, err
	}
	err = a.fillDesk(ctx, actor, d, &v)
	return &body[TrainingDesk]{v}, err
}

func (a *API) fillDesk(ctx context.Context, actor people.Actor, d training.Desk, v *TrainingDesk) error {
	modules, parts, err := a.d.Assignments.Captions(ctx, d)
	if err != nil {
		return err
	}
	var users []string
	for _, t := range d.ToMark.Rows {
		users = append(users, t.AgentID)
	}
	for _, p := range d.ToSign.Rows {
		users = append(users, p.AgentID)
	}
	for _, r := range d.Refresh.Rows {
		users = append(users, r.AgentID)
	}
	names, err := a.names(ctx, actor, users, nil)
	v.ToMark = waiting(d.ToMark, func(t training.AttemptDue) toMarkView {
		return toMarkView{t.ID, t.AssignmentID, t.AgentID, names.users[t.AgentID], modules[t.ModuleID], parts[t.PartID], interactions.At(t.SubmittedAt)}
	})
	v.ToSign = waiting(d.ToSign, func(p training.PartDue) toSignView {
		return toSignView{p.AssignmentID, p.PartID, p.Kind, p.Status, p.AgentID, names.users[p.AgentID], modules[p.ModuleID], parts[p.PartID], p.DueOn}
	})
	v.Refresh = waiting(d.Refresh, func(r training.RefreshDue) toRefreshView {
		return toRefreshView{r.ModuleID, r.Title, r.AgentID, names.users[r.AgentID], interactions.At(r.CompletedAt)}
	})
	return err
}

func waiting[T, V any](w training.Waiting[T], show func(T) V) waitingView[V] {
	v := waitingView[V]{Items: []V{}, Count: w.Count}
	for _, row := range w.Rows {
		v.Items = append(v.Items, show(row))
	}
	return v
}
