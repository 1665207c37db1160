package scorecards

import (
	"context"
	"slices"

	"rater/internal/notices"
	"rater/internal/people"
)

// warn tells who leads the team that a submitted evaluation found a failure of compliance, but for the agent and for who
// still has to judge the same.
func (v *Evaluations) warn(ctx context.Context, actor people.Actor, e *Evaluation) error {
	if len(e.FailedCompliance) == 0 || e.TeamID == nil {
		return nil
	}
	leads, err := v.users.LeadsOf(ctx, *e.TeamID)
	if err != nil {
		return err
	}
	judging, err := v.judging(ctx, e)
	if err != nil {
		return err
	}
	var list []notices.Notice
	for _, id := range leads {
		if id != e.AgentID && !slices.Contains(judging, id) {
			list = append(list, notices.To(id, notices.ComplianceFailed, "evaluation", e.ID, ""))
		}
	}
	return v.outbox.Put(ctx, actor, list...)
}
