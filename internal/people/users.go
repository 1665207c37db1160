package people

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Users adds, changes and finds people.
type Users struct {
	db    *store.DB
	audit *Audit
	now   func() time.Time
}

// NewUsers makes the users of a database.
func NewUsers(db *store.DB, audit *Audit, now func() time.Time) *Users {
	return &Users{db, audit, now}
}

// Empty reports whether there is nobody yet.
func (u *Users) Empty(ctx context.Context) (bool, error) {
	n, err := u.count(ctx)
	return n == 0, err
}

// AddFirst adds the first admin; NotFound as soon as there is anybody.
func (u *Users) AddFirst(ctx context.Context, n NewPerson) (Person, error) {
	n.Roles = []Role{Admin}
	if f := checkPassword("password", n.Password); f != nil {
		return Person{}, fault.Fields("the first admin can't be stored as it is", *f)
	}
	var p Person
	err := u.db.InTx(ctx, func(ctx context.Context) error {
		if err := u.db.Lock(ctx, "first admin"); err != nil {
			return err
		}
		empty, err := u.Empty(ctx)
		if err != nil {
			return err
		}
		if !empty {
			return fault.Missing()
		}
		p, err = u.Add(ctx, System(), n)
		return err
	})
	return p, err
}

// Add adds a user. An e-mail address or external id that somebody has already is a Conflict.
func (u *Users) Add(ctx context.Context, actor Actor, n NewPerson) (Person, error) {
	n.Name, n.Email = strings.TrimSpace(n.Name), strings.TrimSpace(n.Email)
	if err := n.check(); err != nil {
		return Person{}, err
	}
	user := User{ID: store.NewID(), Email: n.Email, EmailKey: Key(n.Email), Name: n.Name, CreatedAt: u.now()}
	if n.Password != "" {
		hash, err := hashPassword(n.Password)
		if err != nil {
			return Person{}, err
		}
		user.PasswordHash = hash
	}
	var p Person
	err := u.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := u.insertUser(ctx, &user); err != nil {
			return err
		}
		if err := u.setParts(ctx, user.ID, &n.Roles, &n.ExternalIDs, &n.MemberOf, &n.Leads); err != nil {
			return err
		}
		if err := u.audit.Write(ctx, actor, "user.add", "user", user.ID, map[string]any{"roles": n.Roles, "member_of": n.MemberOf, "leads": n.Leads}); err != nil {
			return err
		}
		p, err = u.Get(ctx, user.ID)
		return err
	})
	return p, err
}

func (u *Users) setParts(ctx context.Context, id string, roles *[]Role, externalIDs *[]string, memberOf *string, leads *[]string) error {
	if roles != nil {
		if err := u.setRoles(ctx, id, *roles); err != nil {
			return err
		}
	}
	if externalIDs != nil {
		if err := u.setExternalIDs(ctx, id, *externalIDs); err != nil {
			return err
		}
	}
	if memberOf != nil {
		teams := []string{}
		if *memberOf != "" {
			teams = append(teams, *memberOf)
		}
		if err := u.setMemberships(ctx, id, Member, teams); err != nil {
			return err
		}
	}
	if leads != nil {
		return u.setMemberships(ctx, id, Lead, *leads)
	}
	return nil
}

// setMemberships ends what is no longer so and begins what is new; the rest keeps its history.
func (u *Users) setMemberships(ctx context.Context, userID, kind string, teams []string) error {
	if err := u.checkTeams(ctx, kind, teams); err != nil {
		return err
	}
	now := u.now()
	current, err := u.currentMemberships(ctx, []string{userID})
	if err != nil {
		return err
	}
	var have []string
	for _, m := range current {
		if m.Kind != kind {
			continue
		}
		have = append(have, m.TeamID)
		if !slices.Contains(teams, m.TeamID) {
			if err := u.endMembership(ctx, m.ID, now); err != nil {
				return err
			}
		}
	}
	for _, team := range slices.Compact(slices.Sorted(slices.Values(teams))) {
		if slices.Contains(have, team) {
			continue
		}
		if err := u.insertMembership(ctx, &Membership{ID: store.NewID(), UserID: userID, TeamID: team, Kind: kind, Since: now}); err != nil {
			return err
		}
	}
	return nil
}

func (u *Users) checkTeams(ctx context.Context, kind string, teams []string) error {
	known, err := u.teamsByID(ctx, teams)
	if err != nil {
		return err
	}
	for _, id := range teams {
		if _, ok := known[id]; !ok {
			location := map[string]string{Member: "member_of", Lead: "leads"}[kind]
			return fault.In(location, "there is no team with the id %q", id)
		}
	}
	return nil
}

