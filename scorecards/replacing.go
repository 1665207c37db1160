package scorecards

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Causes are why a sample can be replaced.
var Causes = []string{"dropped", "wrong_language", "too_short", "not_scorable", "other"}

// Replacing says why a sample can't be scored; other needs words.
type Replacing struct {
	Cause  string
	Reason string
}

func (r Replacing) check() error {
	if !slices.Contains(Causes, r.Cause) {
		return fault.In("body.cause", "must be of %s", strings.Join(Causes, ", "))
	}
	if r.Cause == "other" || r.Reason != "" {
		return checkReason(r.Reason)
	}
	return nil
}

// Replace takes what can't be scored out of the sample and lets the next draw take its place: of the same agent's
// interactions of the same ISO week, in the site's zone, about which this plan decided and which it did not draw, the one
// with the smallest Uniform, so that nobody chooses it. It goes to who held the first, or to the queue. The answer is nil
// where none is left: the place then stays open, drawn and not scored, unless FillPlaces finds another that week. Faults are those of GiveBack, Invalid for a cause
// that is none, and Forbidden for who neither holds it nor leads its team.
//
// The replacement carries the plan's rate as its probability, and this is not its probability of being included. An
// interaction that can be scored is in the sample if its own u lies below the rate, or if it is next where one before it
// could not be scored; since u says nothing of the interactions, each scorable one of an agent's week has the same
// chance, the rate times all of the week ÷ those of them that can be scored. Who was drawn and who replaced therefore weigh
// alike within agent and week, and a weight of its own for the replacement alone would bend the mean. What the rate gets
// wrong is one factor for the whole agent and week; an estimate over several of them weighs by eligible N ÷ scored n there,
// for which replaces, cause and the log are kept. An agent's week in which none is left has one scored less.
func (o *Offers) Replace(ctx context.Context, actor people.Actor, id string, why Replacing) (*Offer, error) {
	if err := why.check(); err != nil {
		return nil, err
	}
	var next *Sample
	err := o.db.InTx(ctx, func(ctx context.Context) error {
		s, err := o.forChange(ctx, actor, id)
		if err != nil {
			return err
		}
		if err := o.replaceable(ctx, actor, s); err != nil {
			return err
		}
		if err := o.db.Lock(ctx, "replace "+s.PlanID+s.AgentID); err != nil {
			return err
		}
		next, err = o.replace(ctx, actor, s, why)
		return err
	})
	if err != nil || next == nil {
		return nil, err
	}
	shown, err := o.showAll(ctx, []Sample{*next}, nil)
	if err != nil {
		return nil, err
	}
	return &shown[0], nil
}

func (o *Offers) replaceable(ctx context.Context, actor people.Actor, s Sample) error {
	leads := s.TeamID != nil && actor.LeadsTeam(*s.TeamID)
	if s.holder() != actor.ID && !leads {
		return fault.New(fault.Forbidden, "only who holds it, or leads its team, replaces it")
	}
	if err := mayJudge(ctx, o.plans.users, actor, s.AgentID); err != nil {
		return err
	}
	if s.Origin != Random {
		return fault.New(fault.Conflict, "only what was drawn by chance is replaced; this one was chosen")
	}
	known, err := o.everSubmitted(ctx, s.ID)
	if err != nil {
		return err
	}
	if known {
		return fault.New(fault.Conflict, "it has been scored once, though that was withdrawn: what its score was must not decide whether it stays in the sample")
	}
	return o.checkFree(ctx, s)
}

func (o *Offers) replace(ctx context.Context, actor people.Actor, s Sample, why Replacing) (*Sample, error) {
	next, err := o.plans.nextDraw(ctx, o.record, s)
	if err != nil {
		return nil, err
	}
	gone := sampleEvent{ID: store.NewID(), SampleID: s.ID, At: o.now(), UserID: actor.ID, What: Replaced, Reason: clean(why.Reason)}
	if next != nil {
		gone.ToID = next.ID
		came := sampleEvent{ID: store.NewID(), SampleID: next.ID, At: o.now(), UserID: actor.ID, What: "replacement", Reason: clean(why.Reason), ToID: s.ID}
		if err := o.plans.insertSamples(ctx, []Sample{*next}, []sampleEvent{came}); err != nil {
			return nil, err
		}
		if err := o.plans.stands(ctx, s.PlanID, next.InteractionID, next.ID); err != nil {
			return nil, err
		}
	}
	if err := o.audit.Write(ctx, actor, "sample.replaced", "sample", s.ID, map[string]any{"plan": s.PlanID, "cause": why.Cause, "by": gone.ToID}); err != nil {
		return nil, err
	}
	holder := s.holder()
	if err := o.retire(ctx, &s, why.Cause, gone); err != nil || next == nil {
		return nil, err
	}
	return next, o.follow(ctx, actor, next, holder)
}

