package coaching

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Rounds opens, fills, closes and shows 360 rounds.
type Rounds struct {
	db     *store.DB
	users  *people.Users
	audit  *people.Audit
	bus    *events.Bus
	sealer *store.Sealer
	now    func() time.Time
	zone   *time.Location
	k      Floors
	stir   stir
	begun  atomic.Bool // that what was written before this program began was stirred
}

// NewRounds makes the rounds over what the sessions rest on; k are the site's floors.
func NewRounds(sessions *Sessions, sealer *store.Sealer, k Floors) *Rounds {
	return &Rounds{db: sessions.db, users: sessions.users, audit: sessions.audit, bus: sessions.bus, sealer: sealer, now: sessions.now, zone: sessions.zone, k: k}
}

// Open opens a round about an agent of a team that the actor leads. One of an agent is open at a time.
func (r *Rounds) Open(ctx context.Context, actor people.Actor, n NewRound) (Round, error) {
	var round Round
	err := r.db.InTx(ctx, func(ctx context.Context) error {
		agent, err := coachee(ctx, r.users, actor, n.Agent, "body.agent")
		if err != nil {
			return err
		}
		now := r.now()
		if err := n.check(r.k, now, r.zone); err != nil {
			return err
		}
		if err := r.checkRaters(ctx, actor, n); err != nil {
			return err
		}
		round = Round{ID: store.NewID(), Revision: 1, Status: Open, AgentID: agent.ID, TeamID: agent.MemberOf.ID, OpenedBy: actor.ID, ClosesOn: n.ClosesOn,
			KScores: r.k.Scores, KComments: r.k.Comments, OpenedAt: now, UpdatedAt: now}
		raters := n.raters(round.ID, r.k)
		round.Asked = len(raters)
		sealed, err := packed(r.sealer, []answered{}, len(raters)*boxShare)
		if err != nil {
			return err
		}
		if err := r.insert(ctx, &round, raters, sealed); err != nil {
			return err
		}
		return r.note(ctx, actor, &round, "opened", idsOf(raters), map[string]any{"asked": len(raters), "closes_on": round.ClosesOn})
	})
	return round, err
}

// checkRaters holds that peers are agents of teams that the actor leads, and supervisors such, and that none has left.
func (r *Rounds) checkRaters(ctx context.Context, actor people.Actor, n NewRound) error {
	known, err := r.users.Persons(ctx, slices.Concat(n.Peers, n.Supervisors))
	if err != nil {
		return err
	}
	var faults []fault.Field
	for at, id := range n.Peers {
		if p, ok := known[id]; !ok || p.DisabledAt != nil || !people.ActorOf(p).Is(people.Agent) || p.MemberOf == nil || !actor.LeadsTeam(p.MemberOf.ID) {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("body.peers[%d]", at), Message: "must be an agent of a team that you lead, who has not left"})
		}
	}
	for at, id := range n.Supervisors {
		if p, ok := known[id]; !ok || p.DisabledAt != nil || !people.ActorOf(p).Is(people.Supervisor) {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("body.supervisors[%d]", at), Message: "must be a supervisor who has not left"})
		}
	}
	if len(faults) > 0 {
		return fault.Fields("the round can't be opened like this", faults...)
	}
	return nil
}

func idsOf(raters []Rater) []string {
	ids := make([]string, len(raters))
	for n, r := range raters {
		ids[n] = r.RaterID
	}
	return ids
}

// Answer takes what one rater says. It is taken once, and never changed or given back; who has answered is noted
// beside it, without a time: there is no audit row and no message, which would say when.
func (r *Rounds) Answer(ctx context.Context, actor people.Actor, id string, said Answers) error {
	said, wrong := said.tidied()
	err := r.db.InTx(ctx, func(ctx context.Context) error {
		if err := r.db.Lock(ctx, "round "+id); err != nil {
			return err
		}
		rater, raters, err := r.rater(ctx, id, actor.ID)
		if err != nil {
			return err
		}
		round, err := r.byID(ctx, id)
		switch {
		case err != nil:
			return err
		case rater.Answered:
			return fault.New(fault.Conflict, "you have answered already; an answer can't be changed or taken back")
		case round.Status != Open || dayIn(r.now(), r.zone) > round.ClosesOn:
			return fault.New(fault.Conflict, "the round is closed; it takes no more answers")
		case wrong != nil:
			return wrong
		}
		if err := r.drop(ctx, rater, said, raters); err != nil {
			return err
		}
		return r.tick(ctx, id, actor.ID)
	})
	if err == nil {
		r.stir.add(id)
	}
	return err
}

// Waiting is an open round that asks somebody.
type Waiting struct {
	Round
	Cohort    string
	HasAnswer bool
}

// Mine are the open rounds that ask the actor, the newest first.
func (r *Rounds) Mine(ctx context.Context, actor people.Actor, after string, limit int) ([]Waiting, error) {
	return r.waiting(ctx, actor.ID, after, limit)
}

// List returns rounds in the actor's reach, the newest first, without reports.
func (r *Rounds) List(ctx context.Context, actor people.Actor, agent, status, after string, limit int) ([]Round, error) {
	rows, err := r.page(ctx, actor, agent, status, after, limit)
	if err != nil {
		return nil, err
	}
	return rows, r.count(ctx, rows)
}

// Read returns one round in the actor's reach, with its report where the actor may read it, which goes on record.
func (r *Rounds) Read(ctx context.Context, actor people.Actor, id string) (Round, error) {
	round, err := r.one(ctx, actor, id)
	if err != nil {
		return round, err
	}
	return r.whole(ctx, actor, round)
}

func (r *Rounds) whole(ctx context.Context, actor people.Actor, round Round) (Round, error) {
	rows := []Round{round}
	if err := r.count(ctx, rows); err != nil {
		return round, err
	}
	team, err := r.users.TeamNow(ctx, round.AgentID)
	if err != nil || !round.May(actor, team).Report {
		return rows[0], err
	}
	if rows[0].Report, err = r.report(ctx, round.ID); err != nil {
		return rows[0], err
	}
	return rows[0], r.audit.Read(ctx, actor, "round.read", "agent", round.AgentID, map[string]any{"round": round.ID})
}
