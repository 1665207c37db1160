package training

import (
	"context"
	"time"
)

// Desk is what waits for a trainer, the longest first; of each at most DeskRows are listed, and at most DeskCount counted.
type Desk struct {
	ToMark  Waiting[AttemptDue]
	ToSign  Waiting[PartDue]
	Overdue Waiting[Assignment]
	Refresh Waiting[RefreshDue]
}

// How many rows a desk lists and counts of each kind.
const (
	DeskRows  = 50
	DeskCount = 1000
)

// Waiting are the first of those that wait, and how many there are.
type Waiting[T any] struct {
	Rows  []T
	Count int // up to DeskCount
}

// AttemptDue is an attempt whose texts are to be marked.
type AttemptDue struct {
	ID           string
	AssignmentID string
	PartID       string
	AgentID      string
	ModuleID     string
	Version      int
	SubmittedAt  time.Time `gorm:"serializer:millis"`
}

// PartDue is a role play, a workshop or a task that an agent has come to.
type PartDue struct {
	AssignmentID string
	PartID       string
	Kind         string
	Status       string
	AgentID      string
	ModuleID     string
	Version      int
	DueOn        string
}

// RefreshDue is a module that an agent completed so long ago that it is due again.
type RefreshDue struct {
	AgentID     string
	ModuleID    string
	Title       string
	CompletedAt time.Time `gorm:"serializer:millis"`
}

// Desk returns what waits for trainers.
func (a *Assignments) Desk(ctx context.Context) (Desk, error) {
	var d Desk
	var err error
	if d.ToMark, err = listWaiting[AttemptDue](a.toMark(ctx), "t.id"); err != nil {
		return d, err
	}
	if d.ToSign, err = listWaiting[PartDue](a.toSign(ctx), "a.due_on, a.id, p.position"); err != nil {
		return d, err
	}
	if d.Overdue, err = listWaiting[Assignment](a.overdue(ctx, a.Today()), "due_on, id"); err != nil {
		return d, err
	}
	if err := a.complete(ctx, d.Overdue.Rows); err != nil {
		return d, err
	}
	d.Refresh, err = listWaiting[RefreshDue](a.toRefresh(ctx, a.now()), "a.completed_at, a.id")
	return d, err
}

// Captions are the titles of the versions that a desk's rows belong to, and of their parts.
func (a *Assignments) Captions(ctx context.Context, d Desk) (modules map[string]string, parts map[string]string, err error) {
	var rows []Assignment
	for _, t := range d.ToMark.Rows {
		rows = append(rows, Assignment{ModuleID: t.ModuleID, Version: t.Version})
	}
	for _, p := range d.ToSign.Rows {
		rows = append(rows, Assignment{ModuleID: p.ModuleID, Version: p.Version})
	}
	versions, err := a.versionsOf(ctx, rows)
	modules, parts = map[string]string{}, map[string]string{}
	for _, v := range versions {
		modules[v.ModuleID] = v.Title
		for _, p := range v.Parts {
			parts[p.ID] = p.Title
		}
	}
	return modules, parts, err
}
