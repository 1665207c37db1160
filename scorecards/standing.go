package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
)

// StandingWeeks are the ISO weeks that a standing looks back on, the present one included.
const StandingWeeks = 13

// fewestOthers is how many colleagues there must be before the rest of the team is shown to one of it.
const fewestOthers = 3

// Overall is the key of the score over all dimensions.
const Overall = "overall"

// Place is how an agent stands in one dimension, beside the rest of the team.
type Place struct {
	Dimension string
	Mine      *stats.Estimate // nil with too few evaluations
	Team      *stats.Estimate // nil too where so few are in the team that it would show one of them
}

// Standing is how an agent stands in the version of the scorecard by which they were evaluated last, from released
// evaluations of random samples alone.
type Standing struct {
	Places   []Place
	From, To time.Time
	Drawn    int // samples of the agent in the window
	Scored   int // of these, released
}

// Standing computes the actor's own standing.
func (v *Evaluations) Standing(ctx context.Context, actor people.Actor) (Standing, error) {
	s := Standing{To: v.now(), From: v.WeeksBack(StandingWeeks)}
	var err error
	if s.Drawn, err = v.countDrawn(ctx, actor.ID, s.From); err != nil {
		return s, err
	}
	version, err := v.lastVersionOf(ctx, actor.ID)
	if fault.Is(err, fault.NotFound) {
		return s.of(actor, nil), nil
	}
	if err != nil {
		return s, err
	}
	sums, err := v.sumsByAgent(ctx, []string{version}, "", s.From)
	if err != nil {
		return s, err
	}
	return s.of(actor, sums), v.audit.Read(ctx, actor, "standing.read", "agent", actor.ID, nil)
}

func (s Standing) of(actor people.Actor, sums []agentSums) Standing {
	for _, key := range append([]string{Overall}, DimensionKeys...) {
		var all []stats.Sums
		var mine, team stats.Sums
		others := 0
		for _, a := range sums {
			if a.Dimension != key {
				continue
			}
			all = append(all, a.Sums)
			switch {
			case a.AgentID == actor.ID:
				mine = mine.Plus(a.Sums)
			case a.TeamID == actor.Team && actor.Team != "":
				team = team.Plus(a.Sums)
				others++
			}
		}
		if key == Overall {
			s.Scored = mine.N
		}
		if others < fewestOthers {
			team = stats.Sums{}
		}
		s.Places = append(s.Places, place(key, mine, team, all))
	}
	return s
}

func place(key string, mine, team stats.Sums, all []stats.Sums) Place {
	p := Place{Dimension: key}
	within, _ := stats.PooledWithin(all) // without variation there is a mean and no interval
	if e, err := stats.PersonMean(mine, within); err == nil {
		p.Mine = &e
	}
	if e, err := stats.PersonMean(team, within); err == nil {
		p.Team = &e
	}
	return p
}
