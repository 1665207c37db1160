package scorecards

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// judged are the statuses of evaluations whose answers stand. Of each interaction only what counts is among them: a second
// score of it would count its answers twice.
var judged = []Status{Submitted, Released, Acknowledged}

const newestJudged = "WITH chosen AS (SELECT id FROM evaluations WHERE version_id = ? AND status IN ? AND purpose = 'review' ORDER BY id DESC LIMIT ?) "

func (c *Catalogue) judged(ctx context.Context, version string, most int) (n int, err error) {
	return n, store.Fault(c.db.Conn(ctx).Raw(newestJudged+"SELECT count(*) FROM chosen", version, judged, most).Scan(&n).Error)
}

// answerCounts are how often each option of each question was chosen where it was shown.
func (c *Catalogue) answerCounts(ctx context.Context, version string, most int) (map[string]map[string]int, error) {
	var rows []struct {
		QuestionID string
		OptionKey  string
		N          int
	}
	err := c.db.Conn(ctx).Raw(newestJudged+`SELECT a.question_id, a.option_key, count(*) AS n FROM chosen c JOIN evaluation_answers a ON a.evaluation_id = c.id
		WHERE NOT a.hidden AND a.option_key <> '' GROUP BY a.question_id, a.option_key`, version, judged, most).Scan(&rows).Error
	out := map[string]map[string]int{}
	for _, r := range rows {
		if out[r.QuestionID] == nil {
			out[r.QuestionID] = map[string]int{}
		}
		out[r.QuestionID][r.OptionKey] = r.N
	}
	return out, store.Fault(err)
}

// restSums are, by question, the sums over evaluations of its points and the mean points of the other answers.
func (c *Catalogue) restSums(ctx context.Context, version string, most int) (map[string]stats.PairSums, error) {
	var rows []struct {
		QuestionID     string
		stats.PairSums `gorm:"embedded"`
	}
	err := c.db.Conn(ctx).Raw(newestJudged+`, given AS (
			SELECT a.question_id, a.points AS x, sum(a.points) OVER (PARTITION BY a.evaluation_id) AS s, count(*) OVER (PARTITION BY a.evaluation_id) AS k
			FROM chosen c JOIN evaluation_answers a ON a.evaluation_id = c.id WHERE a.points IS NOT NULL),
		pairs AS (SELECT question_id, x, (s - x) / (k - 1) AS y FROM given WHERE k > 1)
		SELECT question_id, count(*) AS n, sum(x) AS x, sum(y) AS y, sum(x * x) AS xx, sum(y * y) AS yy, sum(x * y) AS xy FROM pairs GROUP BY question_id`,
		version, judged, most).Scan(&rows).Error
	out := map[string]stats.PairSums{}
	for _, r := range rows {
		out[r.QuestionID] = r.PairSums
	}
	return out, store.Fault(err)
}
