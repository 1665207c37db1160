package server

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// Named is something with its name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// body wraps what a handler answers.
type body[T any] struct{ Body T }

type empty struct{}

type cookieOut struct {
	SetCookie string `header:"Set-Cookie"`
}

type about struct {
	Name         string        `json:"name"`
	Version      string        `json:"version"`
	Demo         bool          `json:"demo"`
	SetupNeeded  bool          `json:"setup_needed"`
	DemoAccounts []DemoAccount `json:"demo_accounts,omitempty"`
}

func (a *API) about(ctx context.Context, _ people.Actor, _ *empty) (*body[about], error) {
	nobody, err := a.d.Users.Empty(ctx)
	if err != nil {
		return nil, err
	}
	return &body[about]{about{"Rater", a.o.Version, len(a.o.Demo) > 0, nobody, a.o.Demo}}, nil
}

type setupIn struct {
	Body struct {
		Name     string `json:"name" maxLength:"200"`
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"256"`
	}
}

func (a *API) setup(ctx context.Context, _ people.Actor, in *setupIn) (*cookieOut, error) {
	p, err := a.d.Users.AddFirst(ctx, people.NewPerson{Name: in.Body.Name, Email: in.Body.Email, Password: in.Body.Password})
	if err != nil {
		return nil, err
	}
	token, err := a.d.Sessions.Open(ctx, p.ID)
	return &cookieOut{a.cookie(token)}, err
}

type signInIn struct {
	Body struct {
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"256"`
	}
	Remote
}

func (a *API) signIn(ctx context.Context, _ people.Actor, in *signInIn) (*cookieOut, error) {
	token, err := a.d.Sessions.SignIn(ctx, in.Body.Email, in.Body.Password, in.address)
	if err != nil {
		return nil, err
	}
	return &cookieOut{a.cookie(token)}, nil
}

type sessionTeam struct {
	Named
	Relation string `json:"relation" enum:"member,lead"`
}

type policyView struct {
	DiscloseWatching string `json:"disclose_watching" enum:"live,after"`
	TimeZone         string `json:"time_zone"`
	Recordings       bool   `json:"recordings" doc:"whether they are stored"`
}

type sessionUser struct {
	Named
	Email string `json:"email"`
}

type sessionView struct {
	User   sessionUser   `json:"user"`
	Roles  []people.Role `json:"roles" nullable:"false"`
	Teams  []sessionTeam `json:"teams" nullable:"false"`
	Policy policyView    `json:"policy"`
}

func (a *API) session(ctx context.Context, actor people.Actor, _ *empty) (*body[sessionView], error) {
	v := sessionView{User: sessionUser{Named{actor.ID, actor.Name}, actor.Email}, Roles: actor.Roles, Teams: []sessionTeam{},
		Policy: policyView{a.d.Config.DiscloseWatching, a.d.Config.TimeZone, a.d.Config.Recordings == "on"}}
	if v.Roles == nil {
		v.Roles = []people.Role{}
	}
	names, err := a.d.Teams.NamesFor(ctx, actor, append([]string{actor.Team}, actor.Leads...))
	if err != nil {
		return nil, err
	}
	if actor.Team != "" {
		v.Teams = append(v.Teams, sessionTeam{Named{actor.Team, names[actor.Team]}, people.Member})
	}
	for _, id := range actor.Leads {
		v.Teams = append(v.Teams, sessionTeam{Named{id, names[id]}, people.Lead})
	}
	return &body[sessionView]{v}, nil
}

type cookieIn struct{ Remote }

func (a *API) signOut(ctx context.Context, actor people.Actor, in *cookieIn) (*cookieOut, error) {
	if err := a.d.Sessions.SignOut(ctx, in.cookie); err != nil {
		return nil, err
	}
	a.sockets.recheckSession(actor.Key)
	return &cookieOut{a.cookie("")}, nil
}

type passwordIn struct {
	Body struct {
		Current string `json:"current" maxLength:"256"`
		New     string `json:"new" maxLength:"256"`
	}
}

func (a *API) changePassword(ctx context.Context, actor people.Actor, in *passwordIn) (*cookieOut, error) {
	if err := a.d.Users.ChangePassword(ctx, actor, in.Body.Current, in.Body.New); err != nil {
		if fault.Is(err, fault.Invalid) {
			return nil, inBody(err)
		}
		return nil, err
	}
	a.sockets.recheckUser(actor.ID)
	return &cookieOut{a.cookie("")}, nil
}

type preferencesView struct {
	Preferences map[string]any `json:"preferences"`
}

type preferencesIn struct{ Body preferencesView }

func (a *API) preferences(ctx context.Context, actor people.Actor, _ *empty) (*body[preferencesView], error) {
	kept, err := a.d.Users.Preferences(ctx, actor)
	return &body[preferencesView]{preferencesView{kept}}, err
}

func (a *API) setPreferences(ctx context.Context, actor people.Actor, in *preferencesIn) (*body[preferencesView], error) {
	err := a.d.Users.SetPreferences(ctx, actor, in.Body.Preferences)
	return &body[preferencesView]{in.Body}, err
}
