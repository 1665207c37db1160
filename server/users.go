package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
)

type userView struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	Email       string             `json:"email"`
	Roles       []people.Role      `json:"roles" nullable:"false"`
	ExternalIDs []string           `json:"external_ids" nullable:"false"`
	MemberOf    *Named             `json:"member_of,omitempty"`
	Leads       []Named            `json:"leads" nullable:"false"`
	Languages   []string           `json:"languages" nullable:"false"`
	Disabled    bool               `json:"disabled"`
	CreatedAt   interactions.Stamp `json:"created_at" format:"date-time"`
	Memberships []membershipView   `json:"memberships,omitempty"`
}

type membershipView struct {
	Team     string              `json:"team"`
	TeamName string              `json:"team_name"`
	Kind     string              `json:"kind" enum:"member,lead"`
	Since    interactions.Stamp  `json:"since" format:"date-time"`
	Until    *interactions.Stamp `json:"until,omitempty" format:"date-time"`
}

func viewUser(p people.Person) userView {
	v := userView{ID: p.ID, Name: p.Name, Email: p.Email, Roles: p.Roles, ExternalIDs: p.ExternalIDs, Leads: []Named{}, Languages: append([]string{}, p.Languages...),
		Disabled: p.DisabledAt != nil, CreatedAt: interactions.At(p.CreatedAt)}
	if v.Roles == nil {
		v.Roles = []people.Role{}
	}
	if v.ExternalIDs == nil {
		v.ExternalIDs = []string{}
	}
	if p.MemberOf != nil {
		v.MemberOf = &Named{p.MemberOf.ID, p.MemberOf.Name}
	}
	for _, t := range p.Leads {
		v.Leads = append(v.Leads, Named{t.ID, t.Name})
	}
	return v
}

// UserFilter is what narrows a list of people, in the address or in a body.
type UserFilter struct {
	Q string `query:"q" json:"q,omitempty" maxLength:"200" doc:"part of a name or e-mail address"`
	Paging
}

type searchUsersIn struct{ Body UserFilter }

func (a *API) searchUsers(ctx context.Context, actor people.Actor, in *searchUsersIn) (*body[page[userView]], error) {
	out, err := a.users(ctx, actor, &in.Body)
	return out, inBody(err)
}

func (a *API) users(ctx context.Context, _ people.Actor, in *UserFilter) (*body[page[userView]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Users.List(ctx, in.Q, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return &body[page[userView]]{more(rows, in.Limit, func(p people.Person) string { return p.ID }, viewUser)}, nil
}

type addUserIn struct {
	Body struct {
		Name        string        `json:"name" maxLength:"200"`
		Email       string        `json:"email" maxLength:"254"`
		Password    string        `json:"password,omitempty" maxLength:"256"`
		Roles       []people.Role `json:"roles" maxItems:"20" nullable:"false"`
		ExternalIDs []string      `json:"external_ids,omitempty" maxItems:"50" nullable:"false"`
		MemberOf    string        `json:"member_of,omitempty" maxLength:"100"`
		Leads       []string      `json:"leads,omitempty" maxItems:"200" nullable:"false"`
		Languages   []string      `json:"languages,omitempty" maxItems:"30" nullable:"false" doc:"that they speak, as BCP 47"`
	}
}

func (a *API) addUser(ctx context.Context, actor people.Actor, in *addUserIn) (*body[userView], error) {
	b := in.Body
	p, err := a.d.Users.Add(ctx, actor, people.NewPerson{Name: b.Name, Email: b.Email, Password: b.Password, Roles: b.Roles,
		ExternalIDs: b.ExternalIDs, MemberOf: b.MemberOf, Leads: b.Leads, Languages: b.Languages})
	if err != nil {
		return nil, inBody(err)
	}
	return &body[userView]{viewUser(p)}, nil
}

// IDIn is the id in a route's path.
type IDIn struct {
	ID string `path:"id" maxLength:"100"`
}

func (a *API) user(ctx context.Context, actor people.Actor, in *IDIn) (*body[userView], error) {
	p, err := a.d.Users.Get(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return a.withHistory(ctx, actor, p)
}

func (a *API) withHistory(ctx context.Context, actor people.Actor, p people.Person) (*body[userView], error) {
	v := viewUser(p)
	terms, err := a.d.Users.History(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(terms))
	for i, m := range terms {
		ids[i] = m.TeamID
	}
	names, err := a.d.Teams.NamesFor(ctx, actor, ids)
	if err != nil {
		return nil, err
	}
	for _, m := range terms {
		v.Memberships = append(v.Memberships, membershipView{m.TeamID, names[m.TeamID], m.Kind, interactions.At(m.Since), stamp(m.Until)})
	}
	return &body[userView]{v}, nil
}

type changeUserIn struct {
	IDIn
	Body struct {
		Name        *string        `json:"name,omitempty" maxLength:"200"`
		Roles       *[]people.Role `json:"roles,omitempty" maxItems:"20"`
		ExternalIDs *[]string      `json:"external_ids,omitempty" maxItems:"50"`
		MemberOf    *string        `json:"member_of,omitempty" maxLength:"100" doc:"a team's id, empty for none"`
		Leads       *[]string      `json:"leads,omitempty" maxItems:"200"`
		Languages   *[]string      `json:"languages,omitempty" maxItems:"30" doc:"that they speak, as BCP 47"`
		Disabled    *bool          `json:"disabled,omitempty"`
		Password    *string        `json:"password,omitempty" maxLength:"256"`
	}
}

func (a *API) changeUser(ctx context.Context, actor people.Actor, in *changeUserIn) (*body[userView], error) {
	b := in.Body
	p, err := a.d.Users.Change(ctx, actor, in.ID, people.Changes{Name: b.Name, Roles: b.Roles, ExternalIDs: b.ExternalIDs,
		MemberOf: b.MemberOf, Leads: b.Leads, Languages: b.Languages, Disabled: b.Disabled, Password: b.Password})
	if err != nil {
		return nil, inBody(err)
	}
	a.sockets.recheckUser(in.ID)
	return a.withHistory(ctx, actor, p)
}

type teamView struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Members int     `json:"members"`
	Leads   []Named `json:"leads" nullable:"false"`
}

func viewTeam(t people.TeamSummary) teamView {
	v := teamView{t.ID, t.Name, t.Members, []Named{}}
	for _, u := range t.Leads {
		v.Leads = append(v.Leads, Named{u.ID, u.Name})
	}
	return v
}

func (a *API) teams(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[teamView]], error) {
	rows, err := a.d.Teams.List(ctx)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(t people.TeamSummary) string { return t.ID }, viewTeam)
}

