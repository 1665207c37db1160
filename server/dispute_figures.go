package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type periodIn struct {
	From string `query:"from" maxLength:"40" doc:"of the release: a time or a day; ninety days before the end without"`
	To   string `query:"to" maxLength:"40" doc:"the present without"`
}

type contestsView struct {
	ID         string     `json:"id,omitempty" doc:"of a question or an evaluator"`
	Name       string     `json:"name,omitempty" doc:"of an evaluator"`
	Text       string     `json:"text,omitempty" doc:"of a question"`
	Dimension  string     `json:"dimension,omitempty"`
	Answers    int        `json:"answers"`
	Disputed   int        `json:"disputed"`
	Decided    int        `json:"decided"`
	Changed    int        `json:"changed"`
	Rate       *shareView `json:"rate" doc:"disputed of the answers, null without answers"`
	Overturned *shareView `json:"overturned" doc:"changed of the decided, null without decisions"`
	Median     *float64   `json:"median_hours" doc:"from the dispute to its decision, null without decisions"`
	Slow       *float64   `json:"slow_hours" doc:"nine of ten took at most as long"`
}

// DisputeFigures are how often answers were disputed, and what became of it.
type DisputeFigures struct {
	From       interactions.Stamp `json:"from" format:"date-time"`
	To         interactions.Stamp `json:"to" format:"date-time"`
	All        contestsView       `json:"all"`
	Questions  []contestsView     `json:"questions" nullable:"false" doc:"the most often disputed first, at most 200"`
	Evaluators []contestsView     `json:"evaluators" nullable:"false" doc:"the most often disputed first, at most 200"`
}

func (a *API) disputeFigures(ctx context.Context, actor people.Actor, in *periodIn) (*body[DisputeFigures], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	f, err := a.d.Evaluations.DisputeFigures(ctx, actor, from, to)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(f.Evaluators))
	for n, t := range f.Evaluators {
		ids[n] = t.ID
	}
	names, err := a.names(ctx, actor, ids, nil)
	if err != nil {
		return nil, err
	}
	v := DisputeFigures{interactions.At(f.From), interactions.At(f.To), viewContests(f.All), make([]contestsView, len(f.Questions)), make([]contestsView, len(f.Evaluators))}
	for n, t := range f.Questions {
		v.Questions[n] = viewContests(t)
	}
	for n, t := range f.Evaluators {
		v.Evaluators[n] = viewContests(t)
		v.Evaluators[n].Name = names.users[t.ID]
	}
	return &body[DisputeFigures]{v}, nil
}

func viewContests(t scorecards.Contests) contestsView {
	return contestsView{ID: t.ID, Text: t.Text, Dimension: t.Dimension, Answers: t.Answers, Disputed: t.Disputed, Decided: t.Decided, Changed: t.Changed,
		Rate: viewShare(t.Rate), Overturned: viewShare(t.Overturned), Median: t.Median, Slow: t.Slow}
}
