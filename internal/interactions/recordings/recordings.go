package recordings

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Keeping says for how many days the recordings of interactions are kept by what they are a sample of, where the site
// keeps them for so many; what it does not name is kept as the site says. Those that must not be deleted yet are Held.
type Keeping interface {
	DaysToKeep(ctx context.Context, interactions []string, site int) (map[string]int, error)
}

// Held is a number of days that is never over.
const Held = -1

// Options are what Recordings works with.
type Options struct {
	DB      *store.DB
	Record  *interactions.Record
	Audit   *people.Audit
	Keeper  Keeper
	Keeping Keeping
	Bus     *events.Bus
	Policy  Policy
	Spool   string // the folder in which what comes is looked at before it is kept
	Now     func() time.Time
	Fetcher *Fetcher // NewFetcher(Policy) when nil
}

// Recordings takes, fetches, serves and deletes the recordings of a site.
type Recordings struct {
	db      *store.DB
	record  *interactions.Record
	audit   *people.Audit
	keeper  Keeper
	keeping Keeping
	bus     *events.Bus
	policy  Policy
	spool   string
	now     func() time.Time
	fetcher *Fetcher
	hosts   hosts
}

// New makes the recordings of a database.
func New(o Options) *Recordings {
	if o.Fetcher == nil {
		o.Fetcher = NewFetcher(o.Policy)
	}
	return &Recordings{o.DB, o.Record, o.Audit, o.Keeper, o.Keeping, o.Bus, o.Policy, o.Spool, o.Now, o.Fetcher, hosts{at: map[string]int{}}}
}

// Of is what there is of an interaction's recording, to who may see the interaction.
func (r *Recordings) Of(ctx context.Context, actor people.Actor, id string, nameAgents bool) (Facts, error) {
	i, err := r.record.Get(ctx, actor, id)
	if err != nil {
		return Facts{}, err
	}
	row, err := r.current(ctx, id)
	if err == nil {
		return Facts{Recording: row, Status: Kept, MayHear: people.SeesNames(actor, i.Team(), nameAgents)}, nil
	}
	f := Facts{Status: None, MayAdd: r.policy.On && people.MayAddRecording(actor, i.Agent(), i.Team())}
	if !fault.Is(err, fault.NotFound) {
		return f, err
	}
	queued, err := r.fetchOf(ctx, id)
	switch {
	case err == nil && queued.FailedAt != nil:
		f.Status, f.Why = Failed, queued.Why
		return f, nil
	case err == nil:
		f.Status, f.Why, f.MayAdd = Waiting, queued.Why, false
		return f, nil
	case !fault.Is(err, fault.NotFound):
		return f, err
	}
	past, err := r.expired(ctx, id)
	if err == nil {
		f.Status, f.Since = Gone, &past.LookAt
	}
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return f, err
}

// listening is how long ranges that somebody reads of a recording are one listening.
const listening = 30 * time.Minute

// Hear returns the recording of an interaction whose words the actor may read, once that it is heard is on record. See
// people.MayHear.
func (r *Recordings) Hear(ctx context.Context, actor people.Actor, id string, nameAgents bool) (Recording, error) {
	i, err := r.record.Get(ctx, actor, id)
	if err != nil {
		return Recording{}, err
	}
	row, err := r.current(ctx, id)
	if err != nil {
		return row, err
	}
	if !people.SeesNames(actor, i.Team(), nameAgents) {
		return row, fault.New(fault.Forbidden, "a voice tells whose it is, and you see agents under pseudonyms")
	}
	return row, r.audit.ReadOnce(ctx, actor, listening, "recording.heard", "interaction", id, map[string]any{"recording": row.ID})
}

// Open reads a piece of a recording that the actor hears.
func (r *Recordings) Open(ctx context.Context, row Recording, p media.Piece) (io.ReadCloser, error) {
	body, err := r.keeper.Open(ctx, row.ID, p)
	if err != nil && fault.KindOf(err) == fault.Internal {
		err = fault.New(fault.Unavailable, "the recording can't be read from where it is kept; try again later").Because(err)
	}
	return body, err
}

func (r *Recordings) dismiss(ctx context.Context, actor people.Actor, row *Recording, why string) error {
	was := row.State
	row.State, row.Why, row.LookAt = going, why, r.now()
	if err := r.become(ctx, row, was); err != nil {
		return err
	}
	if why == broken {
		return nil // it never was there
	}
	return r.audit.Write(ctx, actor, "recording.deleted", "interaction", row.InteractionID, map[string]any{"recording": row.ID, "why": why, "sha256": row.SHA256})
}

var errNoKeeping = errors.New("nobody says how long recordings are kept")

func (r *Recordings) days(ctx context.Context, ids []string) (map[string]int, error) {
	if r.keeping == nil {
		return nil, errNoKeeping
	}
	days, err := r.keeping.DaysToKeep(ctx, ids, r.policy.Days)
	if err != nil {
		return nil, fmt.Errorf("how long recordings are kept: %w", err)
	}
	return days, nil
}
