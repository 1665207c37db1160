package scorecards

import (
	"context"
	"errors"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// settling is how long after its end a week is closed: by then what was being stored is.
const settling = 5 * time.Minute

// closedAtOnce is how many weeks of an agent one call closes.
const closedAtOnce = 200

// ClosePeriods counts agents' weeks that are over, and tops those of plans with a quota up to it: by what the plan left,
// the smallest Uniform first, so that nobody chooses and an auditor finds the same. It returns how many it looked at. It
// can be repeated: a week that comes in late is counted again, and topped up to the same quota. Nothing is added for a plan
// that somebody ended.
func (o *Offers) ClosePeriods(ctx context.Context) (int, error) {
	rows, err := o.plans.openPeriods(ctx, closedAtOnce)
	for _, r := range rows {
		if e := o.db.InTx(ctx, func(ctx context.Context) error { return o.closePeriod(ctx, r.key()) }); e != nil && !fault.Is(e, fault.NotFound) {
			err = errors.Join(err, e)
		}
	}
	return len(rows), err
}

// closePeriod takes the lock of Replace, so that no two draw the same.
func (o *Offers) closePeriod(ctx context.Context, key periodKey) error {
	if err := o.db.Lock(ctx, "replace "+key.plan+key.agent); err != nil {
		return err
	}
	row, err := o.plans.openPeriod(ctx, key)
	if err != nil {
		return err
	}
	plan, err := o.plans.planByID(ctx, key.plan)
	if err != nil {
		return err
	}
	count, err := o.plans.countPeriod(ctx, row)
	if err != nil {
		return err
	}
	if row.Quota != nil && plan.ranOut(o.plans.zone) && count.Drawn < *row.Quota {
		added, err := o.topUp(ctx, &plan, row, *row.Quota-count.Drawn)
		if err != nil {
			return err
		}
		count.Drawn, count.ToppedUp = count.Drawn+added, count.ToppedUp+added
	}
	if err := o.plans.closeRow(ctx, row, count); err != nil {
		return err
	}
	now := o.now()
	row.Eligible, row.ClosedAt = count.Eligible, &now
	return o.reweigh(ctx, row)
}

// reweigh weighs what was scored of a week that is closed now.
func (o *Offers) reweigh(ctx context.Context, row PlanPeriod) error {
	adding := adder{o.db, o.plans.zone}
	if err := adding.lock(ctx, row.AgentID); err != nil {
		return err
	}
	released, err := adding.weighPeriod(ctx, row)
	if err != nil {
		return err
	}
	return adding.replace(ctx, row.AgentID, released)
}

// ranOut says whether the plan draws still, or drew until the last day that it was given.
func (p *Plan) ranOut(zone *time.Location) bool {
	return p.Active || (p.EndsOn != "" && p.EndedAt != nil && p.EndedAt.In(zone).Format(time.DateOnly) > p.EndsOn)
}

// topUp adds up to so many to the sample of an agent's week, and returns how many there were. What another plan drew for the
// same scorecard stands for this one too.
func (o *Offers) topUp(ctx context.Context, plan *Plan, row PlanPeriod, places int) (int, error) {
	rest, err := o.plans.leftOf(ctx, plan, row.AgentID, week{row.BeginsAt, row.EndsAt})
	if err != nil {
		return 0, err
	}
	rest = rest[:min(len(rest), places)]
	ids := make([]string, len(rest))
	for n, d := range rest {
		ids[n] = d.InteractionID
	}
	of, err := o.record.ByIDs(ctx, ids)
	if err != nil {
		return 0, err
	}
	seed, err := o.plans.seed(*plan)
	if err != nil {
		return 0, err
	}
	for _, d := range rest {
		sample := ""
		if d.SampleID != nil {
			sample = *d.SampleID
		} else if sample, err = o.addSample(ctx, plan, row, of[d.InteractionID], seed); err != nil {
			return 0, err
		}
		if err := o.plans.stands(ctx, plan.ID, d.InteractionID, sample); err != nil {
			return 0, err
		}
	}
	return len(rest), nil
}

func (o *Offers) addSample(ctx context.Context, plan *Plan, row PlanPeriod, i interactions.Interaction, seed []byte) (string, error) {
	now := o.now()
	s := o.plans.sampleAt(*plan, i, now)
	s.AgentID, s.ExpiresAt, s.Probability, s.ToppedUp = row.AgentID, now, &row.Probability, true
	if s.Status == Offered {
		s.Status = Queued
	}
	s.ToDouble = plan.DoubleShare > 0 && Uniform(doubleSeed(seed), i.ID) < plan.DoubleShare
	logged := sampleEvent{store.NewID(), s.ID, now, people.System().ID, "topped_up", "", ""}
	if err := o.plans.insertSamples(ctx, []Sample{s}, []sampleEvent{logged}); err != nil {
		return "", err
	}
	o.db.AfterCommit(ctx, func() { o.bus.Publish(closing(s, Queued, "")...) })
	return s.ID, nil
}
