package scorecards

import (
	"context"
	"slices"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Pools lists the pools by name.
func (o *Offers) Pools(ctx context.Context) ([]Pool, error) {
	return o.pools(ctx)
}

// MakePool makes a pool. Invalid names who is no evaluator, or what is no team; a name that is taken is a Conflict.
func (o *Offers) MakePool(ctx context.Context, actor people.Actor, c PoolChanges) (Pool, error) {
	p := Pool{ID: store.NewID(), Revision: 1, CreatedAt: o.now(), UpdatedAt: o.now()}
	if c.Name == nil {
		return p, fault.In("body.name", "must be 1 to %d characters", longestPoolName)
	}
	err := o.db.InTx(ctx, func(ctx context.Context) error {
		if err := o.db.Lock(ctx, "pools"); err != nil {
			return err
		}
		all, err := o.pools(ctx)
		if err != nil {
			return err
		}
		if len(all) >= mostPools {
			return fault.New(fault.Conflict, "there are %d pools already; end one first", len(all))
		}
		return o.keepPool(ctx, actor, &p, c, "pool.add", o.insertPool)
	})
	return p, err
}

// ChangePool changes parts of a pool at a revision; faults are those of MakePool.
func (o *Offers) ChangePool(ctx context.Context, actor people.Actor, id string, revision int64, c PoolChanges) (Pool, error) {
	var p Pool
	err := o.db.InTx(ctx, func(ctx context.Context) (err error) {
		if p, err = o.poolAt(ctx, id, revision); err != nil {
			return err
		}
		return o.keepPool(ctx, actor, &p, c, "pool.change", func(ctx context.Context, p *Pool) error { return o.updatePool(ctx, p, revision) })
	})
	return p, err
}

// EndPool has a pool share no more; what it has shared keeps its name.
func (o *Offers) EndPool(ctx context.Context, actor people.Actor, id string, revision int64) error {
	return o.db.InTx(ctx, func(ctx context.Context) error {
		p, err := o.poolAt(ctx, id, revision)
		if err != nil {
			return err
		}
		now := o.now()
		p.Revision, p.UpdatedAt, p.EndedAt = revision+1, now, &now
		if err := o.updatePool(ctx, &p, revision); err != nil {
			return err
		}
		return o.audit.Write(ctx, actor, "pool.end", "pool", id, map[string]any{"name": p.Name})
	})
}

func (o *Offers) poolAt(ctx context.Context, id string, revision int64) (Pool, error) {
	all, err := o.pools(ctx)
	if err != nil {
		return Pool{}, err
	}
	at := slices.IndexFunc(all, func(p Pool) bool { return p.ID == id })
	if at < 0 {
		return Pool{}, fault.Missing()
	}
	if all[at].Revision != revision {
		return Pool{}, staleAt(all[at].Revision)
	}
	return all[at], nil
}

func (o *Offers) keepPool(ctx context.Context, actor people.Actor, p *Pool, c PoolChanges, action string, keep func(context.Context, *Pool) error) error {
	if err := p.change(c); err != nil {
		return err
	}
	if err := o.checkPool(ctx, p, c); err != nil {
		return err
	}
	if action != "pool.add" {
		p.Revision, p.UpdatedAt = p.Revision+1, o.now()
	}
	if err := keep(ctx, p); err != nil {
		return err
	}
	if err := o.setPool(ctx, p); err != nil {
		return err
	}
	return o.audit.Write(ctx, actor, action, "pool", p.ID, map[string]any{"name": p.Name, "members": len(p.Members), "teams": len(p.Teams)})
}

// checkPool looks at what changes: members have to be evaluators, teams to exist.
func (o *Offers) checkPool(ctx context.Context, p *Pool, c PoolChanges) error {
	if c.Members != nil {
		all, err := o.plans.users.Persons(ctx, p.Members)
		if err != nil {
			return err
		}
		for _, id := range p.Members {
			if !people.ActorOf(all[id]).Is(people.Evaluator) || all[id].DisabledAt != nil {
				return fault.In("body.members", "must be people with the role of evaluator")
			}
		}
	}
	if c.Teams == nil || len(p.Teams) == 0 {
		return nil
	}
	known, err := namesIn(o.db.Conn(ctx), "teams", p.Teams)
	if err == nil && len(known) != len(p.Teams) {
		return fault.In("body.teams", "must be ids of teams; none for all")
	}
	return err
}
