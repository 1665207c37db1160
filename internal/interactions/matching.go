package interactions

import (
	"context"
	"time"

	"rater/internal/people"
)

// Unmatched is an agent whom a source names and nobody knows.
type Unmatched struct {
	Source       string
	AgentRef     string
	Interactions int
	FirstAt      time.Time
	LastAt       time.Time
}

const matchAtOnce = 1000

// Unmatched lists agents whom nobody knows, those with most interactions first, at most limit.
func (l *Log) Unmatched(ctx context.Context, limit int) ([]Unmatched, error) {
	return l.unmatched(ctx, limit)
}

// Match makes the user the agent whom the source names so: in future, and in what is on record, whose draw is then
// made. It returns the number of interactions that it matched.
func (l *Log) Match(ctx context.Context, actor people.Actor, audit *people.Audit, source, agentRef, user string) (int, error) {
	total := 0
	err := l.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := l.users.Get(ctx, user); err != nil {
			return err
		}
		if err := l.users.AddExternalID(ctx, user, agentRef); err != nil {
			return err
		}
		return audit.Write(ctx, actor, "agent.match", "user", user, map[string]any{"source": source, "agent_ref": agentRef})
	})
	for err == nil {
		var n int
		n, err = l.matchSome(ctx, source, agentRef, user)
		total += n
		if n < matchAtOnce {
			break
		}
	}
	return total, err
}

func (l *Log) matchSome(ctx context.Context, source, agentRef, user string) (int, error) {
	n := 0
	err := l.db.InTx(ctx, func(ctx context.Context) error {
		rows, err := l.lockUnmatched(ctx, source, agentRef, matchAtOnce)
		if err != nil || len(rows) == 0 {
			return err
		}
		n = len(rows)
		terms, err := l.users.Terms(ctx, []string{user})
		if err != nil {
			return err
		}
		if err := l.matchSegments(ctx, rows, agentRef, user); err != nil {
			return err
		}
		return l.settleAll(ctx, rows, terms)
	})
	return n, err
}

func (l *Log) settleAll(ctx context.Context, rows []*Interaction, terms people.Terms) error {
	segments, err := l.segmentsOf(ctx, rows)
	if err != nil {
		return err
	}
	var begun []Interaction
	now := l.now()
	for _, row := range rows {
		row.settle(segments[row.ID], terms)
		if row.drawable() {
			row.DrawnAt = &now
			begun = append(begun, *row)
		}
	}
	if err := l.saveMatched(ctx, rows); err != nil {
		return err
	}
	l.db.AfterCommit(ctx, func() {
		for _, row := range rows {
			l.bus.Publish(matched(row)...)
		}
	})
	return l.draw(ctx, begun, func() []Told {
		told := make([]Told, len(begun))
		for n, i := range begun {
			told[n] = Told{After: i}
		}
		return told
	})
}
