package people

import (
	"context"
	"encoding/json"

	"rater/internal/foundation/fault"
)

const maxPreferences = 32 << 10

// Preferences returns what the actor's screens keep.
func (u *Users) Preferences(ctx context.Context, actor Actor) (map[string]any, error) {
	return u.loadPreferences(ctx, actor.ID)
}

// SetPreferences replaces what the actor's screens keep, at most 32 KiB.
func (u *Users) SetPreferences(ctx context.Context, actor Actor, value map[string]any) error {
	raw, err := json.Marshal(value)
	if err != nil || len(raw) > maxPreferences {
		return fault.In("body.preferences", "must be at most 32 KiB")
	}
	return u.db.InTx(ctx, func(ctx context.Context) error { return u.savePreferences(ctx, actor.ID, string(raw)) })
}
