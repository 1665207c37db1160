package coaching

import (
	"context"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// Requests are what agents ask of their leads.
type Requests struct {
	sessions *Sessions
	db       *store.DB
	users    *people.Users
	answers  *scorecards.Answers
	audit    *people.Audit
	bus      *events.Bus
	now      func() time.Time
}

// NewRequests makes the requests over the sessions that answer them.
func NewRequests(sessions *Sessions) *Requests {
	return &Requests{sessions, sessions.db, sessions.users, sessions.answers, sessions.audit, sessions.bus, sessions.now}
}

// Make asks, as an agent, for coaching; at most five are open at once.
func (r *Requests) Make(ctx context.Context, actor people.Actor, about scorecards.Ref, words string) (Request, error) {
	var row Request
	if n := length(words); n == 0 || n > maxNote {
		return row, fault.In("body.words", "must be 1 to %d characters", maxNote)
	}
	err := r.db.InTx(ctx, func(ctx context.Context) error {
		if err := r.db.Lock(ctx, "requests of "+actor.ID); err != nil {
			return err
		}
		open, err := r.countOpen(ctx, actor.ID)
		if err != nil {
			return err
		}
		if open >= mostOpen {
			return fault.New(fault.Conflict, "%d of your requests are open already; withdraw one, or wait for an answer", open)
		}
		refs, err := r.answers.Point(ctx, actor, actor.ID, []scorecards.Ref{about}, func(int) string { return "body" })
		if err != nil {
			return err
		}
		now := r.now()
		row = Request{ID: store.NewID(), Revision: 1, Status: Open, AgentID: actor.ID, About: refs[0], Words: cleanText(words), CreatedAt: now, UpdatedAt: now}
		if err := r.insert(ctx, &row); err != nil {
			return err
		}
		return r.note(ctx, actor, &row, "made")
	})
	return row, err
}

// List returns requests in the actor's reach, the newest first; empty parts don't narrow.
func (r *Requests) List(ctx context.Context, actor people.Actor, status, agent, after string, limit int) ([]Request, error) {
	return r.page(ctx, actor, status, agent, after, limit)
}

// Get returns one request in the actor's reach, or NotFound.
func (r *Requests) Get(ctx context.Context, actor people.Actor, id string) (Request, error) {
	return r.one(ctx, actor, id)
}

// About reads what requests are about, in the same order.
func (r *Requests) About(ctx context.Context, list []scorecards.Ref) ([]scorecards.Asked, error) {
	return r.answers.Ask(ctx, list)
}

// Plan answers a request with a session.
func (r *Requests) Plan(ctx context.Context, actor people.Actor, id string, n NewSession) (Session, error) {
	var s Session
	err := r.db.InTx(ctx, func(ctx context.Context) error {
		row, err := r.one(ctx, actor, id)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || row.AgentID != n.Agent {
			return fault.In("body.request", "is no request of this agent's")
		}
		if err := row.decide(Planned, actor.ID); err != nil {
			return err
		}
		if s, err = r.sessions.Plan(ctx, actor, n); err != nil {
			return err
		}
		row.SessionID = &s.ID
		return r.commit(ctx, actor, &row, "planned")
	})
	return s, err
}

// Decline says, as who leads the agent's team, why there will be no session.
func (r *Requests) Decline(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Request, error) {
	return r.change(ctx, actor, id, revision, "declined", func(row *Request, may RequestMay) error {
		if row.Status == Open && !may.Decline {
			return fault.New(fault.Forbidden, "only who leads the agent's team may do this")
		}
		if err := checkReason("body.reason", reason); err != nil {
			return err
		}
		row.Reason = cleanText(reason)
		return row.decide(Declined, actor.ID)
	})
}

// Withdraw takes a request back, as its agent.
func (r *Requests) Withdraw(ctx context.Context, actor people.Actor, id string, revision int64) (Request, error) {
	return r.change(ctx, actor, id, revision, "withdrawn", func(row *Request, _ RequestMay) error {
		if actor.ID != row.AgentID {
			return fault.New(fault.Forbidden, "only its agent may do this")
		}
		return row.decide(Withdrawn, actor.ID)
	})
}

func (r *Requests) change(ctx context.Context, actor people.Actor, id string, revision int64, what string, rule func(*Request, RequestMay) error) (Request, error) {
	var row Request
	err := r.db.InTx(ctx, func(ctx context.Context) (err error) {
		if row, err = r.one(ctx, actor, id); err != nil {
			return err
		}
		if row.Revision != revision {
			return staleAt(row.Revision)
		}
		team, err := r.users.TeamNow(ctx, row.AgentID)
		if err != nil {
			return err
		}
		if err := rule(&row, row.May(actor, team)); err != nil {
			return err
		}
		return r.commit(ctx, actor, &row, what)
	})
	return row, err
}

func (r *Requests) commit(ctx context.Context, actor people.Actor, row *Request, what string) error {
	revision := row.Revision
	row.Revision, row.UpdatedAt = revision+1, r.now()
	if err := r.save(ctx, row, revision); err != nil {
		return err
	}
	return r.note(ctx, actor, row, what)
}

// note writes the audit row, and tells the agent and who leads their team.
func (r *Requests) note(ctx context.Context, actor people.Actor, row *Request, what string) error {
	team, err := r.users.TeamNow(ctx, row.AgentID)
	if err != nil {
		return err
	}
	message, agent := interactions.Changed("requests", row.ID), row.AgentID
	r.db.AfterCommit(ctx, func() {
		tell(r.bus, message, []string{agent})
		if team != "" {
			r.bus.Publish(events.Event{Topic: events.Team(team), Message: message, Except: agent})
		}
	})
	return r.audit.Write(ctx, actor, "coaching_request."+what, "coaching_request", row.ID, map[string]any{"revision": row.Revision, "status": row.Status})
}
