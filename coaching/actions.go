package coaching

import (
	"context"
	"slices"
	"sync"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/notices"
	"rater/internal/people"
	"rater/scorecards"
)

// Actions agrees, changes, finds and closes actions.
type Actions struct {
	db       *store.DB
	users    *people.Users
	sessions *Sessions
	answers  *scorecards.Answers
	audit    *people.Audit
	outbox   *notices.Outbox
	bus      *events.Bus
	now      func() time.Time
	zone     *time.Location

	mu       sync.Mutex
	checked  string // id of the action behind which CloseMet goes on
	reminded notices.Turn
}

// NewActions makes the actions of a database; zone is that of the site, whose days count.
func NewActions(db *store.DB, users *people.Users, sessions *Sessions, answers *scorecards.Answers, audit *people.Audit, bus *events.Bus, now func() time.Time, zone *time.Location) *Actions {
	return &Actions{db: db, users: users, sessions: sessions, answers: answers, audit: audit, outbox: sessions.outbox, bus: bus, now: now, zone: zone}
}

// Today is the site's day, as YYYY-MM-DD.
func (a *Actions) Today() string { return dayIn(a.now(), a.zone) }

// NewAction is what it takes to agree an action; the owner is the agent unless named.
type NewAction struct {
	Agent, Owner, Kind, Text, RootCause, DueOn, Session string
	About                                               scorecards.Ref
}

// Agree agrees an action with an agent of a team that the actor leads.
func (a *Actions) Agree(ctx context.Context, actor people.Actor, n NewAction) (Action, error) {
	var action Action
	err := a.db.InTx(ctx, func(ctx context.Context) (err error) {
		agent, err := coachee(ctx, a.users, actor, n.Agent, "body.agent")
		if err != nil {
			return err
		}
		if action, err = a.drawn(ctx, actor, agent, n); err != nil {
			return err
		}
		if err := a.insert(ctx, &action); err != nil {
			return err
		}
		return a.note(ctx, actor, &action, "agreed")
	})
	return action, err
}

// drawn is the action with what it points at found.
func (a *Actions) drawn(ctx context.Context, actor people.Actor, agent people.Person, n NewAction) (Action, error) {
	now := a.now()
	action := Action{ID: store.NewID(), Revision: 1, Status: Open, AgentID: n.Agent, OwnerID: n.Owner, AgreedBy: actor.ID, Kind: n.Kind,
		Words: n.Text, RootCause: n.RootCause, DueOn: n.DueOn, CreatedAt: now, UpdatedAt: now}
	if n.Owner == "" {
		action.OwnerID = n.Agent
	}
	if err := action.check(true, a.Today()); err != nil {
		return action, err
	}
	action.Words, action.RootCause = cleanText(n.Text), cleanText(n.RootCause)
	if err := a.checkOwner(ctx, agent, action.OwnerID); err != nil {
		return action, err
	}
	if err := a.checkSession(ctx, actor, &action, n.Session); err != nil {
		return action, err
	}
	refs, err := a.answers.Point(ctx, actor, n.Agent, []scorecards.Ref{n.About}, func(int) string { return "body" })
	if err == nil {
		action.About = refs[0]
	}
	return action, err
}

// checkOwner holds that an action's owner is there, and is its agent or leads the agent's team.
func (a *Actions) checkOwner(ctx context.Context, agent people.Person, owner string) error {
	p, err := a.users.Get(ctx, owner)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	leads := agent.MemberOf != nil && people.ActorOf(p).LeadsTeam(agent.MemberOf.ID)
	if err != nil || (owner != agent.ID && !leads) {
		return fault.In("body.owner", "must be the agent, or somebody who leads the agent's team")
	}
	if p.DisabledAt != nil {
		return fault.In("body.owner", "has left")
	}
	return nil
}

func (a *Actions) checkSession(ctx context.Context, actor people.Actor, action *Action, id string) error {
	if id == "" {
		return nil
	}
	s, err := a.sessions.Get(ctx, actor, id)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || s.AgentID != action.AgentID {
		return fault.In("body.session", "is no session of this agent that you may see")
	}
	if s.Status == Cancelled {
		return fault.In("body.session", "was cancelled")
	}
	action.SessionID = &s.ID
	return nil
}

// ActionFilter narrows a list of actions; empty parts don't.
type ActionFilter struct {
	Agent, Owner, Status, Session string
	After                         ActionCursor
	Limit                         int
}

// latest says that a list is of what is over: read from its end.
func (f *ActionFilter) latest() bool { return f.Status == Closed || f.Status == Dropped }

// ActionCursor is the action behind which a list goes on; the zero value is its beginning.
type ActionCursor struct {
	Overdue   bool
	DueOn, ID string
}

// Get returns an action in the actor's reach, or NotFound.
func (a *Actions) Get(ctx context.Context, actor people.Actor, id string) (Action, error) {
	return a.one(ctx, actor, id)
}

// List returns actions in the actor's reach, those that are overdue first, then by the day when they are due; those of
// a status that ends them by that day too, the latest first. Where it shows means of answers, that is noted as one reading.
func (a *Actions) List(ctx context.Context, actor people.Actor, f ActionFilter) ([]Action, error) {
	rows, err := a.page(ctx, actor, f, a.Today())
	if err != nil {
		return nil, err
	}
	if err := a.count(ctx, rows); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(rows, func(r Action) bool { return r.Sample() != nil }) {
		return rows, nil
	}
	return rows, a.audit.Read(ctx, actor, "actions.list", "agent", f.Agent, map[string]any{"status": f.Status, "found": len(rows)})
}

// ActionCount is how many actions there are in each state; the overdue ones are among those that are open.
type ActionCount struct {
	Open    int `json:"open"`
	Overdue int `json:"overdue" doc:"of those that are open"`
	Done    int `json:"done" doc:"these wait for a fresh sample"`
	Closed  int `json:"closed"`
	Dropped int `json:"dropped"`
}

// Count counts the actions in the actor's reach.
func (a *Actions) Count(ctx context.Context, actor people.Actor, f ActionFilter) (ActionCount, error) {
	return a.counted(ctx, actor, f, a.Today())
}

const mostOfSession = 200

// Of returns the actions that were agreed in a session that the actor has read, at most 200.
func (a *Actions) Of(ctx context.Context, session string) ([]Action, error) {
	rows, err := a.ofSession(ctx, session, mostOfSession)
	if err != nil {
		return nil, err
	}
	return rows, a.count(ctx, rows)
}

// About reads the questions that actions are about, in the same order.
func (a *Actions) About(ctx context.Context, list []scorecards.Ref) ([]scorecards.Asked, error) {
	return a.answers.Ask(ctx, list)
}

// count adds the fresh answers of those that wait, with one query.
func (a *Actions) count(ctx context.Context, rows []Action) error {
	var waiting []*Action
	var wants []scorecards.Want
	for n := range rows {
		if rows[n].Waiting {
			waiting, wants = append(waiting, &rows[n]), append(wants, rows[n].want())
		}
	}
	tallies, err := a.answers.Fresh(ctx, wants)
	for n := range tallies {
		waiting[n].Fresh = &tallies[n]
	}
	return err
}
