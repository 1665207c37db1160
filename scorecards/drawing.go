package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// lot is an interaction about which a plan decides, and how.
type lot struct {
	plan        *Plan
	of          *interactions.Interaction
	at          time.Time // of the decision
	probability float64
	drawn       bool
	double      bool
}

// draw is on record for each lot. SampleID is the sample that stands for it: its own, or that of another plan that drew
// the same for the same scorecard; nil for what was not drawn.
type draw struct {
	PlanID        string    `gorm:"primaryKey"`
	InteractionID string    `gorm:"primaryKey"`
	AgentID       string    //
	StartedAt     time.Time `gorm:"serializer:millis"`
	DecidedAt     time.Time `gorm:"serializer:millis"`
	Probability   float64   //
	SampleID      *string   //
}

// Draw decides for each interaction that begins, by each plan in whose scope it lies, whether it is a sample: when its
// Uniform lies below the plan's probability for its agent and week (see PlanPeriod). A live one is offered at once unless
// the plan is for review, one that is over waits in the queue. What several plans of one scorecard draw is one sample, of
// the oldest of them, with the probability 1 − ∏(1 − π) of being drawn by any; so that it counts once. What is told of
// interactions is then held against the plans' triggers.
func (p *Plans) Draw(ctx context.Context, begun []interactions.Interaction, told func() []interactions.Told) error {
	plans, err := p.activePlans(ctx)
	if err != nil || len(plans) == 0 {
		return err
	}
	if len(begun) > 0 {
		if err := p.decide(ctx, plans, begun); err != nil {
			return err
		}
	}
	return p.target(ctx, plans, told)
}

func (p *Plans) decide(ctx context.Context, plans []Plan, begun []interactions.Interaction) error {
	lots, err := p.lots(ctx, plans, begun)
	if err != nil || len(lots) == 0 {
		return err
	}
	if err := p.fix(ctx, lots); err != nil {
		return err
	}
	if err := p.cast(lots); err != nil {
		return err
	}
	samples, draws := p.outcome(lots)
	byID := make(map[string]interactions.Interaction, len(begun))
	for _, i := range begun {
		byID[i.ID] = i
	}
	if err := p.keep(ctx, samples, byID); err != nil {
		return err
	}
	return store.InsertAll(ctx, p.db, draws)
}

// lots are the pairs of a plan and an interaction of its scope, by interaction.
func (p *Plans) lots(ctx context.Context, plans []Plan, begun []interactions.Interaction) (lots []lot, err error) {
	entered := map[string]time.Time{}
	if slices.ContainsFunc(plans, func(plan Plan) bool { return plan.GraceDays > 0 }) {
		agents := make([]string, len(begun))
		for n, i := range begun {
			agents[n] = i.Agent()
		}
		if entered, err = p.entered(ctx, distinct(agents)); err != nil {
			return nil, err
		}
	}
	for n := range begun {
		i := &begun[n]
		at := p.decidedAt(i)
		for m := range plans {
			if plan := &plans[m]; plan.takes(*i, at.In(p.zone).Format(time.DateOnly), entered[i.Agent()]) {
				lots = append(lots, lot{plan: plan, of: i, at: at})
			}
		}
	}
	return lots, nil
}

func (p *Plans) decidedAt(i *interactions.Interaction) time.Time {
	if i.DrawnAt != nil {
		return *i.DrawnAt
	}
	return p.now()
}

// takes says whether the plan decides about an interaction that begins on a day, of an agent who entered at a time.
func (p *Plan) takes(i interactions.Interaction, day string, entered time.Time) bool {
	return p.on(day) && p.Scope.Holds(i) && (p.Purpose != ForLive || i.Status == interactions.Live) &&
		(p.GraceDays == 0 || !i.StartedAt.Before(entered.AddDate(0, 0, p.GraceDays)))
}

