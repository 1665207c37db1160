package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/interactions"
	"rater/internal/people"
)

// AssignmentRule is a rule by which a module is assigned.
type AssignmentRule struct {
	ID         string             `json:"id"`
	Revision   int64              `json:"revision"`
	Module     string             `json:"module"`
	Title      string             `json:"title"`
	Kind       string             `json:"kind" enum:"question_below,new_hire,refresher"`
	Question   string             `json:"question,omitempty"`
	Level      *float64           `json:"level,omitempty" minimum:"0" maximum:"100"`
	LastN      int                `json:"last_n,omitempty"`
	Teams      []Named            `json:"teams" nullable:"false" doc:"none for all"`
	DaysDue    int                `json:"days_due"`
	Active     bool               `json:"active"`
	MadeBy     string             `json:"made_by"`
	MadeByName string             `json:"made_by_name"`
	CreatedAt  interactions.Stamp `json:"created_at" format:"date-time"`
	UpdatedAt  interactions.Stamp `json:"updated_at" format:"date-time"`
}

func (a *API) viewRules(ctx context.Context, actor people.Actor, rows []training.Rule) ([]AssignmentRule, error) {
	var users, teams, modules []string
	for _, r := range rows {
		users, teams, modules = append(users, r.MadeBy), append(teams, r.Teams...), append(modules, r.ModuleID)
	}
	names, err := a.names(ctx, actor, users, teams)
	if err != nil {
		return nil, err
	}
	titles, err := a.d.Modules.Titles(ctx, modules)
	views := make([]AssignmentRule, len(rows))
	for n, r := range rows {
		views[n] = AssignmentRule{ID: r.ID, Revision: r.Revision, Module: r.ModuleID, Title: titles[r.ModuleID], Kind: r.Kind, Question: r.QuestionID, LastN: r.LastN,
			Teams: named(r.Teams, names.teams), DaysDue: r.DaysDue, Active: r.Active, MadeBy: r.MadeBy, MadeByName: names.users[r.MadeBy],
			CreatedAt: interactions.At(r.CreatedAt), UpdatedAt: interactions.At(r.UpdatedAt)}
		if r.Kind == training.QuestionBelow {
			views[n].Level = &r.Level
		}
	}
	return views, err
}

func (a *API) rules(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[AssignmentRule]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Rules.List(ctx, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(r training.Rule) string { return r.ID }, same)
	views, err := a.viewRules(ctx, actor, cut.Items)
	return &body[page[AssignmentRule]]{page[AssignmentRule]{views, cut.Next}}, err
}

type ruleOut struct {
	ETag string `header:"ETag"`
	Body AssignmentRule
}

func (a *API) showRule(ctx context.Context, actor people.Actor, r training.Rule, err error) (*ruleOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewRules(ctx, actor, []training.Rule{r})
	if err != nil {
		return nil, err
	}
	return &ruleOut{etag(r.Revision), views[0]}, nil
}

type makeRuleIn struct {
	Body struct {
		Module   string   `json:"module" maxLength:"100"`
		Kind     string   `json:"kind" enum:"question_below,new_hire,refresher"`
		Question string   `json:"question,omitempty" maxLength:"100"`
		Level    float64  `json:"level,omitempty" minimum:"0" maximum:"100" doc:"below which the mean lies"`
		LastN    int      `json:"last_n,omitempty" minimum:"5" maximum:"50" doc:"random answers, all of which must be there"`
		Teams    []string `json:"teams,omitempty" maxItems:"100" nullable:"false" doc:"none for all"`
		DaysDue  int      `json:"days_due" minimum:"1" maximum:"365"`
		Active   *bool    `json:"active,omitempty"`
	}
}

func (a *API) makeRule(ctx context.Context, actor people.Actor, in *makeRuleIn) (*ruleOut, error) {
	b := in.Body
	r, err := a.d.Rules.Make(ctx, actor, training.Rule{ModuleID: b.Module, Kind: b.Kind, QuestionID: b.Question, Level: b.Level, LastN: b.LastN, Teams: b.Teams,
		DaysDue: b.DaysDue, Active: b.Active == nil || *b.Active})
	return a.showRule(ctx, actor, r, err)
}

type changeRuleIn struct {
	IDIn
	IfMatching
	Body struct {
		Level   *float64  `json:"level,omitempty" minimum:"0" maximum:"100"`
		LastN   *int      `json:"last_n,omitempty" minimum:"5" maximum:"50"`
		Teams   *[]string `json:"teams,omitempty" maxItems:"100" nullable:"false"`
		DaysDue *int      `json:"days_due,omitempty" minimum:"1" maximum:"365"`
		Active  *bool     `json:"active,omitempty"`
	}
}

func (a *API) changeRule(ctx context.Context, actor people.Actor, in *changeRuleIn) (*ruleOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Rules.Change(ctx, actor, in.ID, revision, training.RuleChanges(in.Body))
	return a.showRule(ctx, actor, r, err)
}
