package server

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// nameBook has the names that an answer needs, with pseudonyms where the policy asks for them.
type nameBook struct {
	users  map[string]string
	teams  map[string]string
	named  func(team string) bool
	pseudo func(id string) string
	hidden map[string]bool // interactions whose agents' names somebody is to score without
}

func (n nameBook) agent(id, team string) string {
	if id == "" || n.named(team) {
		return n.users[id]
	}
	return n.pseudo(id)
}

// agentOf is the name of an interaction's agent.
func (n nameBook) agentOf(interaction, id, team string) string {
	if id != "" && n.hidden[interaction] {
		return n.pseudo(id)
	}
	return n.agent(id, team)
}

// idOf is the id of an interaction's agent, empty where it is hidden.
func (n nameBook) idOf(interaction, id string) string {
	if n.hidden[interaction] {
		return ""
	}
	return id
}

// refers says whether what the source calls an interaction's agent is shown.
func (n nameBook) refers(interaction, team string) bool {
	return n.named(team) && !n.hidden[interaction]
}

func (a *API) names(ctx context.Context, actor people.Actor, users, teams []string) (n nameBook, err error) {
	n.named = func(team string) bool { return people.SeesNames(actor, team, a.d.Config.NameAgents) }
	n.pseudo = a.pseudonym
	if n.users, err = a.d.Users.NamesFor(ctx, actor, users); err != nil {
		return n, err
	}
	n.teams, err = a.d.Teams.NamesFor(ctx, actor, teams)
	return n, err
}

// namesIn are names for interactions, without those of agents whom the actor scores in a calibration.
func (a *API) namesIn(ctx context.Context, actor people.Actor, users, teams []string) (nameBook, error) {
	n, err := a.names(ctx, actor, users, teams)
	if err == nil && actor.May(people.EvaluationsWrite) {
		n.hidden, err = a.d.Calibrations.Hidden(ctx, actor)
	}
	return n, err
}

// pseudonym is a name by which an analyst can tell agents apart without knowing them.
func (a *API) pseudonym(id string) string {
	mac := hmac.New(sha256.New, a.d.keys.Hashes[:])
	mac.Write([]byte("pseudonym " + id))
	return "Agent " + base32.StdEncoding.EncodeToString(mac.Sum(nil))[:6]
}

func (a *API) namesOfInteractions(ctx context.Context, actor people.Actor, rows []interactions.Interaction) (nameBook, error) {
	var users, teams []string
	for _, i := range rows {
		if i.AgentID != nil {
			users = append(users, *i.AgentID)
		}
		if i.TeamID != nil {
			teams = append(teams, *i.TeamID)
		}
	}
	return a.namesIn(ctx, actor, users, teams)
}

func (a *API) namesOfEvaluations(ctx context.Context, actor people.Actor, rows []scorecards.Evaluation) (nameBook, error) {
	var users, teams []string
	for _, e := range rows {
		users = append(users, e.AgentID, e.EvaluatorID)
		if e.TeamID != nil {
			teams = append(teams, *e.TeamID)
		}
	}
	return a.names(ctx, actor, users, teams)
}
