package scorecards

import (
	"context"
	"fmt"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// At names an evaluation at a revision.
type At struct {
	ID       string `json:"id" maxLength:"100"`
	Revision int64  `json:"revision" minimum:"1"`
}

const mostReleased = 200

// ReleaseMany releases evaluations, each in a transaction of its own and by the rules of Release, and says of each what
// became of it, in the order in which they were named.
func (v *Evaluations) ReleaseMany(ctx context.Context, actor people.Actor, list []At) ([]fault.Outcome, error) {
	if err := checkMany(list); err != nil {
		return nil, err
	}
	out := make([]fault.Outcome, len(list))
	for n, one := range list {
		_, err := v.Release(ctx, actor, one.ID, one.Revision)
		if out[n], err = fault.OutcomeOf(one.ID, err); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func checkMany(list []At) error {
	if len(list) == 0 || len(list) > mostReleased {
		return fault.In("body.evaluations", "must name 1 to %d evaluations", mostReleased)
	}
	var f faults
	seen := map[string]bool{}
	for n, one := range list {
		if seen[one.ID] {
			f.add(fmt.Sprintf("body.evaluations[%d].id", n), "is named twice")
		}
		seen[one.ID] = true
	}
	if len(f) > 0 {
		return fault.Fields("some evaluations are named twice; nothing was changed", f...)
	}
	return nil
}
