package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

type scopeVolume struct {
	Agents, N int
	FirstAt   int64 // Unix milliseconds
}

func (p *Plans) byAgent(ctx context.Context, plan *Plan, from, to time.Time) *gorm.DB {
	return plan.Scope.within(p.begunIn(ctx, from, to)).Where("agent_id IS NOT NULL").Group("agent_id")
}

func (p *Plans) volumeOf(ctx context.Context, plan *Plan, from, to time.Time) (v scopeVolume, err error) {
	each := p.byAgent(ctx, plan, from, to).Select("agent_id, count(*) AS n, min(started_at) AS first_at")
	err = p.db.Conn(ctx).Table("(?) x", each).Select("count(*) AS agents, coalesce(sum(n), 0) AS n, coalesce(min(first_at), 0) AS first_at").Scan(&v).Error
	return v, store.Fault(err)
}

// quotaCost is how many a quota takes of the agents' weeks, those included that have less than it.
func (p *Plans) quotaCost(ctx context.Context, plan *Plan, from, to time.Time, weeks float64) (n float64, err error) {
	each := p.byAgent(ctx, plan, from, to).Select("agent_id, count(*) AS n")
	err = p.db.Conn(ctx).Table("(?) x", each).Select("coalesce(sum(CASE WHEN n > ? THEN 1.0 * ? ELSE n / ? END), 0)", float64(*plan.Quota)*weeks, *plan.Quota, weeks).Scan(&n).Error
	return n, store.Fault(err)
}

// spread is the pooled variance of agents' random scores by the scorecard's newest version.
func (p *Plans) spread(ctx context.Context, scorecard string) (stats.Within, error) {
	newest, err := newestVersions(p.db.Conn(ctx), []string{scorecard})
	if err != nil {
		return stats.Within{}, err
	}
	var rows []stats.Sums
	err = p.db.Conn(ctx).Table("evaluations").Select("count(*) AS n, sum(overall) AS y, sum(overall * overall) AS yy").
		Where("version_id = ? AND origin = ? AND status IN ? AND released_at >= ? AND overall IS NOT NULL", newest[scorecard].ID, Random, counted, store.Millis(p.now().Add(-scoresFrom))).
		Group("agent_id").Having("count(*) > 1").Scan(&rows).Error
	if err != nil {
		return stats.Within{}, store.Fault(err)
	}
	return stats.PooledWithin(rows)
}
