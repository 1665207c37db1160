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

// Recognitions writes, publishes and finds recognitions.
type Recognitions struct {
	evaluations *scorecards.Evaluations
	db          *store.DB
	users       *people.Users
	audit       *people.Audit
	bus         *events.Bus
	now         func() time.Time
}

// NewRecognitions makes the recognitions over what they may be about.
func NewRecognitions(sessions *Sessions, evaluations *scorecards.Evaluations) *Recognitions {
	return &Recognitions{evaluations, sessions.db, sessions.users, sessions.audit, sessions.bus, sessions.now}
}

// Write recognises an agent's work: as who leads their team, as a colleague of the same team, or as the evaluator of the
// evaluation that it is about. Nobody recognises themselves.
func (r *Recognitions) Write(ctx context.Context, actor people.Actor, agent, evaluation, words string) (Recognition, error) {
	var row Recognition
	if n := length(words); n == 0 || n > maxNote {
		return row, fault.In("body.words", "must be 1 to %d characters", maxNote)
	}
	if agent == actor.ID {
		return row, fault.In("body.agent", "must be somebody else: nobody recognises themselves")
	}
	err := r.db.InTx(ctx, func(ctx context.Context) error {
		p, err := r.users.Get(ctx, agent)
		if err != nil {
			return err
		}
		evaluated, err := r.evaluated(ctx, actor, agent, evaluation)
		if err != nil {
			return err
		}
		if p.MemberOf == nil || !(people.MayCoach(actor, agent, p.MemberOf.ID) || (actor.Is(people.Agent) && actor.Team == p.MemberOf.ID) || evaluated) {
			return fault.Missing()
		}
		if p.DisabledAt != nil || !people.ActorOf(p).Is(people.Agent) {
			return fault.In("body.agent", "must be an agent who has not left")
		}
		now := r.now()
		row = Recognition{ID: store.NewID(), Revision: 1, Status: Awaiting, AgentID: agent, ByID: actor.ID, TeamID: p.MemberOf.ID, Words: cleanText(words), CreatedAt: now, UpdatedAt: now}
		if evaluation != "" {
			row.EvaluationID = &evaluation
		}
		if err := r.insert(ctx, &row); err != nil {
			return err
		}
		return r.note(ctx, actor, &row, "written")
	})
	return row, err
}

// evaluated says whether the actor is the evaluator of the evaluation, which has to be a released one of the agent's
// that the actor sees.
func (r *Recognitions) evaluated(ctx context.Context, actor people.Actor, agent, evaluation string) (bool, error) {
	if evaluation == "" {
		return false, nil
	}
	e, err := r.evaluations.Get(ctx, actor, evaluation)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return false, err
	}
	if err != nil || e.AgentID != agent || (e.Status != scorecards.Released && e.Status != scorecards.Acknowledged) {
		return false, fault.In("body.evaluation", "is no released evaluation of this agent that you may see")
	}
	return e.EvaluatorID == actor.ID, nil
}

// List returns what is published in the actor's teams, and what the actor has got and written, the newest first. Whose
// narrows it to got, given or team.
func (r *Recognitions) List(ctx context.Context, actor people.Actor, whose, after string, limit int) ([]Recognition, error) {
	return r.page(ctx, actor, whose, after, limit)
}

// Move takes a recognition to Published or Private, as its agent, or to TakenBack, as its writer.
func (r *Recognitions) Move(ctx context.Context, actor people.Actor, id string, revision int64, to string) (Recognition, error) {
	var row Recognition
	err := r.db.InTx(ctx, func(ctx context.Context) (err error) {
		if row, err = r.one(ctx, actor, id); err != nil {
			return err
		}
		if row.Revision != revision {
			return staleAt(row.Revision)
		}
		if err := row.move(actor, to); err != nil {
			return err
		}
		row.Revision, row.UpdatedAt = revision+1, r.now()
		if err := r.save(ctx, &row, revision); err != nil {
			return err
		}
		return r.note(ctx, actor, &row, to)
	})
	return row, err
}

func (r *Recognitions) note(ctx context.Context, actor people.Actor, row *Recognition, what string) error {
	message, told := interactions.Changed("recognitions", row.ID), []string{row.AgentID, row.ByID}
	r.db.AfterCommit(ctx, func() { tell(r.bus, message, told) })
	return r.audit.Write(ctx, actor, "recognition."+what, "recognition", row.ID, map[string]any{"revision": row.Revision, "status": row.Status})
}
