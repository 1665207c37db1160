package training

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

const appliedAtOnce = 500 // agents

// Apply assigns by the rules, and returns how many assignments it made. Each call looks at the next 500 agents, rule by
// rule.
func (r *Rules) Apply(ctx context.Context) (made int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for left := appliedAtOnce; left > 0; {
		rule, agents, err := r.next(ctx, left)
		if err != nil || rule == nil {
			return made, err
		}
		n, err := r.apply(ctx, rule, agents)
		made += n
		if err != nil {
			return made, err
		}
		if left -= max(1, len(agents)); left <= 0 {
			break
		}
		r.rule, r.agent = rule.ID, ""
	}
	return made, nil
}

// next is a rule and up to limit of its agents, behind where the last call ended; no rule after the last one.
func (r *Rules) next(ctx context.Context, limit int) (*Rule, []string, error) {
	rule, err := r.active(ctx, r.rule, r.agent != "")
	if fault.Is(err, fault.NotFound) {
		r.rule, r.agent = "", ""
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if rule.ID != r.rule {
		r.agent = ""
	}
	agents, err := r.a.users.AgentsBy(ctx, people.AgentFilter{Teams: rule.Teams, Since: rule.since(r.a.now()), After: r.agent, Limit: limit})
	if len(agents) == limit {
		r.rule, r.agent = rule.ID, agents[limit-1]
	}
	return &rule, agents, err
}

// apply gives the rule's module to those of the agents to whom it is due.
func (r *Rules) apply(ctx context.Context, rule *Rule, agents []string) (made int, err error) {
	if len(agents) == 0 {
		return 0, nil
	}
	module, err := r.a.modules.one(ctx, rule.ModuleID)
	if err != nil || module.Status != Published {
		return 0, err
	}
	version, err := r.a.modules.version(ctx, module.ID, module.Version)
	if err != nil {
		return 0, err
	}
	history, err := r.history(ctx, rule.ModuleID, agents)
	if err != nil {
		return 0, err
	}
	means, err := r.means(ctx, rule, agents)
	if err != nil {
		return 0, err
	}
	for _, agent := range agents {
		if agent == rule.MadeBy || !rule.gives(history[agent], means[agent], version.RefreshMonths, r.a.now()) {
			continue
		}
		given, err := r.giveOne(ctx, rule, version, agent)
		if err != nil {
			return made, err
		}
		if given {
			made++
		}
	}
	return made, nil
}

// means are those of the last answers of the agents who have enough, where the rule asks for them.
func (r *Rules) means(ctx context.Context, rule *Rule, agents []string) (map[string]*float64, error) {
	out := map[string]*float64{}
	if rule.Kind != QuestionBelow {
		return out, nil
	}
	tallies, err := r.a.answers.Last(ctx, rule.QuestionID, rule.LastN, agents)
	for agent, t := range tallies {
		out[agent] = &t.Mean
	}
	return out, err
}

// giveOne gives the module to one agent, unless another server, or a person, was quicker.
func (r *Rules) giveOne(ctx context.Context, rule *Rule, v Version, agent string) (given bool, err error) {
	now := r.a.now()
	why := ByRule
	if rule.Kind == RefresherDue {
		why = Refresher
	}
	row := Assignment{ID: store.NewID(), Revision: 1, Status: Assigned, ModuleID: v.ModuleID, Version: v.Number, AgentID: agent, AssignedBy: rule.MadeBy, Why: why, RuleID: &rule.ID,
		QuestionID: rule.QuestionID, DueOn: r.a.day(now.Add(time.Duration(rule.DaysDue) * 24 * time.Hour)), Parts: len(v.Parts), AssignedAt: now, UpdatedAt: now}
	err = r.a.db.InTx(ctx, func(ctx context.Context) error {
		if err := r.a.db.Lock(ctx, "assignments of "+v.ModuleID); err != nil {
			return err
		}
		history, err := r.history(ctx, v.ModuleID, []string{agent})
		if err != nil {
			return err
		}
		means, err := r.means(ctx, rule, []string{agent})
		if err != nil || !rule.gives(history[agent], means[agent], v.RefreshMonths, now) {
			return err
		}
		if err := r.a.room(ctx, v, 1); fault.Is(err, fault.Conflict) {
			return nil // until there is a place
		} else if err != nil {
			return err
		}
		given = true
		return r.a.give(ctx, people.System(), v, []Assignment{row})
	})
	return given && err == nil, err
}
