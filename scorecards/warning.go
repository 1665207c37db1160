package scorecards

import (
	"context"
	"slices"

	"rater/internal/notices"
	"rater/internal/people"
)

// warnLate tells who leads the team of an evaluation that they made, once they have nothing more to judge of its interaction
// and agent, of the failures of compliance that others found there meanwhile.
func (v *Evaluations) warnLate(ctx context.Context, actor people.Actor, e *Evaluation) error {
	if e.TeamID == nil || !actor.LeadsTeam(*e.TeamID) || actor.ID == e.AgentID {
		return nil
	}
	judging, err := v.judging(ctx, e)
	if err != nil || slices.Contains(judging, actor.ID) {
		return err
	}
	found, err := v.failedBesides(ctx, e)
	list := make([]notices.Notice, len(found))
	for n, id := range found {
		list[n] = notices.To(actor.ID, notices.ComplianceFailed, "evaluation", id, "")
	}
	if err != nil {
		return err
	}
	return v.outbox.Put(ctx, people.Actor{}, list...)
}

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
