package scorecards

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// passedOnAtOnce is how many overdue disputes one call looks at.
const passedOnAtOnce = 100

// PassOn proposes overdue disputes to another arbiter, each once, and returns how many it looked at: of those who are no
// party and were not proposed before, to the one with the fewest open disputes. The first may still decide, as anybody
// who is no party may, but no longer sees the interaction for it elsewhere; both are told. Where nobody is left, the
// analysts and who leads the agent's team are told so.
func (v *Evaluations) PassOn(ctx context.Context) (int, error) {
	rows, err := v.overdueDisputes(ctx, v.now(), passedOnAtOnce)
	for _, d := range rows {
		if e := v.db.InTx(ctx, func(ctx context.Context) error { return v.passOn(ctx, d) }); e != nil && !fault.Is(e, fault.Conflict) {
			err = errors.Join(err, fmt.Errorf("the overdue dispute %s could not be passed on: %w", d.ID, e))
		}
	}
	return len(rows), err
}

func (v *Evaluations) passOn(ctx context.Context, d Dispute) error {
	e, err := v.byID(ctx, d.EvaluationID)
	if err != nil {
		return err
	}
	c, err := v.caseOf(ctx, d, e)
	if err != nil {
		return err
	}
	able, err := v.arbiters(ctx, &c)
	if err != nil {
		return err
	}
	able = slices.DeleteFunc(able, func(id string) bool { return d.ArbiterID != nil && id == *d.ArbiterID })
	if len(able) == 0 {
		return v.nobodyLeft(ctx, &c)
	}
	next, err := v.leastLoaded(ctx, able)
	if err != nil {
		return err
	}
	return v.propose(ctx, &c, next)
}

// propose moves an overdue dispute on to its second arbiter.
func (v *Evaluations) propose(ctx context.Context, c *Case, next string) error {
	d, first := &c.Dispute, ""
	if d.ArbiterID != nil {
		first = *d.ArbiterID
	}
	if err := v.movedOn(ctx, d, &next); err != nil {
		return err
	}
	if err := v.record.RevokeAll(ctx, []string{c.Evaluation.InteractionID}, grantDispute+d.ID); err != nil {
		return err
	}
	if err := v.record.Grant(ctx, c.Evaluation.InteractionID, next, grantDispute+d.ID); err != nil {
		return err
	}
	told := []notices.Notice{notices.To(next, notices.DisputeToDecide, "dispute", d.ID, ""), notices.To(first, notices.DisputePassedOn, "dispute", d.ID, "")}
	if err := v.outbox.Put(ctx, people.Actor{}, told...); err != nil {
		return err
	}
	return v.noteOverdue(ctx, c, "dispute_passed_on", first, next)
}

func (v *Evaluations) nobodyLeft(ctx context.Context, c *Case) error {
	if err := v.movedOn(ctx, &c.Dispute, c.ArbiterID); err != nil {
		return err
	}
	analysts, err := v.users.Serving(ctx, people.Analyst, "")
	if err != nil {
		return err
	}
	leads, err := v.users.LeadsOf(ctx, c.Evaluation.Team())
	if err != nil {
		return err
	}
	judging, err := v.judging(ctx, &c.Evaluation)
	if err != nil {
		return err
	}
	var told []notices.Notice
	for _, u := range analysts {
		leads = append(leads, u.ID)
	}
	for _, id := range slices.DeleteFunc(distinct(leads), func(id string) bool { return slices.Contains(judging, id) }) {
		told = append(told, notices.To(id, notices.DisputeStuck, "dispute", c.ID, ""))
	}
	if c.ArbiterID != nil {
		told = append(told, c.reminder(v.now()))
	}
	if err := v.outbox.Put(ctx, people.Actor{}, told...); err != nil {
		return err
	}
	return v.noteOverdue(ctx, c, "dispute_stuck")
}

// noteOverdue writes the history, and has those look again whom it concerns.
func (v *Evaluations) noteOverdue(ctx context.Context, c *Case, action string, arbiters ...string) error {
	detail := c.told()
	v.db.AfterCommit(ctx, func() {
		v.announce(&c.Evaluation)
		for _, id := range arbiters {
			v.bus.Publish(events.Event{Topic: events.User(id), Message: interactions.Changed("disputes", c.ID)})
		}
	})
	return v.note(ctx, people.System(), &c.Evaluation, action, detail)
}
