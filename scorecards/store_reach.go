package scorecards

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// inReach narrows a query to the evaluations that the actor may see; it is always the last condition, as a whole.
// Drafts are their evaluator's alone, and an agent's own count from the release on. A self-evaluation is seen by who has
// submitted an evaluation of the same, and by those who see its team's once somebody has. Those of a calibration are read
// there.
func inReach(db *gorm.DB, actor people.Actor) *gorm.DB {
	reach := people.EvaluationReach(actor)
	parts, args := []string{"evaluator_id = ?"}, []any{actor.ID}
	add := func(part string, arg ...any) { parts, args = append(parts, part), append(args, arg...) }
	if reach.All {
		add("(status <> ? AND (agent_id <> ? OR released_at IS NOT NULL) AND purpose <> ? AND (purpose <> ? OR "+judgedToo+"))", Draft, actor.ID, Calibrating, Self)
	}
	if len(reach.Teams) > 0 {
		add("(team_id IN ? AND status <> ? AND agent_id <> ? AND purpose <> ? AND (purpose <> ? OR "+judgedToo+"))", reach.Teams, Draft, actor.ID, Calibrating, Self)
	}
	if reach.Agent != "" {
		add("(agent_id = ? AND released_at IS NOT NULL)", reach.Agent)
	}
	if actor.May(people.EvaluationsWrite) {
		add("(purpose = ? AND status <> ? AND agent_id <> ? AND "+judgedBy+")", Self, Draft, actor.ID, actor.ID)
	}
	add("id IN (SELECT evaluation_id FROM disputes WHERE arbiter_id = ? AND status = ?)", reach.Granted, DisputeOpen)
	return Unbiased(db.Where("("+strings.Join(parts, " OR ")+")", args...), actor)
}

// judgedToo says of an evaluation whether somebody else's of the same interaction and agent was submitted, judgedBy whether
// one of the actor's was.
const (
	judgedToo = "EXISTS (SELECT 1 FROM evaluations o WHERE o.interaction_id = evaluations.interaction_id AND o.agent_id = evaluations.agent_id AND " + submittedToo + ")"
	judgedBy  = "EXISTS (SELECT 1 FROM evaluations o WHERE o.interaction_id = evaluations.interaction_id AND o.agent_id = evaluations.agent_id AND " + submittedToo + " AND o.evaluator_id = ?)"

	submittedToo = "o.purpose NOT IN ('self', 'calibration') AND o.status <> 'withdrawn' AND o.status <> 'draft'"
)

// toJudge are the interactions and agents that somebody still has to judge: they have a draft, or hold a sample that they
// have not submitted.
const toJudge = `(SELECT j.interaction_id, j.agent_id FROM evaluations j WHERE j.evaluator_id = ? AND j.status = 'draft'
	UNION ALL SELECT s.interaction_id, s.agent_id FROM samples s WHERE s.claimed_by = ? AND s.claimed_by IS NOT NULL AND s.status = 'claimed')`

// Unbiased narrows a query of evaluations: it leaves out what others made of an interaction and agent that the actor still has to judge.
func Unbiased(db *gorm.DB, actor people.Actor) *gorm.DB {
	return db.Where("(evaluator_id = ? OR agent_id = ? OR (interaction_id, agent_id) NOT IN "+toJudge+")", actor.ID, actor.ID, actor.ID, actor.ID)
}

// judges says whether the actor still has to judge what the evaluation of somebody else is of.
func (v *Evaluations) judges(ctx context.Context, actor people.Actor, e *Evaluation) (bool, error) {
	var n int64
	err := Unbiased(v.conn(ctx).Model(&Evaluation{}).Where("id = ?", e.ID), actor).Count(&n).Error
	return n == 0, store.Fault(err)
}

// judging are the ids of those who still have to judge an interaction and agent.
func (v *Evaluations) judging(ctx context.Context, e *Evaluation) (ids []string, err error) {
	err = v.conn(ctx).Raw(`SELECT evaluator_id FROM evaluations WHERE interaction_id = ? AND agent_id = ? AND status <> 'withdrawn' AND status = 'draft'
		UNION SELECT claimed_by FROM samples WHERE interaction_id = ? AND agent_id = ? AND status = 'claimed' AND claimed_by IS NOT NULL`,
		e.InteractionID, e.AgentID, e.InteractionID, e.AgentID).Scan(&ids).Error
	return ids, store.Fault(err)
}
