package training

import (
	"context"

	"rater/internal/foundation/fault"
)

// placesLeft is the fewest places that are left in a workshop of the version, and its title; ok where it has any. A place
// is held by each open assignment whose agent has not attended yet.
func (a *Assignments) placesLeft(ctx context.Context, v Version) (left int, title string, ok bool, err error) {
	taken, err := a.places(ctx, v.ModuleID)
	for _, p := range v.Parts {
		if p.Workshop == nil {
			continue
		}
		if free := max(0, p.Workshop.Capacity-taken[p.ID]); !ok || free < left {
			left, title, ok = free, p.Title, true
		}
	}
	return left, title, ok, err
}

// room holds that so many more have a place in each workshop of the version; the module's assignments are locked.
func (a *Assignments) room(ctx context.Context, v Version, more int) error {
	left, title, ok, err := a.placesLeft(ctx, v)
	if err != nil || !ok || more <= left {
		return err
	}
	return fault.New(fault.Conflict, "«%s» is a workshop with %d places left, and %d agents would come; nothing was changed. Choose fewer, or publish the module with more places", title, left, more)
}

// PlacesLeft is how many more agents a published module's workshops take; nil for a module without.
func (a *Assignments) PlacesLeft(ctx context.Context, m Module) (*int, error) {
	if m.Version == 0 {
		return nil, nil
	}
	v, err := a.modules.version(ctx, m.ID, m.Version)
	if err != nil {
		return nil, err
	}
	left, _, ok, err := a.placesLeft(ctx, v)
	if !ok {
		return nil, err
	}
	return &left, err
}
