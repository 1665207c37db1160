package scorecards

import (
	"context"

	"rater/internal/people"
)

// Reading scores is on record: who, when, which. What an agent is to see of it names them as its subject.

// Read returns an evaluation like Get, and notes that the actor has read it.
func (v *Evaluations) Read(ctx context.Context, actor people.Actor, id string) (Evaluation, error) {
	e, err := v.Get(ctx, actor, id)
	if err != nil {
		return e, err
	}
	return e, v.audit.Read(ctx, actor, "evaluation.read", "agent", e.AgentID, map[string]any{"evaluation": e.ID, "revision": e.Revision})
}

// Browse returns evaluations like List, and notes the query as one reading.
func (v *Evaluations) Browse(ctx context.Context, actor people.Actor, f Filter) ([]Evaluation, error) {
	rows, err := v.List(ctx, actor, f)
	if err != nil {
		return nil, err
	}
	query := map[string]any{"status": f.Status, "evaluator": f.Evaluator, "after": f.After, "found": len(rows)}
	return rows, v.audit.Read(ctx, actor, "evaluations.list", "agent", f.Agent, query)
}