// Change changes parts of a user. Disabling or a new password ends all of the user's sessions.
func (u *Users) Change(ctx context.Context, actor Actor, id string, c Changes) (Person, error) {
	if err := c.check(); err != nil {
		return Person{}, err
	}
	var p Person
	err := u.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := u.db.Lock(ctx, "users"); err != nil {
			return err
		}
		user, err := u.byID(ctx, id)
		if err != nil {
			return err
		}
		if err := u.changeSelf(ctx, user, c); err != nil {
			return err
		}
		if err := u.setParts(ctx, id, c.Roles, c.ExternalIDs, c.MemberOf, c.Leads); err != nil {
			return err
		}
		if err := u.keepAnAdmin(ctx); err != nil {
			return err
		}
		if err := u.audit.Write(ctx, actor, "user.change", "user", id, c.described()); err != nil {
			return err
		}
		p, err = u.Get(ctx, id)
		return err
	})
	return p, err
}

func (u *Users) changeSelf(ctx context.Context, user User, c Changes) error {
	if c.Name != nil {
		user.Name = strings.TrimSpace(*c.Name)
	}
	if c.Disabled != nil {
		user.DisabledAt = nil
		if now := u.now(); *c.Disabled {
			user.DisabledAt = &now
		}
	}
	if c.Password != nil {
		hash, err := hashPassword(*c.Password)
		if err != nil {
			return err
		}
		user.PasswordHash = hash
	}
	if c.Password != nil || (c.Disabled != nil && *c.Disabled) {
		if err := u.dropSessions(ctx, user.ID); err != nil {
			return err
		}
	}
	return u.updateUser(ctx, user)
}

func (u *Users) keepAnAdmin(ctx context.Context) error {
	n, err := u.countAdmins(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, "somebody has to remain an admin who can sign in: make another admin first")
	}
	return nil
}

func (c Changes) described() map[string]any {
	d := map[string]any{}
	if c.Name != nil {
		d["name"] = "changed"
	}
	if c.Roles != nil {
		d["roles"] = *c.Roles
	}
	if c.ExternalIDs != nil {
		d["external_ids"] = len(*c.ExternalIDs)
	}
	if c.MemberOf != nil {
		d["member_of"] = *c.MemberOf
	}
	if c.Leads != nil {
		d["leads"] = *c.Leads
	}
	if c.Disabled != nil {
		d["disabled"] = *c.Disabled
	}
	if c.Password != nil {
		d["password"] = "changed"
	}
	return d
}

// ChangePassword sets the actor's own password after checking the present one, and ends all their sessions.
func (u *Users) ChangePassword(ctx context.Context, actor Actor, current, next string) error {
	user, err := u.byID(ctx, actor.ID)
	if err != nil {
		return err
	}
	if !matches(current, user.PasswordHash) {
		return fault.In("current", "is not your present password")
	}
	_, err = u.Change(ctx, actor, actor.ID, Changes{Password: &next})
	return err
}

// actor returns the user as an actor; disabled and unknown users are Unauthorized.
func (u *Users) actor(ctx context.Context, id string) (Actor, error) {
	p, err := u.Get(ctx, id)
	if fault.Is(err, fault.NotFound) || (err == nil && p.DisabledAt != nil) {
		return Actor{}, notSignedIn()
	}
	if err != nil {
		return Actor{}, err
	}
	return ActorOf(p), nil
}

// ActorOf is the person as an actor, with today's roles and teams.
func ActorOf(p Person) Actor {
	a := Actor{ID: p.ID, Name: p.Name, Email: p.Email, Roles: p.Roles}
	for _, t := range p.Leads {
		a.Leads = append(a.Leads, t.ID)
	}
	if p.MemberOf != nil {
		a.Team = p.MemberOf.ID
	}
	return a
}

// Get returns one user with roles, teams and external ids.
func (u *Users) Get(ctx context.Context, id string) (Person, error) {
	user, err := u.byID(ctx, id)
	if err != nil {
		return Person{}, err
	}
	all, err := u.fill(ctx, []User{user})
	if err != nil {
		return Person{}, err
	}
	return all[0], nil
}

// List returns users in the order in which they were added, after the one with this id, whose name or e-mail address
// holds q.
func (u *Users) List(ctx context.Context, q, after string, limit int) ([]Person, error) {
	users, err := u.page(ctx, Key(q), after, limit)
	if err != nil {
		return nil, err
	}
	return u.fill(ctx, users)
}

const maxPreferences = 32 << 10

// Preferences returns what the actor's screens keep.
func (u *Users) Preferences(ctx context.Context, actor Actor) (map[string]any, error) {
	return u.loadPreferences(ctx, actor.ID)
}

// SetPreferences replaces what the actor's screens keep, at most 32 KiB.
func (u *Users) SetPreferences(ctx context.Context, actor Actor, value map[string]any) error {
	raw, err := json.Marshal(value)
	if err != nil || len(raw) > maxPreferences {
		return fault.In("body.preferences", "must be at most 32 KiB")
	}
	return u.db.InTx(ctx, func(ctx context.Context) error { return u.savePreferences(ctx, actor.ID, string(raw)) })
}
