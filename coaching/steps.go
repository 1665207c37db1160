package coaching

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// step is one change of a session; its rule returns what the audit log is to say of it.
type step struct {
	action string
	by     func(people.Actor, *Session) error
	rule   func(ctx context.Context, s *Session) (map[string]any, error)
}

// change runs a step: in reach, at this revision, allowed, in the right state; saved with its audit row in one
// transaction, and announced after the commit. Answers NotFound, Stale, Forbidden, Conflict or Invalid.
func (c *Sessions) change(ctx context.Context, actor people.Actor, id string, revision int64, t step) (Session, error) {
	var s Session
	err := c.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = c.one(ctx, actor, id); err != nil {
			return err
		}
		if s.Revision != revision {
			return staleAt(s.Revision)
		}
		if err := t.by(actor, &s); err != nil {
			return err
		}
		detail, err := t.rule(ctx, &s)
		if err != nil {
			return err
		}
		s.Revision, s.UpdatedAt = revision+1, c.now()
		if err := c.save(ctx, &s, revision); err != nil {
			return err
		}
		return c.note(ctx, actor, &s, t.action, detail)
	})
	return s.shown(actor), err
}

// note writes the audit row of a change in its transaction, and announces it after the commit.
func (c *Sessions) note(ctx context.Context, actor people.Actor, s *Session, action string, detail map[string]any) error {
	if detail == nil {
		detail = map[string]any{}
	}
	detail["revision"] = s.Revision
	message, parties := interactions.Changed("coaching", s.ID), []string{s.AgentID, s.CoachID}
	c.db.AfterCommit(ctx, func() { tell(c.bus, message, parties) })
	if err := c.outbox.Put(ctx, actor, s.told(action)...); err != nil {
		return err
	}
	return c.audit.Write(ctx, actor, "coaching."+action, "coaching_session", s.ID, detail)
}

// tell tells people that what they read is stale.
func tell(bus *events.Bus, message any, people []string) { bus.Tell(message, people...) }

func staleAt(revision int64) error { return fault.StaleAt(revision) }

func byCoach(actor people.Actor, s *Session) error {
	if !s.coaches(actor) {
		return fault.New(fault.Forbidden, "only its coach may do this")
	}
	return nil
}

func byKeeper(actor people.Actor, s *Session) error {
	if !s.keeps(actor) {
		return fault.New(fault.Forbidden, "only its coach may do this, and of a peer session either of both")
	}
	return nil
}

func byParty(actor people.Actor, s *Session) error {
	if !s.party(actor) {
		return fault.New(fault.Forbidden, "only its coach and its agent may sign")
	}
	return nil
}

// Change moves a planned session, gives it another agenda, review or focus, or another coach.
func (c *Sessions) Change(ctx context.Context, actor people.Actor, id string, revision int64, changes Changes) (Session, error) {
	return c.change(ctx, actor, id, revision, step{"changed", byKeeper, func(ctx context.Context, s *Session) (map[string]any, error) {
		if err := s.Change(changes, c.now()); err != nil {
			return nil, err
		}
		if changes.Agenda != nil {
			if err := c.point(ctx, actor, s); err != nil {
				return nil, err
			}
		}
		if err := c.review(ctx, actor, s, changes.Review); err != nil {
			return nil, err
		}
		if err := c.show(ctx, actor, s, changes); err != nil {
			return nil, err
		}
		if err := c.reassign(ctx, s, changes.Coach); err != nil {
			return nil, err
		}
		return map[string]any{"starts_at": s.StartsAt, "minutes": s.Minutes, "coach": s.CoachID}, c.checkFree(ctx, actor, s)
	}})
}

