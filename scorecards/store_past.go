package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// tales reads what the list is about.
func (v *Evaluations) tales(ctx context.Context, list []Past) ([]*tale, error) {
	interactions, samples, agents := make([]string, len(list)), make([]string, len(list)), make([]string, len(list))
	for n, p := range list {
		interactions[n], samples[n], agents[n] = p.Interaction, p.Sample, p.Agent
	}
	agents = distinct(agents)
	of, err := v.record.ByIDs(ctx, interactions)
	if err != nil {
		return nil, err
	}
	stored, err := v.samplesByID(ctx, samples)
	if err != nil {
		return nil, err
	}
	terms, err := v.users.Terms(ctx, agents)
	if err != nil {
		return nil, err
	}
	tales := make([]*tale, len(list))
	for n := range list {
		p := &list[n]
		t := &tale{Past: p, of: of[p.Interaction], terms: terms, due: v.due}
		if s, ok := stored[p.Sample]; ok {
			t.sample, t.was = &s, s.Status
		}
		if err := t.tellable(); err != nil {
			return nil, err
		}
		tales[n] = t
	}
	return tales, nil
}

// tellable says whether what is told of is there, and nobody has told of it before.
func (t *tale) tellable() error {
	if t.of.ID == "" || (t.Sample != "" && (t.sample == nil || t.sample.InteractionID != t.Interaction)) {
		return fault.New(fault.Invalid, "the interaction %s, or its sample %q, is not there", t.Interaction, t.Sample)
	}
	if t.sample == nil {
		return nil
	}
	if t.sample.AgentID != t.Agent {
		return fault.New(fault.Invalid, "the sample %s is of another agent", t.Sample)
	}
	return t.sample.claimable()
}

func (v *Evaluations) samplesByID(ctx context.Context, ids []string) (map[string]Sample, error) {
	out := make(map[string]Sample, len(ids))
	for _, part := range store.Chunks(ids, 500) {
		var rows []Sample
		if err := v.conn(ctx).Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, s := range rows {
			out[s.ID] = s
		}
	}
	return out, nil
}

func (v *Evaluations) saveTales(ctx context.Context, tales []*tale) error {
	if err := v.insertTales(ctx, tales); err != nil {
		return err
	}
	for _, t := range tales {
		if err := v.saveHold(ctx, t); err != nil {
			return err
		}
	}
	if err := v.addUpTales(ctx, tales); err != nil {
		return err
	}
	return v.audit.WriteAll(ctx, audited(tales))
}

func (v *Evaluations) insertTales(ctx context.Context, tales []*tale) error {
	var evaluations []*Evaluation
	var answers []Answer
	var scores []dimensionScore
	var history []HistoryEntry
	var logged []sampleEvent
	var disputes []*Dispute
	for _, t := range tales {
		history, logged, disputes = append(history, t.history...), append(logged, t.log...), append(disputes, t.disputes...)
		if t.e != nil {
			evaluations, answers, scores = append(evaluations, t.e), append(answers, t.e.Answers...), append(scores, t.e.dimensionScores()...)
		}
	}
	for _, insert := range []func() error{
		func() error { return store.InsertAll(ctx, v.db, evaluations) },
		func() error { return store.InsertAll(ctx, v.db, answers) },
		func() error { return store.InsertAll(ctx, v.db, scores) },
		func() error { return store.InsertAll(ctx, v.db, history) },
		func() error { return store.InsertAll(ctx, v.db, logged) },
		func() error { return store.InsertAll(ctx, v.db, disputes) },
	} {
		if err := insert(); err != nil {
			return err
		}
	}
	return nil
}

// saveHold stores where the sample is now, and who sees its interaction because of it or of an open dispute.
func (v *Evaluations) saveHold(ctx context.Context, t *tale) error {
	if t.sample != nil && t.sample.Status != t.was {
		to := *t.sample
		from := Sample{ID: to.ID, Status: t.was}
		if err := moveSample(ctx, v.db, &from, to.Status, to.held()); err != nil {
			return err
		}
	}
	if t.holder.Is(people.Evaluator) {
		if err := v.record.Grant(ctx, t.Interaction, t.holder.ID, grantSample); err != nil {
			return err
		}
	}
	for _, d := range t.disputes {
		if d.Status != DisputeOpen || d.ArbiterID == nil {
			continue
		}
		if err := v.record.Grant(ctx, t.Interaction, *d.ArbiterID, grantDispute+d.ID); err != nil {
			return err
		}
	}
	return nil
}

// addUpTales is addUp of each agent once, and then of each team.
func (v *Evaluations) addUpTales(ctx context.Context, tales []*tale) error {
	var agents, teams []string
	for _, t := range tales {
		if t.e != nil && t.e.ReleasedAt != nil {
			agents, teams = append(agents, t.e.AgentID), append(teams, t.e.Team())
		}
	}
	for _, agent := range distinct(agents) {
		if err := v.addUpAgent(ctx, agent); err != nil {
			return err
		}
	}
	for _, team := range distinct(teams) {
		if err := v.addUpTeam(ctx, team); err != nil {
			return err
		}
	}
	return nil
}
