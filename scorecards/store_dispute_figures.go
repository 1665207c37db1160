package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

type answersGiven struct {
	QuestionID  string
	EvaluatorID string
	N           int
}

// contestedAnswer is a dispute, its times in milliseconds.
type contestedAnswer struct {
	QuestionID  string
	EvaluatorID string
	Status      string
	OpenedAt    int64
	DecidedAt   *int64
}

const releasedIn = " e.released_at >= ? AND e.released_at < ? AND e.status <> 'withdrawn'"

// answersGiven counts what was answered in evaluations released in [from, to).
func (v *Evaluations) answersGiven(ctx context.Context, from, to time.Time) (rows []answersGiven, err error) {
	err = v.conn(ctx).Raw(`SELECT a.question_id, e.evaluator_id, count(*) AS n FROM evaluations e JOIN evaluation_answers a ON a.evaluation_id = e.id
		WHERE a.option_key <> '' AND NOT a.hidden AND`+releasedIn+` GROUP BY a.question_id, e.evaluator_id`, from.UnixMilli(), to.UnixMilli()).Scan(&rows).Error
	return rows, store.Fault(err)
}

func (v *Evaluations) contestedAnswers(ctx context.Context, from, to time.Time) (rows []contestedAnswer, err error) {
	err = v.conn(ctx).Raw(`SELECT d.question_id, e.evaluator_id, d.status, d.opened_at, d.decided_at FROM disputes d JOIN evaluations e ON e.id = d.evaluation_id
		WHERE`+releasedIn, from.UnixMilli(), to.UnixMilli()).Scan(&rows).Error
	return rows, store.Fault(err)
}

func (v *Evaluations) versionsReleased(ctx context.Context, from, to time.Time) (ids []string, err error) {
	err = v.conn(ctx).Raw("SELECT DISTINCT e.version_id FROM evaluations e WHERE"+releasedIn, from.UnixMilli(), to.UnixMilli()).Scan(&ids).Error
	return ids, store.Fault(err)
}
