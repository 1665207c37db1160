package training

import (
	"context"
	"fmt"
	"sync"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// Rules keeps the rules by which modules are assigned, and assigns by them.
type Rules struct {
	a     *Assignments
	teams *people.Teams

	mu    sync.Mutex
	rule  string // id of the rule behind which Apply goes on
	agent string // and of its agent
}

// NewRules makes the rules of a database.
func NewRules(a *Assignments, teams *people.Teams) *Rules { return &Rules{a: a, teams: teams} }

// Make keeps a new rule.
func (r *Rules) Make(ctx context.Context, actor people.Actor, rule Rule) (Rule, error) {
	now := r.a.now()
	rule.ID, rule.Revision, rule.MadeBy, rule.CreatedAt, rule.UpdatedAt = store.NewID(), 1, actor.ID, now, now
	err := r.a.db.InTx(ctx, func(ctx context.Context) error {
		if err := r.settle(ctx, actor, &rule); err != nil {
			return err
		}
		if err := r.insert(ctx, &rule); err != nil {
			return err
		}
		return r.note(ctx, actor, &rule, "made")
	})
	return rule, err
}

func (r *Rules) note(ctx context.Context, actor people.Actor, rule *Rule, what string) error {
	message, by := interactions.Changed("training", rule.ID), rule.MadeBy
	r.a.db.AfterCommit(ctx, func() { r.a.bus.Tell(message, by, actor.ID) })
	return r.a.audit.Write(ctx, actor, "rule."+what, "assignment_rule", rule.ID, map[string]any{"revision": rule.Revision, "module": rule.ModuleID})
}

// settle checks a rule by itself and against what it names.
func (r *Rules) settle(ctx context.Context, actor people.Actor, rule *Rule) error {
	if rule.Teams == nil {
		rule.Teams = []string{}
	}
	f := rule.check()
	if module, err := r.a.modules.one(ctx, rule.ModuleID); fault.Is(err, fault.NotFound) || (err == nil && module.Status != Published) {
		f.add("body.module", "is no published module")
	} else if err != nil {
		return err
	}
	if rule.Kind == QuestionBelow {
		_, err := r.a.answers.Point(ctx, people.Actor{}, "", []scorecards.Ref{{Question: rule.QuestionID}}, func(int) string { return "body" })
		if err != nil && !fault.Is(err, fault.Invalid) {
			return err
		}
		if err != nil {
			f.add("body.question", "is no question of a scorecard's newest version")
		}
	}
	known, err := r.teams.NamesFor(ctx, actor, rule.Teams)
	if err != nil {
		return err
	}
	for n, id := range rule.Teams {
		if _, ok := known[id]; !ok {
			f.add(fmt.Sprintf("body.teams[%d]", n), "is no team")
		}
	}
	return f.err("the rule can't be kept as it is")
}

// Change changes a rule.
func (r *Rules) Change(ctx context.Context, actor people.Actor, id string, revision int64, c RuleChanges) (Rule, error) {
	var rule Rule
	err := r.a.db.InTx(ctx, func(ctx context.Context) (err error) {
		if rule, err = r.one(ctx, id); err != nil {
			return err
		}
		if rule.Revision != revision {
			return fault.StaleAt(rule.Revision)
		}
		put(&rule.Level, c.Level)
		put(&rule.LastN, c.LastN)
		put(&rule.Teams, c.Teams)
		put(&rule.DaysDue, c.DaysDue)
		put(&rule.Active, c.Active)
		if err := r.settle(ctx, actor, &rule); err != nil {
			return err
		}
		rule.Revision, rule.UpdatedAt = revision+1, r.a.now()
		if err := r.save(ctx, &rule, revision); err != nil {
			return err
		}
		return r.note(ctx, actor, &rule, "changed")
	})
	return rule, err
}

// List returns rules, the newest first.
func (r *Rules) List(ctx context.Context, after string, limit int) ([]Rule, error) {
	return r.page(ctx, after, limit)
}
