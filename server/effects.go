package server

import (
	"cmp"
	"context"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/internal/stats"
)

// EffectsIn is which effects are asked for.
type EffectsIn struct {
	Kind  string `query:"kind" enum:"module,coach,method,action" doc:"module without; the others are for analysts"`
	Team  string `query:"team" maxLength:"100" doc:"of whose agents; of all without"`
	On    string `query:"on" enum:"question,overall,reliability,assurance,tangibility,empathy,responsiveness" doc:"in what: the question that most of the interventions name, without"`
	Weeks int    `query:"weeks" doc:"ISO weeks back, in which the interventions lie: 4, 13, 26 or 52, or one more, so that as many are whole; 26 without"`
}

type contrastView struct {
	Estimate float64  `json:"estimate" doc:"points"`
	Low      *float64 `json:"low" doc:"of the 95 % interval"`
	High     *float64 `json:"high"`
}

type meansView struct {
	Before float64 `json:"before" doc:"mean of the agents' scores, 0 to 100"`
	After  float64 `json:"after"`
}

type effectView struct {
	ID       string        `json:"id" doc:"of the module, the coach or the question of actions; or the method"`
	Name     string        `json:"name"`
	Question string        `json:"question,omitempty" doc:"that most of the interventions name; the overall score without"`
	Text     string        `json:"question_text,omitempty"`
	Treated  int           `json:"treated" doc:"agents with it who have scores before and after"`
	Control  int           `json:"control" doc:"agents without it who have scores around the same days"`
	Effect   *contrastView `json:"effect" doc:"analysis of covariance beside the before-score; null where nothing can be said"`
	DiD      *contrastView `json:"did" doc:"difference of the changes: mostly regression to the mean where agents were chosen because they scored low"`
	Without  *meansView    `json:"without" doc:"agents without it; null under five of either"`
	With     *meansView    `json:"with"`
	Raw      *float64      `json:"raw" doc:"difference of the after-scores"`
	P        *float64      `json:"p" doc:"of the effect, adjusted for how many there are"`
	Verdict  string        `json:"verdict" enum:"too_few,no_evidence,helps,harms"`
	Why      string        `json:"why,omitempty" doc:"where nothing can be said"`
}

type effectsView struct {
	Kind  string             `json:"kind"`
	Team  string             `json:"team,omitempty"`
	On    string             `json:"on"`
	From  interactions.Stamp `json:"from" format:"date-time"`
	Items []effectView       `json:"items" nullable:"false" doc:"by name, at most 50"`
}

func (a *API) effects(ctx context.Context, actor people.Actor, in *EffectsIn) (*body[effectsView], error) {
	e, err := a.d.Figures.Effects(ctx, actor, insights.EffectsAsk{Kind: cmp.Or(in.Kind, insights.ByModule), Weeks: cmp.Or(in.Weeks, 26), Team: in.Team, On: cmp.Or(in.On, insights.OnQuestion)})
	if err != nil {
		return nil, err
	}
	questions := make([]string, 0, 2*len(e.List))
	for _, one := range e.List {
		if questions = append(questions, one.Question); e.Kind == insights.ByAction {
			questions = append(questions, one.ID)
		}
	}
	texts, err := a.d.Answers.Words(ctx, questions)
	if err != nil {
		return nil, err
	}
	v := effectsView{e.Kind, e.Team, e.On, interactions.At(e.From), make([]effectView, len(e.List))}
	for n, one := range e.List {
		if e.Kind == insights.ByAction {
			one.Name = texts[one.ID]
		}
		v.Items[n] = viewEffect(one, texts[one.Question])
	}
	return &body[effectsView]{v}, err
}

func viewEffect(e insights.Effect, text string) effectView {
	v := effectView{ID: e.ID, Name: e.Name, Question: e.Question, Text: text, Treated: e.Treated, Control: e.Control, Effect: viewContrast(e.ANCOVA), DiD: viewContrast(e.DiD),
		Raw: e.Raw, P: e.P, Verdict: e.Verdict, Why: e.Why}
	if e.ANCOVA != nil {
		v.Without, v.With = &meansView{e.Without.Before, e.Without.After}, &meansView{e.With.Before, e.With.After}
	}
	return v
}

func viewContrast(c *stats.Contrast) *contrastView {
	if c == nil || c.Estimate == nil {
		return nil
	}
	return &contrastView{*c.Estimate, c.Low, c.High}
}
