package recordings

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// fetch is a recording that is to be fetched, or could not be.
type fetch struct {
	InteractionID string     `gorm:"primaryKey"`
	Attempts      int        //
	NextAt        time.Time  `gorm:"serializer:millis"`
	Why           string     // it did not come when it was tried last
	FailedAt      *time.Time `gorm:"serializer:millis"` // nobody tries any more
	Claim         string     // of the attempt that goes on; none once its address was corrected
	Host          string     //
}

func (fetch) TableName() string { return "recording_fetches" }

func (r *Recordings) conn(ctx context.Context) *gorm.DB { return r.db.Conn(ctx) }

// current is the recording of an interaction that is kept, or NotFound.
func (r *Recordings) current(ctx context.Context, interaction string) (Recording, error) {
	var row Recording
	return row, store.Fault(r.conn(ctx).Where("interaction_id = ? AND state = ?", interaction, kept).Take(&row).Error)
}

// expired is the recording of an interaction that was deleted last since its days were over, or NotFound.
func (r *Recordings) expired(ctx context.Context, interaction string) (Recording, error) {
	var row Recording
	db := r.conn(ctx).Where("interaction_id = ? AND state IN ? AND why = ?", interaction, []string{going, gone}, outOfTime)
	return row, store.Fault(db.Order("id DESC").Take(&row).Error)
}

func (r *Recordings) insert(ctx context.Context, row *Recording) error {
	return store.Fault(r.conn(ctx).Create(row).Error)
}

// become moves a recording from one state to another; of two who would do it at once one does.
func (r *Recordings) become(ctx context.Context, row *Recording, from string) error {
	return store.Saved(r.conn(ctx).Model(row).Where("id = ? AND state = ?", row.ID, from).Select("State", "Why", "GoneAt", "LookAt").Updates(row))
}

func (r *Recordings) due(ctx context.Context, now time.Time, limit int) ([]Recording, error) {
	var rows []Recording
	db := r.conn(ctx).Omit("peaks").Where("state <> ? AND look_at <= ?", gone, store.Millis(now)).Order("look_at, id").Limit(limit)
	return rows, store.Fault(db.Find(&rows).Error)
}

func (r *Recordings) fetchOf(ctx context.Context, interaction string) (fetch, error) {
	var row fetch
	return row, store.Fault(r.conn(ctx).Where("interaction_id = ?", interaction).Take(&row).Error)
}

func (r *Recordings) queue(ctx context.Context, rows []fetch) error {
	if len(rows) == 0 {
		return nil
	}
	again := clause.OnConflict{Columns: []clause.Column{{Name: "interaction_id"}}, UpdateAll: true}
	return store.Fault(r.conn(ctx).Clauses(again).CreateInBatches(rows, r.db.BatchSize()).Error)
}

// claim takes the next one that is due and not of these hosts, for whom nobody else tries until then.
func (r *Recordings) claim(ctx context.Context, now, until time.Time, without []string) (row fetch, ok bool, err error) {
	err = r.db.InTx(ctx, func(ctx context.Context) error {
		due := r.db.ForUpdate(r.conn(ctx)).Where("failed_at IS NULL AND next_at <= ?", store.Millis(now))
		if len(without) > 0 {
			due = due.Where("host NOT IN ?", without)
		}
		if err := due.Order("next_at, interaction_id").Take(&row).Error; err != nil {
			return store.Fault(err)
		}
		ok, row.NextAt, row.Claim = true, until, store.NewID()
		return store.Fault(r.conn(ctx).Model(&row).Where("interaction_id = ?", row.InteractionID).Select("NextAt", "Claim").Updates(&row).Error)
	})
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return row, ok, err
}

// saveFetch notes how an attempt ended, but for one whose address was corrected meanwhile.
func (r *Recordings) saveFetch(ctx context.Context, row *fetch) error {
	own := r.conn(ctx).Model(row).Where("interaction_id = ? AND claim = ?", row.InteractionID, row.Claim)
	return store.Fault(own.Select("Attempts", "NextAt", "Why", "FailedAt").Updates(row).Error)
}

// endAttempt takes a fetch away as its attempt brought the recording; Conflict where its address was corrected meanwhile.
func (r *Recordings) endAttempt(ctx context.Context, interaction, claim string) error {
	return store.Saved(r.conn(ctx).Where("interaction_id = ? AND claim = ?", interaction, claim).Delete(&fetch{}))
}

func (r *Recordings) endFetch(ctx context.Context, interaction string) error {
	return store.Fault(r.conn(ctx).Where("interaction_id = ?", interaction).Delete(&fetch{}).Error)
}

// fetching says whether a fetch of the interaction's recording is still to be tried.
func (r *Recordings) fetching(ctx context.Context, interaction string) (bool, error) {
	var n int64
	err := r.conn(ctx).Model(&fetch{}).Where("interaction_id = ? AND failed_at IS NULL", interaction).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}
