package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// mostPlans is how many plans draw at the same time at most.
const mostPlans = 50

// State says where a plan stands on a day.
func (p *Plan) State(today string) string {
	switch {
	case !p.Active:
		return "ended"
	case today < p.StartsOn:
		return "planned"
	}
	return "running"
}

// Today is the day in the site's zone, by which plans begin and end.
func (p *Plans) Today() string { return p.now().In(p.zone).Format(time.DateOnly) }

// List returns plans behind an id, the newest first.
func (p *Plans) List(ctx context.Context, after string, limit int) ([]Plan, error) {
	return p.plans(ctx, after, limit)
}

// Get returns a plan.
func (p *Plans) Get(ctx context.Context, id string) (Plan, error) {
	plan, err := p.planByID(ctx, id)
	if err != nil {
		return plan, err
	}
	rows := []Plan{plan}
	err = p.withWatchers(ctx, rows)
	return rows[0], err
}

// Draft is a plan as it would be made, checked and not stored.
func (p *Plans) Draft(ctx context.Context, c PlanChanges) (Plan, error) {
	plan := p.fresh()
	plan.DoubleShare = StandardDoubleShare
	if err := plan.set(c, p.Today()); err != nil {
		return plan, err
	}
	return plan, p.check(ctx, &plan)
}

// Make makes a plan. The default plan, which stands in where there is none, ends with it. Invalid names each field that is
// wrong; a name that is or was taken is a Conflict.
func (p *Plans) Make(ctx context.Context, actor people.Actor, c PlanChanges) (Plan, error) {
	var plan Plan
	err := p.changing(ctx, func(ctx context.Context) (err error) {
		if plan, err = p.Draft(ctx, c); err != nil {
			return err
		}
		active, err := p.activePlans(ctx)
		if err != nil {
			return err
		}
		if len(active) >= mostPlans {
			return fault.New(fault.Conflict, "there are %d plans that draw already; end one first", len(active))
		}
		for n := range active {
			if active[n].Standard {
				if err := p.end(ctx, actor, &active[n]); err != nil {
					return err
				}
			}
		}
		return p.begin(ctx, actor, &plan, "plan.make")
	})
	return plan, err
}

// Change changes a plan at a revision. A change of whom or how it draws (scorecard, scope, purpose, rate, quota, first day,
// days of grace) ends it and begins another one with a seed of its own, whose id the answer has; what was drawn keeps
// its plan and probability. All else changes in place.
func (p *Plans) Change(ctx context.Context, actor people.Actor, id string, revision int64, c PlanChanges) (plan Plan, err error) {
	err = p.changing(ctx, func(ctx context.Context) error {
		old, err := p.activeAt(ctx, id, revision)
		if err != nil {
			return err
		}
		plan = old
		plan.Standard = false
		if err := plan.set(c, p.Today()); err != nil {
			return err
		}
		if err := p.check(ctx, &plan); err != nil {
			return err
		}
		if old.bends(&plan) {
			return p.succeed(ctx, actor, &old, &plan)
		}
		plan.Revision, plan.UpdatedAt = revision+1, p.now()
		if err := p.updatePlan(ctx, &plan, revision); err != nil {
			return err
		}
		if err := p.setWatchers(ctx, &plan); err != nil {
			return err
		}
		return p.note(ctx, actor, "plan.change", &plan)
	})
	return plan, err
}

// succeed ends a plan, under a name that says until when it drew, and begins its successor.
func (p *Plans) succeed(ctx context.Context, actor people.Actor, old, next *Plan) error {
	fresh := p.fresh()
	old.Name += ", until " + p.now().In(p.zone).Format("2006-01-02 15:04:05")
	if err := p.end(ctx, actor, old); err != nil {
		return err
	}
	next.ID, next.Revision, next.Seed, next.FollowsID, next.CreatedAt, next.UpdatedAt = fresh.ID, 1, fresh.Seed, &old.ID, fresh.CreatedAt, fresh.UpdatedAt
	if next.StartsOn < p.Today() {
		next.StartsOn = ""
	}
	return p.begin(ctx, actor, next, "plan.make")
}

// End has a plan draw no more; what it drew is still scored.
func (p *Plans) End(ctx context.Context, actor people.Actor, id string, revision int64) (plan Plan, err error) {
	err = p.changing(ctx, func(ctx context.Context) (err error) {
		if plan, err = p.activeAt(ctx, id, revision); err != nil {
			return err
		}
		return p.end(ctx, actor, &plan)
	})
	return plan, err
}

