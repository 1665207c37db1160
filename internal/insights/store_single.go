package insights

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
)

// scoresAround are the scores of the four weeks before a moment and after it, without those that who coached gave the
// agent afterwards, and those that the agent had in other teams than these, nil being all.
func (f *Figures) scoresAround(ctx context.Context, m Moment, teams []string) *gorm.DB {
	db := f.scoresBetween(ctx, m.Question, EffectsAsk{On: m.On}, m.At.Add(-window), m.At.Add(window))
	if teams != nil {
		db = db.Where("(e.agent_id <> ? OR e.team_id IN ?)", m.Agent, teams)
	}
	return db.Where("NOT (e.agent_id = ? AND e.evaluator_id = ? AND i.started_at >= ?)", m.Agent, m.By, store.Millis(m.At))
}

// versionAround is the version of a scorecard that most of the agent's scores then are of, empty without scores.
func (f *Figures) versionAround(ctx context.Context, m Moment, teams []string) (version string, err error) {
	own := f.scoresAround(ctx, m, teams).Where("e.agent_id = ?", m.Agent)
	err = f.db.Conn(ctx).Table("(?) s", own).Select("version_id").Group("version_id").Order("count(*) DESC, version_id DESC").Limit(1).Scan(&version).Error
	return version, store.Fault(err)
}

// sessionsThen and actionsThen are agents who had something of the kind in a span.
const (
	sessionsThen = "SELECT agent_id FROM coaching_sessions WHERE status = 'held' AND starts_at > ? AND starts_at < ?"
	actionsThen  = "SELECT agent_id FROM actions WHERE created_at > ? AND created_at < ? AND " + aboutQuestion + " = ?"
)

// around are the scores of a version by agent: of the moment's, and of those who had nothing of its kind in that time.
func (f *Figures) around(ctx context.Context, m Moment, teams []string, version string) (rows []spans, err error) {
	others, args := f.likewise(m)
	args = append([]any{m.Agent}, args...)
	of := f.scoresAround(ctx, m, teams).Where("e.version_id = ?", version).Where("(e.agent_id = ? OR e.agent_id NOT IN ("+others+"))", args...)
	err = f.db.Conn(ctx).Table("(?) s", of).Select(bySpan, bounds(m.At)...).Group("agent_id").Order("agent_id").Scan(&rows).Error
	return rows, store.Fault(err)
}

// likewise asks for the agents of all sessions, or actions on the question, of these weeks.
func (f *Figures) likewise(m Moment) (query string, args []any) {
	args = []any{store.Millis(m.At.Add(-window)), store.Millis(m.At.Add(window))}
	if m.Kind == ByAction {
		return f.inDialect(actionsThen), append(args, m.Question)
	}
	return sessionsThen, args
}

// besides counts what else of the kind the agent had in these weeks, of which the scores tell as well.
func (f *Figures) besides(ctx context.Context, m Moment) (int, error) {
	var n int
	query, args := f.likewise(m)
	err := f.db.Conn(ctx).Raw("SELECT count(*) FROM ("+query+" AND agent_id = ? AND id <> ?) x", append(args, m.Agent, m.ID)...).Scan(&n).Error
	return n, store.Fault(err)
}

const bySpan = "agent_id, sum(CASE WHEN at < ? THEN 1 ELSE 0 END) AS n_before, sum(CASE WHEN at < ? THEN y ELSE 0 END) AS y_before, sum(CASE WHEN at < ? THEN y * y ELSE 0 END) AS yy_before, " +
	"sum(CASE WHEN at < ? THEN 0 ELSE 1 END) AS n_after, sum(CASE WHEN at < ? THEN 0 ELSE y END) AS y_after, sum(CASE WHEN at < ? THEN 0 ELSE y * y END) AS yy_after"

func bounds(moment time.Time) (args []any) {
	for range strings.Count(bySpan, "?") {
		args = append(args, store.Millis(moment))
	}
	return args
}

// inDialect puts aboutQuestion into PostgreSQL's words.
func (f *Figures) inDialect(query string) string {
	if f.db.Dialect == store.Postgres {
		query = strings.Replace(query, "json_extract(about, '$.question')", "about::json ->> 'question'", 1)
	}
	return query
}
