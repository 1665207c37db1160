package scorecards

import (
	"context"
	"time"

	"rater/internal/people"
)

// Want asks for the fresh answers to a question: of random samples of interactions that began at Since or later.
type Want struct {
	Agent    string
	Question string
	Since    time.Time
}

// Tally is how many answers there are and their mean, 0–100.
type Tally struct {
	N    int
	Mean float64
}

// Fresh counts what each asks for, in the same order: answers of released evaluations of random samples, without N/A.
func (a *Answers) Fresh(ctx context.Context, list []Want) ([]Tally, error) {
	return a.tallies(ctx, list)
}

// Last counts the newest n answers to a question of each of these agents, among those that Fresh counts; who has fewer is
// not among them.
func (a *Answers) Last(ctx context.Context, question string, n int, agents []string) (map[string]Tally, error) {
	return a.last(ctx, question, n, agents)
}

// Weakness is a question at which an agent does worst, with its newest weak answer: one of the mean's points or fewer.
type Weakness struct {
	Asked
	N    int
	Mean float64 // 0–100
}

// How far back weak questions are looked for, and how many are shown.
const (
	WeakWindow = 90 * 24 * time.Hour
	mostWeak   = 5
)

// Weakest are the agent's weakest questions, the worst first, at most five: by the mean points in the released
// evaluations of random samples of the last 90 days that the actor may see, of at least two answers each.
func (a *Answers) Weakest(ctx context.Context, actor people.Actor, agent string) ([]Weakness, error) {
	rows, err := a.weak(ctx, actor, agent, a.now().Add(-WeakWindow), mostWeak)
	if err != nil {
		return nil, err
	}
	refs, out := make([]Ref, len(rows)), make([]Weakness, len(rows))
	for n, row := range rows {
		refs[n] = Ref{row.EvaluationID, row.VersionID, row.QuestionID}
	}
	asked, err := a.Ask(ctx, refs)
	if err != nil {
		return nil, err
	}
	for n, row := range rows {
		out[n] = Weakness{Asked: asked[n], N: row.N, Mean: 100 * row.Mean}
		out[n].Interaction, out[n].Score, out[n].Evidence = row.InteractionID, percent(row.Points), row.Evidence
	}
	return out, a.audit.Read(ctx, actor, "answers.weakest", "agent", agent, map[string]any{"found": len(out)})
}
