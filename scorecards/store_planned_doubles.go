package scorecards

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// toDouble are samples to be scored a second time whose first evaluation was submitted.
func (v *Evaluations) toDouble(ctx context.Context, limit int) ([]Sample, error) {
	var rows []Sample
	err := v.conn(ctx).Where("to_double AND doubled_at IS NULL AND status = 'scored'").Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// firstOf is the evaluation that counts of a sample.
func (v *Evaluations) firstOf(ctx context.Context, sample string) (Evaluation, error) {
	var e Evaluation
	return e, store.Fault(v.conn(ctx).Where("sample_id = ? AND purpose = ? AND status <> ?", sample, Review, Withdrawn).Order("id").Take(&e).Error)
}

func (v *Evaluations) openDrafts(ctx context.Context, ids []string) (map[string]int, error) {
	var rows []struct {
		EvaluatorID string
		N           int
	}
	err := v.conn(ctx).Model(&Evaluation{}).Select("evaluator_id, count(*) AS n").Where("evaluator_id IN ? AND status = 'draft'", ids).Group("evaluator_id").Scan(&rows).Error
	out := map[string]int{}
	for _, r := range rows {
		out[r.EvaluatorID] = r.N
	}
	return out, store.Fault(err)
}

// noteDouble has a sample asked for no more.
func (v *Evaluations) noteDouble(ctx context.Context, s Sample, why string) error {
	if err := v.conn(ctx).Model(&Sample{}).Where("id = ? AND doubled_at IS NULL", s.ID).Update("doubled_at", store.Millis(v.now())).Error; err != nil {
		return store.Fault(err)
	}
	what := "double_asked"
	if why != "" {
		what = "not_doubled"
	}
	return logSample(ctx, v.db, sampleEvent{store.NewID(), s.ID, v.now(), people.System().ID, what, why, ""})
}

const gaveUpDouble = "double_given_up"

// gaveUp are those who threw away the second evaluation of a sample.
func (v *Evaluations) gaveUp(ctx context.Context, sample string) (users []string, err error) {
	err = v.conn(ctx).Model(&sampleEvent{}).Where("sample_id = ? AND what = ?", sample, gaveUpDouble).Pluck("user_id", &users).Error
	return users, store.Fault(err)
}

func (v *Evaluations) undouble(ctx context.Context, sample string) error {
	return store.Fault(v.conn(ctx).Model(&Sample{}).Where("id = ? AND to_double", sample).Update("doubled_at", nil).Error)
}
