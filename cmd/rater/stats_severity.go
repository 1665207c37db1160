package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

// severityReport is the contract of `rater stats severity`.
type severityReport struct {
	Mean       *float64           `json:"mean"`
	Variance   *varianceReport    `json:"variance"`
	Agents     []*agentReport     `json:"agents"`
	Evaluators []*evaluatorReport `json:"evaluators"`
	Connected  bool               `json:"connected"`
	Warnings   *warnings          `json:"warnings"`
}

type varianceReport struct {
	Agent     float64 `json:"agent"`
	Evaluator float64 `json:"evaluator"`
	Residual  float64 `json:"residual"`
}

type agentReport struct {
	ID       string   `json:"id"`
	N        int      `json:"n"`
	Raw      float64  `json:"raw"`
	Adjusted *float64 `json:"adjusted"`
	Fair     *float64 `json:"fair"`
	SE       *float64 `json:"se"`
	sum      float64
}

type evaluatorReport struct {
	ID        string   `json:"id"`
	N         int      `json:"n"`
	Effect    *float64 `json:"effect"`
	SE        *float64 `json:"se"`
	low, high float64
}

func statsSeverity() *cobra.Command {
	return statsMeasure(&cobra.Command{
		Use:   "severity",
		Short: "Strictness of evaluators, and agents' scores freed of it: columns agent, evaluator, score",
		Long: `Tells agents and evaluators apart: score = mean + agent + evaluator + rest, crossed random effects by REML. Of each agent
raw is the plain mean, adjusted the least-squares one without the evaluators' strictness, fair the mean + best prediction,
drawn to the mean as far as its scores are few, with its standard error. An evaluator's effect below 0 is strict.

Where no scores connect all agents and evaluators, strictness can't be told from weakness: connected is false and what
rests on it is null.`,
		Example: "rater stats severity scores.csv --json",
	}, severity)
}

// severityTable gathers the rows.
type severityTable struct {
	crossed        *stats.Crossed
	agents         map[string]int
	evaluators     map[string]int
	report         *severityReport
	withoutScore   int
	agent, rater   int
	score, scoreOK int
}

func severity(t *csvTable) (statsReport, error) {
	at, err := t.columns("agent", "evaluator", "score")
	if err != nil {
		return nil, err
	}
	s := &severityTable{crossed: stats.NewCrossed(), agents: map[string]int{}, evaluators: map[string]int{}, agent: at[0], rater: at[1], score: at[2]}
	s.report = &severityReport{Agents: []*agentReport{}, Evaluators: []*evaluatorReport{}, Warnings: &warnings{}}
	if err := t.each(s.take); err != nil {
		return nil, err
	}
	if s.scoreOK == 0 {
		return nil, fmt.Errorf("%s has no scores", t.name)
	}
	return s.fit()
}

func (s *severityTable) take(t *csvTable) error {
	agent, err := t.label(s.agent)
	if err != nil {
		return err
	}
	evaluator, err := t.label(s.rater)
	if err != nil {
		return err
	}
	y, known, err := t.number(s.score)
	if err != nil {
		return err
	}
	if !known {
		s.withoutScore++
		return nil
	}
	s.scoreOK++
	a, e := s.agentOf(agent), s.evaluatorOf(evaluator, y)
	s.crossed.Add(a, e, y)
	one, other := s.report.Agents[a], s.report.Evaluators[e]
	one.N, one.sum = one.N+1, one.sum+y
	one.Raw = one.sum / float64(one.N)
	other.N, other.low, other.high = other.N+1, min(other.low, y), max(other.high, y)
	return nil
}

func (s *severityTable) agentOf(id string) int {
	i, ok := s.agents[id]
	if !ok {
		i, id = len(s.agents), strings.Clone(id)
		s.agents[id], s.report.Agents = i, append(s.report.Agents, &agentReport{ID: id})
	}
	return i
}

