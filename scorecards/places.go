package scorecards

import (
	"context"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

const placesAtOnce = 50

// FillPlaces tries again to fill places that stayed open because nothing was left of the agent's week, while that week
// lasts, and returns how many it filled; each waits in the queue. Of what came since, Uniform decides as ever; what comes
// first, and alone, takes the place, whatever comes behind it. Each call looks at the next 50.
func (o *Offers) FillPlaces(ctx context.Context) (filled int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	rows, err := o.openPlaces(ctx, isoWeek(o.now(), o.plans.zone), o.places, placesAtOnce)
	if err != nil {
		return 0, err
	}
	if o.places = ""; len(rows) == placesAtOnce {
		o.places = rows[len(rows)-1].ID
	}
	for _, s := range rows {
		done := false
		err := o.db.InTx(ctx, func(ctx context.Context) (err error) {
			done, err = o.fillPlace(ctx, s)
			return err
		})
		if err != nil {
			return filled, err
		}
		if done {
			filled++
		}
	}
	return filled, nil
}

func (o *Offers) fillPlace(ctx context.Context, s Sample) (bool, error) {
	if err := o.db.Lock(ctx, "replace "+s.PlanID+s.AgentID); err != nil {
		return false, err
	}
	taken, err := o.placeTaken(ctx, s.ID)
	if err != nil || taken {
		return false, err
	}
	next, err := o.plans.nextDraw(ctx, o.record, s)
	if err != nil || next == nil {
		return false, err
	}
	came := sampleEvent{ID: store.NewID(), SampleID: next.ID, At: o.now(), UserID: people.System().ID, What: "replacement", ToID: s.ID}
	if err := o.plans.insertSamples(ctx, []Sample{*next}, []sampleEvent{came}); err != nil {
		return false, err
	}
	if err := o.plans.stands(ctx, s.PlanID, next.InteractionID, next.ID); err != nil {
		return false, err
	}
	o.db.AfterCommit(ctx, func() { o.bus.Publish(closing(*next, Queued, "")...) })
	return true, o.nameReplacement(ctx, s.ID, next.ID)
}
