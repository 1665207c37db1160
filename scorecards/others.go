package scorecards

import (
	"context"
	"slices"

	"rater/internal/people"
)

const mostOthers = 200

// Others are what else was made of the interaction and agent of an evaluation in the actor's reach, as far as it is in their
// reach too, the newest first and at most 200. It is noted as a reading.
func (v *Evaluations) Others(ctx context.Context, actor people.Actor, id string) ([]Evaluation, error) {
	e, err := v.one(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	rows, err := v.List(ctx, actor, Filter{Interaction: e.InteractionID, Agent: e.AgentID, Limit: mostOthers})
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(other Evaluation) bool { return other.ID == e.ID })
	return rows, v.audit.Read(ctx, actor, "evaluation.others", "agent", e.AgentID, map[string]any{"evaluation": e.ID, "found": len(rows)})
}
