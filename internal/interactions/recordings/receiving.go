package recordings

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/sound"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Told is what somebody says of a recording before it comes.
type Told struct {
	Interaction string // Rater's own id, or where a source tells the source's
	Bytes       int64  // below 0 where it is not known
}

// Bound refuses a recording before any byte of it is read, and says how large one may be.
func (r *Recordings) Bound(t Told) (int64, error) {
	if err := r.policy.check(); err != nil {
		return 0, err
	}
	if t.Bytes > r.policy.MaxBytes {
		return 0, r.policy.tooLarge()
	}
	return r.policy.MaxBytes, nil
}

// Send takes the recording of one of the source's own interactions. Another one with other bytes takes the place of the
// one that is kept, which is deleted; the same bytes are the same recording, and fresh is false then.
func (r *Recordings) Send(ctx context.Context, source people.Actor, t Told, body io.Reader) (rec Recording, fresh bool, err error) {
	if _, err := r.Bound(t); err != nil {
		return rec, false, err
	}
	i, err := r.record.BySource(ctx, source.Source, t.Interaction)
	if err != nil {
		return rec, false, err
	}
	return r.receive(ctx, sender{Actor: source}, i, body)
}

// Add takes the recording of an interaction from who leads its team, where none is kept; only a source replaces one.
func (r *Recordings) Add(ctx context.Context, actor people.Actor, t Told, body io.Reader) (rec Recording, fresh bool, err error) {
	i, err := r.record.Get(ctx, actor, t.Interaction)
	if err != nil {
		return rec, false, err
	}
	if !people.MayAddRecording(actor, i.Agent(), i.Team()) {
		return rec, false, fault.New(fault.Forbidden, "only who leads the agent's team can add a recording")
	}
	if _, err := r.Bound(t); err != nil {
		return rec, false, err
	}
	if err := r.mayCome(ctx, i.ID); err != nil {
		return rec, false, err
	}
	return r.receive(ctx, sender{Actor: actor}, i, body)
}

// sender is from whom a recording comes: a source, a person, or Rater that fetches it by a claim.
type sender struct {
	people.Actor
	claim string
}

func (s sender) person() bool { return s.Source == "" && s.claim == "" }

// receive reads a body to its end into the spool, finds out what it is, and keeps it.
func (r *Recordings) receive(ctx context.Context, from sender, i interactions.Interaction, body io.Reader) (Recording, bool, error) {
	file, err := r.spooled()
	if err != nil {
		return Recording{}, false, err
	}
	defer file.Close()
	sum := sha256.New()
	heard := &heardOf{Reader: body}
	n, err := io.Copy(io.MultiWriter(file, sum), io.LimitReader(heard, r.policy.MaxBytes+1))
	switch {
	case err != nil && (heard.broken == nil || ctx.Err() != nil):
		return Recording{}, false, fault.New(fault.Unavailable, "the recording could not be stored; try again later").Because(err)
	case err != nil:
		return Recording{}, false, fault.New(fault.Malformed, "the recording did not come whole; nothing of it is kept, send it again").Because(err)
	}
	if n > r.policy.MaxBytes {
		return Recording{}, false, r.policy.tooLarge()
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	if have, err := r.current(ctx, i.ID); err == nil && have.SHA256 == hash {
		return have, false, nil
	}
	facts, err := r.look(file, n)
	if err != nil {
		return Recording{}, false, err
	}
	now := r.now()
	row := Recording{ID: store.NewID(), InteractionID: i.ID, State: coming, SHA256: hash, Bytes: n, AddedBy: from.ID, ReceivedAt: now, LookAt: now.Add(wholeBy)}
	row.tell(facts, r.policy.AgentFirst)
	return r.keep(ctx, from, i, &row, file)
}

// heardOf remembers whether it is the reading that failed.
type heardOf struct {
	io.Reader
	broken error
}

func (h *heardOf) Read(into []byte) (int, error) {
	n, err := h.Reader.Read(into)
	if err != nil && !errors.Is(err, io.EOF) {
		h.broken = err
	}
	return n, err
}

func (r *Recordings) look(file *os.File, n int64) (sound.Facts, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return sound.Facts{}, err
	}
	return sound.Read(file, n)
}

