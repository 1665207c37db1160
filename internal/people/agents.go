package people

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

// Names returns the names of these users by id.
func (u *Users) Names(ctx context.Context, ids []string) (map[string]string, error) {
	users, err := u.byIDs(ctx, ids)
	names := make(map[string]string, len(users))
	for _, user := range users {
		names[user.ID] = user.Name
	}
	return names, err
}

// Present returns the names and e-mail addresses of those of these users who have not left, by id.
func (u *Users) Present(ctx context.Context, ids []string) (map[string]User, error) {
	users, err := u.byIDs(ctx, ids, "email", "disabled_at")
	present := make(map[string]User, len(users))
	for _, user := range users {
		if user.DisabledAt == nil {
			present[user.ID] = user
		}
	}
	return present, err
}

// NamesFor returns the names of these users by id, no older than the actor's request.
func (u *Users) NamesFor(ctx context.Context, actor Actor, ids []string) (map[string]string, error) {
	return u.namesKnown.get(ctx, actor.version, ids, u.Names)
}

// Agents finds users by the names that sources give them, an e-mail address or an external id in any case: key to id.
func (u *Users) Agents(ctx context.Context, refs []string) (map[string]string, error) {
	keys := make([]string, len(refs))
	for i, ref := range refs {
		keys[i] = Key(ref)
	}
	return u.idsByKey(ctx, keys)
}

// Terms are memberships of users in teams, to look up where somebody was at a time.
type Terms map[string][]Membership

// Terms returns the memberships, past and present, of these users.
func (u *Users) Terms(ctx context.Context, ids []string) (Terms, error) {
	all, err := u.memberships(ctx, ids, Member)
	terms := Terms{}
	for _, m := range all {
		terms[m.UserID] = append(terms[m.UserID], m)
	}
	return terms, err
}

// TeamAt is the team of the user at a time, empty for none. The first team reaches back to the beginning, since the
// record may be older than the user's entry in Rater.
func (t Terms) TeamAt(userID string, at time.Time) string {
	list := t[userID]
	for i := len(list) - 1; i >= 0; i-- {
		m := list[i]
		begun := i == 0 || !at.Before(m.Since)
		if begun && (m.Until == nil || at.Before(*m.Until)) {
			return m.TeamID
		}
	}
	return ""
}

// Arbiters are the ids of those who can decide a dispute of these parties: see MayDecide.
func (u *Users) Arbiters(ctx context.Context, p Parties) ([]string, error) {
	return u.arbiters(ctx, p)
}

// TeamNow is the team that the user is in, empty for none.
func (u *Users) TeamNow(ctx context.Context, id string) (string, error) {
	terms, err := u.Terms(ctx, []string{id})
	return terms.TeamAt(id, u.now()), err
}

// LeadsOf are the ids of those who lead a team today.
func (u *Users) LeadsOf(ctx context.Context, team string) ([]string, error) {
	return u.leadsOf(ctx, team)
}

// Evaluators are those with the role who have not left, with everything that is known of them.
func (u *Users) Evaluators(ctx context.Context) ([]Person, error) {
	users, err := u.withRole(ctx, Evaluator, nil)
	if err != nil {
		return nil, err
	}
	return u.fill(ctx, users)
}

// LedBy are the teams that each of these users leads today.
func (u *Users) LedBy(ctx context.Context, ids []string) (map[string][]string, error) {
	rows, err := u.leading(ctx, ids)
	teams := make(map[string][]string, len(rows))
	for _, m := range rows {
		teams[m.UserID] = append(teams[m.UserID], m.TeamID)
	}
	return teams, err
}

// SecondEvaluators are the evaluators who can score for a second time what the first of the parties has: none of these, who
// shares no team with the first, leads none of the parties' teams, and is not led by the agent.
func (u *Users) SecondEvaluators(ctx context.Context, p Parties, not []string) ([]User, error) {
	return u.secondEvaluators(ctx, p, not)
}

// Persons returns these users with everything that is known of them, by id.
func (u *Users) Persons(ctx context.Context, ids []string) (map[string]Person, error) {
	out := make(map[string]Person, len(ids))
	for _, part := range store.Chunks(ids, 500) {
		users, err := u.wholeByIDs(ctx, part)
		if err != nil {
			return nil, err
		}
		people, err := u.fill(ctx, users)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			out[p.ID] = p
		}
	}
	return out, nil
}

// AgentFilter narrows agents; empty parts don't.
type AgentFilter struct {
	Teams []string  // in which they are today
	Since time.Time // at which they were there for the first time, as members of a team, or later
	But   string    // the id of one to leave out
	After string    // id behind which the list goes on
	Limit int
}

// AgentsBy returns the ids of agents, in order.
func (u *Users) AgentsBy(ctx context.Context, f AgentFilter) ([]string, error) {
	return u.agentsBy(ctx, f)
}

// Members are the agents of a team who have not left, by name, but for one.
func (u *Users) Members(ctx context.Context, team, but string) ([]User, error) {
	return u.members(ctx, team, but)
}

// Serving are those with a role who have not left, but for one.
func (u *Users) Serving(ctx context.Context, role Role, but string) ([]User, error) {
	return u.withRole(ctx, role, []string{but})
}
