package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Evaluations makes, changes and finds evaluations.
type Evaluations struct {
	db     *store.DB
	record *interactions.Record
	users  *people.Users
	audit  *people.Audit
	outbox *notices.Outbox
	bus    *events.Bus
	due    DueProcess
	now    func() time.Time
	zone   *time.Location

	disputes, doubles notices.Turn // of those who are reminded
}

// NewEvaluations makes the evaluations of a database; zone is that of the site, whose days and weeks count.
func NewEvaluations(db *store.DB, record *interactions.Record, users *people.Users, audit *people.Audit, outbox *notices.Outbox, bus *events.Bus, due DueProcess, now func() time.Time, zone *time.Location) *Evaluations {
	return &Evaluations{db: db, record: record, users: users, audit: audit, outbox: outbox, bus: bus, due: due, now: now, zone: zone}
}

// Start returns a new draft, or the same evaluator's earlier evaluation of this interaction and agent, made false
// then. Without an agent it is of the one with most utterances; agent is an id or a name that sources use.
func (v *Evaluations) Start(ctx context.Context, actor people.Actor, interaction, scorecard, agent string) (e Evaluation, made bool, err error) {
	err = v.db.InTx(ctx, func(ctx context.Context) error {
		i, err := v.record.Get(ctx, actor, interaction)
		if err != nil {
			return err
		}
		version, err := v.publishedVersion(ctx, scorecard)
		if fault.Is(err, fault.NotFound) {
			return noScorecard()
		}
		if err != nil {
			return err
		}
		if agent, err = v.agentOf(ctx, i, agent); err != nil {
			return err
		}
		if err := v.allow(ctx, actor, i, agent); err != nil {
			return err
		}
		e, made, err = v.begin(ctx, actor, i, version, agent)
		return err
	})
	return e, made, err
}

func (v *Evaluations) agentOf(ctx context.Context, i interactions.Interaction, agent string) (string, error) {
	if agent == "" {
		found, err := v.record.MainAgent(ctx, i.ID)
		if fault.Is(err, fault.NotFound) {
			return "", fault.New(fault.Conflict, "nobody knows the agent of this interaction yet; an admin can match the agent first")
		}
		return found, err
	}
	known, err := v.users.Agents(ctx, []string{agent})
	if err != nil {
		return "", err
	}
	if id, ok := known[people.Key(agent)]; ok {
		agent = id
	}
	had, err := v.record.HadBy(ctx, i.ID, agent)
	if err == nil && !had {
		return "", fault.In("body.agent", "did not have this interaction")
	}
	return agent, err
}

func (v *Evaluations) allow(ctx context.Context, actor people.Actor, i interactions.Interaction, agent string) error {
	granted, err := v.record.Granted(ctx, i.ID, actor.ID, grantSample)
	if err != nil {
		return err
	}
	if err := mayJudge(ctx, v.users, actor, agent); err != nil {
		return err
	}
	if !people.MayEvaluate(actor, agent, i.Team(), granted) {
		return fault.New(fault.Forbidden, "only who leads the agent's team, or an evaluator to whom the interaction was assigned, may evaluate it")
	}
	return nil
}

func (v *Evaluations) begin(ctx context.Context, actor people.Actor, i interactions.Interaction, version Version, agent string) (Evaluation, bool, error) {
	if err := lockSamples(ctx, v.db, i.ID); err != nil {
		return Evaluation{}, false, err
	}
	earlier, err := v.earlier(ctx, i.ID, version.ScorecardID, agent, actor.ID)
	if err == nil && earlier.Purpose == Calibrating {
		return earlier, false, fault.New(fault.Conflict, "you have scored it in a calibration, and know what others think of it; hand it over to somebody else")
	}
	if err == nil || !fault.Is(err, fault.NotFound) {
		return earlier, false, err
	}
	e := newDraft(store.NewID(), actor, i, version, agent, v.now())
	if err := v.takeSample(ctx, actor, &e); err != nil {
		return e, false, err
	}
	if e.SampleID == nil { // what a plan has drawn is begun
		if err := inUse(ctx, v.db, version.ScorecardID); err != nil {
			return e, false, err
		}
	}
	e.score(&version.Definition)
	if err := v.insert(ctx, &e); err != nil {
		return e, false, err
	}
	return e, true, v.note(ctx, actor, &e, "started", map[string]any{"origin": e.Origin})
}

