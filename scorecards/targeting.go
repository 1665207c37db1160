package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/interactions"
)

// target makes targeted samples of what has just become known, once for each plan and interaction, and none where the
// interaction is a sample for the same scorecard already: what was drawn by chance stays so.
func (p *Plans) target(ctx context.Context, plans []Plan, told func() []interactions.Told) error {
	plans = slices.DeleteFunc(slices.Clone(plans), func(plan Plan) bool { return plan.Triggers.none() })
	if len(plans) == 0 {
		return nil
	}
	list := told()
	marked, err := p.marked(ctx, plans, list)
	if err != nil || len(marked) == 0 {
		return err
	}
	taken, err := p.sampled(ctx, marked)
	if err != nil {
		return err
	}
	var samples []Sample
	byID := map[string]interactions.Interaction{}
	for _, m := range marked {
		key := [2]string{m.of.ID, m.plan.ScorecardID}
		if taken[key] {
			continue
		}
		taken[key] = true
		s := p.sampleAt(*m.plan, *m.of, p.now())
		s.Origin, s.Reason = Targeted, m.reason
		samples, byID[m.of.ID] = append(samples, s), *m.of
	}
	return p.keep(ctx, samples, byID)
}

type mark struct {
	plan   *Plan
	of     *interactions.Interaction
	reason string
}

// marked are what the plans' triggers find; customers are looked up together.
func (p *Plans) marked(ctx context.Context, plans []Plan, list []interactions.Told) (marks []mark, err error) {
	today := p.Today()
	var visits []visit
	for n := range list {
		t := &list[n]
		for m := range plans {
			plan := &plans[m]
			if !plan.on(today) || !plan.Scope.Holds(t.After) || (plan.Purpose == ForLive && t.After.Status != interactions.Live) {
				continue
			}
			if reason := plan.Triggers.reason(*t); reason != "" {
				marks = append(marks, mark{plan, &t.After, reason})
			} else if days := plan.Triggers.RepeatDays; days > 0 && newcomer(*t) {
				visits = append(visits, visit{plan, &t.After})
			}
		}
	}
	if len(visits) == 0 {
		return marks, nil
	}
	again, err := p.returning(ctx, visits)
	return append(marks, again...), err
}

// newcomer says whether it has just become known whose interaction it is.
func newcomer(t interactions.Told) bool {
	return t.After.CustomerRef != "" && t.After.StartedAt != nil && (t.Before == nil || t.Before.CustomerRef != t.After.CustomerRef || t.Before.AgentID == nil)
}

type visit struct {
	plan *Plan
	of   *interactions.Interaction
}

// returning are the visits of customers of the same source who were there within the plan's days before.
func (p *Plans) returning(ctx context.Context, visits []visit) (marks []mark, err error) {
	var refs []string
	from, to := *visits[0].of.StartedAt, *visits[0].of.StartedAt
	for _, v := range visits {
		refs = append(refs, v.of.CustomerRef)
		if since := v.since(); since.Before(from) {
			from = since
		}
		to = later(to, *v.of.StartedAt)
	}
	before, err := p.visited(ctx, distinct(refs), from, to)
	if err != nil {
		return nil, err
	}
	for _, v := range visits {
		if slices.ContainsFunc(before, func(b visitRow) bool {
			return b.ID != v.of.ID && b.Source == v.of.Source && b.CustomerRef == v.of.CustomerRef && b.StartedAt >= store.Millis(v.since()) && b.StartedAt <= store.Millis(*v.of.StartedAt)
		}) {
			marks = append(marks, mark{v.plan, v.of, repeated(v.plan.Triggers.RepeatDays)})
		}
	}
	return marks, nil
}

func (v visit) since() time.Time { return v.of.StartedAt.AddDate(0, 0, -v.plan.Triggers.RepeatDays) }
