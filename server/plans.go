package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type samplingPlan struct {
	ID            string              `json:"id"`
	Revision      int64               `json:"revision"`
	Name          string              `json:"name"`
	State         string              `json:"state" enum:"planned,running,ended"`
	Scorecard     string              `json:"scorecard"`
	ScorecardName string              `json:"scorecard_name"`
	Scope         samplingScope       `json:"scope"`
	Purpose       string              `json:"purpose" enum:"live,review,both"`
	Rate          *float64            `json:"rate" doc:"the probability of each interaction; null where there is a quota"`
	Quota         *int                `json:"quota" doc:"evaluations of an agent in an ISO week; null where there is a rate"`
	DoubleShare   float64             `json:"double_share" doc:"of the random samples that are scored a second time"`
	DaysToScore   int                 `json:"days_to_score"`
	DaysToKeep    *int                `json:"days_to_keep_recordings" doc:"of its samples; null for as long as the site keeps them"`
	StartsOn      string              `json:"starts_on,omitempty"`
	EndsOn        string              `json:"ends_on,omitempty"`
	GraceDays     int                 `json:"grace_days"`
	Triggers      scorecards.Triggers `json:"triggers"`
	Watchers      []Named             `json:"watchers" nullable:"false"`
	Follows       string              `json:"follows,omitempty" doc:"the plan that ended for this one"`
	CreatedAt     interactions.Stamp  `json:"created_at" format:"date-time"`
	EndedAt       *interactions.Stamp `json:"ended_at,omitempty" format:"date-time"`
}

type samplingScope struct {
	scorecards.Scope
	TeamNames []Named `json:"team_names" nullable:"false"`
}

func (a *API) viewSamplingPlans(ctx context.Context, actor people.Actor, rows []scorecards.Plan) ([]samplingPlan, error) {
	var users, teams, cards []string
	for _, p := range rows {
		users, teams, cards = append(users, p.Watchers...), append(teams, p.Scope.Teams...), append(cards, p.ScorecardID)
	}
	names, err := a.names(ctx, actor, users, teams)
	if err != nil {
		return nil, err
	}
	called, err := a.d.Catalogue.Names(ctx, cards)
	today := a.d.Plans.Today()
	views := make([]samplingPlan, len(rows))
	for n, p := range rows {
		v := samplingPlan{ID: p.ID, Revision: p.Revision, Name: p.Name, State: p.State(today), Scorecard: p.ScorecardID, ScorecardName: called[p.ScorecardID],
			Scope: samplingScope{p.Scope, named(p.Scope.Teams, names.teams)}, Purpose: p.Purpose, Quota: p.Quota, DoubleShare: p.DoubleShare, DaysToScore: p.DaysToScore, DaysToKeep: p.DaysToKeep,
			StartsOn: p.StartsOn, EndsOn: p.EndsOn, GraceDays: p.GraceDays, Triggers: p.Triggers, Watchers: named(p.Watchers, names.users), CreatedAt: interactions.At(p.CreatedAt), EndedAt: stamp(p.EndedAt)}
		if p.Quota == nil {
			v.Rate = &p.Rate
		}
		if p.FollowsID != nil {
			v.Follows = *p.FollowsID
		}
		views[n] = v
	}
	return views, err
}

