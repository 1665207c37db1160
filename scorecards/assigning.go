package scorecards

import (
	"cmp"
	"context"
	"slices"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Evaluator is somebody to whom a sample may be given. Speaks is nil where it isn't known whether they speak the
// interaction's language.
type Evaluator struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	ToScore  int        `json:"to_score" doc:"samples that they hold and have not scored yet, and double scores to make"`
	Capacity *int       `json:"capacity,omitempty" doc:"how many they are to hold at once"`
	Full     bool       `json:"full" doc:"they hold as many as their capacity"`
	Absent   bool       `json:"absent" doc:"today"`
	SamePool bool       `json:"same_pool" doc:"of a pool that serves its team, who holds it being of it too"`
	Speaks   *bool      `json:"speaks,omitempty" doc:"the interaction's language, where both are known"`
	Barred   people.Bar `json:"barred,omitempty" enum:"themselves,led_by_agent,has_judged" doc:"what keeps them from it"`
}

// away says that they are to be given more only by who knows that they are absent or full.
func (e *Evaluator) away() bool { return e.Absent || e.Full }

// byFitness puts first who is best given a sample: not barred, neither absent nor full, speaking its language, holding
// least; ties by id.
func byFitness(a, b Evaluator) int {
	return cmp.Or(last(a.Barred != people.NoBar, b.Barred != people.NoBar), last(a.away(), b.away()), cmp.Compare(a.fluency(), b.fluency()),
		cmp.Compare(a.ToScore, b.ToScore), cmp.Compare(a.ID, b.ID))
}

// fluency is 0 for who speaks its language, 1 where that is not known, and 2 for who does not.
func (e *Evaluator) fluency() int {
	switch {
	case e.Speaks == nil:
		return 1
	case *e.Speaks:
		return 0
	}
	return 2
}

// last sorts what is so behind what is not.
func last(a, b bool) int {
	if a == b {
		return 0
	}
	if a {
		return 1
	}
	return -1
}

