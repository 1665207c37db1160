package insights

import (
	"context"
	"math"
	"slices"
	"time"

	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// Strictness is how far an evaluator's scores lie from those of the others once agents are told apart from evaluators:
// below 0 is strict. Low and High are its 95 % interval.
type Strictness struct {
	Evaluator         string
	N, Agents         int
	Raw               float64 // plain mean
	Effect, Low, High *float64
	Drift             []Drift
	Drifts            bool // the newest point lies outside
}

// Drift is a week on a chart with the moving average and its limits: N scores of an evaluator that lie Mean points from what
// their agents usually get, or N pairs in which Mean percent of the answers are the same.
type Drift struct {
	Week time.Time
	N    int
	Mean float64
	stats.Point
}

// Evaluators is how strict all evaluators of a version are.
type Evaluators struct {
	Ask
	Edition scorecards.Edition
	From    time.Time
	Rows    []Strictness // by id
	Why     string       // why strictness can't be told from weakness, empty where it can
	Bridges int          // single scores on which the comparison hangs
	SD      float64      // of evaluators, points
	Rest    float64      // of a score, once agent and evaluator are known
}

// Evaluators are figures for analysts. They are noted as a reading.
func (f *Figures) Evaluators(ctx context.Context, actor people.Actor, ask Ask) (Evaluators, error) {
	p, err := f.settled(ctx, nil, ask)
	if err != nil || p.Version == "" {
		return Evaluators{Ask: p.Ask, From: p.from}, err
	}
	e, err := f.evaluators(ctx, p, "")
	if err != nil {
		return e, err
	}
	return e, f.audit.Read(ctx, actor, "strictness.read", "scorecard", p.edition.Scorecard, map[string]any{"found": len(e.Rows)})
}

// Own is the actor's own strictness, without anybody else's row.
func (f *Figures) Own(ctx context.Context, actor people.Actor, ask Ask) (Evaluators, error) {
	p, err := f.settled(ctx, nil, ask)
	if err != nil {
		return Evaluators{}, err
	}
	e, err := f.evaluators(ctx, p, actor.ID)
	if err != nil {
		return e, err
	}
	e.Rows = slices.DeleteFunc(e.Rows, func(s Strictness) bool { return s.Evaluator != actor.ID })
	if len(e.Rows) == 0 {
		e.Why = ""
	}
	return e, nil
}

// evaluators are all, or those whom scores connect with one.
func (f *Figures) evaluators(ctx context.Context, p period, of string) (Evaluators, error) {
	e, weeks := Evaluators{Ask: p.Ask, Edition: p.edition, From: p.from}, f.scores.Weeks(p.Weeks)
	if p.Version == "" {
		return e, nil
	}
	pairs, err := f.scores.Pairs(ctx, p.Version, p.Dimension, weeks)
	if err != nil {
		return e, err
	}
	if of != "" {
		pairs = connected(pairs, []string{"evaluator " + of})
	}
	c := crossed(pairs)
	e.Rows = rowsOf(c, pairs)
	e.Bridges = len(c.sums.Connection().Bridges)
	fit, err := c.sums.Fit()
	if err != nil {
		e.Why = err.Error()
		return e, nil
	}
	e.SD, e.Rest = math.Sqrt(fit.Evaluator), math.Sqrt(fit.Rest)
	for n := range e.Rows {
		e.Rows[n].fitted(fit, c)
		e.Rows[n].chart(fit, c, pairs, weeks)
	}
	return e, nil
}

func rowsOf(c crossing, pairs []scorecards.PairWeek) []Strictness {
	rows := make([]Strictness, len(c.evaluators))
	agents := make([]map[string]bool, len(rows))
	for id, n := range c.evaluators {
		rows[n].Evaluator, agents[n] = id, map[string]bool{}
	}
	for _, p := range pairs {
		n := c.evaluators[p.EvaluatorID]
		rows[n].N += p.N
		rows[n].Raw += p.Y
		agents[n][p.AgentID] = true
	}
	for n := range rows {
		rows[n].Raw /= float64(rows[n].N)
		rows[n].Agents = len(agents[n])
	}
	slices.SortFunc(rows, func(a, b Strictness) int {
		if a.Evaluator < b.Evaluator {
			return -1
		}
		return 1
	})
	return rows
}

func (s *Strictness) fitted(fit *stats.Fair, c crossing) {
	of := fit.Evaluators[c.evaluators[s.Evaluator]]
	low, high := of.Effect-1.96*of.SE, of.Effect+1.96*of.SE
	s.Effect, s.Low, s.High = &of.Effect, &low, &high
}

// chart follows the evaluator's weeks: how far scores lie from the fair score of their agents, around the evaluator's own
// strictness, so that a strict one who stays strict is no alarm.
func (s *Strictness) chart(fit *stats.Fair, c crossing, pairs []scorecards.PairWeek, weeks []time.Time) {
	sum, n := make([]float64, len(weeks)), make([]int, len(weeks))
	for _, p := range pairs {
		if p.EvaluatorID == s.Evaluator {
			usual := fit.Mean + fit.Agents[c.agents[p.AgentID]].Effect
			sum[p.Week] += p.Y - float64(p.N)*usual
			n[p.Week] += p.N
		}
	}
	var periods []stats.Period
	for w := range weeks {
		if n[w] > 0 {
			mean := sum[w] / float64(n[w])
			periods = append(periods, stats.Period{Mean: mean, N: float64(n[w])})
			s.Drift = append(s.Drift, Drift{Week: weeks[w], N: n[w], Mean: mean})
		}
	}
	points, err := stats.EWMA(periods, stats.Chart{Target: *s.Effect, Sigma: math.Sqrt(fit.Rest)})
	if err != nil { // nothing varies: there is no chart
		s.Drift = nil
		return
	}
	for n := range points {
		s.Drift[n].Point = points[n]
	}
	s.Drifts = len(points) > 0 && points[len(points)-1].Signal
}
