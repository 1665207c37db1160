package training

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// May says what the actor can do with the assignment now; team is the one that its agent is in today.
func (a *Assignment) May(actor people.Actor, team string) AssignmentMay {
	manages := a.Open() && people.MayAssign(actor, a.AgentID, team) && actor.May(people.AssignmentsWrite)
	return AssignmentMay{Learn: a.Open() && actor.ID == a.AgentID && actor.May(people.Learn) && len(a.WaitsFor) == 0, Extend: manages, Cancel: manages,
		Mark: a.Open() && people.MayMark(actor, a.AgentID), Sign: a.Open() && people.MaySignOff(actor, a.AgentID, team),
		Scores: a.QuestionID != "" && a.Open() && actor.ID == a.AssignedBy && actor.Is(people.Trainer)}
}

// change runs a step of an assignment: in reach, at this revision, by the rule; saved with its audit row in one
// transaction, and announced after the commit. Answers NotFound, Stale, Forbidden, Conflict or Invalid.
func (a *Assignments) change(ctx context.Context, actor people.Actor, id string, revision int64, what string,
	rule func(ctx context.Context, w *Whole) error,
) (Whole, error) {
	var w Whole
	err := a.db.InTx(ctx, func(ctx context.Context) (err error) {
		if w, err = a.Get(ctx, actor, id); err != nil {
			return err
		}
		if w.Revision != revision {
			return fault.StaleAt(w.Revision)
		}
		if err := rule(ctx, &w); err != nil {
			return err
		}
		return a.commit(ctx, actor, &w.Assignment, what)
	})
	return w, err
}

func (a *Assignments) commit(ctx context.Context, actor people.Actor, row *Assignment, what string) error {
	revision := row.Revision
	row.Revision, row.UpdatedAt = revision+1, a.now()
	if err := a.save(ctx, row, revision); err != nil {
		return err
	}
	return a.note(ctx, actor, row, what)
}

// note writes the audit row of a change in its transaction, and announces it after the commit.
func (a *Assignments) note(ctx context.Context, actor people.Actor, row *Assignment, what string) error {
	message, agent, by := interactions.Changed("training", row.ID), row.AgentID, row.AssignedBy
	a.db.AfterCommit(ctx, func() { a.bus.Tell(message, agent, by) })
	return a.audit.Write(ctx, actor, "assignment."+what, "assignment", row.ID, map[string]any{"revision": row.Revision, "status": row.Status, "agent": row.AgentID, "module": row.ModuleID})
}

// managed holds that the actor may extend and cancel the assignment.
func (a *Assignments) managed(ctx context.Context, actor people.Actor, row *Assignment) error {
	team, err := a.users.TeamNow(ctx, row.AgentID)
	if err == nil && !people.MayAssign(actor, row.AgentID, team) {
		return fault.New(fault.Forbidden, "only a trainer, or who leads the agent's team, may do this")
	}
	return err
}

// Extend gives an open assignment another day.
func (a *Assignments) Extend(ctx context.Context, actor people.Actor, id string, revision int64, due string) (Whole, error) {
	return a.change(ctx, actor, id, revision, "extended", func(ctx context.Context, w *Whole) error {
		if err := a.managed(ctx, actor, &w.Assignment); err != nil {
			return err
		}
		return w.Extend(due, a.Today())
	})
}

// Cancel ends an open assignment.
func (a *Assignments) Cancel(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Whole, error) {
	return a.change(ctx, actor, id, revision, "cancelled", func(ctx context.Context, w *Whole) error {
		if err := a.managed(ctx, actor, &w.Assignment); err != nil {
			return err
		}
		return w.Cancel("body.reason", reason)
	})
}

// Outcome is what became of one of many changes; Err is nil where it was made.
type Outcome struct {
	ID  string
	Err error
}

// ChangeAll extends many assignments to a day, or cancels them for a reason, whichever is named; each for itself, so
// that one that can't be changed keeps none from it.
func (a *Assignments) ChangeAll(ctx context.Context, actor people.Actor, ids []string, due, reason string) ([]Outcome, error) {
	if (due == "") == (reason == "") {
		return nil, fault.In("body", "name due_on to extend them, or cancel_reason to cancel them")
	}
	if f := checkDue("body.due_on", due, a.Today()); due != "" && f != nil {
		return nil, fault.Fields("the assignments can't be extended like this", *f)
	}
	out := make([]Outcome, len(ids))
	for n, id := range ids {
		out[n] = Outcome{id, a.changeOne(ctx, actor, id, due, reason)}
		if kind := fault.KindOf(out[n].Err); out[n].Err != nil && (kind == fault.Internal || kind == fault.Unavailable) {
			return nil, out[n].Err
		}
	}
	return out, nil
}

func (a *Assignments) changeOne(ctx context.Context, actor people.Actor, id, due, reason string) error {
	return a.db.InTx(ctx, func(ctx context.Context) error {
		row, err := a.one(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := a.managed(ctx, actor, &row); err != nil {
			return err
		}
		what := "extended"
		if due != "" {
			err = row.Extend(due, a.Today())
		} else {
			what, err = "cancelled", row.Cancel("body.cancel_reason", reason)
		}
		if err != nil {
			return err
		}
		return a.commit(ctx, actor, &row, what)
	})
}
