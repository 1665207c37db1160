package scorecards

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

type calibrationEvaluator struct{ CalibrationID, UserID string }

func (c *Calibrations) conn(ctx context.Context) *gorm.DB { return c.scores.conn(ctx) }

func (c *Calibrations) insertCalibration(ctx context.Context, made *Calibration) error {
	if err := c.conn(ctx).Create(made).Error; err != nil {
		return store.Fault(err)
	}
	asked := make([]calibrationEvaluator, len(made.Evaluators))
	for n, user := range made.Evaluators {
		asked[n] = calibrationEvaluator{made.ID, user}
	}
	if err := store.InsertAll(ctx, c.scores.db, made.Interactions); err != nil {
		return err
	}
	return store.InsertAll(ctx, c.scores.db, asked)
}

func (c *Calibrations) updateCalibration(ctx context.Context, of *Calibration, revision int64) error {
	return store.Saved(c.conn(ctx).Model(of).Where("id = ? AND revision = ?", of.ID, revision).
		Select("Revision", "Status", "UpdatedAt", "MetAt", "SettledAt", "CancelledAt", "CancelReason").Updates(of))
}

// visible narrows calibrations to those that the actor may see.
func visibleCalibrations(db *gorm.DB, actor people.Actor) *gorm.DB {
	if actor.Is(people.Analyst) {
		return db
	}
	return db.Where("id IN (SELECT calibration_id FROM calibration_evaluators WHERE user_id = ?)", actor.ID)
}

func (c *Calibrations) calibration(ctx context.Context, actor people.Actor, id string) (Calibration, error) {
	rows := make([]Calibration, 1)
	if err := visibleCalibrations(c.conn(ctx).Where("id = ?", id), actor).Take(&rows[0]).Error; err != nil {
		return rows[0], store.Fault(err)
	}
	err := c.fill(ctx, rows)
	return rows[0], err
}

// fill adds to calibrations whom they ask and what they are about.
func (c *Calibrations) fill(ctx context.Context, rows []Calibration) error {
	ids, place := make([]string, len(rows)), map[string]int{}
	for n, r := range rows {
		ids[n], place[r.ID] = r.ID, n
	}
	var items []CalibrationItem
	if err := c.conn(ctx).Where("calibration_id IN ?", ids).Order("calibration_id, place").Find(&items).Error; err != nil {
		return store.Fault(err)
	}
	for _, i := range items {
		r := &rows[place[i.CalibrationID]]
		r.Interactions = append(r.Interactions, i)
	}
	var asked []calibrationEvaluator
	if err := c.conn(ctx).Where("calibration_id IN ?", ids).Order("calibration_id, user_id").Find(&asked).Error; err != nil {
		return store.Fault(err)
	}
	for _, a := range asked {
		r := &rows[place[a.CalibrationID]]
		r.Evaluators = append(r.Evaluators, a.UserID)
	}
	return nil
}

