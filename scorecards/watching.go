package scorecards

import (
	"context"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
)

// toWatchers tells those who watch plans, and lead none of the samples' teams, what is offered.
func toWatchers(drawn []Sample, shown []Offer, watchers map[string][]string) (list []events.Event) {
	for n, s := range drawn {
		for _, id := range watchers[s.PlanID] {
			if s.Status == Offered && id != s.AgentID {
				list = append(list, events.Event{Topic: events.User(id), Message: OfferMessage{"offer", shown[n]}})
			}
		}
	}
	return list
}

// closedToWatchers tells those who watch a sample's plan that it is no longer offered.
func closedToWatchers(ctx context.Context, db *store.DB, s Sample, was, why string) (list []events.Event, err error) {
	if was != Offered {
		return nil, nil
	}
	ids, err := watcherIDs(ctx, db, s.PlanID)
	for _, id := range ids {
		list = append(list, events.Event{Topic: events.User(id), Message: ClosedMessage{"offer_closed", s.ID, why}})
	}
	return list, err
}
