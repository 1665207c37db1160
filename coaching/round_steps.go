package coaching

import (
	"context"
	"errors"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Why a round was closed.
const (
	whyAll  = "answered"
	whyDate = "date"
	whyLead = "lead"
)

// Close closes a round before all have answered. What too few have said is then gone.
func (r *Rounds) Close(ctx context.Context, actor people.Actor, id string, revision int64) (Round, error) {
	return r.change(ctx, actor, id, revision, func(ctx context.Context, round *Round) error {
		return r.shut(ctx, actor, round, whyLead)
	})
}

// Release shows a closed round's report to its agent.
func (r *Rounds) Release(ctx context.Context, actor people.Actor, id string, revision int64) (Round, error) {
	return r.change(ctx, actor, id, revision, func(ctx context.Context, round *Round) error {
		return r.reveal(ctx, actor, round)
	})
}

func (r *Rounds) change(ctx context.Context, actor people.Actor, id string, revision int64, rule func(context.Context, *Round) error) (Round, error) {
	var round Round
	err := r.db.InTx(ctx, func(ctx context.Context) (err error) {
		if err := r.db.Lock(ctx, "round "+id); err != nil {
			return err
		}
		if round, err = r.one(ctx, actor, id); err != nil {
			return err
		}
		if round.Revision != revision {
			return staleAt(round.Revision)
		}
		team, err := r.users.TeamNow(ctx, round.AgentID)
		if err != nil {
			return err
		}
		if !round.leads(actor, team) {
			return fault.New(fault.Forbidden, "only who leads the agent's team may do this")
		}
		return rule(ctx, &round)
	})
	if err != nil {
		return round, err
	}
	return r.whole(ctx, actor, round)
}

// shut adds the answers up, keeps what may be shown, and destroys the box.
func (r *Rounds) shut(ctx context.Context, actor people.Actor, round *Round, why string) error {
	if err := round.Close(why, r.now()); err != nil {
		return err
	}
	raters, err := r.raters(ctx, round.ID)
	if err != nil {
		return err
	}
	box, err := r.readBox(ctx, round.ID)
	if err != nil {
		return err
	}
	if err := r.keepReport(ctx, round.ID, report(cohortsOf(raters), box, Floors{round.KScores, round.KComments}, mix)); err != nil {
		return err
	}
	if err := r.destroyBox(ctx, round.ID); err != nil {
		return err
	}
	return r.commit(ctx, actor, round, "closed", idsOf(raters), map[string]any{"why": why})
}

func (r *Rounds) reveal(ctx context.Context, actor people.Actor, round *Round) error {
	if err := round.Release(r.now()); err != nil {
		return err
	}
	return r.commit(ctx, actor, round, "released", nil, map[string]any{})
}

// cohortsOf are those that were asked, beside the agent, in their order.
func cohortsOf(raters []Rater) (out []string) {
	for _, cohort := range []string{Peers, Supervisors, Customers, Others} {
		if slices.ContainsFunc(raters, func(r Rater) bool { return r.Cohort == cohort }) {
			out = append(out, cohort)
		}
	}
	return out
}

func (r *Rounds) commit(ctx context.Context, actor people.Actor, round *Round, what string, raters []string, detail map[string]any) error {
	revision := round.Revision
	round.Revision, round.UpdatedAt = revision+1, r.now()
	if err := r.save(ctx, round, revision); err != nil {
		return err
	}
	return r.note(ctx, actor, round, what, raters, detail)
}

// note writes the audit row, and tells the agent, those who are asked and who leads the team.
func (r *Rounds) note(ctx context.Context, actor people.Actor, round *Round, what string, raters []string, detail map[string]any) error {
	detail["revision"] = round.Revision
	message, told := interactions.Changed("rounds", round.ID), append([]string{round.AgentID, round.OpenedBy}, raters...)
	team := round.TeamID
	r.db.AfterCommit(ctx, func() {
		tell(r.bus, message, told)
		r.bus.Publish(events.Event{Topic: events.Team(team), Message: message})
	})
	return r.audit.Write(ctx, actor, "round."+what, "round", round.ID, detail)
}

const roundsAtOnce = 100

// KeepTime closes the rounds that all have answered or whose last day is over, releases those that were closed two
// weeks ago, and returns how many. It seals anew what was answered since.
func (r *Rounds) KeepTime(ctx context.Context) (int, error) {
	if err := r.stirAll(ctx); err != nil {
		return 0, err
	}
	now := r.now()
	due, err := r.due(ctx, dayIn(now, r.zone), now.AddDate(0, 0, -releaseDays), roundsAtOnce)
	if err != nil {
		return 0, err
	}
	done := 0
	for _, round := range due {
		err := r.db.InTx(ctx, func(ctx context.Context) error { return r.keepOne(ctx, round.ID, now) })
		if err != nil && !fault.Is(err, fault.Stale) && !fault.Is(err, fault.Conflict) { // another server, or a lead, was quicker
			return done, errors.Join(errors.New("the round "+round.ID+" could not be closed or released"), err)
		}
		if err == nil {
			done++
		}
	}
	return done, nil
}

func (r *Rounds) keepOne(ctx context.Context, id string, now time.Time) error {
	if err := r.db.Lock(ctx, "round "+id); err != nil {
		return err
	}
	round, err := r.byID(ctx, id)
	switch {
	case err != nil:
		return err
	case round.Status == Closed:
		return r.reveal(ctx, people.System(), &round)
	case dayIn(now, r.zone) > round.ClosesOn:
		return r.shut(ctx, people.System(), &round, whyDate)
	}
	return r.shut(ctx, people.System(), &round, whyAll)
}