func (c *Calibrations) calibrations(ctx context.Context, actor people.Actor, status, after string, limit int) (rows []Calibration, err error) {
	db := visibleCalibrations(c.conn(ctx).Order("id DESC").Limit(limit), actor)
	if status != "" {
		db = db.Where("status = ?", status)
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	if err := db.Find(&rows).Error; err != nil || len(rows) == 0 {
		return rows, store.Fault(err)
	}
	return rows, c.fill(ctx, rows)
}

// scoresIn are the evaluations of a calibration without their answers, by interaction and evaluator.
func (c *Calibrations) scoresIn(ctx context.Context, id string) (rows []Evaluation, err error) {
	err = c.conn(ctx).Joins("JOIN calibration_interactions i ON i.calibration_id = evaluations.calibration_id AND i.interaction_id = evaluations.interaction_id").
		Where("evaluations.calibration_id = ?", id).Order("i.place, evaluations.evaluator_id").Find(&rows).Error
	return rows, store.Fault(err)
}

// sampled says whether a sample of the interaction is still to be scored.
func (c *Calibrations) sampled(ctx context.Context, interaction string) (bool, error) {
	var n int64
	err := c.conn(ctx).Model(&Sample{}).Where("interaction_id = ? AND status IN ?", interaction, unscored).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}

// endDrafts withdraws what of a calibration was not submitted, with its history.
func (c *Calibrations) endDrafts(ctx context.Context, actor people.Actor, id, reason string) (int, error) {
	var rows []Evaluation
	if err := c.scores.db.ForUpdate(c.conn(ctx)).Where("calibration_id = ? AND status = ?", id, Draft).Order("id").Find(&rows).Error; err != nil {
		return 0, store.Fault(err)
	}
	now := c.now()
	entries := make([]HistoryEntry, len(rows))
	for n := range rows {
		rows[n].Revision++
		entries[n] = rows[n].entry(actor, "withdrawn", map[string]any{"reason": reason}, now)
	}
	err := c.conn(ctx).Model(&Evaluation{}).Where("calibration_id = ? AND status = ?", id, Draft).Updates(map[string]any{"status": Withdrawn, "withdrawn_at": store.Millis(now),
		"withdrawal_reason": reason, "updated_at": store.Millis(now), "revision": gorm.Expr("revision + 1")}).Error
	if err != nil {
		return 0, store.Fault(err)
	}
	return len(rows), c.noteAll(ctx, entries)
}

func (c *Calibrations) referencesOf(ctx context.Context, id string) (rows []Reference, err error) {
	return rows, store.Fault(c.conn(ctx).Where("calibration_id = ?", id).Find(&rows).Error)
}

func (c *Calibrations) saveReference(ctx context.Context, r *Reference) error {
	return store.Fault(c.conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(r).Error)
}

func (c *Calibrations) insertResults(ctx context.Context, rows []CalibrationResult) error {
	return store.InsertAll(ctx, c.scores.db, rows)
}

func (c *Calibrations) resultsOf(ctx context.Context, ids []string) (rows []CalibrationResult, err error) {
	for _, part := range store.Chunks(ids, 500) {
		var some []CalibrationResult
		if err := c.conn(ctx).Where("calibration_id IN ?", part).Order("calibration_id, user_id").Find(&some).Error; err != nil {
			return nil, store.Fault(err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// settledOf are a scorecard's settled calibrations that the actor may see, the newest first.
func (c *Calibrations) settledOf(ctx context.Context, actor people.Actor, scorecard string, limit int) (rows []Calibration, err error) {
	db := visibleCalibrations(c.conn(ctx), actor).Where("scorecard_id = ? AND status = ?", scorecard, Settled)
	return rows, store.Fault(db.Order("settled_at DESC, id DESC").Limit(limit).Find(&rows).Error)
}

func (c *Calibrations) dueCalibrating(ctx context.Context, from, to time.Time, after string, limit int) (rows []Evaluation, err error) {
	err = c.conn(ctx).Where("calibration_id IN (SELECT id FROM calibrations WHERE status = 'scoring' AND score_by >= ? AND score_by <= ?) AND status = ? AND id > ?",
		store.Millis(from), store.Millis(to), Draft, after).Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// unscored are the states of samples that are still to be scored.
var unscored = []string{Offered, Queued, Claimed, Awaiting}

// eligible are interactions that began at a time or since, have ended, and nobody has judged or is to, of a channel where one is named,
// the newest first.
func (c *Calibrations) eligible(ctx context.Context, from time.Time, channel string, limit int) (ids []string, err error) {
	db := c.conn(ctx).Table("interactions i").Where("i.status = 'ended' AND i.agent_id IS NOT NULL AND i.started_at >= ? AND i.last_pos > 0", store.Millis(from)).
		Where("NOT EXISTS (SELECT 1 FROM samples s WHERE s.interaction_id = i.id AND s.status IN ?) AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.interaction_id = i.id)", unscored)
	if channel != "" {
		db = db.Where("i.channel = ?", channel)
	}
	return ids, store.Fault(db.Order("i.started_at DESC, i.id").Limit(limit).Pluck("i.id", &ids).Error)
}

func (c *Calibrations) calibratedBy(ctx context.Context, user string) (map[string]bool, error) {
	var ids []string
	err := c.conn(ctx).Table("calibration_interactions i").
		Joins("JOIN calibrations c ON c.id = i.calibration_id AND c.status IN ('scoring', 'meeting')").
		Joins("JOIN calibration_evaluators e ON e.calibration_id = i.calibration_id AND e.user_id = ?", user).Pluck("i.interaction_id", &ids).Error
	found := make(map[string]bool, len(ids))
	for _, id := range ids {
		found[id] = true
	}
	return found, store.Fault(err)
}
