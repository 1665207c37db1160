package training_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"rater/coaching/training"
	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
	"rater/scorecards"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

// floor is a trainer tom, the team billing, led by sue, with ana and cam, and the team sales, led by sid, with ben.
type floor struct {
	t           *testing.T
	db          testkit.Database
	clock       *testkit.Clock
	modules     *training.Modules
	media       *training.Media
	assignments *training.Assignments
	log         *interactions.Log
	users       *people.Users
	outbox      *notices.Outbox
	card        scorecards.Published
	teams       map[string]string
	mu          sync.Mutex
	heard       map[string]int // topic to how many

	tom, sue, sid, ana, cam, ben people.Actor
}

func newFloor(t *testing.T, db testkit.Database) *floor {
	t.Helper()
	f := &floor{t: t, db: db, clock: testkit.NewClock(), teams: map[string]string{}, heard: map[string]int{}}
	now, bus := f.clock.Now, events.NewBus()
	t.Cleanup(bus.Subscribe(func(list []events.Event) {
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, e := range list {
			f.heard[e.Topic]++
		}
	}))
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	audit := people.NewAudit(db.DB, nil, now)
	f.users = people.NewUsers(db.DB, audit, now)
	teams := people.NewTeams(db.DB, audit, now)
	for _, name := range []string{"billing", "sales"} {
		team, err := teams.Named(t.Context(), people.System(), name)
		must(t, err)
		f.teams[name] = team.ID
	}
	record := interactions.NewRecord(db.DB, sealer, now)
	catalogue := scorecards.NewCatalogue(db.DB, audit, bus, now)
	id, err := catalogue.Ensure(t.Context())
	must(t, err)
	f.card, err = catalogue.Get(t.Context(), id)
	must(t, err)
	f.outbox = notices.NewOutbox(db.DB, f.users, audit, bus, now, notices.Site{Zone: time.UTC})
	f.modules = training.NewModules(db.DB, f.users, record, catalogue, audit, bus, now)
	f.media = training.NewMedia(db.DB, audit, now)
	f.assignments = training.NewAssignments(db.DB, f.users, f.modules, catalogue, scorecards.NewAnswers(db.DB, audit, now), audit, f.outbox, bus, now, time.UTC)
	f.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: f.users, Drawer: scorecards.NewPlans(db.DB, f.users, audit, bus, sealer, now, time.UTC), Bus: bus, Sealer: sealer, Now: now})
	t.Cleanup(f.log.Close)
	f.tom = f.person("Tom Trainer", people.Trainer, "")
	f.sue, f.sid = f.person("sue", people.Supervisor, "billing"), f.person("sid", people.Supervisor, "sales")
	f.ana, f.cam, f.ben = f.person("Ana Alvarez", people.Agent, "billing"), f.person("cam", people.Agent, "billing"), f.person("ben", people.Agent, "sales")
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refuse(t *testing.T, what string, kind fault.Kind, err error) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: want %s, got %v", what, kind, err)
	}
}

func (f *floor) person(name string, role people.Role, team string) people.Actor {
	f.t.Helper()
	n := people.NewPerson{Name: name, Email: uuid.NewString()[:8] + "@example.com", Roles: []people.Role{role}}
	switch role {
	case people.Supervisor:
		n.Leads = []string{f.teams[team]}
	case people.Agent:
		n.MemberOf = f.teams[team]
	}
	p, err := f.users.Add(f.t.Context(), people.System(), n)
	must(f.t, err)
	return people.ActorOf(p)
}

// published writes and publishes a module with these parts, or one lesson.
func (f *floor) published(title string, parts ...training.ModulePart) training.Module {
	f.t.Helper()
	if len(parts) == 0 {
		parts = []training.ModulePart{lesson("Read this")}
	}
	m, err := f.modules.Write(f.t.Context(), f.tom, training.Content{Title: title, Minutes: 10, Parts: parts})
	must(f.t, err)
	m, err = f.modules.Publish(f.t.Context(), f.tom, m.ID, m.Revision)
	must(f.t, err)
	return m
}

