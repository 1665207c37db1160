package coaching

import (
	"context"
	"time"

	"rater/internal/people"
)

// Coachee is an agent of a team that somebody leads, with how long they have waited.
type Coachee struct {
	AgentID        string
	TeamID         string
	LastHeldAt     *time.Time `gorm:"serializer:millis"`
	NextPlannedAt  *time.Time `gorm:"serializer:millis"`
	OpenActions    int
	OverdueActions int
}

// CoacheeCursor is the agent behind whom a list goes on; the zero value is its beginning.
type CoacheeCursor struct {
	LastHeldAt int64 // Unix milliseconds, 0 for never
	ID         string
}

// Overview returns the agents of the teams that the actor leads: first those with whom no session was ever held, then
// who has waited longest.
func (c *Sessions) Overview(ctx context.Context, actor people.Actor, after CoacheeCursor, limit int) ([]Coachee, error) {
	if len(actor.Leads) == 0 {
		return nil, nil
	}
	return c.coachees(ctx, actor, after, limit, c.now(), dayIn(c.now(), c.zone))
}
