package people_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

type office struct {
	db    *store.DB
	clock *testkit.Clock
	users *people.Users
	teams *people.Teams
}

func newOffice(db testkit.Database) office {
	clock := testkit.NewClock()
	audit := people.NewAudit(db.DB, nil, clock.Now)
	return office{db.DB, clock, people.NewUsers(db.DB, audit, clock.Now), people.NewTeams(db.DB, audit, clock.Now)}
}

func (o office) team(t *testing.T, name string) string {
	t.Helper()
	team, err := o.teams.Named(t.Context(), people.System(), name)
	if err != nil {
		t.Fatal(err)
	}
	return team.ID
}

func TestTeamsKeepTheirHistory(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(db)
		billing, orders := o.team(t, "Billing"), o.team(t, "Orders")
		ana, err := o.users.Add(t.Context(), people.System(), people.NewPerson{Name: "Ana", Email: "ana@example.com", Roles: []people.Role{people.Agent}, MemberOf: billing})
		if err != nil {
			t.Fatal(err)
		}
		joined := o.clock.Now()
		o.clock.Advance(24 * time.Hour)
		if _, err := o.users.Change(t.Context(), people.System(), ana.ID, people.Changes{MemberOf: &orders}); err != nil {
			t.Fatal(err)
		}
		terms, err := o.users.Terms(t.Context(), []string{ana.ID})
		if err != nil {
			t.Fatal(err)
		}
		for at, want := range map[time.Time]string{joined.AddDate(-1, 0, 0): billing, joined.Add(time.Hour): billing, o.clock.Now().Add(time.Hour): orders} {
			if got := terms.TeamAt(ana.ID, at); got != want {
				t.Errorf("at %v: %s", at, got)
			}
		}
	})
}

func TestAnAdminRemains(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(db)
		ada, err := o.users.AddFirst(t.Context(), people.NewPerson{Name: "Ada", Email: "ada@example.com", Password: "a long password"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.users.Add(t.Context(), people.System(), people.NewPerson{Name: "Abe", Email: "abe@example.com", Roles: []people.Role{people.Admin}}) // who cannot sign in
		if err != nil {
			t.Fatal(err)
		}
		none, yes := []people.Role{}, true
		for _, c := range []people.Changes{{Roles: &none}, {Disabled: &yes}} {
			if _, err := o.users.Change(t.Context(), people.System(), ada.ID, c); !fault.Is(err, fault.Conflict) {
				t.Errorf("the last admin was taken away: %v", err)
			}
		}
		if p, err := o.users.Get(t.Context(), ada.ID); err != nil || p.DisabledAt != nil || !slices.Equal(p.Roles, []people.Role{people.Admin}) {
			t.Errorf("%+v, %v", p, err)
		}
		if _, err := o.users.AddFirst(t.Context(), people.NewPerson{Name: "Eve", Email: "eve@example.com", Password: "a long password"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("a second first admin: %v", err)
		}
	})
}

func TestNamesAreTakenOnceInAnyCase(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(db)
		add := func(email, external string) error {
			_, err := o.users.Add(t.Context(), people.System(), people.NewPerson{Name: "Ana", Email: email, ExternalIDs: []string{external}})
			return err
		}
		if err := add("ana@example.com", "X-1"); err != nil {
			t.Fatal(err)
		}
		if err := add("old@example.com", "x-1@example.com"); err != nil {
			t.Fatal(err)
		}
		for _, again := range [][2]string{{"ANA@example.com", "X-2"}, {"ben@example.com", "x-1"}, {"X-1@example.com", "X-3"}} {
			if err := add(again[0], again[1]); !fault.Is(err, fault.Conflict) {
				t.Errorf("%v: %v", again, err)
			}
		}
		found, err := o.users.Agents(t.Context(), []string{" x-1", "Ana@Example.com", "nobody"})
		if err != nil || len(found) != 2 || found["x-1"] != found["ana@example.com"] {
			t.Errorf("%v, %v", found, err)
		}
	})
}

func TestPolicy(t *testing.T) {
	lead := people.Actor{ID: "lead", Roles: []people.Role{people.Supervisor}, Leads: []string{"a"}}
	other := people.Actor{ID: "other", Roles: []people.Role{people.Supervisor}, Leads: []string{"b"}}
	evaluator := people.Actor{ID: "eva", Roles: []people.Role{people.Evaluator}}
	moved := people.Actor{ID: "new lead", Roles: []people.Role{people.Supervisor}, Leads: []string{"c"}}
	parties := people.Parties{Evaluator: "eva", Agent: "ana", Teams: []string{"a", "c"}}
	formerly := people.Actor{ID: "former", Roles: []people.Role{people.Agent}, Leads: []string{"a"}}
	for name, wrong := range map[string]bool{
		"a lead may not evaluate the team":        !people.MayEvaluate(lead, "ana", "a", false),
		"a lead may evaluate another team":        people.MayEvaluate(other, "ana", "a", false),
		"somebody may evaluate themselves":        people.MayEvaluate(lead, "lead", "a", true),
		"an evaluator may choose":                 people.MayEvaluate(evaluator, "ana", "a", false),
		"an evaluator may not do what is given":   !people.MayEvaluate(evaluator, "ana", "a", true),
		"the lead may decide":                     people.MayDecide(lead, parties),
		"the agent's present lead may decide":     people.MayDecide(moved, parties),
		"another lead may not decide":             !people.MayDecide(other, parties),
		"the evaluator may decide":                people.MayDecide(evaluator, parties),
		"the agent may decide":                    people.MayDecide(people.Actor{ID: "ana", Roles: []people.Role{people.Evaluator}}, parties),
		"who is no supervisor any more may watch": people.MayWatch(formerly, "ana", "a"),
		"a lead may watch themselves":             people.MayWatch(lead, "lead", "a"),
		"a token may read":                        people.Actor{Scope: people.ScopeIngest, Roles: people.Roles}.May(people.InteractionsRead),
		"an analyst sees names":                   people.SeesNames(people.Actor{Roles: []people.Role{people.Analyst}}, "a", false),
	} {
		if wrong {
			t.Error(name)
		}
	}
	if r := people.InteractionReach(people.Actor{ID: "x", Roles: []people.Role{people.Admin}}); r.All || !r.Unmatched || slices.Contains(r.Teams, "a") {
		t.Errorf("an admin reaches %+v", r)
	}
}