// given assigns a module to somebody, due in ten days.
func (f *floor) given(m training.Module, to people.Actor) training.Whole {
	f.t.Helper()
	made, _, err := f.assignments.Assign(f.t.Context(), f.tom, training.NewAssignment{Module: m.ID, Agents: []string{to.ID}, DueOn: f.day(10)})
	must(f.t, err)
	w, err := f.assignments.Get(f.t.Context(), to, made[0].ID)
	must(f.t, err)
	return w
}

func (f *floor) day(days int) string { return f.clock.Now().AddDate(0, 0, days).Format(time.DateOnly) }

func lesson(text string) training.ModulePart {
	return training.ModulePart{Kind: training.LessonPart, Title: "A lesson", Lesson: &training.Lesson{Text: text}}
}

func options(right int, texts ...string) []training.QuizOption {
	list := make([]training.QuizOption, len(texts))
	for n, text := range texts {
		list[n] = training.QuizOption{ID: uuid.NewString(), Text: text, Right: n == right}
	}
	return list
}

// everyKind is a quiz with a question of each kind, 10 points in all.
func everyKind() *training.Quiz {
	both := options(0, "one", "two", "three", "four")
	both[1].Right = true
	return &training.Quiz{Pass: 60, Attempts: 2, Questions: []training.QuizQuestion{
		{Kind: training.Single, Text: "Which?", Points: 1, Options: options(1, "no", "yes"), Explanation: "since it is"},
		{Kind: training.Multiple, Text: "Which ones?", Points: 2, Options: both},
		{Kind: training.Order, Text: "In which order?", Points: 3, Options: options(-1, "first", "second", "third", "fourth")},
		{Kind: training.Score, Text: "Score this", Asks: "Did the agent listen?", Tolerance: 1, Points: 2, Options: options(2, "not", "a little", "mostly", "all through"),
			Lines: []training.ExcerptLine{{Pos: 1, Speaker: "customer", Text: "Hello?"}}},
		{Kind: training.Text, Text: "Say it in your words", Guide: "names the feeling", Points: 2},
	}}
}

// rightly answers every question rightly, texts in some words.
func rightly(q *training.Quiz) (list []training.Given) {
	for _, question := range q.Questions {
		g := training.Given{Question: question.ID}
		for _, o := range question.Options {
			if o.Right || question.Kind == training.Order {
				g.Options = append(g.Options, o.ID)
			}
		}
		if question.Kind == training.Text {
			g.Text = "I hear that you are angry"
		}
		list = append(list, g)
	}
	return list
}

// told is an interaction of ana's with a customer called John Doe-Smith, said in turns, that is over.
func (f *floor) told(texts ...string) string {
	f.t.Helper()
	phone, at := "phone", f.clock.Now()
	list := []interactions.Event{{ID: "s", Type: interactions.Started, Interaction: "i-1", At: at, Channel: &phone, Agent: &f.ana.Email, Customer: &interactions.Customer{Name: new("John Doe-Smith")}}}
	for n, text := range texts {
		list = append(list, interactions.Event{ID: text, Type: interactions.UtteranceAdded, Interaction: "i-1", At: at.Add(time.Duration(n) * time.Second), Speaker: []string{"agent", "customer"}[n%2], Text: text})
	}
	list = append(list, interactions.Event{ID: "e", Type: interactions.Ended, Interaction: "i-1", At: at.Add(time.Minute)})
	got, err := f.log.Append(f.t.Context(), interactions.Delivery{Source: "crm", Events: list})
	must(f.t, err)
	if len(got.Rejected) > 0 {
		f.t.Fatalf("%+v", got)
	}
	var id string
	must(f.t, f.db.Conn(f.t.Context()).Raw("SELECT id FROM interactions").Scan(&id).Error)
	return id
}
