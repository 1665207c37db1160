package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

// adds says whether the evaluation is, or was, part of a sum.
func (e *Evaluation) adds() bool { return e.ReleasedAt != nil && e.Origin == Random }

// lockSums is taken before the row of an evaluation is changed: adding up changes the rows of others of the agent.
func (v *Evaluations) lockSums(ctx context.Context, e *Evaluation) error {
	if !e.adds() {
		return nil
	}
	return adder{v.db, v.zone}.lock(ctx, e.AgentID)
}

// addUp keeps what the evaluations of an agent's week add up to; it is called in the transaction that changes one.
func (v *Evaluations) addUp(ctx context.Context, e *Evaluation) error {
	if !e.adds() {
		return nil
	}
	adding := adder{v.db, v.zone}
	released, err := adding.weigh(ctx, e)
	if err != nil {
		return err
	}
	return adding.replace(ctx, e.AgentID, append(released, *e.ReleasedAt))
}

// adder adds up scores by week.
type adder struct {
	db   *store.DB
	zone *time.Location
}

// lock keeps two changes from adding up the same, each without the other's.
func (a adder) lock(ctx context.Context, agent string) error {
	return a.db.Lock(ctx, "weeks "+agent)
}

// replace adds up the weeks of these releases anew, and those of the teams that they touch.
func (a adder) replace(ctx context.Context, agent string, released []time.Time) error {
	done := map[int64]bool{}
	var weeks []week
	var teams []string
	for _, at := range released {
		w := isoWeek(at, a.zone)
		if done[store.Millis(w.from)] {
			continue
		}
		done[store.Millis(w.from)] = true
		touched, err := a.replaceWeek(ctx, agent, w)
		if err != nil {
			return err
		}
		weeks, teams = append(weeks, w), append(teams, touched...)
	}
	return a.replaceTeams(ctx, teams, weeks)
}

// replaceWeek returns the teams in which the agent had, or has now, scores of that week.
func (a adder) replaceWeek(ctx context.Context, agent string, w week) ([]string, error) {
	before, err := a.teamsIn(ctx, agent, w)
	if err != nil {
		return nil, err
	}
	if err := a.replaceWeeks(ctx, agent, []week{w}); err != nil {
		return nil, err
	}
	after, err := a.teamsIn(ctx, agent, w)
	return append(before, after...), err
}

// weigh gives the scores of the agent's week in which an evaluation was drawn their weights, where the week was topped up to
// a quota and is closed, and returns when they were released: one that is added, or taken back, changes those of the others.
func (a adder) weigh(ctx context.Context, e *Evaluation) ([]time.Time, error) {
	if e.SampleID == nil {
		return nil, nil
	}
	periods, err := a.periodsOf(ctx, *e.SampleID, e.AgentID)
	if err != nil {
		return nil, err
	}
	return a.weighAll(ctx, periods)
}

func (a adder) weighAll(ctx context.Context, periods []PlanPeriod) (released []time.Time, err error) {
	for _, p := range periods {
		some, err := a.weighPeriod(ctx, p)
		if err != nil {
			return nil, err
		}
		released = append(released, some...)
	}
	return released, nil
}

// weighPeriod gives each score of an agent's closed week the weight N ÷ n: N interactions that the plan decided about, n of
// them scored (mathematics: Sampling). A score that stands for several plans keeps the weight that the oldest of them, whose
// sample it is, gives it.
func (a adder) weighPeriod(ctx context.Context, r PlanPeriod) ([]time.Time, error) {
	if r.Quota == nil || r.ClosedAt == nil {
		return nil, nil
	}
	scored, err := a.scoredIn(ctx, r)
	if err != nil || len(scored) == 0 {
		return nil, err
	}
	var ids []string
	released := make([]time.Time, len(scored))
	for n, s := range scored {
		if released[n] = store.FromMillis(s.ReleasedAt); s.Own {
			ids = append(ids, s.ID)
		}
	}
	return released, a.setWeights(ctx, ids, float64(max(r.Eligible, len(scored)))/float64(len(scored)))
}

const (
	agentsAtOnce = 500
	weeksAtOnce  = 50
)

// AddUp makes all sums by week anew from the evaluations, one agent after the other and then one team, and returns how many
// agents there were; done, which may be nil, hears of each. Work may go on beside it.
func (v *Evaluations) AddUp(ctx context.Context, done func(agents int)) (agents int, err error) {
	if agents, err = eachOf(ctx, v.withScores, done, v.addUpOne); err != nil {
		return agents, err
	}
	_, err = eachOf(ctx, v.teamsWithSums, nil, v.addUpTeam)
	return agents, err
}

func (v *Evaluations) addUpOne(ctx context.Context, agent string) error {
	return v.db.InTx(ctx, func(ctx context.Context) error { return v.addUpAgent(ctx, agent) })
}

func (v *Evaluations) addUpAgent(ctx context.Context, agent string) error {
	adding := adder{v.db, v.zone}
	if err := adding.lock(ctx, agent); err != nil {
		return err
	}
	periods, err := adding.closedOf(ctx, agent)
	if err != nil {
		return err
	}
	if _, err := adding.weighAll(ctx, periods); err != nil {
		return err
	}
	if err := v.dropWeeks(ctx, agent); err != nil {
		return err
	}
	weeks, err := v.weeksOf(ctx, agent)
	for _, part := range store.Chunks(weeks, weeksAtOnce) {
		if err := adding.replaceWeeks(ctx, agent, part); err != nil {
			return err
		}
	}
	return err
}

// AddUpMissing is AddUp of those agents and teams alone of whom something was never added up, as after the upgrade that
// brought the sums, or where that was cut short.
func (v *Evaluations) AddUpMissing(ctx context.Context) error {
	if _, err := eachOf(ctx, v.unadded, nil, v.addUpOne); err != nil {
		return err
	}
	_, err := eachOf(ctx, v.teamsUnadded, nil, v.addUpTeam)
	return err
}

// eachOf does something with each agent of a list that is read in parts.
func eachOf(ctx context.Context, read func(ctx context.Context, after string, limit int) ([]string, error), done func(int), do func(ctx context.Context, agent string) error) (n int, err error) {
	for after := ""; ; {
		ids, err := read(ctx, after, agentsAtOnce)
		if err != nil {
			return n, err
		}
		for _, id := range ids {
			if err := do(ctx, id); err != nil {
				return n, err
			}
			if n++; done != nil {
				done(n)
			}
		}
		if len(ids) < agentsAtOnce {
			return n, nil
		}
		after = ids[len(ids)-1]
	}
}

// weeksOf are the weeks from an agent's first release to the last.
func (v *Evaluations) weeksOf(ctx context.Context, agent string) (weeks []week, err error) {
	first, last, err := v.releases(ctx, agent)
	if err != nil || first.IsZero() {
		return nil, err
	}
	for w := isoWeek(first, v.zone); !w.from.After(last); w = isoWeek(w.to, v.zone) {
		weeks = append(weeks, w)
	}
	return weeks, nil
}

func (v *Evaluations) weekEnd(begins int64) time.Time {
	return isoWeek(store.FromMillis(begins), v.zone).to
}

// WeeksBack is the beginning of the first of the last n ISO weeks, in the site's zone, the present one included.
func (v *Evaluations) WeeksBack(n int) time.Time {
	return isoWeek(v.now(), v.zone).from.AddDate(0, 0, -7*(n-1))
}
