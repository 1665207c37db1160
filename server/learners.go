package server

import (
	"context"

	"rater/internal/people"
)

// Learner is an agent to whom somebody may give modules.
type Learner struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Team     string `json:"team,omitempty"`
	TeamName string `json:"team_name,omitempty"`
}

func viewLearner(p people.Person) Learner {
	v := Learner{ID: p.ID, Name: p.Name}
	if p.MemberOf != nil {
		v.Team, v.TeamName = p.MemberOf.ID, p.MemberOf.Name
	}
	return v
}

func (a *API) learners(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[Learner]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Assignments.Learners(ctx, actor, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return &body[page[Learner]]{more(rows, in.Limit, func(p people.Person) string { return p.ID }, viewLearner)}, nil
}
