package insights

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

// interventions by kind: each agent's, the first first. What was called off later counts too, so that who gives up early
// does not make it look better.
var interventions = map[string]string{
	ByModule: `SELECT m.id AS group_id, m.title AS group_name, a.agent_id, a.assigned_by AS by_id, a.question_id, a.assigned_at AS at
		FROM assignments a JOIN modules m ON m.id = a.module_id WHERE a.assigned_at >= ? ORDER BY a.assigned_at, a.id LIMIT 100000`,
	ByCoach: `SELECT u.id AS group_id, u.name AS group_name, s.agent_id, s.coach_id AS by_id, '' AS question_id, s.starts_at AS at
		FROM coaching_sessions s JOIN users u ON u.id = s.coach_id WHERE s.status = 'held' AND s.method IN ('one_to_one', 'formal_review') AND s.starts_at >= ?
		ORDER BY s.starts_at, s.id LIMIT 100000`,
}

func (f *Figures) given(ctx context.Context, kind string, from time.Time) (rows []intervention, err error) {
	return rows, store.Fault(f.db.Conn(ctx).Raw(interventions[kind], store.Millis(from)).Scan(&rows).Error)
}

// scoresOf are the scores that count of a question, 0–100, or where it is empty of whole evaluations, by the time of the
// interaction, from a time on.
func (f *Figures) scoresOf(ctx context.Context, question string, from time.Time) (rows []scored, err error) {
	db := f.db.Conn(ctx).Table("evaluations e").Joins("JOIN interactions i ON i.id = e.interaction_id").
		Where("e.origin = 'random' AND e.status IN ('released', 'acknowledged') AND e.released_at >= ? AND i.started_at >= ?", store.Millis(from), store.Millis(from))
	if question == "" {
		db = db.Select("e.agent_id, e.evaluator_id, i.started_at AS at, e.overall AS y").Where("e.overall IS NOT NULL")
	} else {
		db = db.Joins("JOIN evaluation_answers a ON a.evaluation_id = e.id AND a.question_id = ?", question).
			Select("e.agent_id, e.evaluator_id, i.started_at AS at, 100 * a.points AS y").Where("a.points IS NOT NULL")
	}
	return rows, store.Fault(db.Scan(&rows).Error)
}
