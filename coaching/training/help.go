package training

import (
	"context"

	"rater/internal/people"
)

// OfActions are the assignments in the actor's reach that are to help with these actions of coaching, by action, those
// that were called off left out.
func (a *Assignments) OfActions(ctx context.Context, actor people.Actor, actions []string) (map[string][]Assignment, error) {
	rows, err := a.ofActions(ctx, actor, actions)
	if err != nil {
		return nil, err
	}
	if err := a.complete(ctx, rows); err != nil {
		return nil, err
	}
	out := map[string][]Assignment{}
	for _, row := range rows {
		out[row.ActionID] = append(out[row.ActionID], row)
	}
	return out, nil
}
