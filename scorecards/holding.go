package scorecards

import (
	"context"

	"rater/internal/people"
)

// occupancy is what has to be known of evaluators before one of them is given a sample.
type occupancy struct {
	holds    map[string]int // samples and double scores
	doubles  map[string]int
	capacity map[string]*int
	absent   map[string]bool
}

func (o *Offers) occupancyOf(ctx context.Context, all []people.Person) (d occupancy, err error) {
	ids := make([]string, len(all))
	for n, p := range all {
		ids[n] = p.ID
	}
	if d.holds, err = o.holdings(ctx, ids); err != nil {
		return d, err
	}
	if d.doubles, err = o.doublings(ctx, ids); err != nil {
		return d, err
	}
	for id, n := range d.doubles {
		d.holds[id] += n
	}
	if d.capacity, err = o.capacities(ctx, ids); err != nil {
		return d, err
	}
	d.absent, err = o.absentOn(ctx, o.today())
	return d, err
}

// judged is a person as who may be given a sample of this agent's in a language.
func (d *occupancy) judged(p people.Person, language, agent string, agentLeads []string) Evaluator {
	e := Evaluator{ID: p.ID, Name: p.Name, ToScore: d.holds[p.ID], Capacity: d.capacity[p.ID], Absent: d.absent[p.ID]}
	e.Full = e.Capacity != nil && e.ToScore >= *e.Capacity
	if speaks, known := people.Speaks(p.Languages, language); known {
		e.Speaks = &speaks
	}
	e.Barred = people.BarFrom(p.ID, people.ActorOf(p).Team, agent, agentLeads)
	return e
}
