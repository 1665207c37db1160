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
	Kind  string `query:"kind" enum:"module,coach" doc:"module without; coaches are for analysts"`
	Weeks int    `query:"weeks" doc:"ISO weeks back, in which the interventions lie: 4, 13, 26 or 52; 26 without"`
}

type contrastView struct {
	Estimate float64  `json:"estimate" doc:"points"`
	Low      *float64 `json:"low" doc:"of the 95 % interval"`
	High     *float64 `json:"high"`
}

type effectView struct {
	ID       string        `json:"id" doc:"of the module, or of the coach"`
	Name     string        `json:"name"`
	Question string        `json:"question,omitempty" doc:"that most of the interventions name; the overall score without"`
	Text     string        `json:"question_text,omitempty"`
	Treated  int           `json:"treated" doc:"agents with it who have scores before and after"`
	Control  int           `json:"control" doc:"agents without it who have scores around the same days"`
	Effect   *contrastView `json:"effect" doc:"analysis of covariance beside the before-score; null where nothing can be said"`
	DiD      *contrastView `json:"did" doc:"difference of the changes: mostly regression to the mean where agents were chosen because they scored low"`
	Raw      *float64      `json:"raw" doc:"difference of the after-scores"`
	P        *float64      `json:"p" doc:"of the effect, adjusted for how many there are"`
	Verdict  string        `json:"verdict" enum:"too_few,no_evidence,helps,harms"`
	Why      string        `json:"why,omitempty" doc:"where nothing can be said"`
}

type effectsView struct {
	Kind  string             `json:"kind"`
	From  interactions.Stamp `json:"from" format:"date-time"`
	Items []effectView       `json:"items" nullable:"false" doc:"by name, at most 50"`
}

func (a *API) effects(ctx context.Context, actor people.Actor, in *EffectsIn) (*body[effectsView], error) {
	e, err := a.d.Figures.Effects(ctx, actor, cmp.Or(in.Kind, insights.ByModule), cmp.Or(in.Weeks, 26))
	if err != nil {
		return nil, err
	}
	questions := make([]string, len(e.List))
	for n, one := range e.List {
		questions[n] = one.Question
	}
	texts, err := a.d.Answers.Words(ctx, questions)
	if err != nil {
		return nil, err
	}
	v := effectsView{e.Kind, interactions.At(e.From), make([]effectView, len(e.List))}
	for n, one := range e.List {
		v.Items[n] = viewEffect(one, texts[one.Question])
	}
	return &body[effectsView]{v}, err
}

func viewEffect(e insights.Effect, text string) effectView {
	return effectView{e.ID, e.Name, e.Question, text, e.Treated, e.Control, viewContrast(e.ANCOVA), viewContrast(e.DiD), e.Raw, e.P, e.Verdict, e.Why}
}

func viewContrast(c *stats.Contrast) *contrastView {
	if c == nil || c.Estimate == nil {
		return nil
	}
	return &contrastView{*c.Estimate, c.Low, c.High}
}
