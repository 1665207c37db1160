package scorecards

import (
	"cmp"
	"context"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

// within narrows a query of interactions to a scope.
func (s Scope) within(db *gorm.DB) *gorm.DB {
	for _, f := range []struct {
		column string
		values []string
	}{{"team_id", s.Teams}, {"channel", s.Channels}, {"kind", s.Kinds}, {"queue", s.Queues}, {"language", s.Languages}} {
		if len(f.values) > 0 {
			db = db.Where(f.column+" IN ?", f.values)
		}
	}
	return db
}

type volume struct {
	AgentID string
	N       int
	FirstAt int64 // Unix milliseconds
}

// volumes counts the interactions of a scope that began in a span, by agent.
func (p *Plans) volumes(ctx context.Context, s Scope, from, to time.Time, agents []string) (map[string]volume, error) {
	out := map[string]volume{}
	for _, part := range store.Chunks(agents, 500) {
		var rows []volume
		err := s.within(p.begunIn(ctx, from, to)).Select("agent_id, count(*) AS n, min(started_at) AS first_at").
			Where("agent_id IN ?", part).Group("agent_id").Scan(&rows).Error
		if err != nil {
			return nil, store.Fault(err)
		}
		for _, r := range rows {
			out[r.AgentID] = r
		}
	}
	return out, nil
}

func (p *Plans) begunIn(ctx context.Context, from, to time.Time) *gorm.DB {
	return p.db.Conn(ctx).Table("interactions").Where("started_at >= ? AND started_at < ?", store.Millis(from), store.Millis(to))
}

// teamVolumes is how many interactions of a scope an agent of each team had a day.
func (p *Plans) teamVolumes(ctx context.Context, s Scope, from, to time.Time, teams []string) (map[string]float64, error) {
	var rows []struct {
		TeamID    string
		N, Agents int
	}
	err := s.within(p.begunIn(ctx, from, to)).Select("team_id, count(*) AS n, count(DISTINCT agent_id) AS agents").
		Where("team_id IN ? AND agent_id IS NOT NULL", distinct(teams)).Group("team_id").Scan(&rows).Error
	out := map[string]float64{}
	for _, r := range rows {
		out[r.TeamID] = float64(r.N) / float64(r.Agents) / lookedBack
	}
	return out, store.Fault(err)
}

// entered is when these people came to Rater.
func (p *Plans) entered(ctx context.Context, ids []string) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	for _, part := range store.Chunks(ids, 500) {
		var rows []struct {
			ID        string
			CreatedAt int64
		}
		if err := p.db.Conn(ctx).Table("users").Select("id, created_at").Where("id IN ?", part).Scan(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, r := range rows {
			out[r.ID] = store.FromMillis(r.CreatedAt)
		}
	}
	return out, nil
}

// awayDays are the days of a span on which these people said that they are not there.
func (p *Plans) awayDays(ctx context.Context, ids []string, from, to time.Time) (map[string]map[string]bool, error) {
	var rows []Absence
	err := p.db.Conn(ctx).Where("user_id IN ? AND to_on >= ? AND from_on <= ?", ids, from.In(p.zone).Format(time.DateOnly), to.In(p.zone).Format(time.DateOnly)).
		Order("id").Limit(mostAbsences * max(len(ids), 1)).Find(&rows).Error
	out := map[string]map[string]bool{}
	for _, a := range rows {
		days := out[a.UserID]
		if days == nil {
			days = map[string]bool{}
			out[a.UserID] = days
		}
		for day, _ := time.Parse(time.DateOnly, a.FromOn); day.Format(time.DateOnly) <= a.ToOn; day = day.AddDate(0, 0, 1) {
			days[day.Format(time.DateOnly)] = true
		}
	}
	return out, store.Fault(err)
}

func compareKeys(a, b periodKey) int {
	return cmp.Or(cmp.Compare(a.plan, b.plan), cmp.Compare(a.agent, b.agent), cmp.Compare(a.period, b.period))
}

// periodsAt are the probabilities that are stored under these keys.
func (p *Plans) periodsAt(ctx context.Context, keys []periodKey) (map[periodKey]float64, error) {
	out := make(map[periodKey]float64, len(keys))
	for _, part := range store.Chunks(keys, 200) {
		var rows []PlanPeriod
		if err := keyed(p.db.Conn(ctx), part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, r := range rows {
			out[r.key()] = r.Probability
		}
	}
	return out, nil
}

// keyed narrows a query to periods; both databases read a list of rows so.
func keyed(db *gorm.DB, keys []periodKey) *gorm.DB {
	args := make([]any, 0, 3*len(keys))
	for _, k := range keys {
		args = append(args, k.plan, k.agent, k.period)
	}
	return db.Where("(plan_id, agent_id, period) IN (VALUES (?, ?, ?)"+strings.Repeat(", (?, ?, ?)", len(keys)-1)+")", args...)
}

func (p *Plans) insertPeriods(ctx context.Context, rows []PlanPeriod) error {
	return store.Fault(p.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, p.db.BatchSize()).Error)
}

// reopen has weeks counted again.
func (p *Plans) reopen(ctx context.Context, keys []periodKey) error {
	for _, part := range store.Chunks(keys, 200) {
		err := keyed(p.db.Conn(ctx).Model(&PlanPeriod{}).Where("closed_at IS NOT NULL"), part).Update("closed_at", nil).Error
		if err != nil {
			return store.Fault(err)
		}
	}
	return nil
}
