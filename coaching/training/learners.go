package training

import (
	"context"

	"rater/internal/people"
)

// Learners are the agents to whom the actor may give modules, in the order of their ids, behind the one with this id: to
// a trainer all, to a supervisor those of the teams that they lead.
func (a *Assignments) Learners(ctx context.Context, actor people.Actor, after string, limit int) ([]people.Person, error) {
	f := people.AgentFilter{But: actor.ID, After: after, Limit: limit}
	if !actor.Is(people.Trainer) {
		if f.Teams = actor.Leads; len(f.Teams) == 0 {
			return nil, nil
		}
	}
	ids, err := a.users.AgentsBy(ctx, f)
	if err != nil {
		return nil, err
	}
	known, err := a.users.Persons(ctx, ids)
	list := make([]people.Person, 0, len(ids))
	for _, id := range ids {
		if p, ok := known[id]; ok {
			list = append(list, p)
		}
	}
	return list, err
}