func (s *severityTable) evaluatorOf(id string, y float64) int {
	i, ok := s.evaluators[id]
	if !ok {
		i, id = len(s.evaluators), strings.Clone(id)
		s.evaluators[id], s.report.Evaluators = i, append(s.report.Evaluators, &evaluatorReport{ID: id, low: y, high: y})
	}
	return i
}

func (s *severityTable) fit() (statsReport, error) {
	r := s.report
	s.suspicious()
	connection := s.crossed.Connection()
	if r.Connected = connection.Parts == 1; !r.Connected {
		r.Warnings.why("mean, variance, adjusted, fair, effect, se", connection.Err())
		return r, nil
	}
	f, err := s.crossed.Fit()
	if err != nil {
		return nil, err
	}
	r.Mean, r.Variance = &f.Mean, &varianceReport{f.Agent, f.Evaluator, f.Rest}
	for i, a := range f.Agents {
		fair := f.Mean + a.Effect
		r.Agents[i].Adjusted, r.Agents[i].Fair, r.Agents[i].SE = &a.Adjusted, &fair, &a.LevelSE
	}
	for i, e := range f.Evaluators {
		r.Evaluators[i].Effect, r.Evaluators[i].SE = &e.Effect, &e.SE
	}
	s.narrow(connection.Bridges)
	if few := min(len(r.Agents), len(r.Evaluators)); few < 10 {
		r.Warnings.add("only %d agents or evaluators: how much these differ is roughly known, and the standard errors are too small", few)
	}
	if f.Agent == 0 {
		r.Warnings.add("the agents' variance is estimated as 0: the scores do not tell them apart, and the standard errors are too small")
	}
	if f.Evaluator == 0 {
		r.Warnings.add("the evaluators' variance is estimated as 0: the scores show no difference in strictness, and the standard errors are too small")
	}
	return r, nil
}

const mostOfAKind = 10

func (s *severityTable) suspicious() {
	w := s.report.Warnings
	if s.withoutScore > 0 {
		w.add("%d of the rows have no score and are left out", s.withoutScore)
	}
	found := 0
	for _, e := range s.report.Evaluators {
		if e.N < 3 || e.low != e.high {
			continue
		}
		if found++; found <= mostOfAKind {
			w.add("evaluator %s gives the same score to all of %d", quoted(e.ID), e.N)
		}
	}
	if found > mostOfAKind {
		w.add("… and the same of %d more evaluators", found-mostOfAKind)
	}
}

// narrow names the single scores that hold the design together.
func (s *severityTable) narrow(bridges []stats.Pair) {
	w := s.report.Warnings
	for i, b := range bridges {
		if i == mostOfAKind {
			w.add("… and %d more single scores like it", len(bridges)-i)
			return
		}
		w.add("the design is held together by one score, of agent %s by evaluator %s: without it those on one side could not be compared with the others",
			quoted(s.report.Agents[b.Agent].ID), quoted(s.report.Evaluators[b.Evaluator].ID))
	}
}

func (r *severityReport) table(out io.Writer) {
	c := columnsOn(out)
	c.row("mean", r.Mean)
	if r.Variance != nil {
		c.row("variance of agents", r.Variance.Agent)
		c.row("of evaluators", r.Variance.Evaluator)
		c.row("residual", r.Variance.Residual)
	}
	c.done()
	fmt.Fprintln(out)
	c = columnsOn(out)
	c.row("agent", "n", "raw", "adjusted", "fair", "se")
	for _, a := range r.Agents {
		c.row(a.ID, a.N, a.Raw, a.Adjusted, a.Fair, a.SE)
	}
	c.done()
	fmt.Fprintln(out)
	c = columnsOn(out)
	c.row("evaluator", "n", "effect", "se")
	for _, e := range r.Evaluators {
		c.row(e.ID, e.N, e.Effect, e.SE)
	}
	c.done()
	r.Warnings.print(out)
}
