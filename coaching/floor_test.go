package coaching_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
	"rater/scorecards"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

// floor is two teams: billing, led by sue and sol, with ana and cam, and sales, led by sid, with ben; a plan draws
// everything.
type floor struct {
	t           *testing.T
	db          testkit.Database
	clock       *testkit.Clock
	users       *people.Users
	outbox      *notices.Outbox
	audit       *people.Audit
	bus         *events.Bus
	log         *interactions.Log
	record      *interactions.Record
	evaluations *scorecards.Evaluations
	answers     *scorecards.Answers
	sessions    *coaching.Sessions
	actions     *coaching.Actions
	card        scorecards.Published
	mu          sync.Mutex
	heard       []events.Event
	told        int
	teams       map[string]string

	sue, sol, sid, ana, cam, ben people.Actor
}

func newFloor(t *testing.T, db testkit.Database) *floor {
	t.Helper()
	f := &floor{t: t, db: db, clock: testkit.NewClock(), bus: events.NewBus(), teams: map[string]string{}}
	now, bus := f.clock.Now, f.bus
	t.Cleanup(bus.Subscribe(func(list []events.Event) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.heard = append(f.heard, list...)
	}))
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	audit := people.NewAudit(db.DB, nil, now)
	f.audit = audit
	f.users = people.NewUsers(db.DB, audit, now)
	f.record = interactions.NewRecord(db.DB, sealer, now)
	plans := scorecards.NewPlans(db.DB, f.users, audit, bus, sealer, now, time.UTC)
	teams := people.NewTeams(db.DB, audit, now)
	for _, name := range []string{"billing", "sales"} {
		team, err := teams.Named(t.Context(), people.System(), name)
		must(t, err)
		f.teams[name] = team.ID
	}
	f.sue, f.sol, f.sid = f.person("sue", people.Supervisor, "billing"), f.person("sol", people.Supervisor, "billing"), f.person("sid", people.Supervisor, "sales")
	f.ana, f.cam, f.ben = f.person("ana", people.Agent, "billing"), f.person("cam", people.Agent, "billing"), f.person("ben", people.Agent, "sales")
	_, err = f.users.Add(t.Context(), people.System(), people.NewPerson{Name: "ada", Email: "ada@example.com", Password: "a password of tests", Roles: []people.Role{people.Admin}})
	must(t, err)
	catalogue := scorecards.NewCatalogue(db.DB, audit, bus, now)
	id, err := catalogue.Ensure(t.Context())
	must(t, err)
	f.card, err = catalogue.Get(t.Context(), id)
	must(t, err)
	must(t, plans.ReplaceSeeded(t.Context(), "all", id, 1, []byte("seed")))
	f.outbox = notices.NewOutbox(db.DB, f.users, audit, bus, now, notices.Site{Zone: time.UTC})
	f.evaluations = scorecards.NewEvaluations(db.DB, f.record, f.users, audit, f.outbox, bus, scorecards.StandardDueProcess, now, time.UTC)
	f.answers = scorecards.NewAnswers(db.DB, audit, now)
	f.sessions = coaching.NewSessions(db.DB, f.users, f.answers, f.record, audit, f.outbox, bus, now, time.UTC)
	f.actions = f.actionsAt(now)
	f.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: f.users, Drawer: plans, Bus: bus, Sealer: sealer, Now: now})
	t.Cleanup(f.log.Close)
	return f
}

func (f *floor) actionsAt(now func() time.Time) *coaching.Actions {
	return coaching.NewActions(f.db.DB, f.users, f.sessions, f.answers, f.audit, f.bus, now, time.UTC)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (f *floor) person(name string, role people.Role, team string) people.Actor {
	f.t.Helper()
	n := people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{role}}
	if role == people.Supervisor {
		n.Leads = []string{f.teams[team]}
	} else {
		n.MemberOf = f.teams[team]
	}
	p, err := f.users.Add(f.t.Context(), people.System(), n)
	must(f.t, err)
	return people.ActorOf(p)
}

