package coaching

import (
	"context"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/scorecards"
)

func (f *Feedbacks) conn(ctx context.Context) *gorm.DB { return f.db.Conn(ctx) }

func (f *Feedbacks) insert(ctx context.Context, row *Feedback) error {
	err := f.conn(ctx).Create(row).Error
	if store.Duplicate(err) {
		return fault.New(fault.Conflict, "you have said how useful this was already")
	}
	return store.Fault(err)
}

func (f *Feedbacks) page(ctx context.Context, actor people.Actor, filter FeedbackFilter) ([]Feedback, error) {
	db := f.conn(ctx).Order("id DESC").Limit(filter.Limit)
	for column, value := range map[string]string{"agent_id": filter.Agent, "evaluation_id": filter.Evaluation, "session_id": filter.Session} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if filter.After != "" {
		db = db.Where("id < ?", filter.After)
	}
	db = db.Where("(agent_id = ? OR about_id = ? OR session_id IS NULL OR session_id NOT IN (SELECT id FROM coaching_sessions WHERE method = ?))", actor.ID, actor.ID, Peer)
	seen := scorecards.Unbiased(f.conn(ctx).Model(&scorecards.Evaluation{}).Select("id").Where("evaluations.id = feedback.evaluation_id"), actor)
	db = db.Where("(evaluation_id IS NULL OR EXISTS (?))", seen)
	var rows []Feedback
	return rows, store.Fault(inReach(db, actor, "about_id").Find(&rows).Error)
}
