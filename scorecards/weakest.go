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

// Weakness is a question at which an agent does worst, or best, with its newest telling answer: of a weak one, one of the
// mean's points or fewer; of a strong one, of the mean's points or more.
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
	now := a.now()
	out, err := a.ranked(ctx, actor, agent, ranking{from: now.Add(-WeakWindow), to: now.Add(time.Minute)})
	if err != nil {
		return nil, err
	}
	return out, a.audit.Read(ctx, actor, "answers.weakest", "agent", agent, map[string]any{"found": len(out)})
}

// Extremes are the questions that an agent does best and worst at, at most five each and none in both: by the mean
// points of a period, counted as Weakest does.
func (a *Answers) Extremes(ctx context.Context, actor people.Actor, agent string, from, to time.Time) (strongest, weakest []Weakness, err error) {
	if weakest, err = a.ranked(ctx, actor, agent, ranking{from: from, to: to}); err != nil {
		return nil, nil, err
	}
	not := make([]string, len(weakest))
	for n, w := range weakest {
		not[n] = w.Question
	}
	if strongest, err = a.ranked(ctx, actor, agent, ranking{from: from, to: to, best: true, not: not}); err != nil {
		return nil, nil, err
	}
	return strongest, weakest, a.audit.Read(ctx, actor, "answers.extremes", "agent", agent, map[string]any{"found": len(strongest) + len(weakest)})
}

// Between is how an agent's answers of a period stand, by question: of released random samples, without N/A.
func (a *Answers) Between(ctx context.Context, agent string, from, to time.Time) (map[string]Tally, error) {
	return a.between(ctx, agent, from, to)
}

// ranking asks for the questions at one end of what was released in a period.
type ranking struct {
	from, to time.Time
	best     bool
	not      []string // questions to leave out
}

func (a *Answers) ranked(ctx context.Context, actor people.Actor, agent string, r ranking) ([]Weakness, error) {
	rows, err := a.extreme(ctx, actor, agent, r, mostWeak)
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
	return out, nil
}
