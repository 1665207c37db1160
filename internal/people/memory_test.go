package people_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestWhatIsRememberedIsNeverStale changes people through another connection to the same database, as another server
// or a command does: the next request knows of it.
func TestWhatIsRememberedIsNeverStale(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		other, err := store.Open(t.Context(), db.URL, db.Dir)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		here, there := newOffice(db), newOffice(testkit.Database{DB: other})
		sessions := people.NewSessions(db.DB, here.users, here.clock.Now, time.Hour, time.Hour)
		billing := here.team(t, "billing")
		here.person(t, people.NewPerson{Name: "Ada", Email: "ada@example.com", Password: "a long password", Roles: []people.Role{people.Admin}})
		sue := here.person(t, people.NewPerson{Name: "Sue", Email: "sue@example.com", Roles: []people.Role{people.Supervisor}, Leads: []string{billing}})
		token, err := sessions.Open(t.Context(), sue.ID)
		if err != nil {
			t.Fatal(err)
		}
		susan, nobody, roles, gone := "Susan", []string{}, []people.Role{people.Evaluator}, true
		for _, step := range []struct {
			change func() error
			want   string
		}{
			{func() error { return nil }, "Sue of billing, [supervisor], leads true"},
			{func() error { return nil }, "Sue of billing, [supervisor], leads true"},
			{func() error {
				_, err := there.teams.Rename(t.Context(), people.System(), billing, "invoices")
				return err
			}, "Sue of invoices, [supervisor], leads true"},
			{there.change(t, sue, people.Changes{Name: &susan}), "Susan of invoices, [supervisor], leads true"},
			{there.change(t, sue, people.Changes{Leads: &nobody}), "Susan of invoices, [supervisor], leads false"},
			{there.change(t, sue, people.Changes{Roles: &roles}), "Susan of invoices, [evaluator], leads false"},
			{there.change(t, sue, people.Changes{Disabled: &gone}), "sign in first"},
		} {
			if err := step.change(); err != nil {
				t.Fatal(err)
			}
			if got := here.asSeen(t, sessions, token, sue.ID, billing); got != step.want {
				t.Errorf("want %q, got %q", step.want, got)
			}
		}
	})
}

// TestWhatARollbackUndoesIsNotRemembered reads a name in the transaction that changes it.
func TestWhatARollbackUndoesIsNotRemembered(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(db)
		sessions := people.NewSessions(db.DB, o.users, o.clock.Now, time.Hour, time.Hour)
		billing := o.team(t, "billing")
		sue := o.person(t, people.NewPerson{Name: "Sue", Email: "sue@example.com", Roles: []people.Role{people.Supervisor}, Leads: []string{billing}})
		token, err := sessions.Open(t.Context(), sue.ID)
		if err != nil {
			t.Fatal(err)
		}
		actor, err := sessions.Actor(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		undone := errors.New("undone")
		err = db.InTx(t.Context(), func(ctx context.Context) error {
			if _, err := o.teams.Rename(ctx, people.System(), billing, "invoices"); err != nil {
				return err
			}
			if names, err := o.teams.NamesFor(ctx, actor, []string{billing}); err != nil || names[billing] != "invoices" {
				t.Errorf("within: %v, %v", names, err)
			}
			return undone
		})
		if names, _ := o.teams.NamesFor(t.Context(), actor, []string{billing}); !errors.Is(err, undone) || names[billing] != "billing" {
			t.Errorf("after the rollback: %v, %v", names, err)
		}
	})
}

func (o office) person(t *testing.T, n people.NewPerson) people.Person {
	t.Helper()
	p, err := o.users.Add(t.Context(), people.System(), n)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (o office) change(t *testing.T, p people.Person, c people.Changes) func() error {
	return func() error {
		_, err := o.users.Change(t.Context(), people.System(), p.ID, c)
		return err
	}
}

func (o office) asSeen(t *testing.T, sessions *people.Sessions, token, user, team string) string {
	t.Helper()
	actor, err := sessions.Actor(t.Context(), token)
	if err != nil {
		return err.Error()
	}
	users, err := o.users.NamesFor(t.Context(), actor, []string{user})
	if err != nil {
		t.Fatal(err)
	}
	teams, err := o.teams.NamesFor(t.Context(), actor, []string{team})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s of %s, %v, leads %v", users[user], teams[team], actor.Roles, actor.LeadsTeam(team))
}
