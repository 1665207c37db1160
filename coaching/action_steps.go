package coaching

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// ActionMay is what somebody can do with an action now.
type ActionMay struct {
	Change  bool `json:"change"`
	Finish  bool `json:"finish"`
	Drop    bool `json:"drop"`
	Measure bool `json:"measure"` // what came of it
}

// May says what the actor can do with the action now; team is the one that its agent is in today.
func (a *Action) May(actor people.Actor, team string) ActionMay {
	leads := people.MayCoach(actor, a.AgentID, team) && actor.May(people.CoachingWrite)
	finishes := leads || (actor.ID == a.OwnerID && actor.May(people.CoachingReply))
	return ActionMay{Change: leads && a.Status == Open, Finish: finishes && a.Status == Open, Drop: leads && (a.Status == Open || a.Status == Done), Measure: leads}
}

// change runs a step of an action as Sessions does of a session; team is the one that its agent is in today.
func (a *Actions) change(ctx context.Context, actor people.Actor, id string, revision int64, what string,
	rule func(ctx context.Context, action *Action, team string) error,
) (Action, error) {
	var action Action
	err := a.db.InTx(ctx, func(ctx context.Context) (err error) {
		if action, err = a.one(ctx, actor, id); err != nil {
			return err
		}
		if action.Revision != revision {
			return staleAt(action.Revision)
		}
		team, err := a.users.TeamNow(ctx, action.AgentID)
		if err != nil {
			return err
		}
		if err := rule(ctx, &action, team); err != nil {
			return err
		}
		return a.commit(ctx, actor, &action, what)
	})
	if err != nil {
		return action, err
	}
	rows := []Action{action}
	err = a.count(ctx, rows)
	return rows[0], err
}

func (a *Actions) commit(ctx context.Context, actor people.Actor, action *Action, what string) error {
	revision := action.Revision
	action.Revision, action.UpdatedAt = revision+1, a.now()
	if err := a.save(ctx, action, revision); err != nil {
		return err
	}
	return a.note(ctx, actor, action, what)
}

// note writes the audit row of a change in its transaction, and announces it after the commit.
func (a *Actions) note(ctx context.Context, actor people.Actor, action *Action, what string) error {
	message, parties := interactions.Changed("actions", action.ID), []string{action.AgentID, action.OwnerID, action.AgreedBy}
	a.db.AfterCommit(ctx, func() { tell(a.bus, message, parties) })
	if err := a.outbox.Put(ctx, actor, action.told(what)...); err != nil {
		return err
	}
	return a.audit.Write(ctx, actor, "action."+what, "action", action.ID, map[string]any{"revision": action.Revision, "status": action.Status})
}

func byLead(actor people.Actor, action *Action, team string) error {
	if !people.MayCoach(actor, action.AgentID, team) {
		return fault.New(fault.Forbidden, "only who leads the agent's team may do this")
	}
	return nil
}

// Change changes an open action.
func (a *Actions) Change(ctx context.Context, actor people.Actor, id string, revision int64, c ActionChanges) (Action, error) {
	return a.change(ctx, actor, id, revision, "changed", func(ctx context.Context, action *Action, team string) error {
		if err := byLead(actor, action, team); err != nil {
			return err
		}
		if err := action.Change(c, a.Today()); err != nil || c.Owner == nil {
			return err
		}
		agent, err := a.users.Get(ctx, action.AgentID)
		if err != nil {
			return err
		}
		return a.checkOwner(ctx, agent, action.OwnerID)
	})
}

// Finish notes, as the owner or as who leads the agent's team, that an action is done.
func (a *Actions) Finish(ctx context.Context, actor people.Actor, id string, revision int64, whatChanged string, target *float64) (Action, error) {
	return a.change(ctx, actor, id, revision, "finished", func(_ context.Context, action *Action, team string) error {
		if actor.ID != action.OwnerID {
			if err := byLead(actor, action, team); err != nil {
				return err
			}
		}
		return action.Finish(whatChanged, target, a.now())
	})
}

// Drop ends an action without its being done.
func (a *Actions) Drop(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Action, error) {
	return a.change(ctx, actor, id, revision, "dropped", func(_ context.Context, action *Action, team string) error {
		if err := byLead(actor, action, team); err != nil {
			return err
		}
		return action.Drop(reason)
	})
}

const closedAtOnce = 500

// CloseMet closes the actions whose target the mean of five or more fresh answers reaches, and returns how many. Each
// call looks at the next 500 that wait.
func (a *Actions) CloseMet(ctx context.Context) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	rows, err := a.waiting(ctx, a.checked, closedAtOnce)
	if err != nil {
		return 0, err
	}
	if a.checked = ""; len(rows) == closedAtOnce {
		a.checked = rows[len(rows)-1].ID
	}
	if err := a.count(ctx, rows); err != nil {
		return 0, err
	}
	closed := 0
	for n := range rows {
		action := &rows[n]
		if !action.Close(*action.Fresh, a.now()) {
			continue
		}
		err := a.db.InTx(ctx, func(ctx context.Context) error { return a.commit(ctx, people.System(), action, "closed") })
		if err != nil && !fault.Is(err, fault.Stale) { // another server, or a person, was quicker
			return closed, err
		}
		if err == nil {
			closed++
		}
	}
	return closed, nil
}
