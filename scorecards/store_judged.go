package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

type doubleRow struct {
	FirstID, First, SecondID, Second string
	At                               int64
}

func (v *Evaluations) doubleRows(ctx context.Context, version string, from time.Time, limit int) (rows []doubleRow, err error) {
	err = v.conn(ctx).Table("evaluations d").Joins("JOIN evaluations f ON f.id = d.double_of").
		Select("f.id AS first_id, f.evaluator_id AS first, d.id AS second_id, d.evaluator_id AS second, d.submitted_at AS at").
		Where("d.version_id = ? AND d.purpose = ? AND d.status = ? AND d.submitted_at >= ? AND f.status NOT IN ?", version, Double, Submitted, store.Millis(from), []Status{Draft, Withdrawn}).
		Order("d.id DESC").Limit(limit).Scan(&rows).Error
	return rows, store.Fault(err)
}

// submittedOptions are the options of evaluations, by question, as they were before a dispute changed one.
func (v *Evaluations) submittedOptions(ctx context.Context, rows []doubleRow) (map[string]map[string]string, error) {
	out := make(map[string]map[string]string, 2*len(rows))
	ids := make([]string, 0, 2*len(rows))
	for _, r := range rows {
		ids = append(ids, r.FirstID, r.SecondID)
	}
	for _, part := range store.Chunks(ids, 500) {
		for _, query := range []string{
			"SELECT evaluation_id, question_id, option_key FROM evaluation_answers WHERE evaluation_id IN ?",
			"SELECT evaluation_id, question_id, option_key FROM disputes WHERE status = '" + Changed + "' AND evaluation_id IN ?",
		} {
			var given []struct{ EvaluationID, QuestionID, OptionKey string }
			if err := v.conn(ctx).Raw(query, part).Scan(&given).Error; err != nil {
				return nil, store.Fault(err)
			}
			for _, g := range given {
				if out[g.EvaluationID] == nil {
					out[g.EvaluationID] = map[string]string{}
				}
				out[g.EvaluationID][g.QuestionID] = g.OptionKey
			}
		}
	}
	return out, nil
}
