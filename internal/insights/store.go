package insights

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/scorecards"
)

// interventions by kind: each agent's first of each group, however long ago. What was called off later counts too, so that
// who gives up early does not make it look better.
var interventions = map[string]string{
	ByModule: firsts("assignments a JOIN modules m ON m.id = a.module_id", "m.id", "m.title", "a.agent_id", "a.assigned_by", "a.question_id", "a.assigned_at, a.id", "a.assigned_at", "a.assigned_at > 0"),
	ByCoach: firsts("coaching_sessions s JOIN users u ON u.id = s.coach_id", "u.id", "u.name", "s.agent_id", "s.coach_id", "''", "s.starts_at, s.id", "s.starts_at",
		"s.status = 'held' AND s.method IN ('one_to_one', 'formal_review')"),
	ByMethod: firsts("coaching_sessions s", "s.method", "s.method", "s.agent_id", "s.coach_id", "''", "s.starts_at, s.id", "s.starts_at", "s.status = 'held'"),
	ByAction: firsts("(SELECT id, agent_id, agreed_by, created_at, "+aboutQuestion+" AS question FROM actions) a", "a.question", "a.question", "a.agent_id", "a.agreed_by", "a.question", "a.created_at, a.id", "a.created_at",
		"a.question <> ''"),
}

// aboutQuestion is the question that an action is about, empty for none; inDialect turns it into PostgreSQL's words.
const aboutQuestion = "coalesce(json_extract(about, '$.question'), '')"

func firsts(from, group, name, agent, by, question, order, at, where string) string {
	return "SELECT * FROM (SELECT " + group + " AS group_id, " + name + " AS group_name, " + agent + " AS agent_id, " + by + " AS by_id, " + question + " AS question_id, " + at +
		" AS at, row_number() OVER (PARTITION BY " + group + ", " + agent + " ORDER BY " + order + ") AS place FROM " + from + " WHERE " + where + ") f WHERE place = 1 ORDER BY at, agent_id LIMIT 100000"
}

func (f *Figures) given(ctx context.Context, kind string) (rows []intervention, err error) {
	return rows, store.Fault(f.db.Conn(ctx).Raw(f.inDialect(interventions[kind])).Scan(&rows).Error)
}

// mostScores is how many scores effects are worked out from, the newest ones.
const mostScores = 500_000

func (f *Figures) scoresOf(ctx context.Context, question string, ask EffectsAsk, from time.Time) (rows []scored, err error) {
	db := f.scoresBetween(ctx, question, ask, from, time.Time{})
	return rows, store.Fault(db.Order("e.released_at DESC, e.id").Limit(mostScores).Scan(&rows).Error)
}

// scoresBetween asks for the scores that count of a question, 0–100, or where it is empty of a dimension or of whole
// evaluations, by the time of the interaction, from a time until another, which may be none; of a team's interactions alone
// where one is named.
func (f *Figures) scoresBetween(ctx context.Context, question string, ask EffectsAsk, from, to time.Time) *gorm.DB {
	db := f.db.Conn(ctx).Table("evaluations e").Joins("JOIN interactions i ON i.id = e.interaction_id").
		Where("e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.released_at >= ? AND i.started_at >= ?", store.Millis(from), store.Millis(from))
	if !to.IsZero() {
		db = db.Where("i.started_at < ?", store.Millis(to))
	}
	if ask.Team != "" {
		db = db.Where("e.team_id = ?", ask.Team)
	}
	switch {
	case question == "" && slices.Contains(scorecards.DimensionKeys, ask.On):
		db = db.Joins("JOIN evaluation_scores s ON s.evaluation_id = e.id AND s.dimension = ?", ask.On).Select("e.agent_id, e.evaluator_id, e.version_id, i.started_at AS at, s.score AS y")
	case question == "":
		db = db.Select("e.agent_id, e.evaluator_id, e.version_id, i.started_at AS at, e.overall AS y").Where("e.overall IS NOT NULL")
	default:
		db = db.Joins("JOIN evaluation_answers a ON a.evaluation_id = e.id AND a.question_id = ?", question).
			Select("e.agent_id, e.evaluator_id, e.version_id, i.started_at AS at, 100 * a.points AS y").Where("a.points IS NOT NULL")
	}
	return db
}

// watchedMeans counts the scores of a version that count and adds them up, by whether somebody watched their interaction live.
func (f *Figures) watchedMeans(ctx context.Context, version string, from time.Time) (rows []watchedMean, err error) {
	err = f.db.Conn(ctx).Raw(`SELECT watched, count(*) AS n, avg(y) AS mean FROM (`+watchedOrNot+`) s GROUP BY watched`, version, store.Millis(from)).Scan(&rows).Error
	return rows, store.Fault(err)
}

const watchedOrNot = `SELECT e.agent_id, e.overall AS y, EXISTS (SELECT 1 FROM watches w WHERE w.interaction_id = e.interaction_id) AS watched
	FROM evaluations e WHERE e.version_id = ? AND e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.released_at >= ? AND e.overall IS NOT NULL`

// watchedScores are the scores of a version that count, the newest ones, and whether somebody watched their interaction live.
func (f *Figures) watchedScores(ctx context.Context, version string, from time.Time) (rows []watchedScore, err error) {
	err = f.db.Conn(ctx).Raw(watchedOrNot+" ORDER BY e.released_at DESC, e.id LIMIT ?", version, store.Millis(from), mostScores).Scan(&rows).Error
	return rows, store.Fault(err)
}