// newDraft is an evaluation that its evaluator chose to make.
func newDraft(id string, evaluator people.Actor, i interactions.Interaction, version Version, agent string, now time.Time) Evaluation {
	return Evaluation{ID: id, Revision: 1, Status: Draft, Purpose: Review, InteractionID: i.ID, ScorecardID: version.ScorecardID, VersionID: version.ID,
		AgentID: agent, TeamID: i.TeamID, EvaluatorID: evaluator.ID, Origin: Targeted, Reason: chosen, CreatedAt: now, UpdatedAt: now}
}

// of makes the evaluation that of a sample.
func (e *Evaluation) of(s *Sample) {
	e.SampleID, e.Origin, e.Probability, e.Reason = &s.ID, s.Origin, s.Probability, s.Reason
}

// takeSample makes the evaluation that of an open sample of its interaction, where the actor may take it.
func (v *Evaluations) takeSample(ctx context.Context, actor people.Actor, e *Evaluation) error {
	s, err := v.openSample(ctx, e.InteractionID, e.ScorecardID, actor.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if s.Status != Claimed {
		if err := claim(ctx, v.record, v.db, v.bus, actor, &s, v.now()); err != nil {
			return err
		}
		e.TookSample = true
	}
	e.of(&s)
	if s.AgentID == e.AgentID {
		return nil
	}
	return v.setSampleAgent(ctx, s.ID, e.AgentID)
}

// Get returns one evaluation in the actor's reach with its answers and score, or NotFound.
func (v *Evaluations) Get(ctx context.Context, actor people.Actor, id string) (Evaluation, error) {
	e, err := v.one(ctx, actor, id)
	if err != nil {
		return e, err
	}
	return e, v.complete(ctx, []*Evaluation{&e})
}

// complete adds answers and scores, with one query for each kind.
func (v *Evaluations) complete(ctx context.Context, list []*Evaluation) error {
	if len(list) == 0 {
		return nil
	}
	if err := v.loadAnswers(ctx, list); err != nil {
		return err
	}
	ids := make([]string, len(list))
	for i, e := range list {
		ids[i] = e.VersionID
	}
	versions, err := v.versionsByID(ctx, ids)
	if err != nil {
		return err
	}
	for _, e := range list {
		version := versions[e.VersionID]
		e.Score = version.Definition.Score(e.options())
	}
	return nil
}

// Filter narrows a list of evaluations; empty parts don't. From and To are of the making.
type Filter struct {
	Agent       string
	Evaluator   string
	Interaction string
	Scorecard   string
	Version     string
	Channel     string // of the interaction
	Origin      string
	Status      Status
	Purpose     string
	Disputed    bool // a dispute of it is open
	From, To    time.Time
	Counted     time.Time // those alone whose scores count in figures, released at a time or since
	CountedTo   time.Time // beside Counted: and before another
	Team        string    // in which their scores count

	FailedCompliance bool   // those that found a failure of compliance
	After            string // id behind which the list goes on
	Limit            int
}

// List returns evaluations in the actor's reach, the newest first, with their scores and without their answers.
func (v *Evaluations) List(ctx context.Context, actor people.Actor, f Filter) ([]Evaluation, error) {
	rows, err := v.page(ctx, actor, f)
	if err != nil {
		return nil, err
	}
	var unscored []*Evaluation // stored before scores were
	for i := range rows {
		if rows[i].Score.Dimensions == nil {
			unscored = append(unscored, &rows[i])
		}
	}
	return rows, v.complete(ctx, unscored)
}