// EndDue ends the plans whose last day is over, and returns how many.
func (p *Plans) EndDue(ctx context.Context) (n int, err error) {
	rows, err := p.outOfDays(ctx, p.Today())
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	err = p.changing(ctx, func(ctx context.Context) error {
		if rows, err = p.outOfDays(ctx, p.Today()); err != nil {
			return err
		}
		for n := range rows {
			if err := p.end(ctx, people.System(), &rows[n]); err != nil {
				return err
			}
		}
		return nil
	})
	return len(rows), err
}

func (p *Plans) changing(ctx context.Context, fn func(context.Context) error) error {
	return p.db.InTx(ctx, func(ctx context.Context) error {
		if err := p.db.Lock(ctx, "plans"); err != nil {
			return err
		}
		return fn(ctx)
	})
}

func (p *Plans) activeAt(ctx context.Context, id string, revision int64) (Plan, error) {
	plan, err := p.Get(ctx, id)
	switch {
	case err != nil:
		return plan, err
	case plan.Revision != revision:
		return plan, staleAt(plan.Revision)
	case !plan.Active:
		return plan, fault.New(fault.Conflict, "this plan has ended; make another one")
	}
	return plan, nil
}

func (p *Plans) begin(ctx context.Context, actor people.Actor, plan *Plan, action string) error {
	if err := p.insertPlan(ctx, plan); err != nil {
		return err
	}
	if err := p.setWatchers(ctx, plan); err != nil {
		return err
	}
	return p.note(ctx, actor, action, plan)
}

func (p *Plans) end(ctx context.Context, actor people.Actor, plan *Plan) error {
	now, was := p.now(), plan.Revision
	plan.Active, plan.EndedAt, plan.UpdatedAt, plan.Revision = false, &now, now, was+1
	if err := p.updatePlan(ctx, plan, was); err != nil {
		return err
	}
	return p.note(ctx, actor, "plan.end", plan)
}

// note writes the audit row, which never has the seed, and has analysts read plans anew.
func (p *Plans) note(ctx context.Context, actor people.Actor, action string, plan *Plan) error {
	analysts, err := p.users.Serving(ctx, people.Analyst, "")
	if err != nil {
		return err
	}
	ids := make([]string, len(analysts))
	for n, u := range analysts {
		ids[n] = u.ID
	}
	p.db.AfterCommit(ctx, func() { p.bus.Tell(interactions.Changed("plans", plan.ID), ids...) })
	return p.audit.Write(ctx, actor, action, "plan", plan.ID, map[string]any{"name": plan.Name, "scorecard": plan.ScorecardID, "rate": plan.Rate, "quota": plan.Quota, "purpose": plan.Purpose})
}

// check holds a plan against what there is.
func (p *Plans) check(ctx context.Context, plan *Plan) error {
	known, err := p.hasScorecard(ctx, plan.ScorecardID)
	if err != nil {
		return err
	}
	if !known {
		return fault.In("body.scorecard", "must be the id of a scorecard")
	}
	if err := inUse(ctx, p.db, plan.ScorecardID); err != nil {
		return err
	}
	teams, err := namesIn(p.db.Conn(ctx), "teams", plan.Scope.Teams)
	if err != nil {
		return err
	}
	if len(teams) != len(plan.Scope.Teams) {
		return fault.In("body.scope.teams", "must be ids of teams; none for all")
	}
	strange, err := p.strangers(ctx, plan.Watchers)
	if err == nil && strange {
		return fault.In("body.watchers", "must be people with the role of supervisor")
	}
	return err
}

// Names returns the names of these scorecards by id.
func (c *Catalogue) Names(ctx context.Context, ids []string) (map[string]string, error) {
	return namesIn(c.db.Conn(ctx), "scorecards", distinct(ids))
}

// PlanChoices are what plans can name, and what sources named of late.
type PlanChoices struct {
	Supervisors              []people.User
	Queues, Languages, Tones []string
}

// Choices are those of today.
func (p *Plans) Choices(ctx context.Context) (c PlanChoices, err error) {
	if c.Supervisors, err = p.users.Serving(ctx, people.Supervisor, ""); err != nil {
		return c, err
	}
	for column, into := range map[string]*[]string{"queue": &c.Queues, "language": &c.Languages, "tone": &c.Tones} {
		if *into, err = p.namedLately(ctx, column); err != nil {
			return c, err
		}
	}
	return c, nil
}
