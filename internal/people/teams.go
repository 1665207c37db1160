package people

import (
	"context"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// Teams adds, renames and lists teams.
type Teams struct {
	db    *store.DB
	audit *Audit
	now   func() time.Time

	namesKnown memory[string]
}

// NewTeams makes the teams of a database.
func NewTeams(db *store.DB, audit *Audit, now func() time.Time) *Teams {
	return &Teams{db: db, audit: audit, now: now}
}

// Add makes a team; a name that is taken, in any case, is a Conflict.
func (t *Teams) Add(ctx context.Context, actor Actor, name string) (Team, error) {
	if f := checkName("name", name); f != nil {
		return Team{}, fault.Fields("the team can't be stored as it is", *f)
	}
	team := Team{ID: store.NewID(), Name: strings.TrimSpace(name), NameKey: Key(name), CreatedAt: t.now()}
	err := t.db.InTx(ctx, func(ctx context.Context) error {
		if err := t.insertTeam(ctx, &team); err != nil {
			return err
		}
		return t.audit.Write(ctx, actor, "team.add", "team", team.ID, map[string]any{"name": team.Name})
	})
	return team, err
}

// Named returns the team of this name and makes it when there is none.
func (t *Teams) Named(ctx context.Context, actor Actor, name string) (Team, error) {
	var team Team
	err := t.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := t.db.Lock(ctx, "teams"); err != nil {
			return err
		}
		team, err = t.byName(ctx, name)
		if fault.Is(err, fault.NotFound) {
			team, err = t.Add(ctx, actor, name)
		}
		return err
	})
	return team, err
}

// Rename changes a team's name.
func (t *Teams) Rename(ctx context.Context, actor Actor, id, name string) (Team, error) {
	if f := checkName("name", name); f != nil {
		return Team{}, fault.Fields("the team can't be renamed like this", *f)
	}
	var team Team
	err := t.db.InTx(ctx, func(ctx context.Context) (err error) {
		if team, err = t.byID(ctx, id); err != nil {
			return err
		}
		team.Name, team.NameKey = strings.TrimSpace(name), Key(name)
		if err := t.updateTeam(ctx, team); err != nil {
			return err
		}
		return t.audit.Write(ctx, actor, "team.rename", "team", id, map[string]any{"name": team.Name})
	})
	return team, err
}

// List returns all teams by name, with size and leads.
func (t *Teams) List(ctx context.Context) ([]TeamSummary, error) {
	teams, err := t.all(ctx)
	if err != nil {
		return nil, err
	}
	members, leads, err := t.sizes(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]TeamSummary, len(teams))
	for i, team := range teams {
		out[i] = TeamSummary{Team: team, Members: members[team.ID], Leads: leads[team.ID]}
	}
	return out, nil
}

// Get returns one team with its size and leads, or NotFound.
func (t *Teams) Get(ctx context.Context, id string) (TeamSummary, error) {
	team, err := t.byID(ctx, id)
	if err != nil {
		return TeamSummary{}, err
	}
	members, leads, err := t.sizes(ctx)
	return TeamSummary{Team: team, Members: members[id], Leads: leads[id]}, err
}

// NamesFor returns the names of these teams by id, no older than the actor's request.
func (t *Teams) NamesFor(ctx context.Context, actor Actor, ids []string) (map[string]string, error) {
	return t.namesKnown.get(ctx, actor.version, ids, t.names)
}
