package server

import (
	"context"

	"rater/internal/insights"
	"rater/internal/people"
)

type askReportIn struct {
	AskIn
	FormatIn
}

func (a *API) evaluatorsReport(ctx context.Context, actor people.Actor, in *askReportIn) (*sheetOut, error) {
	s, err := a.evaluatorsSheet(ctx, actor, &in.AskIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) evaluatorsSheet(ctx context.Context, actor people.Actor, in *AskIn) (insights.Sheet, error) {
	v, err := a.evaluatorFigures(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "evaluators", About: askedAbout(v.Body.AskView), Head: []string{"Evaluator", "Scores", "Agents", "Plain mean", "Above others", "Low", "High", "Drifts"}}
	if v.Body.Why != "" {
		s.About = append(s.About, [2]string{"Why nothing is told", v.Body.Why})
	}
	for _, e := range v.Body.Evaluators {
		s.Rows = append(s.Rows, []any{e.Name, e.N, e.Agents, e.Raw, e.Effect, e.Low, e.High, yes(e.Drifts)})
	}
	return s, nil
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (a *API) agreementReport(ctx context.Context, actor people.Actor, in *askReportIn) (*sheetOut, error) {
	s, err := a.agreementSheet(ctx, actor, &in.AskIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) agreementSheet(ctx context.Context, actor people.Actor, in *AskIn) (insights.Sheet, error) {
	v, err := a.agreement(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "agreement", About: askedAbout(v.Body.AskView), Head: []string{"Of", "Dimension", "Pairs", "N/A of both", "N/A of either", "Share", "Low", "High", "Verdict", "Exact", "Low", "High", "Alpha", "Low", "High", "AC2", "Low", "High", "Points apart"}}
	for _, list := range [][]agreedView{v.Body.Scores, v.Body.Questions} {
		for _, g := range list {
			of := g.Text
			if of == "" {
				of = g.Key
			}
			s.Rows = append(s.Rows, []any{of, g.Dimension, g.Pairs, g.NA.Both, g.NA.Either, g.NA.Share, g.NA.Low, g.NA.High, g.Verdict, g.Exact.Value, g.Exact.Low, g.Exact.High, g.Alpha.Value, g.Alpha.Low, g.Alpha.High, g.AC2.Value, g.AC2.Low, g.AC2.High, g.Apart})
		}
	}
	return s, nil
}

type effectsReportIn struct {
	EffectsIn
	FormatIn
}

func (a *API) effectsReport(ctx context.Context, actor people.Actor, in *effectsReportIn) (*sheetOut, error) {
	s, err := a.effectsSheet(ctx, actor, &in.EffectsIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) effectsSheet(ctx context.Context, actor people.Actor, in *EffectsIn) (insights.Sheet, error) {
	v, err := a.effects(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "effects", About: [][2]string{{"Kind", v.Body.Kind}, {"Effect", "analysis of covariance beside the scores before, points, intervals of 95 %; p adjusted for how many there are"}},
		Head: []string{"Of", "Question", "With it", "Without it", "Verdict", "Effect", "Low", "High", "p", "Difference of changes", "Plain difference", "Why nothing is told"}}
	for _, e := range v.Body.Items {
		row := []any{e.Name, e.Text, e.Treated, e.Control, e.Verdict}
		if e.Effect == nil {
			row = append(row, nil, nil, nil)
		} else {
			row = append(row, e.Effect.Estimate, e.Effect.Low, e.Effect.High)
		}
		row = append(row, e.P)
		if e.DiD == nil {
			row = append(row, nil)
		} else {
			row = append(row, e.DiD.Estimate)
		}
		s.Rows = append(s.Rows, append(row, e.Raw, e.Why))
	}
	return s, nil
}

type planReportIn struct {
	SamplingFiguresIn
	FormatIn
}

func (a *API) planReport(ctx context.Context, actor people.Actor, in *planReportIn) (*sheetOut, error) {
	s, err := a.planSheet(ctx, actor, &in.SamplingFiguresIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) planSheet(ctx context.Context, actor people.Actor, in *SamplingFiguresIn) (insights.Sheet, error) {
	v, err := a.samplingFigures(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "plan", About: [][2]string{{"From", in.From}, {"To", in.To}}, Head: []string{"Evaluator", "Holding", "Scored", "Scored a second time", "Skipped", "Replaced", "Given back"}}
	for _, e := range v.Body.Evaluators {
		s.Rows = append(s.Rows, []any{e.Name, e.Holding, e.Scored, e.SecondScored, e.Skipped, e.Replaced, e.Returned})
	}
	return s, nil
}
