package coaching

import (
	"context"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

const coachees = `SELECT m.user_id AS agent_id, m.team_id,
	(SELECT max(s.starts_at) FROM coaching_sessions s WHERE s.agent_id = m.user_id AND s.status = ? AND s.method <> ?) AS last_held_at,
	(SELECT min(s.starts_at) FROM coaching_sessions s WHERE s.agent_id = m.user_id AND s.status = ? AND s.method <> ? AND s.starts_at + s.minutes * 60000 > ?) AS next_planned_at,
	(SELECT count(*) FROM actions a WHERE a.agent_id = m.user_id AND a.status = ?) AS open_actions,
	(SELECT count(*) FROM actions a WHERE a.agent_id = m.user_id AND a.status = ? AND a.due_on < ?) AS overdue_actions
	FROM memberships m JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL JOIN user_roles r ON r.user_id = m.user_id AND r.role = ?
	WHERE m.kind = ? AND m.until IS NULL AND m.team_id IN ? AND m.user_id <> ?`

func (c *Sessions) coachees(ctx context.Context, actor people.Actor, after CoacheeCursor, limit int, now time.Time, today string) ([]Coachee, error) {
	all := c.conn(ctx).Raw(coachees, Held, Peer, Planned, Peer, store.Millis(now), Open, Open, today, people.Agent, people.Member, actor.Leads, actor.ID)
	db := c.conn(ctx).Table("(?) AS c", all).Order("coalesce(last_held_at, 0), agent_id").Limit(limit)
	if after.ID != "" {
		db = db.Where("(coalesce(last_held_at, 0), agent_id) > (?, ?)", after.LastHeldAt, after.ID)
	}
	var rows []Coachee
	return rows, store.Fault(db.Scan(&rows).Error)
}
