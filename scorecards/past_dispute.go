package scorecards

import (
	"slices"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// parties are those of a dispute at the time of the last step.
func (t *tale) parties() people.Parties {
	return people.Parties{Evaluator: t.e.EvaluatorID, Agent: t.Agent, Teams: []string{t.e.Team(), t.terms.TeamAt(t.Agent, t.now)}}
}

func (t *tale) dispute(s PastStep) (map[string]any, error) {
	d, err := t.e.Contest(&t.Version.Definition, Contention{Question: s.Question, Reason: s.Words}, s.By.ID, Heard{LastPos: t.of.LastPos}, t.due, s.At)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(t.disputes, func(earlier *Dispute) bool { return earlier.QuestionID == d.QuestionID }) {
		return nil, twice()
	}
	if s.To.ID != "" {
		if !people.MayDecide(s.To, t.parties()) {
			return nil, cantDecide()
		}
		d.ArbiterID = &s.To.ID
	}
	t.disputes = append(t.disputes, d)
	return d.told(), nil
}

// decide ends the dispute that was opened last.
func (t *tale) decide(s PastStep) (action string, detail map[string]any, err error) {
	if len(t.disputes) == 0 {
		return "", nil, fault.New(fault.Conflict, "nothing was disputed")
	}
	if !people.MayDecide(s.By, t.parties()) {
		return "", nil, cantDecide()
	}
	d := t.disputes[len(t.disputes)-1]
	detail, err = t.e.decided(&t.Version.Definition, d, s.By.ID, s.Decision, t.of.Channel, s.At)
	return "dispute_" + d.Status, detail, err
}
