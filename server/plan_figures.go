package server

import (
	"context"
	"strings"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type samplingCostIn struct {
	Body struct {
		Name      string `json:"name,omitempty" maxLength:"100"`
		Scorecard string `json:"scorecard" maxLength:"64"`
		SamplingTerms
	}
}

func (a *API) samplingCost(ctx context.Context, _ people.Actor, in *samplingCostIn) (*body[scorecards.PlanCost], error) {
	name := in.Body.Name
	if strings.TrimSpace(name) == "" {
		name = "a plan without a name yet"
	}
	cost, err := a.d.Plans.Cost(ctx, in.Body.changes(&name, &in.Body.Scorecard))
	return &body[scorecards.PlanCost]{cost}, err
}

// SamplingFiguresIn is of which plan and time figures are.
type SamplingFiguresIn struct {
	IDIn
	From string `query:"from" maxLength:"40" doc:"drawn at a time or later, or from a day in the site's zone on"`
	To   string `query:"to" maxLength:"40" doc:"drawn before a time, or to the end of a day"`
}

type evaluatorTally struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Holding      int    `json:"holding"`
	Scored       int    `json:"scored"`
	SecondScored int    `json:"second_scored" doc:"second evaluations that they submitted"`
	Skipped      int    `json:"skipped"`
	Replaced     int    `json:"replaced"`
	Returned     int    `json:"returned"`
}

type samplingFigures struct {
	All        scorecards.PlanTally   `json:"all"`
	Evaluators []evaluatorTally       `json:"evaluators" nullable:"false"`
	Weeks      []scorecards.WeekTally `json:"weeks" nullable:"false" doc:"the newest first, at most 53"`
}

func (a *API) samplingFigures(ctx context.Context, actor people.Actor, in *SamplingFiguresIn) (*body[samplingFigures], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	f, err := a.d.Plans.Figures(ctx, in.ID, from, to)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(f.Evaluators))
	for n, e := range f.Evaluators {
		ids[n] = e.UserID
	}
	names, err := a.names(ctx, actor, ids, nil)
	out := samplingFigures{All: f.All, Evaluators: []evaluatorTally{}, Weeks: f.Weeks}
	for _, e := range f.Evaluators {
		out.Evaluators = append(out.Evaluators, evaluatorTally{e.UserID, names.users[e.UserID], e.Holding, e.Scored, e.SecondScored, e.Skipped, e.Replaced, e.Returned})
	}
	return &body[samplingFigures]{out}, err
}

type planSample struct {
	ID            string             `json:"id"`
	Interaction   string             `json:"interaction"`
	Agent         string             `json:"agent"`
	AgentName     string             `json:"agent_name"`
	Team          string             `json:"team,omitempty"`
	TeamName      string             `json:"team_name,omitempty"`
	Origin        string             `json:"origin" enum:"random,targeted"`
	Probability   *float64           `json:"probability,omitempty"`
	Reason        string             `json:"reason,omitempty"`
	Status        string             `json:"status" enum:"awaiting,offered,queued,claimed,scored,replaced"`
	DrawnAt       interactions.Stamp `json:"drawn_at" format:"date-time"`
	DueAt         interactions.Stamp `json:"due_at" format:"date-time"`
	ToppedUp      bool               `json:"topped_up" doc:"at the end of its week, to the quota"`
	ToDouble      bool               `json:"to_double" doc:"drawn to be scored a second time"`
	Replaces      string             `json:"replaces,omitempty"`
	Cause         string             `json:"cause,omitempty" doc:"why it was replaced"`
	ClaimedBy     string             `json:"claimed_by,omitempty"`
	ClaimedByName string             `json:"claimed_by_name,omitempty"`
}

