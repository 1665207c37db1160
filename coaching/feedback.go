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

// Feedback is what an agent says of how useful an evaluation or a session was, 1 (not) to 5 (very), once.
type Feedback struct {
	ID           string    `gorm:"primaryKey"`
	AgentID      string    //
	AboutID      string    // who evaluated, or coached
	EvaluationID *string   //
	SessionID    *string   //
	Useful       int       //
	Words        string    //
	CreatedAt    time.Time `gorm:"serializer:millis;autoCreateTime:false"`
}

// TableName is where feedback lies.
func (Feedback) TableName() string { return "feedback" }

// NewFeedback is of an evaluation or of a session.
type NewFeedback struct {
	Evaluation, Session string
	Useful              int
	Words               string
}

func (n NewFeedback) check() error {
	switch {
	case (n.Evaluation == "") == (n.Session == ""):
		return fault.In("body.evaluation", "name an evaluation or a session, one of both")
	case n.Useful < 1 || n.Useful > 5:
		return fault.In("body.useful", "must be 1 to 5")
	case length(n.Words) > maxNote:
		return fault.In("body.comment", "must be at most %d characters", maxNote)
	}
	return nil
}

// Feedbacks takes and finds feedback.
type Feedbacks struct {
	sessions    *Sessions
	evaluations *scorecards.Evaluations
	db          *store.DB
	users       *people.Users
	audit       *people.Audit
	bus         *events.Bus
	now         func() time.Time
}

// NewFeedbacks makes the feedback over what it is of.
func NewFeedbacks(sessions *Sessions, evaluations *scorecards.Evaluations) *Feedbacks {
	return &Feedbacks{sessions, evaluations, sessions.db, sessions.users, sessions.audit, sessions.bus, sessions.now}
}

// Give says, as the agent of a released evaluation or a held session, how useful it was. A second time is a Conflict.
func (f *Feedbacks) Give(ctx context.Context, actor people.Actor, n NewFeedback) (Feedback, error) {
	row := Feedback{ID: store.NewID(), AgentID: actor.ID, Useful: n.Useful, Words: cleanText(n.Words), CreatedAt: f.now()}
	if err := n.check(); err != nil {
		return row, err
	}
	err := f.db.InTx(ctx, func(ctx context.Context) error {
		if err := f.aim(ctx, actor, n, &row); err != nil {
			return err
		}
		if err := f.insert(ctx, &row); err != nil {
			return err
		}
		message, told := interactions.Changed("feedback", row.ID), []string{row.AgentID, row.AboutID}
		f.db.AfterCommit(ctx, func() { tell(f.bus, message, told) })
		return f.audit.Write(ctx, actor, "feedback.given", "feedback", row.ID, map[string]any{"useful": row.Useful})
	})
	return row, err
}

// aim finds whose work the feedback is about.
func (f *Feedbacks) aim(ctx context.Context, actor people.Actor, n NewFeedback, row *Feedback) error {
	if n.Evaluation != "" {
		e, err := f.evaluations.Get(ctx, actor, n.Evaluation)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || e.AgentID != actor.ID {
			return fault.In("body.evaluation", "is no released evaluation of yours")
		}
		if e.Status == scorecards.Withdrawn {
			return fault.New(fault.Conflict, "the evaluation was taken back; there is nothing to say of it any more")
		}
		row.EvaluationID, row.AboutID = &e.ID, e.EvaluatorID
		return nil
	}
	s, err := f.sessions.Get(ctx, actor, n.Session)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if err != nil || s.AgentID != actor.ID {
		return fault.In("body.session", "is no session of yours")
	}
	if s.Status != Held {
		return fault.New(fault.Conflict, "only a session that was held can have been useful; this one is %s", s.Status)
	}
	row.SessionID, row.AboutID = &s.ID, s.CoachID
	return nil
}

// FeedbackFilter narrows a list of feedback; empty parts don't.
type FeedbackFilter struct {
	Agent, Evaluation, Session string
	After                      string
	Limit                      int
}

// List returns the feedback that the actor gave, that is about the actor's work, and that agents of the teams gave that
// the actor leads, but for what they say of a peer, and of an evaluation of what the actor still has to judge; the newest
// first.
func (f *Feedbacks) List(ctx context.Context, actor people.Actor, filter FeedbackFilter) ([]Feedback, error) {
	return f.page(ctx, actor, filter)
}