func (a *API) samplingPlans(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[samplingPlan]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Plans.List(ctx, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	views, err := a.viewSamplingPlans(ctx, actor, rows)
	return &body[page[samplingPlan]]{more(views, in.Limit, func(p samplingPlan) string { return p.ID }, same)}, err
}

type samplingPlanOut struct {
	ETag string `header:"ETag"`
	Body samplingPlan
}

func (a *API) showSamplingPlan(ctx context.Context, actor people.Actor, p scorecards.Plan, err error) (*samplingPlanOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewSamplingPlans(ctx, actor, []scorecards.Plan{p})
	if err != nil {
		return nil, err
	}
	return &samplingPlanOut{etag(p.Revision), views[0]}, nil
}

func (a *API) samplingPlan(ctx context.Context, actor people.Actor, in *IDIn) (*samplingPlanOut, error) {
	p, err := a.d.Plans.Get(ctx, in.ID)
	return a.showSamplingPlan(ctx, actor, p, err)
}

// SamplingTerms are what an analyst says of a plan.
type SamplingTerms struct {
	Scope       *scorecards.Scope    `json:"scope,omitempty" doc:"each list empty for all"`
	Purpose     *string              `json:"purpose,omitempty" enum:"live,review,both"`
	Rate        *float64             `json:"rate,omitempty" doc:"the probability of each interaction, above 0 and at most 1"`
	Quota       *int                 `json:"quota,omitempty" doc:"or evaluations of an agent in an ISO week, 1 to 100"`
	DoubleShare *float64             `json:"double_share,omitempty" doc:"of the random samples that are scored a second time; 0.1 unless said otherwise"`
	DaysToScore *int                 `json:"days_to_score,omitempty" doc:"1 to 60; 7 unless said otherwise"`
	DaysToKeep  *int                 `json:"days_to_keep_recordings,omitempty" doc:"1 to 3650; 0 for as long as the site keeps them"`
	StartsOn    *string              `json:"starts_on,omitempty" maxLength:"10" doc:"the first day, in the site's zone; empty for at once"`
	EndsOn      *string              `json:"ends_on,omitempty" maxLength:"10" doc:"the last day; empty for none"`
	GraceDays   *int                 `json:"grace_days,omitempty" doc:"from an agent's entry, in which nothing of them is drawn; 0 to 365"`
	Triggers    *scorecards.Triggers `json:"triggers,omitempty"`
	Watchers    *[]string            `json:"watchers,omitempty" maxItems:"50" doc:"supervisors who hear of its offers besides the leads"`
}

func (t SamplingTerms) changes(name, scorecard *string) scorecards.PlanChanges {
	return scorecards.PlanChanges{Name: name, Scorecard: scorecard, Scope: t.Scope, Purpose: t.Purpose, Rate: t.Rate, Quota: t.Quota, DoubleShare: t.DoubleShare,
		DaysToScore: t.DaysToScore, DaysToKeep: t.DaysToKeep, StartsOn: t.StartsOn, EndsOn: t.EndsOn, GraceDays: t.GraceDays, Triggers: t.Triggers, Watchers: t.Watchers}
}

type makeSamplingPlanIn struct {
	Body struct {
		Name      string `json:"name" maxLength:"100"`
		Scorecard string `json:"scorecard" maxLength:"64"`
		SamplingTerms
	}
}

func (a *API) makeSamplingPlan(ctx context.Context, actor people.Actor, in *makeSamplingPlanIn) (*samplingPlanOut, error) {
	p, err := a.d.Plans.Make(ctx, actor, in.Body.changes(&in.Body.Name, &in.Body.Scorecard))
	return a.showSamplingPlan(ctx, actor, p, err)
}

type changeSamplingPlanIn struct {
	IDIn
	IfMatching
	Body struct {
		Name      *string `json:"name,omitempty" maxLength:"100"`
		Scorecard *string `json:"scorecard,omitempty" maxLength:"64"`
		SamplingTerms
	}
}

func (a *API) changeSamplingPlan(ctx context.Context, actor people.Actor, in *changeSamplingPlanIn) (*samplingPlanOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	p, err := a.d.Plans.Change(ctx, actor, in.ID, revision, in.Body.changes(in.Body.Name, in.Body.Scorecard))
	return a.showSamplingPlan(ctx, actor, p, err)
}

type endSamplingPlanIn struct {
	IDIn
	IfMatching
	NoBody
}

func (a *API) endSamplingPlan(ctx context.Context, actor people.Actor, in *endSamplingPlanIn) (*samplingPlanOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	p, err := a.d.Plans.End(ctx, actor, in.ID, revision)
	return a.showSamplingPlan(ctx, actor, p, err)
}