// cast draws each lot.
func (p *Plans) cast(lots []lot) error {
	seeds := map[string][]byte{}
	for n := range lots {
		l := &lots[n]
		seed, ok := seeds[l.plan.ID]
		if !ok {
			var err error
			if seed, err = p.seed(*l.plan); err != nil {
				return err
			}
			seeds[l.plan.ID] = seed
		}
		l.drawn = Uniform(seed, l.of.ID) < l.probability
		l.double = l.drawn && l.plan.DoubleShare > 0 && Uniform(doubleSeed(seed), l.of.ID) < l.plan.DoubleShare
	}
	return nil
}

// outcome makes the samples, one for each interaction and scorecard, and what is on record of each lot.
func (p *Plans) outcome(lots []lot) (samples []Sample, draws []draw) {
	at := map[[2]string]int{} // of the sample
	not := map[[2]string]float64{}
	for _, l := range lots {
		key := [2]string{l.of.ID, l.plan.ScorecardID}
		if missed, more := not[key]; more {
			not[key] = missed * (1 - l.probability)
		} else {
			not[key] = 1 - l.probability
		}
		if !l.drawn {
			continue
		}
		n, known := at[key]
		if !known {
			n = len(samples)
			at[key], samples = n, append(samples, p.sampleAt(*l.plan, *l.of, l.at))
			samples[n].Probability = new(l.probability)
		}
		samples[n].ToDouble = samples[n].ToDouble || l.double
	}
	several := map[[2]string]int{}
	for _, l := range lots {
		key := [2]string{l.of.ID, l.plan.ScorecardID}
		several[key]++
		d := draw{PlanID: l.plan.ID, InteractionID: l.of.ID, AgentID: l.of.Agent(), StartedAt: *l.of.StartedAt, DecidedAt: l.at, Probability: l.probability}
		if n, ok := at[key]; ok && l.drawn {
			d.SampleID = &samples[n].ID
		}
		draws = append(draws, d)
	}
	for key, n := range at {
		if several[key] > 1 {
			samples[n].Probability = new(1 - not[key])
		}
	}
	return samples, draws
}

func (p *Plans) sampleAt(plan Plan, i interactions.Interaction, now time.Time) Sample {
	s := Sample{ID: store.NewID(), PlanID: plan.ID, InteractionID: i.ID, ScorecardID: plan.ScorecardID, AgentID: i.Agent(), TeamID: i.TeamID,
		Origin: Random, Status: Offered, DrawnAt: now, ExpiresAt: now.Add(time.Duration(plan.OfferSeconds) * time.Second),
		DueAt: dueAfter(now, plan.DaysToScore, p.zone)}
	switch {
	case i.Status != interactions.Live:
		s.Status, s.ExpiresAt = Queued, now
	case plan.Purpose == ForReview:
		s.Status, s.ExpiresAt = Awaiting, now
	}
	return s
}

func (p *Plans) keep(ctx context.Context, drawn []Sample, byID map[string]interactions.Interaction) error {
	if len(drawn) == 0 {
		return nil
	}
	logged := make([]sampleEvent, len(drawn))
	for n, s := range drawn {
		logged[n] = sampleEvent{store.NewID(), s.ID, s.DrawnAt, people.System().ID, s.Status, "", ""}
	}
	if err := p.insertSamples(ctx, drawn, logged); err != nil {
		return err
	}
	heard := slices.DeleteFunc(slices.Clone(drawn), func(s Sample) bool { return byID[s.InteractionID].TakenOver || s.Status == Awaiting })
	if len(heard) == 0 {
		return nil
	}
	shown, err := p.show(ctx, heard, byID)
	if err != nil {
		return err
	}
	leads, err := p.users.LedBy(ctx, distinct(agentsOf(heard)))
	if err != nil {
		return err
	}
	watchers, err := p.watchersOf(ctx, heard)
	if err != nil {
		return err
	}
	p.db.AfterCommit(ctx, func() { p.bus.Publish(append(offersOf(heard, shown, leads), toWatchers(heard, shown, watchers)...)...) })
	return nil
}
