package scorecards

import (
	"context"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

func (p *Plans) countPlans(ctx context.Context) (n int64, err error) {
	return n, store.Fault(p.db.Conn(ctx).Model(&Plan{}).Count(&n).Error)
}

func (p *Plans) insertPlan(ctx context.Context, plan *Plan) error {
	return planFault(p.db.Conn(ctx).Create(plan).Error)
}

func (p *Plans) endPlans(ctx context.Context) error {
	now := store.Millis(p.now())
	return store.Fault(p.db.Conn(ctx).Model(&Plan{}).Where("active").Updates(map[string]any{"active": false, "ended_at": now, "updated_at": now, "revision": gorm.Expr("revision + 1")}).Error)
}

func (p *Plans) activePlans(ctx context.Context) ([]Plan, error) {
	var rows []Plan
	return rows, store.Fault(p.db.Conn(ctx).Where("active").Order("id").Limit(100).Find(&rows).Error)
}

func (p *Plans) insertSamples(ctx context.Context, samples []Sample, logged []sampleEvent) error {
	if err := p.db.Conn(ctx).CreateInBatches(samples, p.db.BatchSize()).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(p.db.Conn(ctx).CreateInBatches(logged, p.db.BatchSize()).Error)
}

type sampleNames struct{ users, teams, plans, scorecards, pools map[string]string }

func (p *Plans) names(ctx context.Context, samples []Sample) (n sampleNames, err error) {
	var users, teams, plans, cards, pools []string
	for _, s := range samples {
		users, plans, cards = append(users, s.AgentID), append(plans, s.PlanID), append(cards, s.ScorecardID)
		if s.ClaimedBy != nil {
			users = append(users, *s.ClaimedBy)
		}
		if s.TeamID != nil {
			teams = append(teams, *s.TeamID)
		}
		if s.PoolID != nil {
			pools = append(pools, *s.PoolID)
		}
	}
	if n.users, err = p.users.Names(ctx, distinct(users)); err != nil {
		return n, err
	}
	for table, part := range map[string]struct {
		ids  []string
		into *map[string]string
	}{"teams": {teams, &n.teams}, "plans": {plans, &n.plans}, "scorecards": {cards, &n.scorecards}, "pools": {pools, &n.pools}} {
		if *part.into, err = namesIn(p.db.Conn(ctx), table, distinct(part.ids)); err != nil {
			return n, err
		}
	}
	return n, nil
}

func distinct(ids []string) []string { return slices.Compact(slices.Sorted(slices.Values(ids))) }

func namesIn(db *gorm.DB, table string, ids []string) (map[string]string, error) {
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []struct{ ID, Name string }
	err := db.Table(table).Select("id, name").Where("id IN ?", ids).Scan(&rows).Error
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, store.Fault(err)
}

// sampleReach narrows a query to samples that the actor may take or has taken; it is always the last condition.
func sampleReach(db *gorm.DB, actor people.Actor) *gorm.DB {
	parts, args := []string{"claimed_by = ?"}, []any{actor.ID}
	if actor.Is(people.Supervisor) && len(actor.Leads) > 0 {
		parts, args = append(parts, "(team_id IN ? AND agent_id <> ?)"), append(args, actor.Leads, actor.ID)
	}
	if actor.Is(people.Supervisor) { // what is offered by plans that they watch
		parts, args = append(parts, "(status = ? AND agent_id <> ? AND plan_id IN (SELECT plan_id FROM plan_watchers WHERE user_id = ?))"), append(args, Offered, actor.ID, actor.ID)
	}
	if actor.Is(people.Evaluator) { // what nobody leads is every evaluator's
		parts, args = append(parts, "(team_id IS NULL AND agent_id <> ?)"), append(args, actor.ID)
	}
	return db.Where("("+strings.Join(parts, " OR ")+")", args...)
}

// offered leaves out what is of those who lead the actor.
func (o *Offers) offered(ctx context.Context, actor people.Actor, after string, limit int) ([]Sample, error) {
	var rows []Sample
	db := o.db.Conn(ctx).Where("status = ? AND id > ?", Offered, after).Order("id").Limit(limit)
	if actor.Team != "" {
		db = db.Where("agent_id NOT IN (SELECT user_id FROM memberships WHERE kind = ? AND until IS NULL AND team_id = ?)", people.Lead, actor.Team)
	}
	return rows, store.Fault(sampleReach(db, actor).Find(&rows).Error)
}

// over are offers whose time has passed or whose interaction has ended, and samples that awaited its end.
func (o *Offers) over(ctx context.Context, now time.Time, limit int) ([]Sample, error) {
	var rows []Sample
	const ended = "interaction_id IN (SELECT id FROM interactions WHERE id = samples.interaction_id AND status <> ?)"
	err := o.db.Conn(ctx).Where("status = 'offered' AND (expires_at <= ? OR "+ended+")", store.Millis(now), interactions.Live).Order("expires_at, id").Limit(limit).Find(&rows).Error
	if err == nil && len(rows) < limit {
		var more []Sample
		err = o.db.Conn(ctx).Where("status = 'awaiting' AND "+ended, interactions.Live).Order("id").Limit(limit - len(rows)).Find(&more).Error
		rows = append(rows, more...)
	}
	return rows, store.Fault(err)
}

func (o *Offers) samplesOf(ctx context.Context, interaction string) ([]Sample, error) {
	var rows []Sample
	return rows, store.Fault(o.db.Conn(ctx).Where("interaction_id = ?", interaction).Order("id").Find(&rows).Error)
}

func (o *Offers) samplesAmong(ctx context.Context, actor people.Actor, interactions []string) ([]Sample, error) {
	var rows []Sample
	return rows, store.Fault(sampleReach(o.db.Conn(ctx).Where("interaction_id IN ?", interactions), actor).Order("id").Find(&rows).Error)
}

func (o *Offers) inReach(ctx context.Context, actor people.Actor, id string) (Sample, error) {
	var row Sample
	return row, store.Fault(sampleReach(o.db.Conn(ctx).Where("id = ?", id), actor).Take(&row).Error)
}

// forChange is inReach for who changes it: nobody else changes a sample of its interaction, or begins to score it, until
// the transaction ends.
func (o *Offers) forChange(ctx context.Context, actor people.Actor, id string) (Sample, error) {
	s, err := o.inReach(ctx, actor, id)
	if err != nil {
		return s, err
	}
	if err := lockSamples(ctx, o.db, s.InteractionID); err != nil {
		return s, err
	}
	return o.inReach(ctx, actor, id)
}

func lockSamples(ctx context.Context, db *store.DB, interaction string) error {
	return db.Lock(ctx, "evaluate "+interaction)
}

// openSample is the sample that an evaluation of this interaction can be the evaluation of: the actor's own, or one
// that nobody has taken. An interaction that was handed on after the draw is the same sample, whomever it is of then.
func (v *Evaluations) openSample(ctx context.Context, interaction, scorecard, actor string) (Sample, error) {
	var row Sample
	err := v.conn(ctx).Where("interaction_id = ? AND scorecard_id = ?", interaction, scorecard).
		Where("id NOT IN (SELECT sample_id FROM evaluations WHERE interaction_id = ? AND sample_id IS NOT NULL AND status <> ?)", interaction, Withdrawn).
		Where("(status IN ? OR (status = ? AND claimed_by = ?))", []string{Offered, Queued}, Claimed, actor).Order("id").Take(&row).Error
	return row, store.Fault(err)
}

func (v *Evaluations) setSampleAgent(ctx context.Context, sample, agent string) error {
	return store.Fault(v.conn(ctx).Model(&Sample{}).Where("id = ?", sample).Update("agent_id", agent).Error)
}

// moveSample changes a sample's state where it is still in the one that was read, with the same holder, or is Conflict.
func moveSample(ctx context.Context, db *store.DB, s *Sample, to string, h hold) error {
	var claimedAt any
	if h.at != nil {
		claimedAt = store.Millis(*h.at)
	}
	done := db.Conn(ctx).Model(&Sample{}).Where("id = ? AND status = ? AND coalesce(claimed_by, '') = ?", s.ID, s.Status, s.holder()).
		Updates(map[string]any{"status": to, "claimed_by": h.by, "claimed_at": claimedAt, "given": h.given, "pool_id": nil})
	if done.Error != nil {
		return store.Fault(done.Error)
	}
	if done.RowsAffected != 1 {
		return fault.New(fault.Conflict, "somebody else has taken this already")
	}
	s.becomes(to, h)
	return nil
}

func logSample(ctx context.Context, db *store.DB, e sampleEvent) error {
	return store.Fault(db.Conn(ctx).Create(&e).Error)
}

// sampleBecomes moves the evaluation's sample on with it.
func (v *Evaluations) sampleBecomes(ctx context.Context, e *Evaluation, status string) error {
	if e.SampleID == nil {
		return nil
	}
	var s Sample
	if err := v.conn(ctx).Where("id = ?", *e.SampleID).Take(&s).Error; err != nil {
		return store.Fault(err)
	}
	h := s.held()
	if status == Queued {
		h = hold{}
	}
	if err := moveSample(ctx, v.db, &s, status, h); err != nil {
		return err
	}
	v.db.AfterCommit(ctx, func() { v.bus.Publish(closing(s, status, "")...) })
	return logSample(ctx, v.db, sampleEvent{store.NewID(), s.ID, v.now(), e.EvaluatorID, status, "", ""})
}

func (o *Offers) byID(ctx context.Context, id string) (Sample, error) {
	var row Sample
	return row, store.Fault(o.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (o *Offers) reachableOf(ctx context.Context, actor people.Actor, interaction string) ([]Sample, error) {
	var rows []Sample
	return rows, store.Fault(sampleReach(o.db.Conn(ctx).Where("interaction_id = ? AND status <> ?", interaction, Replaced).Order("id"), actor).Find(&rows).Error)
}

const (
	notBegun = "NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.sample_id = samples.id AND e.status <> 'withdrawn')"
	ofGone   = "claimed_by IN (SELECT id FROM users WHERE disabled_at IS NOT NULL)"
)

// stale are claims that were not begun since a time, given ones only once they were due before it, all of those who are
// gone, and of no team those of who is absent.
func (o *Offers) stale(ctx context.Context, since left, limit int) ([]Sample, error) {
	var rows []Sample
	return rows, store.Fault(since.behind(o.db.Conn(ctx)).Order("id").Limit(limit).Find(&rows).Error)
}

// stillStale is one of them again, or NotFound.
func (o *Offers) stillStale(ctx context.Context, id string, since left) (Sample, error) {
	var row Sample
	return row, store.Fault(since.behind(o.db.Conn(ctx).Where("id = ?", id)).Take(&row).Error)
}

func (l left) behind(db *gorm.DB) *gorm.DB {
	return db.Where("status = ? AND claimed_by IS NOT NULL", Claimed).
		Where("((claimed_at < ? AND (NOT given OR due_at < ?) AND "+notBegun+") OR "+ofGone+
			" OR (team_id IS NULL AND (NOT given OR claimed_at < ?) AND "+awayToday+" AND "+notBegun+"))",
			store.Millis(l.since), store.Millis(l.since), store.Millis(l.dawn), l.today, l.today)
}

// detach makes drafts of a sample, of somebody who is gone, drafts of none.
func (o *Offers) detach(ctx context.Context, sample string) error {
	return store.Fault(o.db.Conn(ctx).Model(&Evaluation{}).Where("sample_id = ? AND status = ?", sample, Draft).Update("sample_id", nil).Error)
}

// begun reports whether there is an evaluation of the sample.
func (o *Offers) begun(ctx context.Context, sample string) (bool, error) {
	var n int64
	err := o.db.Conn(ctx).Model(&Evaluation{}).Where("sample_id = ? AND status <> ?", sample, Withdrawn).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}
