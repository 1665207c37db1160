package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Answers reads single answers of released evaluations, for what is built on them.
type Answers struct {
	db    *store.DB
	audit *people.Audit
	now   func() time.Time
}

// NewAnswers makes the answers of a database.
func NewAnswers(db *store.DB, audit *people.Audit, now func() time.Time) *Answers {
	return &Answers{db, audit, now}
}

// Ref points at a question: in the version of an evaluation, or without one in the newest of a scorecard. An
// evaluation without a question is pointed at as a whole.
type Ref struct {
	Evaluation string `json:"evaluation,omitempty"`
	Version    string `json:"version,omitempty"`
	Question   string `json:"question,omitempty"`
}

// Point fills in the versions of what is pointed at. An evaluation must be one of the agent's that is released and in
// the actor's reach, a question one of its version; each other is named under its place.
func (a *Answers) Point(ctx context.Context, actor people.Actor, agent string, list []Ref, place func(n int) string) ([]Ref, error) {
	of, err := a.released(ctx, actor, agent, list)
	if err != nil {
		return nil, err
	}
	newest, err := a.newest(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := a.versions(ctx, of, newest)
	if err != nil {
		return nil, err
	}
	var faults []fault.Field
	out := slices.Clone(list)
	for n := range out {
		if f := out[n].point(of, versions, newest, place(n)); f != nil {
			faults = append(faults, *f)
		}
	}
	if len(faults) > 0 {
		return nil, fault.Fields("what this is about can't be found; nothing was changed", faults...)
	}
	return out, nil
}

// versions are those of the evaluations, and the newest of each scorecard.
func (a *Answers) versions(ctx context.Context, of map[string]Evaluation, newest []string) (map[string]Version, error) {
	ids := slices.Clone(newest)
	for _, e := range of {
		ids = append(ids, e.VersionID)
	}
	return versionsByID(ctx, a.db, ids)
}

func (r *Ref) point(of map[string]Evaluation, versions map[string]Version, newest []string, place string) *fault.Field {
	candidates, none := newest, "is no question of a scorecard's newest version"
	r.Version = ""
	if r.Evaluation != "" {
		e, ok := of[r.Evaluation]
		if !ok {
			return &fault.Field{Location: place + ".evaluation", Message: "is no released evaluation of this agent that you may see"}
		}
		r.Version = e.VersionID
		candidates, none = []string{e.VersionID}, "is no question of the evaluation's version of the scorecard"
	}
	if r.Question == "" {
		return nil
	}
	for _, id := range candidates {
		version := versions[id]
		if _, _, ok := version.Definition.Question(r.Question); ok {
			r.Version = id
			return nil
		}
	}
	return &fault.Field{Location: place + ".question", Message: none}
}

// Asked is what a Ref points at. Score is 100 times the points of the answer, nil where there is none or the
// evaluation is no longer released.
type Asked struct {
	Ref
	Interaction string
	Text        string
	Dimension   string
	Score       *float64
	Evidence    []Evidence
}

// Ask reads what was pointed at, in the same order, with the questions' words alone, in the
// language of who reads (see Wishing).
func (a *Answers) Ask(ctx context.Context, list []Ref) ([]Asked, error) {
	ids := make([]string, len(list))
	for n, r := range list {
		ids[n] = r.Version
	}
	versions, err := versionsByID(ctx, a.db, ids)
	out := make([]Asked, len(list))
	for n, r := range list {
		out[n].Ref = r
		version := versions[r.Version]
		if q, dimension, ok := version.Definition.Question(r.Question); ok {
			out[n].Text, out[n].Dimension = version.Definition.textIn(q, wished(ctx)), dimension
		}
	}
	return out, err
}

// Words are those of questions, by id, in the newest version of the scorecard that has them.
func (a *Answers) Words(ctx context.Context, questions []string) (map[string]string, error) {
	newest, err := a.newest(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := versionsByID(ctx, a.db, newest)
	out := map[string]string{}
	for _, v := range versions {
		for _, id := range questions {
			if q, _, ok := v.Definition.Question(id); ok {
				out[id] = q.Text
			}
		}
	}
	return out, err
}

// Answered reads what was pointed at like Ask, with the answers of the evaluations that are still released, and whose
// interaction the actor has not still to judge themselves.
func (a *Answers) Answered(ctx context.Context, actor people.Actor, list []Ref) ([]Asked, error) {
	out, err := a.Ask(ctx, list)
	if err != nil {
		return nil, err
	}
	rows, err := a.answersOf(ctx, actor, list)
	for n := range out {
		row, ok := rows[Ref{Evaluation: out[n].Evaluation, Question: out[n].Question}]
		if ok {
			out[n].Interaction, out[n].Evidence, out[n].Score = row.InteractionID, row.Evidence, percent(row.Points)
		}
	}
	return out, err
}

func percent(points *float64) *float64 {
	if points == nil {
		return nil
	}
	p := 100 * *points
	return &p
}
