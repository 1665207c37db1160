package coaching

import (
	"cmp"
	"context"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// Sessions plans, changes and finds coaching sessions.
type Sessions struct {
	db      *store.DB
	users   *people.Users
	answers *scorecards.Answers
	record  *interactions.Record
	audit   *people.Audit
	bus     *events.Bus
	now     func() time.Time
	zone    *time.Location
}

// NewSessions makes the sessions of a database; zone is that of the site.
func NewSessions(db *store.DB, users *people.Users, answers *scorecards.Answers, record *interactions.Record, audit *people.Audit, bus *events.Bus,
	now func() time.Time, zone *time.Location,
) *Sessions {
	return &Sessions{db, users, answers, record, audit, bus, now, zone}
}

// coachee is an agent whom the actor may coach; NotFound for anybody else, Forbidden for the actor.
func coachee(ctx context.Context, users *people.Users, actor people.Actor, id, place string) (people.Person, error) {
	if id == actor.ID {
		return people.Person{}, fault.New(fault.Forbidden, "nobody coaches themselves")
	}
	p, err := users.Get(ctx, id)
	if err != nil {
		return p, err
	}
	if p.MemberOf == nil || !people.MayCoach(actor, id, p.MemberOf.ID) {
		return p, fault.Missing()
	}
	if p.DisabledAt != nil {
		return p, fault.In(place, "has left")
	}
	if !people.ActorOf(p).Is(people.Agent) {
		return p, fault.In(place, "is no agent")
	}
	return p, nil
}

// NewSession is what it takes to plan a session.
type NewSession struct {
	Agent    string
	Method   string // OneToOne unless given
	StartsAt time.Time
	Minutes  int
	Agenda   []Item
	Review   *Review
}

// Plan plans a session of the actor with an agent of a team that the actor leads. A time at which one of both has
// another session is a Conflict.
func (c *Sessions) Plan(ctx context.Context, actor people.Actor, n NewSession) (Session, error) {
	var s Session
	err := c.db.InTx(ctx, func(ctx context.Context) error {
		agent, err := coachee(ctx, c.users, actor, n.Agent, "body.agent")
		if err != nil {
			return err
		}
		s = Session{Method: cmp.Or(n.Method, OneToOne), AgentID: agent.ID, CoachID: actor.ID, TeamID: agent.MemberOf.ID, StartsAt: n.StartsAt, Minutes: n.Minutes, Agenda: clean(n.Agenda)}
		if s.Method != OneToOne && s.Method != FormalReview {
			return fault.In("body.method", "must be one_to_one or formal_review")
		}
		if err := c.review(ctx, actor, &s, n.Review); err != nil {
			return err
		}
		return c.place(ctx, actor, &s)
	})
	return s.shown(actor), err
}

// place puts a new session between two people where both are free.
func (c *Sessions) place(ctx context.Context, actor people.Actor, s *Session) error {
	now := c.now()
	s.ID, s.Revision, s.Status, s.CreatedAt, s.UpdatedAt = store.NewID(), 1, Planned, now, now
	s.StartsAt = s.StartsAt.UTC().Truncate(time.Second)
	if err := s.check(true, now); err != nil {
		return err
	}
	if err := c.settle(ctx, actor, s); err != nil {
		return err
	}
	if err := c.insert(ctx, s); err != nil {
		return err
	}
	return c.note(ctx, actor, s, "planned", map[string]any{"starts_at": s.StartsAt, "minutes": s.Minutes, "method": s.Method})
}

// settle finds what the agenda points at, and that nobody is asked to be at two places.
func (c *Sessions) settle(ctx context.Context, actor people.Actor, s *Session) error {
	if err := c.point(ctx, actor, s); err != nil {
		return err
	}
	return c.checkFree(ctx, actor, s)
}

// Get returns one session in the actor's reach, or NotFound.
func (c *Sessions) Get(ctx context.Context, actor people.Actor, id string) (Session, error) {
	s, err := c.one(ctx, actor, id)
	return s.shown(actor), err
}

// Read returns a session like Get, and notes that the actor has read the scores of its agenda.
func (c *Sessions) Read(ctx context.Context, actor people.Actor, id string) (Session, error) {
	s, err := c.Get(ctx, actor, id)
	if err != nil {
		return s, err
	}
	return s, c.audit.Read(ctx, actor, "coaching.read", "agent", s.AgentID, map[string]any{"session": s.ID})
}

// Filter narrows a list of sessions; empty parts don't. From and To are of the beginning.
type Filter struct {
	Agent, Coach, Status string
	Method               string
	From, To             time.Time
	After                Cursor
	Limit                int
}

// Cursor is the session behind which a list goes on; the zero value is its beginning.
type Cursor struct {
	StartsAt int64 // Unix milliseconds
	ID       string
}

// List returns sessions in the actor's reach, the latest first, without agendas and notes.
func (c *Sessions) List(ctx context.Context, actor people.Actor, f Filter) ([]Session, error) {
	rows, err := c.page(ctx, actor, f)
	for n := range rows {
		rows[n] = rows[n].shown(actor)
	}
	return rows, err
}

// Suggest returns what an agent whom the actor may coach does worst, with evidence.
func (c *Sessions) Suggest(ctx context.Context, actor people.Actor, agent string) ([]scorecards.Weakness, error) {
	if _, err := coachee(ctx, c.users, actor, agent, "query.agent"); err != nil {
		return nil, err
	}
	return c.answers.Weakest(ctx, actor, agent)
}