// TeamIn is a team's name.
type TeamIn struct {
	Body struct {
		Name string `json:"name" maxLength:"200"`
	}
}

func (a *API) addTeam(ctx context.Context, actor people.Actor, in *TeamIn) (*body[teamView], error) {
	t, err := a.d.Teams.Add(ctx, actor, in.Body.Name)
	return &body[teamView]{viewTeam(people.TeamSummary{Team: t})}, inBody(err)
}

type renameTeamIn struct {
	IDIn
	TeamIn
}

func (a *API) renameTeam(ctx context.Context, actor people.Actor, in *renameTeamIn) (*body[teamView], error) {
	t, err := a.d.Teams.Rename(ctx, actor, in.ID, in.Body.Name)
	if err != nil {
		return nil, inBody(err)
	}
	summary, err := a.d.Teams.Get(ctx, t.ID)
	return &body[teamView]{viewTeam(summary)}, err
}

type unmatchedView struct {
	Source       string             `json:"source"`
	AgentRef     string             `json:"agent_ref"`
	Interactions int                `json:"interactions"`
	FirstAt      interactions.Stamp `json:"first_at" format:"date-time"`
	LastAt       interactions.Stamp `json:"last_at" format:"date-time"`
}

const maxUnmatched = 5000

func (a *API) unmatched(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[unmatchedView]], error) {
	rows, err := a.d.Log.Unmatched(ctx, maxUnmatched)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(u interactions.Unmatched) string { return u.Source + "\n" + u.AgentRef }, func(u interactions.Unmatched) unmatchedView {
		return unmatchedView{u.Source, u.AgentRef, u.Interactions, interactions.At(u.FirstAt), interactions.At(u.LastAt)}
	})
}

type matchIn struct {
	Body struct {
		Source   string `json:"source" maxLength:"512"`
		AgentRef string `json:"agent_ref" maxLength:"512"`
		User     string `json:"user" maxLength:"100"`
	}
}

type matchOut struct {
	Matched int `json:"matched"`
}

func (a *API) match(ctx context.Context, actor people.Actor, in *matchIn) (*body[matchOut], error) {
	n, err := a.d.Log.Match(ctx, actor, a.d.Audit, in.Body.Source, in.Body.AgentRef, in.Body.User)
	return &body[matchOut]{matchOut{n}}, err
}
