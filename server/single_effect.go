package server

import (
	"cmp"
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// SingleEffectIn is a session, and in what its effect is asked for.
type SingleEffectIn struct {
	IDIn
	On       string `query:"on" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness" doc:"in what; the overall score without"`
	Question string `query:"question" maxLength:"100" doc:"in that question instead"`
}

type timesView struct {
	N    int      `json:"n" doc:"scores in four weeks"`
	Mean *float64 `json:"mean" doc:"0 to 100; null without scores"`
}

type singleEffectView struct {
	On       string             `json:"on"`
	Question string             `json:"question,omitempty"`
	Text     string             `json:"question_text,omitempty"`
	At       interactions.Stamp `json:"at" format:"date-time"`
	Until    interactions.Stamp `json:"until" format:"date-time" doc:"when the four weeks after it are over"`
	Before   timesView          `json:"before"`
	After    timesView          `json:"after" doc:"without the scores that who coached gave afterwards"`
	Others   int                `json:"others" doc:"agents with scores before and after who had none of the kind in these weeks"`
	Without  *meansView         `json:"without" doc:"their means; null under five"`
	Effect   *contrastView      `json:"effect" doc:"how far the scores after are from what those before let one expect; null where nothing can be said"`
	Besides  int                `json:"besides" doc:"other sessions, or actions on the question, of these weeks, of which the scores tell as well"`
	Verdict  string             `json:"verdict" enum:"early,too_few,no_evidence,helps,harms" doc:"early until the four weeks are over"`
	Why      string             `json:"why,omitempty" doc:"where nothing can be said"`
}

func (a *API) sessionEffect(ctx context.Context, actor people.Actor, in *SingleEffectIn) (*body[singleEffectView], error) {
	s, err := a.d.Coaching.Get(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.coachesNow(ctx, actor, s.AgentID); err != nil {
		return nil, err
	}
	if !s.May(actor).Measure {
		return nil, fault.New(fault.Conflict, "only a session that was held has an effect; what peers speak of is theirs")
	}
	return a.singleEffect(ctx, actor, insights.Moment{Kind: insights.ByCoach, ID: s.ID, Agent: s.AgentID, By: s.CoachID, At: s.StartsAt, On: cmp.Or(in.On, scorecards.Overall), Question: in.Question})
}

func (a *API) actionEffect(ctx context.Context, actor people.Actor, in *IDIn) (*body[singleEffectView], error) {
	x, err := a.d.Actions.Get(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.coachesNow(ctx, actor, x.AgentID); err != nil {
		return nil, err
	}
	return a.singleEffect(ctx, actor, insights.Moment{Kind: insights.ByAction, ID: x.ID, Agent: x.AgentID, By: x.AgreedBy, At: x.CreatedAt, On: scorecards.Overall, Question: x.About.Question})
}

// coachesNow is nil where the actor may coach the agent as of today: who led them once keeps what was agreed, and sees no
// scores any more.
func (a *API) coachesNow(ctx context.Context, actor people.Actor, agent string) error {
	team, err := a.d.Users.TeamNow(ctx, agent)
	if err == nil && !people.MayCoach(actor, agent, team) {
		err = fault.New(fault.NotFound, "there is nothing like that, or it is not for you to see")
	}
	return err
}

func (a *API) singleEffect(ctx context.Context, actor people.Actor, m insights.Moment) (*body[singleEffectView], error) {
	s, err := a.d.Figures.Single(ctx, actor, m)
	if err != nil {
		return nil, err
	}
	texts, err := a.d.Answers.Words(ctx, []string{m.Question})
	v := singleEffectView{On: m.On, Question: m.Question, Text: texts[m.Question], At: interactions.At(s.At), Until: interactions.At(s.Until), Before: timesView(s.Before), After: timesView(s.After),
		Others: s.Others, Besides: s.Besides, Effect: viewContrast(s.Effect), Verdict: s.Verdict, Why: s.Why}
	if s.Effect != nil {
		v.Without = &meansView{s.Without.Before, s.Without.After}
	}
	return &body[singleEffectView]{v}, err
}
