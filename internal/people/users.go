package people

import (
	"context"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Users adds, changes and finds people.
type Users struct {
	db      *store.DB
	audit   *Audit
	now     func() time.Time
	guesses *throttle // of one's own password

	actorsKnown memory[Actor]
	namesKnown  memory[string]
}

// NewUsers makes the users of a database.
func NewUsers(db *store.DB, audit *Audit, now func() time.Time) *Users {
	return &Users{db: db, audit: audit, now: now, guesses: newThrottle(10, 5*time.Second)}
}

// Empty reports whether there is nobody yet.
func (u *Users) Empty(ctx context.Context) (bool, error) {
	n, err := u.count(ctx)
	return n == 0, err
}

// AddFirst adds the first admin; NotFound as soon as there is anybody.
func (u *Users) AddFirst(ctx context.Context, n NewPerson) (Person, error) {
	n.Roles = []Role{Admin}
	if err := u.checkEmpty(ctx); err != nil {
		return Person{}, err
	}
	if f := checkPassword("password", n.Password); f != nil {
		return Person{}, fault.Fields("the first admin can't be stored as it is", *f)
	}
	var p Person
	err := u.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := u.db.Lock(ctx, "first admin"); err != nil {
			return err
		}
		if err := u.checkEmpty(ctx); err != nil {
			return err
		}
		p, err = u.Add(ctx, System(), n)
		return err
	})
	return p, err
}

func (u *Users) checkEmpty(ctx context.Context) error {
	empty, err := u.Empty(ctx)
	if err == nil && !empty {
		return fault.Missing()
	}
	return err
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
		if err := u.setParts(ctx, user.ID, Changes{Roles: &n.Roles, ExternalIDs: &n.ExternalIDs, MemberOf: &n.MemberOf, Leads: &n.Leads, Languages: &n.Languages}); err != nil {
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

func (u *Users) setParts(ctx context.Context, id string, c Changes) error {
	if c.Roles != nil {
		if err := u.setRoles(ctx, id, *c.Roles); err != nil {
			return err
		}
	}
	if c.ExternalIDs != nil {
		if err := u.setExternalIDs(ctx, id, *c.ExternalIDs); err != nil {
			return err
		}
	}
	if c.Languages != nil {
		if err := u.setLanguages(ctx, id, canonical(*c.Languages)); err != nil {
			return err
		}
	}
	if c.MemberOf != nil {
		teams := []string{}
		if *c.MemberOf != "" {
			teams = append(teams, *c.MemberOf)
		}
		if err := u.setMemberships(ctx, id, Member, teams); err != nil {
			return err
		}
	}
	if c.Leads != nil {
		return u.setMemberships(ctx, id, Lead, *c.Leads)
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

// actors returns those of the users who may sign in, by id.
func (u *Users) actors(ctx context.Context, ids []string) (map[string]Actor, error) {
	persons, err := u.Persons(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Actor, len(ids))
	for id, p := range persons {
		if p.DisabledAt == nil {
			out[id] = ActorOf(p)
		}
	}
	return out, nil
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