// reassign gives a planned session to another lead of its agent's team. What its coach had noted for themselves alone
// goes with them.
func (c *Sessions) reassign(ctx context.Context, s *Session, coach *string) error {
	if coach == nil || *coach == s.CoachID {
		return nil
	}
	if s.Method == Peer {
		return fault.In("body.coach", "is the peer who was asked; cancel the session and ask another")
	}
	team, err := c.users.TeamNow(ctx, s.AgentID)
	if err != nil {
		return err
	}
	next, err := c.users.Get(ctx, *coach)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || next.DisabledAt != nil || !people.MayCoach(people.ActorOf(next), s.AgentID, team) {
		return fault.In("body.coach", "must be somebody who leads the agent's team")
	}
	message, before := interactions.Changed("coaching", s.ID), s.CoachID
	c.db.AfterCommit(ctx, func() { tell(c.bus, message, []string{before}) })
	s.CoachID, s.PrivateNotes = next.ID, ""
	s.Sequence++
	return nil
}

// Note keeps the coach's notes.
func (c *Sessions) Note(ctx context.Context, actor people.Actor, id string, revision int64, notes Notes) (Session, error) {
	return c.change(ctx, actor, id, revision, step{"noted", byCoach, func(_ context.Context, s *Session) (map[string]any, error) {
		return nil, s.Note(notes)
	}})
}

// Sign notes that the coach, and then the agent, stands by the session.
func (c *Sessions) Sign(ctx context.Context, actor people.Actor, id string, revision int64) (Session, error) {
	return c.change(ctx, actor, id, revision, step{"signed", byParty, func(_ context.Context, s *Session) (map[string]any, error) {
		return nil, s.Sign(actor.ID, c.now())
	}})
}

// Cancel calls a planned session off.
func (c *Sessions) Cancel(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Session, error) {
	return c.change(ctx, actor, id, revision, step{"cancelled", byKeeper, func(_ context.Context, s *Session) (map[string]any, error) {
		return nil, s.Cancel(reason)
	}})
}

// point finds what the agenda points at.
func (c *Sessions) point(ctx context.Context, actor people.Actor, s *Session) error {
	refs, err := c.answers.Point(ctx, actor, s.AgentID, s.refs(), func(n int) string { return fmt.Sprintf("body.agenda[%d]", n) })
	for n := range refs {
		s.Agenda[n].Ref = refs[n]
	}
	return err
}

func (s *Session) refs() []scorecards.Ref {
	refs := make([]scorecards.Ref, len(s.Agenda))
	for n, item := range s.Agenda {
		refs[n] = item.Ref
	}
	return refs
}

// Agenda reads what the items of an agenda point at, in their order.
func (c *Sessions) Agenda(ctx context.Context, actor people.Actor, s Session) ([]scorecards.Asked, error) {
	return c.answers.Answered(ctx, actor, s.refs())
}

// ReleasedAt is when the evaluations on an agenda were released, by id.
func (c *Sessions) ReleasedAt(ctx context.Context, s Session) (map[string]*time.Time, error) {
	return c.releasedAt(ctx, s.refs())
}

// checkFree holds that neither has another session then, also when two are planned at once.
func (c *Sessions) checkFree(ctx context.Context, actor people.Actor, s *Session) error {
	for _, id := range slices.Sorted(slices.Values([]string{s.AgentID, s.CoachID})) {
		if err := c.db.Lock(ctx, "coaching of "+id); err != nil {
			return err
		}
	}
	other, found, err := c.clash(ctx, s)
	if err != nil || !found {
		return err
	}
	taken, who := s.AgentID, "the agent has"
	if other.CoachID == s.CoachID || other.AgentID == s.CoachID {
		taken, who = s.CoachID, "the coach has"
	}
	if taken == actor.ID {
		who = "you have"
	}
	when := fmt.Sprintf("%s for %d minutes", other.StartsAt.In(c.zone).Format(dateLayout), other.Minutes)
	return &fault.Error{Kind: fault.Conflict, Detail: fmt.Sprintf("%s another session then: %s", who, when),
		Fields: []fault.Field{{Location: "body.starts_at", Message: "is taken: " + when + "; choose a time before or after it"}}}
}
