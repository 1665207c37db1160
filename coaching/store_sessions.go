package coaching

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/scorecards"
)

// inReach narrows a query to the rows that the actor may see; it is always the last condition, as a whole. whose is the
// column of who coaches, or owns.
func inReach(db *gorm.DB, actor people.Actor, whose string) *gorm.DB {
	reach := people.CoachingReach(actor)
	parts, args := []string{whose + " = ?"}, []any{reach.Granted}
	if len(reach.Teams) > 0 {
		parts = append(parts, "(agent_id <> ? AND agent_id IN (SELECT user_id FROM memberships WHERE kind = ? AND until IS NULL AND team_id IN ?))")
		args = append(args, actor.ID, people.Member, reach.Teams)
	}
	if reach.Agent != "" {
		parts, args = append(parts, "agent_id = ?"), append(args, reach.Agent)
	}
	return db.Where("("+strings.Join(parts, " OR ")+")", args...)
}

func (c *Sessions) conn(ctx context.Context) *gorm.DB { return c.db.Conn(ctx) }

func (c *Sessions) one(ctx context.Context, actor people.Actor, id string) (Session, error) {
	var row Session
	return row, store.Fault(inReach(c.conn(ctx).Where("id = ?", id), actor, "coach_id").Take(&row).Error)
}

func (c *Sessions) insert(ctx context.Context, s *Session) error {
	return store.Fault(c.conn(ctx).Create(s).Error)
}

// save writes the session where it is still at the revision, or is Stale.
func (c *Sessions) save(ctx context.Context, s *Session, revision int64) error {
	return saved(c.conn(ctx).Model(s).Where("id = ? AND revision = ?", s.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(s))
}

func saved(done *gorm.DB) error { return store.Saved(done) }

// notListed are the columns that no list shows.
var notListed = []string{"agenda", "shared_notes", "private_notes", "review", "focus", "heard", "peer_answers"}

func (c *Sessions) page(ctx context.Context, actor people.Actor, f Filter) ([]Session, error) {
	db := c.conn(ctx).Omit(notListed...).Order("starts_at DESC, id DESC").Limit(f.Limit)
	for column, value := range map[string]string{"agent_id": f.Agent, "coach_id": f.Coach, "status": f.Status, "method": f.Method} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if !f.From.IsZero() {
		db = db.Where("starts_at >= ?", store.Millis(f.From))
	}
	if !f.To.IsZero() {
		db = db.Where("starts_at < ?", store.Millis(f.To))
	}
	if f.After.ID != "" {
		db = db.Where("(starts_at, id) < (?, ?)", f.After.StartsAt, f.After.ID)
	}
	var rows []Session
	return rows, store.Fault(inReach(db, actor, "coach_id").Find(&rows).Error)
}

// clash finds a session of one of both that takes up some of the same time.
func (c *Sessions) clash(ctx context.Context, s *Session) (Session, bool, error) {
	both := []string{s.AgentID, s.CoachID}
	begin, end := store.Millis(s.StartsAt), store.Millis(s.Ends())
	var row Session
	found := c.conn(ctx).Omit(notListed...).Where("(agent_id IN ? OR coach_id IN ?) AND status NOT IN ? AND id <> ?", both, both, []string{Cancelled, Declined}, s.ID).
		Where("starts_at < ? AND starts_at > ? AND starts_at + minutes * 60000 > ?", end, begin-longest*time.Minute.Milliseconds(), begin).
		Order("starts_at").Limit(1).Find(&row)
	return row, found.RowsAffected > 0, store.Fault(found.Error)
}

func (c *Sessions) some(ctx context.Context, actor people.Actor, ids []string) ([]Session, error) {
	var rows []Session
	return rows, store.Fault(inReach(c.conn(ctx).Omit(notListed...).Where("id IN ?", ids), actor, "coach_id").Find(&rows).Error)
}

// beginning are planned sessions that begin between two moments, the first first.
func (c *Sessions) beginning(ctx context.Context, from, to time.Time, limit int) ([]Session, error) {
	var rows []Session
	err := c.conn(ctx).Omit(notListed...).Where("status = ? AND starts_at > ? AND starts_at <= ?", Planned, store.Millis(from), store.Millis(to)).
		Order("starts_at, id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func (c *Sessions) releasedAt(ctx context.Context, list []scorecards.Ref) (map[string]*time.Time, error) {
	var ids []string
	for _, r := range list {
		if r.Evaluation != "" {
			ids = append(ids, r.Evaluation)
		}
	}
	out := map[string]*time.Time{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []scorecards.Evaluation
	err := c.conn(ctx).Select("id", "released_at").Where("id IN ?", ids).Find(&rows).Error
	for _, e := range rows {
		out[e.ID] = e.ReleasedAt
	}
	return out, store.Fault(err)
}
