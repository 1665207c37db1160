package scorecards

import (
	"context"
	"maps"
	"slices"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// shareAtOnce is how many waiting samples one call looks at, shareTogether how many of them under one lock: who gives a
// sample by hand waits for no more than these.
const (
	shareAtOnce   = 200
	shareTogether = 20
)

// Share gives samples that wait in the queue to the members of the pools that serve their team, and returns how many:
// to who holds least, ties by id; not to who is absent, full, the agent, led by the agent, or has had the sample before,
// and where anybody of these pools is known to speak its language only to who does. What nobody may have waits on. Each
// call looks at the next 200, so that those which nobody may have keep none from the rest; servers that share at the same
// time share each sample once.
func (o *Offers) Share(ctx context.Context) (shared int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for looked := 0; looked < shareAtOnce; looked += shareTogether {
		n, more, err := o.shareNext(ctx)
		if shared += n; err != nil || !more {
			return shared, err
		}
	}
	return shared, nil
}

// shareNext shares the next few, and says whether there are more behind them.
func (o *Offers) shareNext(ctx context.Context) (shared int, more bool, err error) {
	after := o.sharedTo
	err = o.db.InTx(ctx, func(ctx context.Context) error {
		shared, more = 0, false
		pools, err := o.pools(ctx)
		if err != nil || len(pools) == 0 {
			return err
		}
		if err := o.db.Lock(ctx, sharing); err != nil {
			return err
		}
		rows, err := o.waiting(ctx, o.sharedTo, shareTogether)
		if err != nil {
			return err
		}
		more = len(rows) == shareTogether
		if after = (QueueCursor{}); more {
			last := rows[len(rows)-1]
			after = QueueCursor{last.DueAt.UnixMilli(), last.ID}
		}
		shared, err = o.share(ctx, pools, rows)
		return err
	})
	o.sharedTo = after
	return shared, more, err
}

func (o *Offers) share(ctx context.Context, pools []Pool, rows []Sample) (shared int, err error) {
	t, err := o.tableFor(ctx, pools, rows)
	if err != nil {
		return 0, err
	}
	for n := range rows {
		s := &rows[n]
		to, pool := t.choose(s)
		if to == "" {
			continue
		}
		err := o.hand(ctx, people.System(), s, sampleEvent{What: "shared", ToID: to})
		if fault.Is(err, fault.Conflict) { // somebody took it at this moment
			continue
		}
		if err != nil {
			return shared, err
		}
		if err := o.setSharedBy(ctx, s.ID, pool); err != nil {
			return shared, err
		}
		t.known.holds[to]++
		shared++
	}
	return shared, nil
}

// table is what samples are shared by.
type table struct {
	pools    []Pool
	persons  map[string]people.Person
	known    occupancy
	leads    map[string][]string
	language map[string]string // by interaction
	had      map[[2]string]bool
}

func (o *Offers) tableFor(ctx context.Context, pools []Pool, rows []Sample) (t table, err error) {
	t.pools = pools
	evaluators, err := o.plans.users.Evaluators(ctx)
	if err != nil {
		return t, err
	}
	t.persons = make(map[string]people.Person, len(evaluators))
	for _, p := range evaluators {
		t.persons[p.ID] = p
	}
	if t.known, err = o.occupancyOf(ctx, evaluators); err != nil {
		return t, err
	}
	if t.leads, err = o.plans.users.LedBy(ctx, distinct(agentsOf(rows))); err != nil {
		return t, err
	}
	ids := make([]string, len(rows))
	for n, s := range rows {
		ids[n] = s.InteractionID
	}
	of, err := o.record.ByIDs(ctx, ids)
	if err != nil {
		return t, err
	}
	t.language = make(map[string]string, len(of))
	for id, i := range of {
		t.language[id] = i.Language
	}
	if t.had, err = o.heldBefore(ctx, rows); err != nil {
		return t, err
	}
	made, err := o.makers(ctx, rows)
	maps.Copy(t.had, made)
	return t, err
}

// choose is to whom a sample goes, and the pool that it goes by; empty where nobody may have it.
func (t *table) choose(s *Sample) (to, pool string) {
	by := map[string]string{}
	var able []Evaluator
	spoken := false
	for _, p := range t.pools {
		if !p.serves(s.TeamID) {
			continue
		}
		for _, id := range p.Members {
			person, serving := t.persons[id]
			if _, twice := by[id]; twice || !serving {
				continue
			}
			by[id] = p.ID
			e := t.known.judged(person, t.language[s.InteractionID], s.AgentID, t.leads[s.AgentID])
			spoken = spoken || (e.Speaks != nil && *e.Speaks)
			able = append(able, e)
		}
	}
	able = slices.DeleteFunc(able, func(e Evaluator) bool {
		return e.Barred != people.NoBar || e.away() || t.had[[2]string{s.ID, e.ID}] || (spoken && e.fluency() != 0)
	})
	if len(able) == 0 {
		return "", ""
	}
	best := slices.MinFunc(able, byFitness)
	return best.ID, by[best.ID]
}
