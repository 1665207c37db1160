package scorecards

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// mayJudge is Forbidden for who never evaluates this agent, whatever is theirs: the agent, and who is led by them.
func mayJudge(ctx context.Context, users *people.Users, actor people.Actor, agent string) error {
	leads, err := users.LedBy(ctx, []string{agent})
	if err != nil {
		return err
	}
	if bar := people.BarFrom(actor.ID, actor.Team, agent, leads[agent]); bar != people.NoBar {
		return fault.New(fault.Forbidden, "%s", barred[bar])
	}
	return nil
}

var barred = map[people.Bar]string{
	people.Themselves: "nobody evaluates themselves",
	people.HasJudged:  "who has an evaluation of it already can't score it again",
	people.LedByAgent: "nobody evaluates who leads them: this agent leads the team that the evaluator is in",
}