// spooled is a file without a name, which is gone with its last reader, whatever happens.
func (r *Recordings) spooled() (*os.File, error) {
	if err := os.MkdirAll(r.spool, 0o700); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(r.spool, "recording-")
	if err != nil {
		return nil, err
	}
	return file, os.Remove(filepath.Clean(file.Name()))
}

// keep notes that a recording comes, hands its bytes to the keeper, and notes that it is there: what stops in between is
// found and deleted by Sweep.
func (r *Recordings) keep(ctx context.Context, from sender, i interactions.Interaction, row *Recording, file io.ReadSeeker) (Recording, bool, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return *row, false, err
	}
	if err := r.db.InTx(ctx, func(ctx context.Context) error { return r.insert(ctx, row) }); err != nil {
		return *row, false, err
	}
	if err := r.keeper.Put(ctx, row.ID, file, row.Bytes); err != nil {
		return *row, false, fault.New(fault.Unavailable, "the recording could not be stored; try again later").Because(err)
	}
	err := r.db.InTx(ctx, func(ctx context.Context) error { return r.take(ctx, from, i, row) })
	return *row, err == nil, err
}

// take has the recording be the interaction's, in the place of the one that is.
func (r *Recordings) take(ctx context.Context, from sender, i interactions.Interaction, row *Recording) error {
	if err := r.db.Lock(ctx, "recording "+i.ID); err != nil {
		return err
	}
	if err := r.endWaiting(ctx, from, i.ID); err != nil {
		return err
	}
	have, err := r.current(ctx, i.ID)
	switch {
	case err == nil && from.person():
		return fault.New(fault.Conflict, "this interaction has a recording already; only its source can send another one in its place")
	case err == nil:
		if err := r.dismiss(ctx, from.Actor, &have, replaced); err != nil {
			return err
		}
	case !fault.Is(err, fault.NotFound):
		return err
	}
	row.State, row.LookAt = kept, row.ReceivedAt.Add(lookEvery)
	if err := r.become(ctx, row, coming); err != nil {
		return err
	}
	r.db.AfterCommit(ctx, func() { r.tell(i) })
	return r.audit.Write(ctx, from.Actor, "recording.added", "interaction", i.ID, map[string]any{"recording": row.ID, "type": row.Type, "bytes": row.Bytes, "sha256": row.SHA256})
}

// endWaiting ends that a recording is waited for, since it is there now. Rater's own comes too late where its address was
// corrected meanwhile, a person's too early while the source's is still being fetched.
func (r *Recordings) endWaiting(ctx context.Context, from sender, interaction string) error {
	if from.claim != "" {
		return r.endAttempt(ctx, interaction, from.claim)
	}
	if from.person() {
		if err := r.mayCome(ctx, interaction); err != nil {
			return err
		}
	}
	return r.endFetch(ctx, interaction)
}

// mayCome is a Conflict while the source's recording may still come, to a person who would add one.
func (r *Recordings) mayCome(ctx context.Context, interaction string) error {
	waiting, err := r.fetching(ctx, interaction)
	if err == nil && waiting {
		err = fault.New(fault.Conflict, "the source's own recording is being fetched; add one where that has failed")
	}
	return err
}

// tell has those who see the interaction read again what there is of its recording.
func (r *Recordings) tell(i interactions.Interaction) {
	changed := interactions.Changed("recordings", i.ID)
	var list []events.Event
	if i.TeamID != nil {
		list = append(list, events.Event{Topic: events.Team(*i.TeamID), Message: changed})
	}
	if i.AgentID != nil {
		list = append(list, events.Event{Topic: events.User(*i.AgentID), Message: changed})
	}
	r.bus.Publish(list...)
}
