package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// Capacity is how many samples an evaluator is to hold at once; Samples is nil for as many as they are given.
type Capacity struct {
	UserID    string `gorm:"primaryKey"`
	Revision  int64
	Samples   *int
	UpdatedAt time.Time `gorm:"serializer:millis;autoUpdateTime:false"`
}

// mostHeld is the largest capacity.
const mostHeld = 1000

// EvaluatorLoad is an evaluator as those see them who set capacities.
type EvaluatorLoad struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Revision  int64    `json:"revision" doc:"of the capacity, 0 before there was any"`
	Capacity  *int     `json:"capacity,omitempty" doc:"how many samples they are to hold at once; absent for no bound"`
	ToScore   int      `json:"to_score" doc:"samples that they hold and have not scored yet, and double scores to make"`
	Doubles   int      `json:"doubles" doc:"how many of these are double scores"`
	Absent    bool     `json:"absent" doc:"today"`
	Languages []string `json:"languages" nullable:"false"`
}

// Loads lists the evaluators by id, behind the one with this id.
func (o *Offers) Loads(ctx context.Context, after string, limit int) ([]EvaluatorLoad, error) {
	all, err := o.plans.users.Evaluators(ctx)
	if err != nil {
		return nil, err
	}
	for len(all) > 0 && all[0].ID <= after {
		all = all[1:]
	}
	return o.loads(ctx, all[:min(len(all), limit)])
}

func (o *Offers) loads(ctx context.Context, all []people.Person) ([]EvaluatorLoad, error) {
	d, err := o.occupancyOf(ctx, all)
	if err != nil {
		return nil, err
	}
	revisions, err := o.capacityRevisions(ctx, all)
	out := make([]EvaluatorLoad, len(all))
	for n, p := range all {
		out[n] = EvaluatorLoad{p.ID, p.Name, revisions[p.ID], d.capacity[p.ID], d.holds[p.ID], d.doubles[p.ID], d.absent[p.ID], append([]string{}, p.Languages...)}
	}
	return out, err
}

// SetCapacity says how many samples an evaluator is to hold at once, nil for no bound; revision is the capacity's.
// NotFound for who is no evaluator.
func (o *Offers) SetCapacity(ctx context.Context, actor people.Actor, user string, revision int64, samples *int) (EvaluatorLoad, error) {
	if samples != nil && (*samples < 1 || *samples > mostHeld) {
		return EvaluatorLoad{}, fault.In("body.capacity", "must be 1 to %d, or absent for no bound", mostHeld)
	}
	var out EvaluatorLoad
	err := o.db.InTx(ctx, func(ctx context.Context) error {
		p, err := o.plans.users.Get(ctx, user)
		if err != nil {
			return err
		}
		if !people.ActorOf(p).Is(people.Evaluator) {
			return fault.Missing()
		}
		if err := o.saveCapacity(ctx, &Capacity{user, revision + 1, samples, o.now()}, revision); err != nil {
			return err
		}
		if err := o.audit.Write(ctx, actor, "capacity.set", "user", user, map[string]any{"samples": samples}); err != nil {
			return err
		}
		loads, err := o.loads(ctx, []people.Person{p})
		if err == nil {
			out = loads[0]
		}
		return err
	})
	return out, err
}
