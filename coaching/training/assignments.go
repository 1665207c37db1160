package training

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/notices"
	"rater/internal/people"
	"rater/scorecards"
)

// Assignments gives modules to agents, takes them through, and finds what was given.
type Assignments struct {
	db      *store.DB
	users   *people.Users
	modules *Modules
	cards   *scorecards.Catalogue
	answers *scorecards.Answers
	audit   *people.Audit
	outbox  *notices.Outbox
	bus     *events.Bus
	now     func() time.Time
	zone    *time.Location

	reminded notices.Turn
}

// NewAssignments makes the assignments of a database; zone is that of the site, whose days count.
func NewAssignments(db *store.DB, users *people.Users, modules *Modules, cards *scorecards.Catalogue, answers *scorecards.Answers,
	audit *people.Audit, outbox *notices.Outbox, bus *events.Bus, now func() time.Time, zone *time.Location,
) *Assignments {
	return &Assignments{db: db, users: users, modules: modules, cards: cards, answers: answers, audit: audit, outbox: outbox, bus: bus, now: now, zone: zone}
}

// Today is the site's day, as YYYY-MM-DD.
func (a *Assignments) Today() string { return a.day(a.now()) }

func (a *Assignments) day(at time.Time) string { return at.In(a.zone).Format(time.DateOnly) }

// MostAtOnce is how many agents get a module, and how many assignments are changed, at once.
const MostAtOnce = 200

// NewAssignment is what it takes to assign a module: to agents, or to those who are in a team.
type NewAssignment struct {
	Module, Team, DueOn, Reason, Question string
	Action                                string // of the one agent
	Agents                                []string
}

// Skipped is an agent to whom the module was not given, and why.
type Skipped struct {
	Agent, Why, Assignment string
}

// Assign gives the published version of a module to each of the agents who has it not open. Where that is so of the only
// one, it is a Conflict; so it is where a workshop has not as many places left.
func (a *Assignments) Assign(ctx context.Context, actor people.Actor, n NewAssignment) (made []Assignment, skipped []Skipped, err error) {
	err = a.db.InTx(ctx, func(ctx context.Context) error {
		version, err := a.offered(ctx, n)
		if err != nil {
			return err
		}
		agents, err := a.agents(ctx, actor, n)
		if err != nil {
			return err
		}
		if err := a.db.Lock(ctx, "assignments of "+n.Module); err != nil {
			return err
		}
		taken, err := a.openOf(ctx, n.Module, agents)
		if err != nil {
			return err
		}
		for _, agent := range agents {
			if id, ok := taken[agent]; ok {
				skipped = append(skipped, Skipped{agent, "has this module open already", id})
				continue
			}
			made = append(made, a.drawn(actor, version, agent, n))
		}
		if len(made) == 0 && len(n.Agents) == 1 {
			return fault.New(fault.Conflict, "the agent has this module open already: assignment %s; extend it, or cancel it first", skipped[0].Assignment)
		}
		if err := a.room(ctx, version, len(made)); err != nil {
			return err
		}
		if err := a.give(ctx, actor, version, made); err != nil {
			return err
		}
		return a.complete(ctx, made)
	})
	return made, skipped, err
}

// offered is the version that is to be assigned.
func (a *Assignments) offered(ctx context.Context, n NewAssignment) (Version, error) {
	var f faults
	if due := checkDue("body.due_on", n.DueOn, a.Today()); due != nil {
		f = append(f, *due)
	}
	if length(n.Reason) > maxReason {
		f.add("body.reason", "must be at most %d characters", maxReason)
	}
	if n.Question != "" {
		if _, err := a.answers.Point(ctx, people.Actor{}, "", []scorecards.Ref{{Question: n.Question}}, func(int) string { return "body" }); err != nil {
			if !fault.Is(err, fault.Invalid) {
				return Version{}, err
			}
			f.add("body.question", "is no question of a scorecard's newest version")
		}
	}
	module, err := a.modules.one(ctx, n.Module)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Version{}, err
	}
	if err != nil || module.Version == 0 {
		f.add("body.module", "is no published module")
	} else if module.Status == Retired {
		f.add("body.module", "is retired; choose another, or publish it again")
	}
	if err := f.err("the module can't be assigned like this; nothing was changed"); err != nil {
		return Version{}, err
	}
	return a.modules.version(ctx, module.ID, module.Version)
}

// agents are those to whom the module is to be given, each one whom the actor may assign to.
func (a *Assignments) agents(ctx context.Context, actor people.Actor, n NewAssignment) ([]string, error) {
	if (n.Team == "") == (len(n.Agents) == 0) {
		return nil, fault.In("body.agents", "name agents, or a team in their place")
	}
	ids := slices.Clone(n.Agents)
	if n.Team != "" {
		var err error
		if !actor.Is(people.Trainer) && !actor.LeadsTeam(n.Team) {
			return nil, noneIn()
		}
		if ids, err = a.users.AgentsBy(ctx, people.AgentFilter{Teams: []string{n.Team}, Limit: MostAtOnce + 1}); err != nil {
			return nil, err
		}
		if ids = slices.DeleteFunc(ids, func(id string) bool { return id == actor.ID }); len(ids) == 0 {
			return nil, noneIn()
		}
	}
	if len(ids) > MostAtOnce {
		return nil, fault.In("body.agents", "must be at most %d at once", MostAtOnce)
	}
	if n.Team != "" {
		return ids, nil
	}
	return ids, a.checkAgents(ctx, actor, ids)
}

