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
	marked, err := p.marked(ctx, plans, told())
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

// mark is an interaction that a plan's triggers look at; reason is empty while only its customer may be one.
type mark struct {
	plan   *Plan
	told   *interactions.Told
	of     *interactions.Interaction
	reason string
}

// marked are what the plans' triggers find; what they need of the record is read together.
func (p *Plans) marked(ctx context.Context, plans []Plan, list []interactions.Told) (marks []mark, err error) {
	for n := range list {
		t := &list[n]
		for m := range plans {
			plan := &plans[m]
			reason := plan.Triggers.reason(*t)
			if reason != "" || (plan.Triggers.RepeatDays > 0 && newcomer(*t)) {
				marks = append(marks, mark{plan, t, &t.After, reason})
			}
		}
	}
	if err := p.complete(ctx, marks); err != nil {
		return nil, err
	}
	today := p.Today()
	marks = slices.DeleteFunc(marks, func(m mark) bool { return m.of == nil || !m.of.Sampled() || !m.plan.watches(*m.of, today) })
	again, err := p.returning(ctx, marks)
	if err != nil {
		return nil, err
	}
	for n := range marks {
		if marks[n].reason == "" && again[n] {
			marks[n].reason = repeated(marks[n].plan.Triggers.RepeatDays)
		}
	}
	return slices.DeleteFunc(marks, func(m mark) bool { return m.reason == "" }), nil
}

// watches says whether a plan's triggers look at an interaction on a day.
func (p *Plan) watches(i interactions.Interaction, day string) bool {
	return p.on(day) && p.Scope.Holds(i) && (p.Purpose != ForLive || i.Status == interactions.Live)
}

// complete reads what is only partly known.
func (p *Plans) complete(ctx context.Context, marks []mark) error {
	var ids []string
	for _, m := range marks {
		if m.told.Partly {
			ids = append(ids, m.of.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	known, err := p.interactionsOf(ctx, distinct(ids))
	for n, m := range marks {
		if m.told.Partly {
			marks[n].of = known[m.of.ID]
		}
	}
	return err
}

// newcomer says whether it has just become known whose interaction it is.
func newcomer(t interactions.Told) bool {
	return t.After.CustomerRef != "" && t.After.StartedAt != nil && (t.Before == nil || t.Before.CustomerRef != t.After.CustomerRef || t.Before.AgentID == nil)
}

// returning says of each mark without a reason whether its customer, of the same source, was there within the plan's days
// before.
func (p *Plans) returning(ctx context.Context, marks []mark) (map[int]bool, error) {
	var refs []string
	var from, to time.Time
	for _, m := range marks {
		if m.reason != "" {
			continue
		}
		if since := m.since(); len(refs) == 0 || since.Before(from) {
			from = since
		}
		refs, to = append(refs, m.of.CustomerRef), later(to, *m.of.StartedAt)
	}
	if len(refs) == 0 {
		return nil, nil
	}
	before, err := p.visited(ctx, distinct(refs), from, to)
	again := map[int]bool{}
	for n, m := range marks {
		again[n] = m.reason == "" && slices.ContainsFunc(before, m.follows)
	}
	return again, err
}

func (m mark) since() time.Time { return m.of.StartedAt.AddDate(0, 0, -m.plan.Triggers.RepeatDays) }

func (m mark) follows(b visitRow) bool {
	return b.ID != m.of.ID && b.Source == m.of.Source && b.CustomerRef == m.of.CustomerRef && b.StartedAt >= store.Millis(m.since()) && b.StartedAt <= store.Millis(*m.of.StartedAt)
}
