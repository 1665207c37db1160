package server

import (
	"context"

	"rater/internal/people"
	"rater/scorecards"
)

// EditionView names a version of a scorecard.
type EditionView struct {
	ID        string `json:"id"`
	Scorecard string `json:"scorecard"`
	Name      string `json:"name"`
	Number    int    `json:"number"`
}

type pointView struct {
	Key     string   `json:"key" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness"`
	Month   string   `json:"month" doc:"YYYY-MM in the site's zone"`
	Version string   `json:"version" doc:"of the scorecard; points of two versions are not to be compared"`
	N       int      `json:"n"`
	Mean    float64  `json:"mean"`
	Low     *float64 `json:"low,omitempty" doc:"of the 95 % interval, where there is one"`
	High    *float64 `json:"high,omitempty"`
}

type trendView struct {
	Months   []string      `json:"months" nullable:"false" doc:"YYYY-MM, the oldest first"`
	Versions []EditionView `json:"versions" nullable:"false" doc:"that points are of"`
	Points   []pointView   `json:"points" nullable:"false" doc:"of released evaluations of random samples, by month"`
}

func (a *API) trend(ctx context.Context, actor people.Actor, _ *empty) (*body[trendView], error) {
	t, err := a.d.Evaluations.Trend(ctx, actor, a.d.Config.Location())
	if err != nil {
		return nil, err
	}
	v := trendView{Months: make([]string, len(t.Months)), Versions: []EditionView{}, Points: make([]pointView, len(t.Points))}
	for i, month := range t.Months {
		v.Months[i] = month.Format("2006-01")
	}
	seen := map[string]bool{}
	for i, p := range t.Points {
		v.Points[i] = pointView{p.Dimension, v.Months[p.Month], p.Version, p.Estimate.N, p.Estimate.Mean, p.Estimate.Low, p.Estimate.High}
		if !seen[p.Version] {
			seen[p.Version] = true
			v.Versions = append(v.Versions, viewEdition(p.Version, t.Versions[p.Version]))
		}
	}
	return &body[trendView]{v}, nil
}

func viewEdition(id string, e scorecards.Edition) EditionView {
	return EditionView{id, e.Scorecard, e.Name, e.Number}
}