// Evaluators lists to whom a sample can be given, by who leads its team or holds it: every evaluator but who has it
// already, who suits best first. NotFound for a sample out of reach.
func (o *Offers) Evaluators(ctx context.Context, actor people.Actor, id string) ([]Evaluator, error) {
	s, err := o.inReach(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if !actor.Is(people.Supervisor) && s.holder() != actor.ID {
		return nil, fault.New(fault.Forbidden, "only who leads its team, or holds it, gives it to somebody")
	}
	return o.candidates(ctx, s)
}

func (o *Offers) candidates(ctx context.Context, s Sample) ([]Evaluator, error) {
	all, err := o.plans.users.Evaluators(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(p people.Person) bool { return p.ID == s.holder() })
	i, err := o.record.ByID(ctx, s.InteractionID)
	if err != nil {
		return nil, err
	}
	leads, err := o.plans.users.LedBy(ctx, []string{s.AgentID})
	if err != nil {
		return nil, err
	}
	known, err := o.occupancyOf(ctx, all)
	if err != nil {
		return nil, err
	}
	made, err := o.makers(ctx, []Sample{s})
	if err != nil {
		return nil, err
	}
	pools, err := o.pools(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Evaluator, len(all))
	for n, p := range all {
		out[n] = known.judged(p, i.Language, s.AgentID, leads[s.AgentID])
		out[n].SamePool = slices.ContainsFunc(pools, func(pool Pool) bool { return pool.shares(&s, p.ID) })
		if made[[2]string{s.ID, p.ID}] {
			out[n].Barred = people.HasJudged
		}
	}
	slices.SortFunc(out, byFitness)
	return out, nil
}

// Giving is to whom a sample is given, and why; Anyway says that it is known that they are absent or full.
type Giving struct {
	Evaluator string
	Reason    string
	Anyway    bool
}

// Assign gives a sample that nobody has begun to score to an evaluator, who sees its interaction until the release.
// Invalid names who can't have it, Conflict says that it was begun, or that the evaluator is absent or full.
func (o *Offers) Assign(ctx context.Context, actor people.Actor, id string, to Giving) (Offer, error) {
	return o.give(ctx, actor, id, "assigned", to, func(Sample) error { return nil })
}

// HandOver gives what the actor holds and has not begun to another evaluator, with a reason. Faults are those of Assign,
// and Forbidden for who does not hold it.
func (o *Offers) HandOver(ctx context.Context, actor people.Actor, id string, to Giving) (Offer, error) {
	if err := checkReason(to.Reason); err != nil {
		return Offer{}, err
	}
	return o.give(ctx, actor, id, "handed_over", to, func(s Sample) error {
		if s.Status != Claimed || s.holder() != actor.ID {
			return fault.New(fault.Forbidden, "only who holds it hands it over")
		}
		return nil
	})
}

func (o *Offers) give(ctx context.Context, actor people.Actor, id, what string, to Giving, check func(Sample) error) (Offer, error) {
	var s Sample
	err := o.db.InTx(ctx, func(ctx context.Context) (err error) {
		if s, err = o.forChange(ctx, actor, id); err != nil {
			return err
		}
		if err := check(s); err != nil {
			return err
		}
		if err := o.checkFree(ctx, s); err != nil {
			return err
		}
		if err := o.db.Lock(ctx, sharing); err != nil { // so that nobody's capacity is counted twice at once
			return err
		}
		if err := o.checkAble(ctx, s, to); err != nil {
			return err
		}
		if s.Status == Claimed {
			if err := o.record.Revoke(ctx, s.InteractionID, *s.ClaimedBy, grantSample); err != nil {
				return err
			}
		}
		return o.hand(ctx, actor, &s, sampleEvent{What: what, Reason: clean(to.Reason), ToID: to.Evaluator})
	})
	if err != nil {
		return Offer{}, err
	}
	shown, err := o.showAll(ctx, []Sample{s}, nil)
	if err != nil {
		return Offer{}, err
	}
	return shown[0], nil
}

// sharing is the lock of who gives samples to people.
const sharing = "samples to people"

func (o *Offers) checkAble(ctx context.Context, s Sample, to Giving) error {
	able, err := o.candidates(ctx, s)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(able, func(e Evaluator) bool { return e.ID == to.Evaluator })
	if at < 0 {
		return cantHave()
	}
	e := able[at]
	switch {
	case e.Barred != people.NoBar:
		return fault.In("body.evaluator", "can't have it: %s", barred[e.Barred])
	case to.Anyway:
		return nil
	case e.Absent:
		return fault.New(fault.Conflict, "%s is absent today; choose somebody else, or say anyway to give it to them all the same", e.Name)
	case e.Full:
		return fault.New(fault.Conflict, "%s holds %d samples already, with a capacity of %d; choose somebody else, or say anyway to give it to them all the same", e.Name, e.ToScore, *e.Capacity)
	}
	return nil
}

func cantHave() error {
	return fault.In("body.evaluator", "must be somebody with the role of evaluator who is not the agent and does not have it already")
}

// hand gives a sample to somebody; the event says how, why and to whom.
func (o *Offers) hand(ctx context.Context, actor people.Actor, s *Sample, e sampleEvent) error {
	was, holder, now := s.Status, s.holder(), o.now()
	if err := moveSample(ctx, o.db, s, Claimed, hold{&e.ToID, &now, true}); err != nil {
		return err
	}
	e.ID, e.SampleID, e.At, e.UserID = store.NewID(), s.ID, now, actor.ID
	if err := logSample(ctx, o.db, e); err != nil {
		return err
	}
	watched, err := closedToWatchers(ctx, o.db, *s, was, "assigned")
	if err != nil {
		return err
	}
	o.db.AfterCommit(ctx, func() {
		o.bus.Publish(append(append(append(closing(*s, was, "assigned"), lost(holder, s.ID)...), watched...), events.Event{Topic: events.User(e.ToID), Message: interactions.Changed("queue", s.ID)})...)
	})
	if err := o.outbox.Put(ctx, actor, notices.To(e.ToID, notices.SampleAssigned, "sample", s.ID, e.ID)); err != nil {
		return err
	}
	return o.record.Grant(ctx, s.InteractionID, e.ToID, grantSample)
}
