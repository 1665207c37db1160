package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// HistoryEntry is one change of an evaluation.
type HistoryEntry struct {
	ID           string         `gorm:"primaryKey"`
	EvaluationID string         //
	Revision     int64          //
	At           time.Time      `gorm:"serializer:millis"`
	ActorID      string         //
	Action       string         //
	Detail       map[string]any `gorm:"serializer:json"`
}

// TableName is where the history lies.
func (HistoryEntry) TableName() string { return "evaluation_history" }

func (e *Evaluation) entry(actor people.Actor, action string, detail map[string]any, at time.Time) HistoryEntry {
	if detail == nil {
		detail = map[string]any{}
	}
	return HistoryEntry{ID: store.NewID(), EvaluationID: e.ID, Revision: e.Revision, At: at, ActorID: actor.ID, Action: action, Detail: detail}
}

// audited is what the audit log says of a change.
func (h *HistoryEntry) audited() people.Entry {
	return people.Entry{At: h.At, ActorID: h.ActorID, Action: "evaluation." + h.Action, Subject: "evaluation", SubjectID: h.EvaluationID,
		Detail: map[string]any{"revision": h.Revision}}
}

// History returns every change of an evaluation in the actor's reach, the oldest first. Who is not its evaluator sees
// no answering of the draft.
func (v *Evaluations) History(ctx context.Context, actor people.Actor, id string) ([]HistoryEntry, error) {
	e, err := v.one(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	entries, err := v.historyOf(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := v.audit.Read(ctx, actor, "evaluation.history", "agent", e.AgentID, map[string]any{"evaluation": e.ID}); err != nil || e.EvaluatorID == actor.ID {
		return entries, err
	}
	shown := entries[:0]
	for _, entry := range entries {
		if entry.Action != "answered" {
			shown = append(shown, entry)
		}
	}
	return shown, nil
}
