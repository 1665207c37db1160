package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

func (o *Offers) pools(ctx context.Context) ([]Pool, error) {
	var rows []Pool
	if err := o.db.Conn(ctx).Where("ended_at IS NULL").Order("name_key").Limit(mostPools).Find(&rows).Error; err != nil {
		return nil, store.Fault(err)
	}
	place, ids := map[string]int{}, make([]string, len(rows))
	for n, p := range rows {
		place[p.ID], ids[n] = n, p.ID
	}
	var members []poolMember
	if err := o.db.Conn(ctx).Where("pool_id IN ?", ids).Order("user_id").Find(&members).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, m := range members {
		p := &rows[place[m.PoolID]]
		p.Members = append(p.Members, m.UserID)
	}
	var teams []poolTeam
	err := o.db.Conn(ctx).Where("pool_id IN ?", ids).Order("team_id").Find(&teams).Error
	for _, t := range teams {
		p := &rows[place[t.PoolID]]
		p.Teams = append(p.Teams, t.TeamID)
	}
	return rows, store.Fault(err)
}

func (o *Offers) insertPool(ctx context.Context, p *Pool) error {
	return poolFault(o.db.Conn(ctx).Create(p).Error)
}

func (o *Offers) updatePool(ctx context.Context, p *Pool, revision int64) error {
	done := o.db.Conn(ctx).Model(p).Where("id = ? AND revision = ?", p.ID, revision).Select("Revision", "Name", "NameKey", "UpdatedAt", "EndedAt").Updates(p)
	if done.Error != nil {
		return poolFault(done.Error)
	}
	return store.Saved(done)
}

func poolFault(err error) error {
	if store.Duplicate(err) {
		return fault.New(fault.Conflict, "there is a pool of this name already; choose another name")
	}
	return store.Fault(err)
}

// setPool replaces the members and teams of a pool.
func (o *Offers) setPool(ctx context.Context, p *Pool) error {
	conn := o.db.Conn(ctx)
	if err := conn.Where("pool_id = ?", p.ID).Delete(&poolMember{}).Error; err != nil {
		return store.Fault(err)
	}
	if err := conn.Where("pool_id = ?", p.ID).Delete(&poolTeam{}).Error; err != nil {
		return store.Fault(err)
	}
	members, teams := make([]poolMember, len(p.Members)), make([]poolTeam, len(p.Teams))
	for n, id := range p.Members {
		members[n] = poolMember{p.ID, id}
	}
	for n, id := range p.Teams {
		teams[n] = poolTeam{p.ID, id}
	}
	if err := store.InsertAll(ctx, o.db, members); err != nil {
		return err
	}
	return store.InsertAll(ctx, o.db, teams)
}

// waiting are samples that wait in the queue, those due first, behind a place in it.
func (o *Offers) waiting(ctx context.Context, after QueueCursor, limit int) ([]Sample, error) {
	var rows []Sample
	err := o.db.Conn(ctx).Where(inQueue).Where("status = ? AND (due_at, id) > (?, ?)", Queued, after.DueAt, after.ID).Order("due_at, id").Limit(limit).Find(&rows).Error
	return rows, store.Fault(err)
}

// heldBefore are those who had each of these samples before.
func (o *Offers) heldBefore(ctx context.Context, samples []Sample) (map[[2]string]bool, error) {
	ids := make([]string, len(samples))
	for n, s := range samples {
		ids[n] = s.ID
	}
	var rows []sampleEvent
	err := o.db.Conn(ctx).Where("sample_id IN ? AND what IN ('claimed', 'assigned', 'handed_over', 'shared')", ids).Find(&rows).Error
	had := map[[2]string]bool{}
	for _, e := range rows {
		had[[2]string{e.SampleID, e.ToID}] = true
		if e.What == "claimed" {
			had[[2]string{e.SampleID, e.UserID}] = true
		}
	}
	return had, store.Fault(err)
}

// makers are those who have an evaluation of each of these samples' interactions and agents by its scorecard already, and
// so could never score the sample.
func (o *Offers) makers(ctx context.Context, samples []Sample) (map[[2]string]bool, error) {
	ids := make([]string, len(samples))
	for n, s := range samples {
		ids[n] = s.InteractionID
	}
	var rows []Evaluation
	err := o.db.Conn(ctx).Select("interaction_id", "agent_id", "scorecard_id", "evaluator_id").Where("interaction_id IN ? AND status <> ?", distinct(ids), Withdrawn).Find(&rows).Error
	made := map[[2]string]bool{}
	for _, s := range samples {
		for _, e := range rows {
			if e.InteractionID == s.InteractionID && e.AgentID == s.AgentID && e.ScorecardID == s.ScorecardID {
				made[[2]string{s.ID, e.EvaluatorID}] = true
			}
		}
	}
	return made, store.Fault(err)
}

// everSubmitted says whether a score of the sample was ever known, be it withdrawn since.
func (o *Offers) everSubmitted(ctx context.Context, sample string) (bool, error) {
	var n int64
	err := o.db.Conn(ctx).Model(&Evaluation{}).Where("sample_id = ? AND submitted_at IS NOT NULL", sample).Limit(1).Count(&n).Error
	return n > 0, store.Fault(err)
}

func (o *Offers) setSharedBy(ctx context.Context, sample, pool string) error {
	return store.Fault(o.db.Conn(ctx).Model(&Sample{}).Where("id = ?", sample).Update("pool_id", pool).Error)
}
