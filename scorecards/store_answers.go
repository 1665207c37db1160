package scorecards

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

func (a *Answers) conn(ctx context.Context) *gorm.DB { return a.db.Conn(ctx) }

// released finds those of the evaluations that are the agent's, released, and in the actor's reach.
func (a *Answers) released(ctx context.Context, actor people.Actor, agent string, list []Ref) (map[string]Evaluation, error) {
	var ids []string
	for _, r := range list {
		if r.Evaluation != "" {
			ids = append(ids, r.Evaluation)
		}
	}
	out := map[string]Evaluation{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []Evaluation
	db := a.conn(ctx).Select("id", "version_id").Where("id IN ? AND agent_id = ? AND status IN ?", ids, agent, counted)
	err := inReach(db, actor).Find(&rows).Error
	for _, e := range rows {
		out[e.ID] = e
	}
	return out, store.Fault(err)
}

func (a *Answers) newest(ctx context.Context) (ids []string, err error) {
	err = a.conn(ctx).Model(&Version{}).Where("number = (SELECT max(n.number) FROM scorecard_versions n WHERE n.scorecard_id = scorecard_versions.scorecard_id)").
		Order("id").Limit(1000).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}

// answerOf is an answer with what its evaluation says of it.
type answerOf struct {
	Answer
	InteractionID string
	VersionID     string
	N             int
	Mean          float64
}

func (a *Answers) answersOf(ctx context.Context, actor people.Actor, list []Ref) (map[Ref]answerOf, error) {
	var evaluations, questions []string
	for _, r := range list {
		if r.Evaluation != "" && r.Question != "" {
			evaluations, questions = append(evaluations, r.Evaluation), append(questions, r.Question)
		}
	}
	out := map[Ref]answerOf{}
	if len(evaluations) == 0 {
		return out, nil
	}
	var rows []answerOf
	shown := Unbiased(a.conn(ctx).Model(&Evaluation{}).Where("id IN ? AND status IN ?", evaluations, counted), actor)
	err := a.conn(ctx).Table("(?) AS e", shown).Joins("JOIN evaluation_answers a ON a.evaluation_id = e.id").Select("a.*, e.interaction_id, e.version_id").
		Where("a.question_id IN ?", questions).Find(&rows).Error
	for _, row := range rows {
		out[Ref{Evaluation: row.EvaluationID, Question: row.QuestionID}] = row
	}
	return out, store.Fault(err)
}

const freshAnswers = `SELECT w.n, count(*) AS count, avg(a.points) AS mean FROM wanted w
	JOIN evaluations e ON e.agent_id = w.agent_id AND e.origin = ? AND e.status IN ? AND e.released_at >= w.since
	JOIN interactions i ON i.id = e.interaction_id AND i.started_at >= w.since
	JOIN evaluation_answers a ON a.evaluation_id = e.id AND a.question_id = w.question_id AND a.points IS NOT NULL
	GROUP BY w.n`

func (a *Answers) tallies(ctx context.Context, list []Want) ([]Tally, error) {
	out := make([]Tally, len(list))
	for first, part := range store.Chunks(list, 200) {
		var args []any
		for n, w := range part {
			args = append(args, first*200+n, w.Agent, w.Question, store.Millis(w.Since))
		}
		values := strings.TrimSuffix(strings.Repeat("(CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT)), ", len(part)), ", ")
		var rows []struct {
			N, Count int
			Mean     float64
		}
		sql := "WITH wanted (n, agent_id, question_id, since) AS (VALUES " + values + ") " + freshAnswers
		if err := a.conn(ctx).Raw(sql, append(args, Random, counted)...).Scan(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.N] = Tally{row.Count, 100 * row.Mean}
		}
	}
	return out, nil
}

func (a *Answers) last(ctx context.Context, question string, n int, agents []string) (map[string]Tally, error) {
	each := a.conn(ctx).Table("evaluations e").Joins("JOIN evaluation_answers a ON a.evaluation_id = e.id AND a.question_id = ? AND a.points IS NOT NULL", question).
		Where("e.agent_id IN ? AND e.origin = ? AND e.status IN ?", agents, Random, counted).
		Select("e.agent_id, a.points, row_number() OVER (PARTITION BY e.agent_id ORDER BY e.released_at DESC, e.id DESC) AS place")
	var rows []struct {
		AgentID string
		Mean    float64
	}
	err := a.conn(ctx).Table("(?) AS f", each).Select("agent_id, avg(points) AS mean").Where("place <= ?", n).Group("agent_id").Having("count(*) >= ?", n).Scan(&rows).Error
	out := make(map[string]Tally, len(rows))
	for _, row := range rows {
		out[row.AgentID] = Tally{n, 100 * row.Mean}
	}
	return out, store.Fault(err)
}

// extreme ranks an agent's questions: in the innermost, each answer beside its question's mean; then the newest of those
// that are no better than it, or of the best no worse.
func (a *Answers) extreme(ctx context.Context, actor people.Actor, agent string, r ranking, limit int) ([]answerOf, error) {
	evaluations := inReach(a.conn(ctx).Model(&Evaluation{}).Select("id, interaction_id, version_id, released_at").
		Where("agent_id = ? AND origin = ? AND status IN ? AND released_at >= ? AND released_at < ?", agent, Random, counted, store.Millis(r.from), store.Millis(r.to)), actor)
	each := a.conn(ctx).Table("(?) AS e", evaluations).Joins("JOIN evaluation_answers a ON a.evaluation_id = e.id AND a.points IS NOT NULL").
		Select("a.*, e.interaction_id, e.version_id, e.released_at, count(*) OVER (PARTITION BY a.question_id) AS n, avg(a.points) OVER (PARTITION BY a.question_id) AS mean")
	telling, order := "mean < 1 AND points <= mean + 0.000001", "mean, question_id"
	if r.best {
		telling, order = "mean > 0 AND points >= mean - 0.000001", "mean DESC, question_id"
	}
	newest := a.conn(ctx).Table("(?) AS f", each).Where("n >= 2 AND " + telling).
		Select("f.*, row_number() OVER (PARTITION BY question_id ORDER BY released_at DESC, evaluation_id DESC) AS place")
	db := a.conn(ctx).Table("(?) AS g", newest).Where("place = 1").Order(order).Limit(limit)
	if len(r.not) > 0 {
		db = db.Where("question_id NOT IN ?", r.not)
	}
	var rows []answerOf
	return rows, store.Fault(db.Find(&rows).Error)
}

func (a *Answers) between(ctx context.Context, agent string, from, to time.Time) (map[string]Tally, error) {
	var rows []struct {
		QuestionID string
		N          int
		Mean       float64
	}
	err := a.conn(ctx).Table("evaluation_answers a").Joins("JOIN evaluations e ON e.id = a.evaluation_id").
		Where("e.agent_id = ? AND e.origin = ? AND e.status IN ? AND e.released_at >= ? AND e.released_at < ? AND a.points IS NOT NULL",
			agent, Random, counted, store.Millis(from), store.Millis(to)).
		Select("a.question_id, count(*) AS n, avg(a.points) AS mean").Group("a.question_id").Scan(&rows).Error
	out := make(map[string]Tally, len(rows))
	for _, row := range rows {
		out[row.QuestionID] = Tally{row.N, 100 * row.Mean}
	}
	return out, store.Fault(err)
}
