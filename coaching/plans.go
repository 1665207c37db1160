package coaching

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Plans keeps the next session of each agent with whom sessions come again.
type Plans struct {
	sessions *Sessions
	db       *store.DB
	users    *people.Users
	audit    *people.Audit
	now      func() time.Time
	zone     *time.Location
}

// NewPlans makes the plans over the sessions that they plan.
func NewPlans(sessions *Sessions) *Plans {
	return &Plans{sessions, sessions.db, sessions.users, sessions.audit, sessions.now, sessions.zone}
}

// Make makes a plan of the actor with an agent of a team that the actor leads, and plans its first session.
func (p *Plans) Make(ctx context.Context, actor people.Actor, agent string, r Rhythm) (Plan, error) {
	var plan Plan
	err := p.db.InTx(ctx, func(ctx context.Context) error {
		who, err := coachee(ctx, p.users, actor, agent, "body.agent")
		if err != nil {
			return err
		}
		now := p.now()
		plan = Plan{ID: store.NewID(), Revision: 1, Status: Active, AgentID: who.ID, CoachID: actor.ID, TeamID: who.MemberOf.ID, CreatedAt: now, UpdatedAt: now}
		if err := plan.follow(r, now, p.zone); err != nil {
			return err
		}
		if plan.over() {
			return fault.In("body.until", "lies before the first day that this comes to, %s", plan.NextOn)
		}
		if err := p.insert(ctx, &plan); err != nil {
			return err
		}
		if err := p.note(ctx, actor, &plan, "made"); err != nil {
			return err
		}
		return p.keep(ctx, actor, &plan)
	})
	return plan, err
}

// Get returns one plan in the actor's reach, or NotFound.
func (p *Plans) Get(ctx context.Context, actor people.Actor, id string) (Plan, error) {
	return p.one(ctx, actor, id)
}

// List returns plans in the actor's reach, the newest first; agent narrows it, and only leaves out those that have ended.
func (p *Plans) List(ctx context.Context, actor people.Actor, agent, status, after string, limit int) ([]Plan, error) {
	return p.page(ctx, actor, agent, status, after, limit)
}

// Change gives a plan another rhythm. The session that is planned already stays as it is.
func (p *Plans) Change(ctx context.Context, actor people.Actor, id string, revision int64, change func(Rhythm) Rhythm) (Plan, error) {
	return p.change(ctx, actor, id, revision, "changed", func(plan *Plan) error {
		if plan.Status != Active {
			return fault.New(fault.Conflict, "the plan has ended; make another")
		}
		return plan.follow(change(plan.rhythm()), p.now(), p.zone)
	})
}

// End ends a plan. The session that is planned already stays as it is.
func (p *Plans) End(ctx context.Context, actor people.Actor, id string, revision int64) (Plan, error) {
	return p.change(ctx, actor, id, revision, "ended", func(plan *Plan) error {
		if plan.Status != Active {
			return fault.New(fault.Conflict, "the plan has ended already")
		}
		plan.end("ended by its coach")
		return nil
	})
}

func (p *Plans) change(ctx context.Context, actor people.Actor, id string, revision int64, what string, rule func(*Plan) error) (Plan, error) {
	var plan Plan
	err := p.db.InTx(ctx, func(ctx context.Context) (err error) {
		if plan, err = p.one(ctx, actor, id); err != nil {
			return err
		}
		if plan.Revision != revision {
			return staleAt(plan.Revision)
		}
		if plan.CoachID != actor.ID {
			return fault.New(fault.Forbidden, "only its coach may do this")
		}
		if err := rule(&plan); err != nil {
			return err
		}
		return p.commit(ctx, actor, &plan, what)
	})
	return plan, err
}

func (p *Plans) commit(ctx context.Context, actor people.Actor, plan *Plan, what string) error {
	revision := plan.Revision
	plan.Revision, plan.UpdatedAt = revision+1, p.now()
	if err := p.save(ctx, plan, revision); err != nil {
		return err
	}
	return p.note(ctx, actor, plan, what)
}

func (p *Plans) note(ctx context.Context, actor people.Actor, plan *Plan, what string) error {
	message, coach := interactions.Changed("coaching", plan.ID), []string{plan.CoachID}
	p.db.AfterCommit(ctx, func() { tell(p.sessions.bus, message, coach) })
	return p.audit.Write(ctx, actor, "coaching_plan."+what, "coaching_plan", plan.ID, map[string]any{"revision": plan.Revision, "status": plan.Status})
}

const keptAtOnce = 200

// Keep plans the next session of each plan that has none to come, and returns how many it planned, skipped or ended.
func (p *Plans) Keep(ctx context.Context) (int, error) {
	due, err := p.due(ctx, p.now(), keptAtOnce)
	if err != nil {
		return 0, err
	}
	done := 0
	for n := range due {
		err := p.db.InTx(ctx, func(ctx context.Context) error { return p.keep(ctx, people.System(), &due[n]) })
		if err != nil && !fault.Is(err, fault.Stale) { // another server, or its coach, was quicker
			return done, err
		}
		if err == nil {
			done++
		}
	}
	return done, nil
}

// keep plans the next occurrence, skips it where somebody is taken, or ends the plan that has come to its end.
func (p *Plans) keep(ctx context.Context, actor people.Actor, plan *Plan) error {
	now := p.now()
	if !plan.at(plan.NextOn, p.zone).After(now) {
		plan.step(now, p.zone)
	}
	why, err := p.overWhy(ctx, plan)
	if err != nil {
		return err
	}
	if why != "" {
		plan.end(why)
		return p.commit(ctx, actor, plan, "ended")
	}
	s := Session{Method: plan.Method, AgentID: plan.AgentID, CoachID: plan.CoachID, TeamID: plan.TeamID, StartsAt: plan.at(plan.NextOn, p.zone),
		Minutes: plan.Minutes, Agenda: []Item{}, PlanID: &plan.ID}
	err = p.sessions.place(ctx, actor, &s)
	what := "kept"
	if fault.Is(err, fault.Conflict) {
		what, plan.SkippedOn, plan.SkippedWhy, err = "skipped", plan.NextOn, err.(*fault.Error).Detail, nil //nolint:errorlint // place's own
	}
	if err != nil {
		return err
	}
	plan.step(now, p.zone)
	return p.commit(ctx, actor, plan, what)
}

// overWhy says why a plan is over, empty while it goes on.
func (p *Plans) overWhy(ctx context.Context, plan *Plan) (string, error) {
	if plan.over() {
		return "its last day has come", nil
	}
	agent, err := p.users.Get(ctx, plan.AgentID)
	if err != nil {
		return "", err
	}
	coach, err := p.users.Get(ctx, plan.CoachID)
	switch {
	case err != nil:
		return "", err
	case agent.DisabledAt != nil:
		return "the agent has left", nil
	case coach.DisabledAt != nil:
		return "the coach has left", nil
	case agent.MemberOf == nil || !people.MayCoach(people.ActorOf(coach), agent.ID, agent.MemberOf.ID):
		return "its coach no longer leads the agent's team", nil
	}
	return "", nil
}
