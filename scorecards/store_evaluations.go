package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

type dimensionScore struct {
	EvaluationID string `gorm:"primaryKey"`
	Dimension    string `gorm:"primaryKey"`
	Score        float64
	Uncapped     float64
}

func (dimensionScore) TableName() string { return "evaluation_scores" }

func (v *Evaluations) conn(ctx context.Context) *gorm.DB { return v.db.Conn(ctx) }

func (v *Evaluations) one(ctx context.Context, actor people.Actor, id string) (Evaluation, error) {
	var row Evaluation
	return row, store.Fault(inReach(v.conn(ctx).Where("id = ?", id), actor).Take(&row).Error)
}

func (v *Evaluations) byID(ctx context.Context, id string) (Evaluation, error) {
	var row Evaluation
	return row, store.Fault(v.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (v *Evaluations) earlier(ctx context.Context, interaction, scorecard, agent, evaluator string) (Evaluation, error) {
	var row Evaluation
	err := v.conn(ctx).Where("interaction_id = ? AND scorecard_id = ? AND agent_id = ? AND evaluator_id = ? AND status <> ?",
		interaction, scorecard, agent, evaluator, Withdrawn).Take(&row).Error
	if err != nil {
		return row, store.Fault(err)
	}
	return row, v.complete(ctx, []*Evaluation{&row})
}

func (v *Evaluations) page(ctx context.Context, actor people.Actor, f Filter) ([]Evaluation, error) {
	db := v.conn(ctx).Order("id DESC").Limit(f.Limit)
	for column, value := range map[string]string{"agent_id": f.Agent, "evaluator_id": f.Evaluator, "status": string(f.Status), "purpose": f.Purpose,
		"interaction_id": f.Interaction, "scorecard_id": f.Scorecard, "version_id": f.Version, "origin": f.Origin, "team_id": f.Team} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if f.Channel != "" {
		db = db.Where("EXISTS (SELECT 1 FROM interactions i WHERE i.id = evaluations.interaction_id AND i.channel = ?)", f.Channel)
	}
	if f.Disputed {
		db = db.Where("open_disputes > 0")
	}
	if !f.From.IsZero() {
		db = db.Where("created_at >= ?", store.Millis(f.From))
	}
	if !f.To.IsZero() {
		db = db.Where("created_at < ?", store.Millis(f.To))
	}
	if !f.Counted.IsZero() {
		db = db.Where("origin = ? AND status IN ? AND released_at >= ? AND probability > 0", Random, counted, store.Millis(f.Counted))
	}
	if !f.CountedTo.IsZero() {
		db = db.Where("released_at < ?", store.Millis(f.CountedTo))
	}
	if f.After != "" {
		db = db.Where("id < ?", f.After)
	}
	if f.FailedCompliance {
		db = db.Where(failedCompliance)
	}
	var rows []Evaluation
	return rows, store.Fault(inReach(db, actor).Find(&rows).Error)
}

const failedCompliance = "failed_compliance <> '[]' AND status <> 'draft' AND purpose = 'review'"

// failedBesides are the evaluations by others of the same interaction and agent that found a failure of compliance.
func (v *Evaluations) failedBesides(ctx context.Context, e *Evaluation) (ids []string, err error) {
	err = v.conn(ctx).Model(&Evaluation{}).Where(failedCompliance+" AND interaction_id = ? AND agent_id = ? AND evaluator_id <> ?", e.InteractionID, e.AgentID, e.EvaluatorID).
		Order("id").Limit(mostOthers).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}

// dueReleases are the ids of what is planned to be released by now, the longest due first.
func (v *Evaluations) dueReleases(ctx context.Context, now time.Time, limit int) (ids []string, err error) {
	err = v.conn(ctx).Model(&Evaluation{}).Where("release_at IS NOT NULL AND release_at <= ? AND status = ?", store.Millis(now), Submitted).
		Order("release_at, id").Limit(limit).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}

func (v *Evaluations) loadAnswers(ctx context.Context, list []*Evaluation) error {
	byID := make(map[string]*Evaluation, len(list))
	ids := make([]string, len(list))
	for i, e := range list {
		byID[e.ID], ids[i] = e, e.ID
	}
	for _, part := range store.Chunks(ids, 500) {
		var rows []Answer
		if err := v.conn(ctx).Where("evaluation_id IN ?", part).Find(&rows).Error; err != nil {
			return store.Fault(err)
		}
		for _, a := range rows {
			e := byID[a.EvaluationID]
			e.Answers = append(e.Answers, a)
		}
	}
	return nil
}

// stillScores says whether the evaluator holds another sample of the interaction, or has another evaluation of it that is
// not over: a review is with its release, anything else once it is submitted.
func (v *Evaluations) stillScores(ctx context.Context, e *Evaluation) (bool, error) {
	var evaluations, samples int64
	err := v.conn(ctx).Model(&Evaluation{}).Where("interaction_id = ? AND evaluator_id = ? AND id <> ? AND (status = ? OR (status = ? AND purpose = ?))",
		e.InteractionID, e.EvaluatorID, e.ID, Draft, Submitted, Review).Count(&evaluations).Error
	if err != nil {
		return false, store.Fault(err)
	}
	own := ""
	if e.SampleID != nil {
		own = *e.SampleID
	}
	err = v.conn(ctx).Model(&Sample{}).Where("interaction_id = ? AND claimed_by = ? AND status = ? AND id <> ?", e.InteractionID, e.EvaluatorID, Claimed, own).Count(&samples).Error
	return evaluations+samples > 0, store.Fault(err)
}

func (v *Evaluations) insert(ctx context.Context, e *Evaluation) error {
	return store.Fault(v.conn(ctx).Create(e).Error)
}

// save writes the evaluation, its answers and its scores where it is still at the revision, or is Stale.
func (v *Evaluations) save(ctx context.Context, e *Evaluation, revision int64) error {
	done := v.conn(ctx).Model(e).Where("id = ? AND revision = ?", e.ID, revision).Select("*").Omit("ID", "CreatedAt", "Weight").Updates(e)
	if done.Error != nil {
		return store.Fault(done.Error)
	}
	if done.RowsAffected != 1 {
		return fault.New(fault.Stale, "somebody changed this meanwhile; read it again, then decide")
	}
	if err := v.conn(ctx).Where("evaluation_id = ?", e.ID).Delete(&Answer{}).Error; err != nil {
		return store.Fault(err)
	}
	if len(e.Answers) > 0 {
		if err := v.conn(ctx).CreateInBatches(e.Answers, v.db.BatchSize()).Error; err != nil {
			return store.Fault(err)
		}
	}
	return v.saveScores(ctx, e)
}

func (v *Evaluations) saveScores(ctx context.Context, e *Evaluation) error {
	if err := v.conn(ctx).Where("evaluation_id = ?", e.ID).Delete(&dimensionScore{}).Error; err != nil {
		return store.Fault(err)
	}
	rows := e.dimensionScores()
	if len(rows) == 0 {
		return nil
	}
	return store.Fault(v.conn(ctx).Create(&rows).Error)
}

// dimensionScores are kept of what was submitted.
func (e *Evaluation) dimensionScores() (rows []dimensionScore) {
	if e.Status == Draft {
		return nil
	}
	for _, key := range DimensionKeys {
		score, uncapped := e.Score.Dimensions[key], e.Score.UncappedDimensions[key]
		if score != nil && uncapped != nil {
			rows = append(rows, dimensionScore{e.ID, key, *score, *uncapped})
		}
	}
	return rows
}

// deleteDraft takes a draft away where it is still one at its revision, or is Stale.
func (v *Evaluations) deleteDraft(ctx context.Context, e *Evaluation) error {
	held := v.conn(ctx).Model(&Evaluation{}).Where("id = ? AND revision = ? AND status = ?", e.ID, e.Revision, Draft).Update("revision", e.Revision+1)
	if err := store.Saved(held); err != nil {
		return err
	}
	for _, part := range []any{&Answer{}, &dimensionScore{}, &HistoryEntry{}} {
		if err := v.conn(ctx).Where("evaluation_id = ?", e.ID).Delete(part).Error; err != nil {
			return store.Fault(err)
		}
	}
	return store.Fault(v.conn(ctx).Where("id = ?", e.ID).Delete(&Evaluation{}).Error)
}

// claimedAnew has a sample be held from now on by who holds it.
func (v *Evaluations) claimedAnew(ctx context.Context, sample string) error {
	return store.Fault(v.conn(ctx).Model(&Sample{}).Where("id = ? AND status = ?", sample, Claimed).Update("claimed_at", store.Millis(v.now())).Error)
}

func (v *Evaluations) insertHistory(ctx context.Context, entry *HistoryEntry) error {
	return store.Fault(v.conn(ctx).Create(entry).Error)
}

func (v *Evaluations) historyOf(ctx context.Context, id string) ([]HistoryEntry, error) {
	var rows []HistoryEntry
	return rows, store.Fault(v.conn(ctx).Where("evaluation_id = ?", id).Order("revision, id").Limit(2000).Find(&rows).Error)
}
