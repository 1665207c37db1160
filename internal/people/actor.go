// Package people knows who there is, what each may do, and who did what.
package people

import "slices"

// Role is what a person does at the desk; one person may hold several.
type Role string

// The roles that design and policy know.
const (
	Admin      Role = "admin"
	Supervisor Role = "supervisor"
	Evaluator  Role = "evaluator"
	Agent      Role = "agent"
	Trainer    Role = "trainer"
	Analyst    Role = "analyst"
)

// Roles are all roles, in the order in which they are shown.
var Roles = []Role{Admin, Supervisor, Evaluator, Agent, Trainer, Analyst}

// Actor is who acts: a signed-in person, or a program with a token of a source.
type Actor struct {
	ID     string
	Name   string
	Email  string
	Roles  []Role
	Leads  []string // teams led today
	Team   string   // team of which the person is a member today, or empty
	Source string   // set for a token
	Scope  string   // set for a token
	Key    string   // hash of the session or token, for limits and idempotency

	version int64 // of people as the actor's request found them, 0 for unknown
}

// Is reports whether the actor holds the role.
func (a Actor) Is(role Role) bool { return slices.Contains(a.Roles, role) }

// LeadsTeam reports whether the actor is a supervisor who leads the team.
func (a Actor) LeadsTeam(team string) bool {
	return team != "" && a.Is(Supervisor) && slices.Contains(a.Leads, team)
}

// System is the actor of what Rater does by itself.
func System() Actor { return Actor{ID: "system", Name: "Rater"} }