func (a *API) planSamples(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[planSample]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Plans.Samples(ctx, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var users, teams []string
	for _, s := range rows {
		users = append(users, s.AgentID)
		if s.ClaimedBy != nil {
			users = append(users, *s.ClaimedBy)
		}
		if s.TeamID != nil {
			teams = append(teams, *s.TeamID)
		}
	}
	names, err := a.names(ctx, actor, users, teams)
	show := func(s scorecards.Sample) planSample { return viewPlanSample(s, names) }
	return &body[page[planSample]]{more(rows, in.Limit, func(s scorecards.Sample) string { return s.ID }, show)}, err
}

func viewPlanSample(s scorecards.Sample, n nameBook) planSample {
	v := planSample{ID: s.ID, Interaction: s.InteractionID, Agent: s.AgentID, Origin: s.Origin, Probability: s.Probability, Reason: s.Reason, Status: s.Status,
		DrawnAt: interactions.At(s.DrawnAt), DueAt: interactions.At(s.DueAt), ToppedUp: s.ToppedUp, ToDouble: s.ToDouble, Cause: s.Cause}
	if s.TeamID != nil {
		v.Team, v.TeamName = *s.TeamID, n.teams[*s.TeamID]
	}
	v.AgentName = n.agent(s.AgentID, v.Team)
	if s.ReplacesID != nil {
		v.Replaces = *s.ReplacesID
	}
	if s.ClaimedBy != nil {
		v.ClaimedBy, v.ClaimedByName = *s.ClaimedBy, n.users[*s.ClaimedBy]
	}
	return v
}

type agentPeriod struct {
	Agent       string   `json:"agent"`
	AgentName   string   `json:"agent_name"`
	Period      string   `json:"period" doc:"an ISO week, such as 2026-W10"`
	Expected    float64  `json:"expected" doc:"interactions of the agent that were expected; 0 for a plan with a rate"`
	Basis       string   `json:"basis" enum:"rate,agent,team,assumed" doc:"what that rests on"`
	Quota       *int     `json:"quota"`
	Probability float64  `json:"probability" doc:"of each interaction, fixed with the first one"`
	Eligible    int      `json:"eligible" doc:"N, interactions that the plan decided about"`
	Drawn       int      `json:"drawn" doc:"places in the sample"`
	ToppedUp    int      `json:"topped_up"`
	Scored      int      `json:"scored" doc:"n"`
	Weight      *float64 `json:"weight" doc:"N ÷ n, what each scored one stands for"`
	Closed      bool     `json:"closed"`
}

func (a *API) planPeriods(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[agentPeriod]], error) {
	period, agent := "", ""
	if in.After != "" {
		after, err := transparent(in.After)
		if err != nil {
			return nil, err
		}
		ok := false
		if period, agent, ok = strings.Cut(after, " "); !ok {
			return nil, fault.In("query.after", "is no cursor that Rater gave")
		}
	}
	rows, err := a.d.Plans.Periods(ctx, in.ID, period, agent, in.Limit+1)
	if err != nil {
		return nil, err
	}
	users := make([]string, len(rows))
	for n, r := range rows {
		users[n] = r.AgentID
	}
	names, err := a.names(ctx, actor, users, nil)
	show := func(r scorecards.AgentPeriod) agentPeriod {
		return agentPeriod{r.AgentID, names.agent(r.AgentID, r.TeamID), r.Period, r.Expected, r.Basis, r.Quota, r.Probability, r.Eligible, r.Drawn, r.ToppedUp, r.Scored, r.Weight(), r.ClosedAt != nil}
	}
	return &body[page[agentPeriod]]{more(rows, in.Limit, func(r scorecards.AgentPeriod) string { return opaque(r.Period + " " + r.AgentID) }, show)}, err
}

type samplingChoices struct {
	Teams       []Named  `json:"teams" nullable:"false"`
	Supervisors []Named  `json:"supervisors" nullable:"false" doc:"who can watch"`
	Queues      []string `json:"queues" nullable:"false" doc:"that sources named in the last four weeks"`
	Languages   []string `json:"languages" nullable:"false"`
	Tones       []string `json:"tones" nullable:"false"`
}

func (a *API) samplingChoices(ctx context.Context, _ people.Actor, _ *empty) (*body[samplingChoices], error) {
	c, err := a.d.Plans.Choices(ctx)
	if err != nil {
		return nil, err
	}
	out := samplingChoices{[]Named{}, []Named{}, c.Queues, c.Languages, c.Tones}
	for _, u := range c.Supervisors {
		out.Supervisors = append(out.Supervisors, Named{u.ID, u.Name})
	}
	teams, err := a.d.Teams.List(ctx)
	for _, t := range teams {
		out.Teams = append(out.Teams, Named{t.ID, t.Name})
	}
	return &body[samplingChoices]{out}, err
}
