package scorecards

import (
	"context"
	"time"

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

// History returns every change of an evaluation in the actor's reach, the oldest first. Who is not its evaluator sees
// it from its submission on.
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
