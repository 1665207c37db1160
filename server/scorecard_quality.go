package server

import (
	"context"

	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

type optionCountView struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	N     int    `json:"n"`
}

type questionQualityView struct {
	Question  string            `json:"question"`
	Dimension string            `json:"dimension"`
	Text      string            `json:"text"`
	N         int               `json:"n" doc:"evaluations in which it was shown and answered, N/A among them"`
	Options   []optionCountView `json:"options" nullable:"false" doc:"from worst to best"`
	NA        int               `json:"na"`
	NAShare   *shareView        `json:"na_share" doc:"of n, null below 20"`
	Ceiling   *shareView        `json:"ceiling" doc:"the share of the best option among the answers that are not N/A, null below 20"`
	Rest      *float64          `json:"item_rest" doc:"the correlation of its points with the mean points of the other answers, null below 30"`
	RestLow   *float64          `json:"item_rest_low"`
	RestHigh  *float64          `json:"item_rest_high"`
	RestN     int               `json:"item_rest_n"`
	Verdict   string            `json:"verdict" enum:"too_few,mostly_na,ceiling,unrelated,tells" doc:"mostly_na from 50 % on, ceiling from 90 % on, unrelated below 0.1"`
}

type qualityView struct {
	Scorecard   string                `json:"scorecard"`
	Name        string                `json:"name"`
	Version     int                   `json:"version"`
	VersionID   string                `json:"version_id"`
	Evaluations int                   `json:"evaluations" doc:"the newest that were submitted and not withdrawn, at most 20,000"`
	Questions   []questionQualityView `json:"questions" nullable:"false"`
}

func (a *API) scorecardQuality(ctx context.Context, actor people.Actor, in *IDIn) (*body[qualityView], error) {
	q, err := a.d.Catalogue.Quality(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	v := qualityView{q.ID, q.Name, q.Version.Number, q.Version.ID, q.Evaluations, make([]questionQualityView, len(q.Questions))}
	for n, one := range q.Questions {
		v.Questions[n] = viewQuality(one)
	}
	return &body[qualityView]{v}, nil
}

func viewQuality(q scorecards.QuestionQuality) questionQualityView {
	v := questionQualityView{Question: q.Question, Dimension: q.Dimension, Text: q.Text, N: q.N, NA: q.NA, NAShare: viewShare(q.NAShare), Ceiling: viewShare(q.Ceiling),
		Rest: q.Rest.Value, RestLow: q.Rest.Low, RestHigh: q.Rest.High, RestN: q.RestN, Verdict: q.Verdict, Options: make([]optionCountView, len(q.Options))}
	for n, o := range q.Options {
		v.Options[n] = optionCountView(o)
	}
	return v
}

func viewShare(s *stats.Share) *shareView {
	if s == nil {
		return nil
	}
	return &shareView{s.Value, s.Low, s.High}
}
