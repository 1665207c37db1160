package server

import (
	"context"
	"slices"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// weekdays are the names of the days as the API has them, Sunday first as time.Weekday counts.
var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// CoachingPlan is a session that comes again.
type CoachingPlan struct {
	ID         string             `json:"id"`
	Revision   int64              `json:"revision"`
	Status     string             `json:"status" enum:"active,ended"`
	Agent      string             `json:"agent"`
	AgentName  string             `json:"agent_name"`
	Coach      string             `json:"coach"`
	CoachName  string             `json:"coach_name"`
	Method     string             `json:"method" enum:"one_to_one,formal_review"`
	EveryWeeks int                `json:"every_weeks" minimum:"1" maximum:"26"`
	Weekday    string             `json:"weekday" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
	Time       string             `json:"time" doc:"HH:MM on the site's clock"`
	Minutes    int                `json:"minutes" minimum:"5" maximum:"240"`
	Until      string             `json:"until,omitempty" format:"date"`
	NextOn     string             `json:"next_on" format:"date" doc:"the day for which a session is planned next, once the one before is over"`
	SkippedOn  string             `json:"skipped_on,omitempty" format:"date" doc:"the last day that was skipped"`
	SkippedWhy string             `json:"skipped_why,omitempty"`
	EndedWhy   string             `json:"ended_why,omitempty"`
	CreatedAt  interactions.Stamp `json:"created_at" format:"date-time"`
	UpdatedAt  interactions.Stamp `json:"updated_at" format:"date-time"`
}

func (a *API) viewPlans(ctx context.Context, actor people.Actor, rows []coaching.Plan) ([]CoachingPlan, error) {
	var users []string
	for _, p := range rows {
		users = append(users, p.AgentID, p.CoachID)
	}
	names, err := a.names(ctx, actor, users, nil)
	out := make([]CoachingPlan, len(rows))
	for n, p := range rows {
		out[n] = CoachingPlan{p.ID, p.Revision, p.Status, p.AgentID, names.users[p.AgentID], p.CoachID, names.users[p.CoachID], p.Method, p.EveryWeeks, weekdays[p.Weekday],
			p.AtTime, p.Minutes, p.UntilOn, p.NextOn, p.SkippedOn, p.SkippedWhy, p.EndedWhy, interactions.At(p.CreatedAt), interactions.At(p.UpdatedAt)}
	}
	return out, err
}

type planOut struct {
	ETag string `header:"ETag"`
	Body CoachingPlan
}

func (a *API) showPlan(ctx context.Context, actor people.Actor, p coaching.Plan, err error) (*planOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewPlans(ctx, actor, []coaching.Plan{p})
	return &planOut{etag(p.Revision), views[0]}, err
}

type plansIn struct {
	Agent  string `query:"agent" maxLength:"100" format:"uuid"`
	Status string `query:"status" enum:"active,ended"`
	Paging
}

func (a *API) coachingPlans(ctx context.Context, actor people.Actor, in *plansIn) (*body[page[CoachingPlan]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.CoachingPlans.List(ctx, actor, in.Agent, in.Status, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(p coaching.Plan) string { return p.ID }, same)
	views, err := a.viewPlans(ctx, actor, cut.Items)
	return &body[page[CoachingPlan]]{page[CoachingPlan]{views, cut.Next}}, err
}

type makePlanIn struct {
	Body struct {
		Agent      string `json:"agent" maxLength:"100"`
		Method     string `json:"method" enum:"one_to_one,formal_review"`
		EveryWeeks int    `json:"every_weeks" minimum:"1" maximum:"26"`
		Weekday    string `json:"weekday" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
		Time       string `json:"time" maxLength:"5" doc:"HH:MM on the site's clock"`
		Minutes    int    `json:"minutes" minimum:"5" maximum:"240"`
		Until      string `json:"until,omitempty" maxLength:"10" doc:"YYYY-MM-DD, the last day"`
	}
}

func (a *API) makePlan(ctx context.Context, actor people.Actor, in *makePlanIn) (*planOut, error) {
	b := in.Body
	p, err := a.d.CoachingPlans.Make(ctx, actor, b.Agent, coaching.Rhythm{Method: b.Method, EveryWeeks: b.EveryWeeks, Weekday: weekdayOf(b.Weekday), AtTime: b.Time, Minutes: b.Minutes, UntilOn: b.Until})
	return a.showPlan(ctx, actor, p, err)
}

func weekdayOf(name string) time.Weekday { return time.Weekday(max(0, slices.Index(weekdays, name))) }

type changePlanIn struct {
	IDIn
	IfMatching
	Body struct {
		Method     *string `json:"method,omitempty" enum:"one_to_one,formal_review"`
		EveryWeeks *int    `json:"every_weeks,omitempty" minimum:"1" maximum:"26"`
		Weekday    *string `json:"weekday,omitempty" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
		Time       *string `json:"time,omitempty" maxLength:"5"`
		Minutes    *int    `json:"minutes,omitempty" minimum:"5" maximum:"240"`
		Until      *string `json:"until,omitempty" maxLength:"10" doc:"YYYY-MM-DD, or empty for no end"`
	}
}

func (a *API) changePlan(ctx context.Context, actor people.Actor, in *changePlanIn) (*planOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	b := in.Body
	if b == (changePlanIn{}).Body {
		return nil, fault.In("body", "says nothing to change")
	}
	p, err := a.d.CoachingPlans.Change(ctx, actor, in.ID, revision, func(r coaching.Rhythm) coaching.Rhythm {
		if b.Weekday != nil {
			r.Weekday = weekdayOf(*b.Weekday)
		}
		r.Method, r.EveryWeeks, r.AtTime = given(b.Method, r.Method), given(b.EveryWeeks, r.EveryWeeks), given(b.Time, r.AtTime)
		r.Minutes, r.UntilOn = given(b.Minutes, r.Minutes), given(b.Until, r.UntilOn)
		return r
	})
	return a.showPlan(ctx, actor, p, err)
}

func given[T any](value *T, otherwise T) T {
	if value != nil {
		return *value
	}
	return otherwise
}

func (a *API) endPlan(ctx context.Context, actor people.Actor, in *stepIn) (*planOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	p, err := a.d.CoachingPlans.End(ctx, actor, in.ID, revision)
	return a.showPlan(ctx, actor, p, err)
}
