package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Record reads what the log has stored; each operation sees what its actor may see.
type Record struct {
	db     *store.DB
	sealer *store.Sealer
	now    func() time.Time
	tones  *tones
}

// NewRecord makes the record over a database.
func NewRecord(db *store.DB, sealer *store.Sealer, now func() time.Time) *Record {
	return &Record{db, sealer, now, newTones()}
}

// Query narrows a list of interactions; empty parts don't.
type Query struct {
	Status  string
	Agent   string
	Team    string
	Channel string
	Words   string // all must be said in it, or be its source's id
	From    time.Time
	To      time.Time
	After   Cursor
	Limit   int
}

// Cursor is the place behind which a list goes on; the zero value is its beginning.
type Cursor struct {
	StartedAt int64
	ID        string
}

// List returns the interactions in the actor's reach, the newest first, without what no list shows: the customer's
// address, and what the log needs to go on.
func (r *Record) List(ctx context.Context, actor people.Actor, q Query) ([]Interaction, error) {
	return r.list(ctx, people.InteractionReach(actor), q)
}

// Get returns one interaction in the actor's reach, or NotFound.
func (r *Record) Get(ctx context.Context, actor people.Actor, id string) (Interaction, error) {
	return r.one(ctx, people.InteractionReach(actor), id)
}

// ByID returns one interaction for Rater itself, whoever may see it.
func (r *Record) ByID(ctx context.Context, id string) (Interaction, error) {
	return r.one(ctx, people.Reach{All: true}, id)
}

// BySource returns the interaction that a source names so, or NotFound.
func (r *Record) BySource(ctx context.Context, source, externalID string) (Interaction, error) {
	return r.named(ctx, source, externalID)
}

// ByIDs returns interactions for Rater itself by id.
func (r *Record) ByIDs(ctx context.Context, ids []string) (map[string]Interaction, error) {
	return r.some(ctx, people.Reach{All: true}, ids)
}

// Captions returns what names interactions in a list of something else, for Rater itself by id.
func (r *Record) Captions(ctx context.Context, ids []string) (map[string]Caption, error) {
	return r.captions(ctx, ids)
}

// Visible returns those of the interactions that are in the actor's reach.
func (r *Record) Visible(ctx context.Context, actor people.Actor, ids []string) (map[string]Interaction, error) {
	return r.some(ctx, people.InteractionReach(actor), ids)
}

// Address opens the customer's sealed address.
func (r *Record) Address(i Interaction) (string, error) { return r.sealer.Open(i.CustomerAddress) }

// Segments returns who had the interaction from when on, in order.
func (r *Record) Segments(ctx context.Context, id string) ([]Segment, error) {
	told, err := r.segments(ctx, id)
	return joined(told), err
}

// Utterances returns up to limit utterances of the interaction behind a pos, in order of pos.
func (r *Record) Utterances(ctx context.Context, actor people.Actor, id string, after int64, limit int) ([]Utterance, error) {
	if _, err := r.Get(ctx, actor, id); err != nil {
		return nil, err
	}
	return r.utterances(ctx, id, after, limit)
}

// Transcript returns the same for Rater itself, whoever may see it.
func (r *Record) Transcript(ctx context.Context, id string, after int64, limit int) ([]Utterance, error) {
	return r.utterances(ctx, id, after, limit)
}

// Place is where an utterance stands.
type Place struct {
	Interaction string
	Pos         int64
}

// Said returns the utterances at these places, interaction to pos, for Rater itself.
func (r *Record) Said(ctx context.Context, places map[string][]int64) (map[Place]Utterance, error) {
	rows, err := r.utterancesAt(ctx, places)
	said := make(map[Place]Utterance, len(rows))
	for _, u := range rows {
		said[Place{u.InteractionID, u.Pos}] = u
	}
	return said, err
}

// MainAgent is the agent of whom most utterances are, among those who had the interaction; on a tie or without
// utterances the last of them who is known. NotFound when none is.
func (r *Record) MainAgent(ctx context.Context, id string) (string, error) {
	segments, err := r.Segments(ctx, id)
	if err != nil {
		return "", err
	}
	said := map[string]int{}
	if len(segments) > 1 {
		if said, err = r.agentCounts(ctx, id, segments); err != nil {
			return "", err
		}
	}
	agent := ""
	for _, s := range segments {
		if s.AgentID != nil && (agent == "" || said[*s.AgentID] >= said[agent]) {
			agent = *s.AgentID
		}
	}
	if agent == "" {
		return "", fault.New(fault.NotFound, "nobody knows the agent of this interaction yet; match the agent first")
	}
	return agent, nil
}

// HadBy reports whether the user had the interaction at some time.
func (r *Record) HadBy(ctx context.Context, id, user string) (bool, error) {
	segments, err := r.segments(ctx, id)
	for _, s := range segments {
		if deref(s.AgentID) == user {
			return true, nil
		}
	}
	return false, err
}

// Grant lets a user see an interaction for a reason until Revoke.
func (r *Record) Grant(ctx context.Context, id, user, why string) error {
	return r.insertGrant(ctx, grant{id, user, why})
}

// GrantAll lets each of these users see each of these interactions for a reason until RevokeAll.
func (r *Record) GrantAll(ctx context.Context, ids, users []string, why string) error {
	var list []grant
	for _, id := range ids {
		for _, user := range users {
			list = append(list, grant{id, user, why})
		}
	}
	return store.InsertAll(ctx, r.db, list)
}

// Revoke ends a grant.
func (r *Record) Revoke(ctx context.Context, id, user, why string) error {
	return r.deleteGrant(ctx, grant{id, user, why})
}

// RevokeAll ends the grants of all users for a reason.
func (r *Record) RevokeAll(ctx context.Context, ids []string, why string) error {
	return r.deleteGrants(ctx, ids, why)
}

// Granted reports whether the user was granted the interaction for this reason.
func (r *Record) Granted(ctx context.Context, id, user, why string) (bool, error) {
	return r.hasGrant(ctx, grant{id, user, why})
}