// change changes somebody, and returns them as they act from then on.
func (f *floor) change(who people.Actor, c people.Changes) people.Actor {
	f.t.Helper()
	p, err := f.users.Change(f.t.Context(), people.System(), who.ID, c)
	must(f.t, err)
	return people.ActorOf(p)
}

func (f *floor) question(n int) scorecards.Question {
	var all []scorecards.Question
	for _, d := range f.card.Version.Definition.Dimensions {
		all = append(all, d.Questions...)
	}
	return all[n]
}

// scored is an evaluation of a new interaction of the agent by a lead, as a random sample unless untold; the first
// questions have the options of these indexes, -1 for N/A, all others their best. It is released unless kept.
type scored struct {
	agent   people.Actor
	by      people.Actor
	options []int
	undrawn bool
	kept    bool
	began   time.Time // now unless given
}

func (f *floor) score(s scored) scorecards.Evaluation {
	f.t.Helper()
	f.told++
	name, phone, at := fmt.Sprint("i-", f.told), "phone", s.began
	if at.IsZero() {
		at = f.clock.Now()
	}
	_, err := f.log.Append(f.t.Context(), interactions.Delivery{Source: "crm", NoDraw: s.undrawn, Events: []interactions.Event{
		{ID: "a", Type: interactions.Started, Interaction: name, At: at, Channel: &phone, Agent: &s.agent.Email},
		{ID: "b", Type: interactions.UtteranceAdded, Interaction: name, At: at, Speaker: "agent", Text: "Said in " + name}}})
	must(f.t, err)
	var id string
	must(f.t, f.db.Conn(f.t.Context()).Raw("SELECT id FROM interactions WHERE external_id = ?", name).Scan(&id).Error)
	e, _, err := f.evaluations.Start(f.t.Context(), s.by, id, f.card.ID, "")
	must(f.t, err)
	e, err = f.evaluations.Answer(f.t.Context(), s.by, e.ID, e.Revision, f.answered(s.options), scorecards.Words{})
	must(f.t, err)
	e, err = f.evaluations.Submit(f.t.Context(), s.by, e.ID, e.Revision)
	must(f.t, err)
	if !s.kept {
		e, err = f.evaluations.Release(f.t.Context(), s.by, e.ID, e.Revision)
		must(f.t, err)
	}
	return e
}

func (f *floor) answered(options []int) (list []scorecards.Answer) {
	for n := range f.card.Version.Definition.Count() {
		q := f.question(n)
		answer := scorecards.Answer{QuestionID: q.ID, Option: q.Options[len(q.Options)-1].Key, Evidence: []scorecards.Evidence{{Pos: 1}}}
		if n < len(options) {
			answer.Option = scorecards.NA
			if options[n] >= 0 {
				answer.Option = q.Options[min(options[n], len(q.Options)-1)].Key
			}
		}
		list = append(list, answer)
	}
	return list
}

// at is a time some minutes from now.
func (f *floor) at(minutes int) time.Time {
	return f.clock.Now().Add(time.Duration(minutes) * time.Minute)
}

func (f *floor) planned(by, agent people.Actor, minutes int) coaching.Session {
	f.t.Helper()
	s, err := f.sessions.Plan(f.t.Context(), by, coaching.NewSession{Agent: agent.ID, StartsAt: f.at(minutes), Minutes: 30})
	must(f.t, err)
	return s
}

// agreed is an action that ana owns, about a question unless that is empty.
func (f *floor) agreed(kind, question string) coaching.Action {
	f.t.Helper()
	a, err := f.actions.Agree(f.t.Context(), f.sue, coaching.NewAction{Agent: f.ana.ID, Kind: kind, Text: "Ask back first", RootCause: "Haste", DueOn: "2026-03-09",
		About: scorecards.Ref{Question: question}})
	must(f.t, err)
	return a
}

// waiting is an action of ana's that is done and waits for the first question to reach a target.
func (f *floor) waiting(target float64) coaching.Action {
	f.t.Helper()
	a := f.agreed(coaching.Weakness, f.question(0).ID)
	a, err := f.actions.Finish(f.t.Context(), f.ana, a.ID, a.Revision, "I ask now", &target)
	must(f.t, err)
	return a
}

func ptr[T any](v T) *T { return &v }
