package server

import (
	"context"
	"slices"
	"strings"

	"rater/internal/insights"
	"rater/internal/people"
	"rater/internal/stats"
)

type measureView struct {
	Value *float64 `json:"value" doc:"null where it is undefined"`
	Low   *float64 `json:"low" doc:"of the 95 % interval"`
	High  *float64 `json:"high"`
}

func viewMeasure(m stats.Measure) measureView { return measureView{m.Value, m.Low, m.High} }

type agreedView struct {
	Key       string      `json:"key" doc:"overall, a dimension, or the id of a question"`
	Text      string      `json:"text,omitempty" doc:"of a question"`
	Dimension string      `json:"dimension,omitempty" doc:"of a question"`
	Pairs     int         `json:"pairs" doc:"interactions in which both have an answer"`
	NA        int         `json:"na" doc:"interactions in which one has it as not applicable and the other has not"`
	Exact     measureView `json:"exact" doc:"share of pairs that are the same"`
	Alpha     measureView `json:"alpha" doc:"Krippendorff's α"`
	AC2       measureView `json:"ac2" doc:"Gwet's AC2, with two levels AC1; of questions"`
	Apart     *float64    `json:"apart" doc:"mean of the differences without their sign, points; of scores"`
	Verdict   string      `json:"verdict" enum:"too_few,reliable,tentative,uneven,unsure,constant"`
}

type pairingView struct {
	Evaluator  string   `json:"evaluator"`
	Name       string   `json:"name"`
	Pairs      int      `json:"pairs"`
	Difference *float64 `json:"difference" doc:"points above those who judged the same, null with fewer than two pairs or none that differ otherwise"`
	Low        *float64 `json:"low" doc:"of the 95 % interval"`
	High       *float64 `json:"high"`
	Answers    int      `json:"answers"`
	Same       int      `json:"same" doc:"of the answers"`
}

type agreementView struct {
	AskView
	Pairs      int           `json:"pairs"`
	Scores     []agreedView  `json:"scores" nullable:"false" doc:"of the whole, then of the dimensions"`
	Questions  []agreedView  `json:"questions" nullable:"false" doc:"in the order of the form"`
	Evaluators []pairingView `json:"evaluators" nullable:"false" doc:"by name"`
}

func (a *API) agreement(ctx context.Context, actor people.Actor, in *AskIn) (*body[agreementView], error) {
	g, err := a.d.Figures.Agreement(ctx, actor, in.ask(""))
	if err != nil {
		return nil, err
	}
	v := agreementView{AskView: viewAsk(insights.Standings{Ask: g.Ask, Edition: g.Edition, From: g.From}), Pairs: g.Pairs,
		Scores: viewAgreed(g.Scores), Questions: viewAgreed(g.Questions), Evaluators: make([]pairingView, len(g.Evaluators))}
	ids := make([]string, len(g.Evaluators))
	for n, e := range g.Evaluators {
		ids[n] = e.Evaluator
	}
	names, err := a.names(ctx, actor, ids, nil)
	for n, e := range g.Evaluators {
		v.Evaluators[n] = viewPairing(e, names.users[e.Evaluator])
	}
	slices.SortStableFunc(v.Evaluators, func(a, b pairingView) int { return strings.Compare(a.Name, b.Name) })
	return &body[agreementView]{v}, err
}

func viewAgreed(list []insights.Agreed) []agreedView {
	out := make([]agreedView, len(list))
	for n, g := range list {
		out[n] = agreedView{g.Key, g.Text, g.Dimension, g.Pairs, g.NA, viewMeasure(g.Exact), viewMeasure(g.Alpha), viewMeasure(g.AC2), g.Apart, g.Verdict}
	}
	return out
}

func viewPairing(e insights.Pairing, name string) pairingView {
	v := pairingView{Evaluator: e.Evaluator, Name: name, Pairs: e.Pairs, Answers: e.Answers, Same: e.Same}
	if e.Difference != nil {
		v.Difference, v.Low, v.High = &e.Difference.Difference, &e.Difference.Low, &e.Difference.High
	}
	return v
}
