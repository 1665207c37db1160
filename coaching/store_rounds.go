package coaching

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

type roundBox struct {
	RoundID string `gorm:"primaryKey"`
	Sealed  string
}

type roundResult struct {
	RoundID string `gorm:"primaryKey"`
	Report  Report `gorm:"serializer:json"`
}

func (r *Rounds) conn(ctx context.Context) *gorm.DB { return r.db.Conn(ctx) }

func (r *Rounds) insert(ctx context.Context, round *Round, raters []Rater, sealed string) error {
	err := r.conn(ctx).Create(round).Error
	if store.Duplicate(err) {
		return fault.New(fault.Conflict, "a round about this agent is open already; close it first")
	}
	if err != nil {
		return store.Fault(err)
	}
	if err := r.conn(ctx).Create(&raters).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(r.conn(ctx).Create(&roundBox{round.ID, sealed}).Error)
}

func (r *Rounds) save(ctx context.Context, round *Round, revision int64) error {
	return saved(r.conn(ctx).Model(round).Where("id = ? AND revision = ?", round.ID, revision).Select("*").Omit("ID", "OpenedAt").Updates(round))
}

func (r *Rounds) byID(ctx context.Context, id string) (Round, error) {
	var row Round
	return row, store.Fault(r.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (r *Rounds) one(ctx context.Context, actor people.Actor, id string) (Round, error) {
	var row Round
	return row, store.Fault(inReach(r.conn(ctx).Where("id = ?", id), actor, "agent_id").Take(&row).Error)
}

func (r *Rounds) page(ctx context.Context, actor people.Actor, agent, status, after string, limit int) ([]Round, error) {
	db := r.conn(ctx).Order("id DESC").Limit(limit)
	for column, value := range map[string]string{"agent_id": agent, "status": status} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if after != "" {
		db = db.Where("id < ?", after)
	}
	var rows []Round
	return rows, store.Fault(inReach(db, actor, "agent_id").Find(&rows).Error)
}

// count fills in how many were asked and how many of them have answered.
func (r *Rounds) count(ctx context.Context, rows []Round) error {
	ids := make([]string, len(rows))
	for n := range rows {
		ids[n] = rows[n].ID
	}
	var counts []struct {
		RoundID         string
		Asked, Answered int
	}
	err := r.conn(ctx).Model(&Rater{}).Where("round_id IN ?", ids).Group("round_id").
		Select("round_id, count(*) AS asked, sum(CASE WHEN answered THEN 1 ELSE 0 END) AS answered").Scan(&counts).Error
	for _, c := range counts {
		for n := range rows {
			if rows[n].ID == c.RoundID {
				rows[n].Asked, rows[n].Answered = c.Asked, c.Answered
			}
		}
	}
	return store.Fault(err)
}

func (r *Rounds) raters(ctx context.Context, round string) ([]Rater, error) {
	var rows []Rater
	return rows, store.Fault(r.conn(ctx).Where("round_id = ?", round).Order("rater_id").Find(&rows).Error)
}

// rater finds somebody among those who are asked, and how many these are.
func (r *Rounds) rater(ctx context.Context, round, id string) (Rater, int, error) {
	all, err := r.raters(ctx, round)
	for _, one := range all {
		if one.RaterID == id {
			return one, len(all), nil
		}
	}
	if err == nil {
		err = fault.Missing()
	}
	return Rater{}, 0, err
}

// tick notes that somebody has answered, or nobody. All of the round's rows are written anew, so that none is the newest.
func (r *Rounds) tick(ctx context.Context, round, rater string) error {
	return store.Fault(r.conn(ctx).Model(&Rater{}).Where("round_id = ?", round).Update("answered", gorm.Expr("answered OR rater_id = ?", rater)).Error)
}

func (r *Rounds) open(ctx context.Context) (ids []string, err error) {
	return ids, store.Fault(r.conn(ctx).Model(&Round{}).Where("status = ?", Open).Pluck("id", &ids).Error)
}

func (r *Rounds) box(ctx context.Context, round string) (string, error) {
	var row roundBox
	return row.Sealed, store.Fault(r.conn(ctx).Where("round_id = ?", round).Take(&row).Error)
}

func (r *Rounds) saveBox(ctx context.Context, round, sealed string) error {
	return store.Fault(r.conn(ctx).Model(&roundBox{}).Where("round_id = ?", round).Update("sealed", sealed).Error)
}

func (r *Rounds) destroyBox(ctx context.Context, round string) error {
	return store.Fault(r.conn(ctx).Where("round_id = ?", round).Delete(&roundBox{}).Error)
}

func (r *Rounds) keepReport(ctx context.Context, round string, report Report) error {
	return store.Fault(r.conn(ctx).Create(&roundResult{round, report}).Error)
}

func (r *Rounds) report(ctx context.Context, round string) (Report, error) {
	var row roundResult
	return row.Report, store.Fault(r.conn(ctx).Where("round_id = ?", round).Take(&row).Error)
}

func (r *Rounds) waiting(ctx context.Context, rater, after string, limit int) ([]Waiting, error) {
	db := r.conn(ctx).Table("rounds").Joins("JOIN round_raters a ON a.round_id = rounds.id AND a.rater_id = ?", rater).
		Where("rounds.status = ?", Open).Select("rounds.*, a.cohort, a.answered AS has_answer").Order("rounds.id DESC").Limit(limit)
	if after != "" {
		db = db.Where("rounds.id < ?", after)
	}
	var rows []Waiting
	return rows, store.Fault(db.Find(&rows).Error)
}

// due are the open rounds whose last day is over or that everybody still here has answered, and the closed ones that
// their agents have waited for long enough.
func (r *Rounds) due(ctx context.Context, today string, closedBy time.Time, limit int) ([]Round, error) {
	var rows []Round
	err := r.conn(ctx).Where("released_at IS NULL AND ((status = ? AND closes_on < ?) OR (status = ? AND closed_at <= ?) OR (status = ? AND NOT EXISTS ("+
		"SELECT 1 FROM round_raters a JOIN users u ON u.id = a.rater_id WHERE a.round_id = rounds.id AND a.answered = ? AND u.disabled_at IS NULL)))",
		Open, today, Closed, store.Millis(closedBy), Open, false).Order("id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}