// retire takes a sample out: nobody holds it or sees its interaction because of it.
func (o *Offers) retire(ctx context.Context, s *Sample, cause string, gone sampleEvent) error {
	was, holder := s.Status, s.holder()
	if holder != "" {
		if err := o.record.Revoke(ctx, s.InteractionID, holder, grantSample); err != nil {
			return err
		}
	}
	if err := moveSample(ctx, o.db, s, Replaced, hold{}); err != nil {
		return err
	}
	if err := o.setCause(ctx, s.ID, cause); err != nil {
		return err
	}
	watched, err := closedToWatchers(ctx, o.db, *s, was, "skipped")
	if err != nil {
		return err
	}
	o.db.AfterCommit(ctx, func() {
		o.bus.Publish(append(append(closing(*s, was, "skipped"), lost(holder, s.ID)...), watched...)...)
	})
	return logSample(ctx, o.db, gone)
}

// follow gives a replacement to who held the sample before it, if they still may have it; it waits in the queue else.
func (o *Offers) follow(ctx context.Context, actor people.Actor, next *Sample, holder string) error {
	if holder == "" {
		return nil
	}
	all, err := o.plans.users.Persons(ctx, []string{holder})
	if err != nil {
		return err
	}
	p, known := all[holder]
	leads, err := o.plans.users.LedBy(ctx, []string{next.AgentID})
	if err != nil {
		return err
	}
	made, err := o.makers(ctx, []Sample{*next})
	if err != nil || made[[2]string{next.ID, holder}] {
		return err
	}
	a := people.ActorOf(p)
	may := a.Is(people.Evaluator) || (next.TeamID != nil && a.LeadsTeam(*next.TeamID))
	if !known || p.DisabledAt != nil || !may || people.BarFrom(a.ID, a.Team, next.AgentID, leads[next.AgentID]) != people.NoBar {
		return nil
	}
	return o.hand(ctx, actor, next, sampleEvent{What: "assigned", ToID: holder})
}

// nextDraw is the sample that stands in for another one, nil where nothing is left to draw; see Replace.
func (p *Plans) nextDraw(ctx context.Context, record *interactions.Record, s Sample) (*Sample, error) {
	plan, err := p.planByID(ctx, s.PlanID)
	if err != nil {
		return nil, err
	}
	of, err := p.drawOf(ctx, s.PlanID, s.InteractionID)
	if err != nil {
		return nil, notFoundIsNone(err)
	}
	rest, err := p.leftOf(ctx, &plan, of.AgentID, isoWeek(of.StartedAt, p.zone))
	if err != nil {
		return nil, err
	}
	rest = slices.DeleteFunc(rest, func(d spare) bool { return d.SampleID != nil })
	if len(rest) == 0 {
		return nil, nil
	}
	i, err := record.ByID(ctx, rest[0].InteractionID)
	if err != nil {
		return nil, err
	}
	next := p.sampleAt(plan, i, p.now())
	next.AgentID, next.Status, next.ExpiresAt, next.Probability, next.ReplacesID = of.AgentID, Queued, p.now(), s.Probability, &s.ID
	return &next, nil
}

func notFoundIsNone(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// spare is an interaction that a plan decided about and did not draw. SampleID is the sample that another plan of the same
// scorecard drew of it.
type spare struct {
	InteractionID string
	SampleID      *string
	u             float64
}

// leftOf are what a plan left of an agent's week, the smallest Uniform first; what became a targeted sample of the same
// scorecard stays one, and is not among them.
func (p *Plans) leftOf(ctx context.Context, plan *Plan, agent string, w week) ([]spare, error) {
	seed, err := p.seed(*plan)
	if err != nil {
		return nil, err
	}
	rest, err := p.undrawn(ctx, plan, agent, w)
	for n := range rest {
		rest[n].u = Uniform(seed, rest[n].InteractionID)
	}
	slices.SortFunc(rest, func(a, b spare) int {
		return cmp.Or(cmp.Compare(a.u, b.u), strings.Compare(a.InteractionID, b.InteractionID))
	})
	return rest, err
}

type week struct{ from, to time.Time }

// isoWeek is the week from Monday to Monday, in a zone, that a time lies in.
func isoWeek(at time.Time, zone *time.Location) week {
	y, m, d := at.In(zone).Date()
	monday := d - (int(at.In(zone).Weekday())+6)%7
	return week{time.Date(y, m, monday, 0, 0, 0, 0, zone), time.Date(y, m, monday+7, 0, 0, 0, 0, zone)}
}
