package recordings

import (
	"context"
	"errors"
	"sync"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// pauses are those between attempts to fetch a recording; after the last nobody tries any more.
var pauses = []time.Duration{time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// Ended queues the recordings that interactions which are over name, in the transaction that makes that known.
func (r *Recordings) Ended(ctx context.Context, list []interactions.Interaction) error {
	if !r.policy.fetches() {
		return nil
	}
	var rows []fetch
	now := r.now()
	for _, i := range list {
		if i.RecordingURL != "" {
			rows = append(rows, fetch{InteractionID: i.ID, NextAt: now, Host: hostOf(i.RecordingURL)})
		}
	}
	return r.queue(ctx, rows)
}

// FetchAtOnce is how many recordings a server fetches at a time, and atOneHost how many of them from one host.
const (
	FetchAtOnce = 6
	atOneHost   = 2
)

// Fetch fetches the next recording that is due, if any, and says whether there was one. What could not be fetched is
// tried again after a minute, ten minutes, one, six and 24 hours, and its interaction says why. Of those who call it at
// once two get recordings of one host, so that a slow host holds up nobody else's.
func (r *Recordings) Fetch(ctx context.Context) (bool, error) {
	if !r.policy.fetches() {
		return false, nil
	}
	row, ok, err := r.begin(ctx)
	if err != nil || !ok {
		return false, err
	}
	defer r.hosts.leave(row.Host)
	i, err := r.record.ByID(ctx, row.InteractionID)
	if err == nil {
		err = r.bring(ctx, i, row.Claim)
	}
	if err == nil || ctx.Err() != nil {
		return true, nil
	}
	row.note(err, r.now())
	return true, r.db.InTx(ctx, func(ctx context.Context) error {
		r.db.AfterCommit(ctx, func() { r.tell(i) })
		return r.saveFetch(ctx, &row)
	})
}

func (r *Recordings) begin(ctx context.Context) (fetch, bool, error) {
	r.hosts.Lock()
	defer r.hosts.Unlock()
	now := r.now()
	row, ok, err := r.claim(ctx, now, now.Add(2*r.fetcher.patience), r.hosts.full())
	if ok {
		r.hosts.at[row.Host]++
	}
	return row, ok, err
}

// hosts counts those that are fetched from now.
type hosts struct {
	sync.Mutex
	at map[string]int
}

func (h *hosts) full() (list []string) {
	for host, n := range h.at {
		if n >= atOneHost {
			list = append(list, host)
		}
	}
	return list
}

func (h *hosts) leave(host string) {
	h.Lock()
	defer h.Unlock()
	if h.at[host]--; h.at[host] == 0 {
		delete(h.at, host)
	}
}

func (r *Recordings) bring(ctx context.Context, i interactions.Interaction, claim string) error {
	body, err := r.fetcher.get(ctx, i.RecordingURL)
	if err != nil {
		return err
	}
	defer body.Close()
	_, fresh, err := r.receive(ctx, sender{people.System(), claim}, i, body)
	if err == nil && !fresh {
		err = r.db.InTx(ctx, func(ctx context.Context) error { return r.endAttempt(ctx, i.ID, claim) })
	}
	return err
}

// note takes in why it did not come, and when to try again; what can't become better is not tried again.
func (f *fetch) note(err error, now time.Time) {
	f.Why = reason(err)
	_, hopeless := errors.AsType[permanentError](err)
	if f.Attempts++; hopeless || f.Attempts > len(pauses) || fault.Is(err, fault.Unsupported) || fault.Is(err, fault.TooLarge) {
		f.FailedAt = &now
		return
	}
	f.NextAt = now.Add(pauses[f.Attempts-1])
}

// reason is what the people of the interaction are told; it never names the address, which may hold a key.
func reason(err error) string {
	if p, ok := errors.AsType[permanentError](err); ok {
		return p.Error()
	}
	if t, ok := errors.AsType[temporaryError](err); ok {
		return t.Error()
	}
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind != fault.Internal {
		return f.Detail
	}
	return "the server of the recording did not answer as it should"
}
