package interactions

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

type grant struct {
	InteractionID string `gorm:"primaryKey"`
	UserID        string `gorm:"primaryKey"`
	Why           string `gorm:"primaryKey"`
}

func (grant) TableName() string { return "interaction_grants" }

func (r *Record) conn(ctx context.Context) *gorm.DB { return r.db.Conn(ctx) }

// inReach narrows a query to the rows that an actor may see; it is always the last condition, as a whole.
func inReach(db *gorm.DB, reach people.Reach) *gorm.DB {
	db = db.Where("started_at IS NOT NULL")
	if reach.All {
		return db
	}
	var parts []string
	var args []any
	add := func(part string, arg ...any) { parts, args = append(parts, part), append(args, arg...) }
	add("id IN (SELECT interaction_id FROM interaction_grants WHERE user_id = ?)", reach.Granted)
	if reach.Unmatched {
		add("(team_id IS NULL AND agent_id IS NULL)")
	}
	if len(reach.Teams) > 0 {
		add("team_id IN ?", reach.Teams)
	}
	if reach.Agent != "" {
		add("id IN (SELECT interaction_id FROM segments WHERE agent_id = ?)", reach.Agent)
	}
	return db.Where("("+strings.Join(parts, " OR ")+")", args...)
}

// notListed are the columns that no list shows.
var notListed = []string{"customer_address", "max_seq", "heard_at", "to_draw", "drawn_at", "field_times"}

func (r *Record) list(ctx context.Context, reach people.Reach, q Query) ([]Interaction, error) {
	db := r.conn(ctx).Omit(notListed...).Order("started_at DESC, id DESC").Limit(q.Limit)
	for column, value := range map[string]string{"status": q.Status, "team_id": q.Team, "channel": q.Channel} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if q.Agent != "" {
		db = db.Where("id IN (SELECT interaction_id FROM segments WHERE agent_id = ?)", q.Agent)
	}
	if !q.From.IsZero() {
		db = db.Where("started_at >= ?", store.Millis(q.From))
	}
	if !q.To.IsZero() {
		db = db.Where("started_at < ?", store.Millis(q.To))
	}
	if q.After.ID != "" {
		db = db.Where("(started_at, id) < (?, ?)", q.After.StartedAt, q.After.ID)
	}
	if words := strings.TrimSpace(q.Words); words != "" {
		db = r.saying(db, words)
	}
	var rows []Interaction
	return rows, store.Fault(inReach(db, reach).Find(&rows).Error)
}

func (r *Record) one(ctx context.Context, reach people.Reach, id string) (Interaction, error) {
	var row Interaction
	return row, store.Fault(inReach(r.conn(ctx).Where("id = ?", id), reach).Take(&row).Error)
}

func (r *Record) named(ctx context.Context, source, externalID string) (Interaction, error) {
	var row Interaction
	return row, store.Fault(inReach(r.conn(ctx).Where("source = ? AND external_id = ?", source, externalID), people.Reach{All: true}).Take(&row).Error)
}

func (r *Record) some(ctx context.Context, reach people.Reach, ids []string) (map[string]Interaction, error) {
	out := make(map[string]Interaction, len(ids))
	for _, part := range store.Chunks(ids, 500) {
		var rows []Interaction
		if err := inReach(r.conn(ctx).Where("id IN ?", part), reach).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.ID] = row
		}
	}
	return out, nil
}

func (r *Record) captions(ctx context.Context, ids []string) (map[string]Caption, error) {
	out := make(map[string]Caption, len(ids))
	for _, part := range store.Chunks(ids, 500) {
		var rows []Caption
		if err := r.conn(ctx).Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.ID] = row
		}
	}
	return out, nil
}

func (r *Record) segments(ctx context.Context, id string) ([]Segment, error) {
	var rows []Segment
	return rows, store.Fault(r.conn(ctx).Where("interaction_id = ?", id).Order("since, turn, event_id").Find(&rows).Error)
}

func (r *Record) utterances(ctx context.Context, id string, after int64, limit int) ([]Utterance, error) {
	var rows []Utterance
	return rows, store.Fault(r.conn(ctx).Where("interaction_id = ? AND pos > ?", id, after).Order("pos").Limit(limit).Find(&rows).Error)
}

func (r *Record) utterancesAt(ctx context.Context, places map[string][]int64) ([]Utterance, error) {
	var rows []Utterance
	var parts []string
	var args []any
	for id, at := range places {
		parts, args = append(parts, "(interaction_id = ? AND pos IN ?)"), append(args, id, at)
	}
	if len(parts) == 0 {
		return rows, nil
	}
	return rows, store.Fault(r.conn(ctx).Where(strings.Join(parts, " OR "), args...).Find(&rows).Error)
}

// agentCounts counts the agents' utterances by who had the interaction when they were said.
func (r *Record) agentCounts(ctx context.Context, id string, segments []Segment) (map[string]int, error) {
	var times []int64
	err := r.conn(ctx).Model(&Utterance{}).Where("interaction_id = ? AND speaker = ?", id, "agent").Pluck("at", &times).Error
	said := map[string]int{}
	for _, at := range times {
		who := segments[0]
		for _, s := range segments[1:] {
			if store.Millis(s.Since) <= at {
				who = s
			}
		}
		said[deref(who.AgentID)]++
	}
	return said, store.Fault(err)
}

func (r *Record) insertGrant(ctx context.Context, g grant) error {
	return store.Fault(r.conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&g).Error)
}

func (r *Record) deleteGrant(ctx context.Context, g grant) error {
	return store.Fault(r.conn(ctx).Where("interaction_id = ? AND user_id = ? AND why = ?", g.InteractionID, g.UserID, g.Why).Delete(&grant{}).Error)
}

func (r *Record) deleteGrants(ctx context.Context, ids []string, why string) error {
	return store.Fault(r.conn(ctx).Where("interaction_id IN ? AND why = ?", ids, why).Delete(&grant{}).Error)
}

func (r *Record) hasGrant(ctx context.Context, g grant) (bool, error) {
	var n int64
	err := r.conn(ctx).Model(&grant{}).Where("interaction_id = ? AND user_id = ? AND why = ?", g.InteractionID, g.UserID, g.Why).Count(&n).Error
	return n > 0, store.Fault(err)
}

// silent returns live interactions of these channels of which nothing was heard since a time, locked.
func (l *Log) silent(ctx context.Context, channels []string, since time.Time, limit int) ([]*Interaction, error) {
	var rows []*Interaction
	err := l.db.ForUpdate(l.db.Conn(ctx)).Where("status = ? AND heard_at < ? AND channel IN ?", Live, store.Millis(since), channels).
		Order("source, external_id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

func (l *Log) endSilent(ctx context.Context, row *Interaction) error {
	return store.Fault(l.db.Conn(ctx).Model(row).Where("id = ?", row.ID).Select("Status", "EndedAt", "EndedBy").Updates(row).Error)
}
