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
	NA        naView      `json:"na" doc:"agreement on N/A, which counts in no other figure"`
	Exact     measureView `json:"exact" doc:"share of pairs that are the same"`
	Alpha     measureView `json:"alpha" doc:"Krippendorff's α"`
	AC2       measureView `json:"ac2" doc:"Gwet's AC2, with two levels AC1; of questions"`
	Apart     *float64    `json:"apart" doc:"mean of the differences without their sign, points; of scores"`
	Verdict   string      `json:"verdict" enum:"too_few,reliable,tentative,uneven,unsure,constant"`
}

type naView struct {
	Both   int      `json:"both" doc:"answers that both have as not applicable"`
	Either int      `json:"either" doc:"answers that one has so, or both"`
	Share  *float64 `json:"share" doc:"both of either, 0–1; null where nobody has one so"`
	Low    *float64 `json:"low" doc:"of its 95 % interval (Wilson)"`
	High   *float64 `json:"high"`
}

func viewOnNA(o insights.OnNA) naView {
	v := naView{Both: o.Both, Either: o.Either}
	if o.Share != nil {
		v.Share, v.Low, v.High = &o.Share.Value, &o.Share.Low, &o.Share.High
	}
	return v
}

type courseView struct {
	Usual  *float64    `json:"usual" doc:"share of answers that are the same, mean over pairs, %; null with fewer than 20 pairs, with pairs of one week alone, or where nothing varies"`
	Drifts bool        `json:"drifts" doc:"the newest week lies outside of the limits"`
	Weeks  []driftView `json:"weeks" nullable:"false" doc:"in %, those with pairs; none where usual is null"`
}

func viewCourse(c insights.Course) courseView {
	v := courseView{Drifts: c.Drifts, Weeks: viewDrift(c.Weeks)}
	if len(c.Weeks) > 0 {
		v.Usual = &c.Usual
	}
	return v
}

type pairingView struct {
	Evaluator  string   `json:"evaluator"`
	Name       string   `json:"name"`
	Pairs      int      `json:"pairs"`
	Difference *float64 `json:"difference" doc:"points above those who judged the same, null with fewer than two pairs or none that differ otherwise"`
	Low        *float64 `json:"low" doc:"of the 95 % interval"`
	High       *float64 `json:"high"`
	Answers    int      `json:"answers" doc:"that neither has as not applicable"`
	Same       int      `json:"same" doc:"of the answers"`

	Course courseView `json:"course" doc:"how far the evaluator agreed with others, by week"`
}

type agreementView struct {
	AskView
	Pairs      int           `json:"pairs"`
	Scores     []agreedView  `json:"scores" nullable:"false" doc:"of the whole, then of the dimensions"`
	Questions  []agreedView  `json:"questions" nullable:"false" doc:"in the order of the form"`
	Evaluators []pairingView `json:"evaluators" nullable:"false" doc:"by name"`
	Course     courseView    `json:"course" doc:"how far evaluators agreed, by week"`
	Watched    watchedView   `json:"watched" doc:"scores of random samples that somebody watched live beside those that nobody did"`
}

func (a *API) agreement(ctx context.Context, actor people.Actor, in *AskIn) (*body[agreementView], error) {
	g, err := a.d.Figures.Agreement(ctx, actor, in.ask(""))
	if err != nil {
		return nil, err
	}
	v := agreementView{AskView: viewAsk(insights.Standings{Ask: g.Ask, Edition: g.Edition, From: g.From}), Pairs: g.Pairs,
		Scores: viewAgreed(g.Scores), Questions: viewAgreed(g.Questions), Course: viewCourse(g.Course), Watched: viewWatched(g.Watched), Evaluators: make([]pairingView, len(g.Evaluators))}
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
		out[n] = agreedView{g.Key, g.Text, g.Dimension, g.Pairs, viewOnNA(g.OnNA), viewMeasure(g.Exact), viewMeasure(g.Alpha), viewMeasure(g.AC2), g.Apart, g.Verdict}
	}
	return out
}

func viewPairing(e insights.Pairing, name string) pairingView {
	v := pairingView{Evaluator: e.Evaluator, Name: name, Pairs: e.Pairs, Answers: e.Answers, Same: e.Same, Course: viewCourse(e.Course)}
	if e.Difference != nil {
		v.Difference, v.Low, v.High = &e.Difference.Difference, &e.Difference.Low, &e.Difference.High
	}
	return v
}
