package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

const notDone = "status NOT IN ('scored', 'replaced')"

// drawnIn narrows a query to what stands for a plan, and was drawn in a span: its own samples, and those that another plan
// of the same scorecard drew of what it drew too.
func drawnIn(db *gorm.DB, plan string, from, to time.Time) *gorm.DB {
	db = db.Where("s.id IN (SELECT id FROM samples WHERE plan_id = ? UNION SELECT sample_id FROM draws WHERE plan_id = ? AND sample_id IS NOT NULL)", plan, plan)
	if !from.IsZero() {
		db = db.Where("s.drawn_at >= ?", store.Millis(from))
	}
	if !to.IsZero() {
		db = db.Where("s.drawn_at < ?", store.Millis(to))
	}
	return db
}

func (p *Plans) tally(ctx context.Context, plan string, from, to time.Time) (t PlanTally, err error) {
	err = drawnIn(p.db.Conn(ctx).Table("samples s"), plan, from, to).Select(`count(CASE WHEN origin = 'random' AND NOT topped_up AND replaces_id IS NULL THEN 1 END) AS drawn,
		count(CASE WHEN topped_up THEN 1 END) AS topped_up, count(replaces_id) AS replacements, count(CASE WHEN origin = 'targeted' THEN 1 END) AS targeted,
		count(CASE WHEN status = 'scored' THEN 1 END) AS scored, count(CASE WHEN status = 'replaced' THEN 1 END) AS replaced,
		count(CASE WHEN `+notDone+` THEN 1 END) AS waiting, count(CASE WHEN `+notDone+` AND due_at < ? THEN 1 END) AS overdue`, store.Millis(p.now())).Scan(&t).Error
	if err != nil {
		return t, store.Fault(err)
	}
	var left struct{ Skipped, Expired int }
	err = drawnIn(p.logged(ctx), plan, from, to).
		Select("count(CASE WHEN l.what = 'skipped' THEN 1 END) AS skipped, count(CASE WHEN l.what = 'expired' THEN 1 END) AS expired").Scan(&left).Error
	t.Skipped, t.Expired = left.Skipped, left.Expired
	return t, store.Fault(err)
}

func (p *Plans) logged(ctx context.Context) *gorm.DB {
	return p.db.Conn(ctx).Table("sample_log l").Joins("JOIN samples s ON s.id = l.sample_id")
}

// evaluatorTallies are of those who hold, scored or left something, who scored most first.
func (p *Plans) evaluatorTallies(ctx context.Context, plan string, from, to time.Time) ([]EvaluatorTally, error) {
	conn := p.db.Conn(ctx)
	held := drawnIn(conn.Table("samples s"), plan, from, to).Where("s.claimed_by IS NOT NULL").
		Select("s.claimed_by AS user_id, CASE WHEN s.status = 'claimed' THEN 1 ELSE 0 END AS holding, CASE WHEN s.status = 'scored' THEN 1 ELSE 0 END AS scored, 0 AS skipped, 0 AS replaced, 0 AS returned, 0 AS second_scored")
	left := drawnIn(p.logged(ctx), plan, from, to).Where("l.what IN ('skipped', 'replaced', 'returned') AND l.user_id <> 'system'").
		Select("l.user_id, 0 AS holding, 0 AS scored, CASE WHEN l.what = 'skipped' THEN 1 ELSE 0 END AS skipped, CASE WHEN l.what = 'replaced' THEN 1 ELSE 0 END AS replaced, CASE WHEN l.what = 'returned' THEN 1 ELSE 0 END AS returned, 0 AS second_scored")
	doubles := drawnIn(conn.Table("evaluations e").Joins("JOIN evaluations f ON f.id = e.double_of").Joins("JOIN samples s ON s.id = f.sample_id"), plan, from, to).
		Where("e.submitted_at IS NOT NULL AND e.status <> 'withdrawn'").
		Select("e.evaluator_id AS user_id, 0 AS holding, 0 AS scored, 0 AS skipped, 0 AS replaced, 0 AS returned, 1 AS second_scored")
	var rows []EvaluatorTally
	err := conn.Table("(? UNION ALL ? UNION ALL ?) x", held, left, doubles).
		Select("user_id, sum(holding) AS holding, sum(scored) AS scored, sum(skipped) AS skipped, sum(replaced) AS replaced, sum(returned) AS returned, sum(second_scored) AS second_scored").
		Group("user_id").Order("scored DESC, user_id").Limit(mostEvaluators).Scan(&rows).Error
	return rows, store.Fault(err)
}

func (p *Plans) weekTallies(ctx context.Context, plan string, limit int) ([]WeekTally, error) {
	rows := []WeekTally{}
	err := p.db.Conn(ctx).Model(&PlanPeriod{}).Where("plan_id = ?", plan).Group("period").Order("period DESC").Limit(limit).
		Select("period, count(*) AS agents, sum(eligible) AS eligible, sum(drawn) AS drawn, sum(topped_up) AS topped_up, count(closed_at) = count(*) AS closed").Scan(&rows).Error
	return rows, store.Fault(err)
}

func (p *Plans) samplesOfPlan(ctx context.Context, plan, after string, limit int) ([]Sample, error) {
	var rows []Sample
	db := drawnIn(p.db.Conn(ctx).Table("samples s"), plan, time.Time{}, time.Time{}).Order("s.id DESC").Limit(limit)
	if after != "" {
		db = db.Where("s.id < ?", after)
	}
	return rows, store.Fault(db.Find(&rows).Error)
}

// periodsOf counts as of now, for a page of them.
func (p *Plans) periodsOf(ctx context.Context, plan, period, agent string, limit int) ([]AgentPeriod, error) {
	const mine = "FROM draws d LEFT JOIN samples s ON s.id = d.sample_id WHERE d.plan_id = p.plan_id AND d.agent_id = p.agent_id AND d.started_at >= p.begins_at AND d.started_at < p.ends_at"
	db := p.db.Conn(ctx).Table("plan_periods p").Where("p.plan_id = ?", plan).Order("p.period DESC, p.agent_id").Limit(limit).
		Select(`p.plan_id, p.agent_id, p.period, p.begins_at, p.ends_at, p.expected, p.basis, p.quota, p.probability, p.closed_at,
			(SELECT count(*) ` + mine + `) AS eligible,
			(SELECT count(*) ` + mine + ` AND s.id IS NOT NULL AND s.replaces_id IS NULL) AS drawn,
			(SELECT count(*) ` + mine + ` AND s.topped_up) AS topped_up,
			(SELECT count(*) ` + mine + ` AND s.status = 'scored') AS scored,
			coalesce((SELECT m.team_id FROM memberships m WHERE m.user_id = p.agent_id AND m.kind = 'member' AND m.until IS NULL LIMIT 1), '') AS team_id`)
	if period != "" {
		db = db.Where("(p.period < ? OR (p.period = ? AND p.agent_id > ?))", period, period, agent)
	}
	var rows []AgentPeriod
	return rows, store.Fault(db.Find(&rows).Error)
}