func noneIn() error { return fault.In("body.team", "is no team with agents whom you may give modules") }

func (a *Assignments) checkAgents(ctx context.Context, actor people.Actor, ids []string) error {
	persons, err := a.users.Persons(ctx, ids)
	if err != nil {
		return err
	}
	var f faults
	for n, id := range ids {
		place := fmt.Sprintf("body.agents[%d]", n)
		p, ok := persons[id]
		team := ""
		if p.MemberOf != nil {
			team = p.MemberOf.ID
		}
		switch {
		case slices.Index(ids, id) < n:
			f.add(place, "is named twice")
		case !ok || !people.MayAssign(actor, id, team):
			f.add(place, "is nobody whom you may give modules")
		case p.DisabledAt != nil:
			f.add(place, "has left")
		case !people.ActorOf(p).Is(people.Agent):
			f.add(place, "is no agent")
		}
	}
	return f.err("the module can't be given to them; nothing was changed")
}

func (a *Assignments) drawn(actor people.Actor, v Version, agent string, n NewAssignment) Assignment {
	now := a.now()
	return Assignment{ID: store.NewID(), Revision: 1, Status: Assigned, ModuleID: v.ModuleID, Version: v.Number, AgentID: agent, AssignedBy: actor.ID,
		Why: ByHand, Reason: cleanText(n.Reason), QuestionID: n.Question, ActionID: n.Action, DueOn: n.DueOn, Parts: len(v.Parts), AssignedAt: now, UpdatedAt: now}
}

// give stores assignments with an audit row for each, and tells whom they concern after the commit.
func (a *Assignments) give(ctx context.Context, actor people.Actor, v Version, made []Assignment) error {
	if err := store.InsertAll(ctx, a.db, made); err != nil {
		return err
	}
	var parts []Progress
	for _, row := range made {
		for n, p := range v.Parts {
			parts = append(parts, Progress{AssignmentID: row.ID, PartID: p.ID, Position: n, Kind: p.Kind, Status: PartOpen, UpdatedAt: row.AssignedAt})
		}
	}
	if err := store.InsertAll(ctx, a.db, parts); err != nil {
		return err
	}
	for n := range made {
		if err := a.note(ctx, actor, &made[n], "made"); err != nil {
			return err
		}
	}
	return nil
}

// Filter narrows a list of assignments; empty parts don't.
type Filter struct {
	Agent, Module, Status string
	Overdue, ToLearn      bool // ToLearn: all but what was cancelled
	After                 Cursor
	Limit                 int
}

// Cursor is the assignment behind which a list goes on; the zero value is its beginning.
type Cursor struct {
	Closed    bool
	DueOn, ID string
}

// List returns assignments in the actor's reach: those that are open first, then by the day when they are due.
func (a *Assignments) List(ctx context.Context, actor people.Actor, f Filter) ([]Assignment, error) {
	rows, err := a.page(ctx, actor, f, a.Today())
	if err != nil {
		return nil, err
	}
	return rows, a.complete(ctx, rows)
}

// complete adds the versions' titles, and what the open ones wait for, with one query each.
func (a *Assignments) complete(ctx context.Context, rows []Assignment) error {
	versions, err := a.captions(ctx, rows)
	if err != nil {
		return err
	}
	learnt, err := a.learnt(ctx, rows, versions)
	for n := range rows {
		r := &rows[n]
		v := versions[edition{r.ModuleID, r.Version}]
		r.Title, r.Minutes, r.WaitsFor = v.Title, v.Minutes, nil
		for _, id := range v.Prerequisites {
			if r.Status == Assigned && !learnt[pair{r.AgentID, id}] {
				r.WaitsFor = append(r.WaitsFor, id)
			}
		}
	}
	return err
}

// Get returns an assignment in the actor's reach with its version and how far each part is, or NotFound.
func (a *Assignments) Get(ctx context.Context, actor people.Actor, id string) (Whole, error) {
	row, err := a.one(ctx, actor, id)
	if err != nil {
		return Whole{}, err
	}
	return a.whole(ctx, row)
}

// Whole is an assignment with its version and how far each part is.
type Whole struct {
	Assignment
	Content  Content
	Progress map[string]Progress // by part
}

func (a *Assignments) whole(ctx context.Context, row Assignment) (Whole, error) {
	rows := []Assignment{row}
	if err := a.complete(ctx, rows); err != nil {
		return Whole{}, err
	}
	version, err := a.modules.version(ctx, row.ModuleID, row.Version)
	if err != nil {
		return Whole{}, err
	}
	progress, err := a.progress(ctx, row.ID)
	return Whole{rows[0], version.Content, progress}, err
}

// Shown are the parts as the actor may see them: the agent without what is right.
func (w *Whole) Shown(actor people.Actor) []ModulePart {
	if actor.ID == w.AgentID {
		return forAgent(w.Content.Parts, w.ID)
	}
	return w.Content.Parts
}
