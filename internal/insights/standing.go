package insights

import (
	"context"
	"math"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// Place is where an agent stands in one dimension against the rest of the team.
type Place struct {
	Dimension string
	Own       *stats.Estimate // nil without scores
	Rest      *stats.Estimate // nil without others
	Band      stats.Band
	Apart     *stats.Comparison // from the rest, nil with too few scores
	Outlook
	Fair    *Fair // nil where Standings.Unfair says why, or Blurred
	Blurred bool  // the fair score's error exceeds the limit
}

// Fair is an agent's score freed of the strictness of who evaluated them: Adjusted by least squares, Value drawn to the
// mean as far as the scores are few, with its standard error.
type Fair struct{ Adjusted, Value, SE float64 }

// Row is an agent of a team.
type Row struct {
	Agent  string
	Fate   scorecards.Fate
	Places []Place
	Worst  *[2]float64 // bounds of the first place's mean over all that was drawn, where less than four fifths were scored
}

// Standings are how the agents of a team stand, in the dimension that was asked for.
type Standings struct {
	Ask
	Edition scorecards.Edition
	From    time.Time
	Rows    []Row // by id of the agent
	Spread  *float64
	Unfair  string // why there are no fair scores, empty where there are
	Fit     *stats.Fair
}

// enoughScored is the share of what was drawn, below which a mean of what was scored is shown with the worst cases.
const enoughScored = 0.8

// Standings of a team; where nothing counts yet, there are no rows. It is noted as a reading.
func (f *Figures) Standings(ctx context.Context, actor people.Actor, ask Ask) (Standings, error) {
	p, err := f.settle(ctx, actor, ask)
	if err != nil || p.Version == "" {
		return Standings{Ask: p.Ask, From: p.from}, err
	}
	s := Standings{Ask: p.Ask, Edition: p.edition, From: p.from}
	sums, err := f.scores.SumsOf(ctx, p.Version, p.Dimension, p.from)
	if err != nil {
		return s, err
	}
	fates, err := f.scores.Fates(ctx, p.Team, p.edition, p.Version, p.from)
	if err != nil {
		return s, err
	}
	team := newTeam(p.Dimension, p.Team, sums)
	fair, err := f.fair(ctx, p, team.agents)
	if err != nil {
		return s, err
	}
	s.Spread, s.Unfair, s.Fit = team.spread(), fair.why, fair.fit
	places, err := team.places()
	if err != nil {
		return s, err
	}
	for n, agent := range team.agents {
		places[n].By = f.by(places[n].More, fates[agent].Scored, p.from)
		fair.into(&places[n], agent, f.limit)
		s.Rows = append(s.Rows, newRow(agent, fates[agent], places[n]))
	}
	return s, f.audit.Read(ctx, actor, "standings.read", "team", p.Team, map[string]any{"found": len(s.Rows)})
}

func newRow(agent string, fate scorecards.Fate, places ...Place) Row {
	r := Row{Agent: agent, Fate: fate, Places: places}
	if own := places[0].Own; own != nil && float64(fate.Scored) < enoughScored*float64(fate.Drawn) {
		low, high := stats.WorstCase(own.Mean, fate.Scored, fate.Drawn)
		r.Worst = &[2]float64{low, high}
	}
	return r
}

// team is its agents' sums in one dimension.
type team struct {
	dimension string
	agents    []string
	sums      []stats.Sums
	within    stats.Within
	known     error // why within is not known
}

// newTeam takes a team's sums out of all; how much scores vary within agents is pooled over all agents of the version.
func newTeam(dimension, id string, all []scorecards.AgentSums) *team {
	t := &team{dimension: dimension}
	everyone, own := map[string]stats.Sums{}, map[string]stats.Sums{}
	for _, a := range all {
		if a.Dimension != dimension {
			continue
		}
		everyone[a.Agent] = everyone[a.Agent].Plus(a.Sums)
		if a.Team == id {
			own[a.Agent] = own[a.Agent].Plus(a.Sums)
		}
	}
	var pooled []stats.Sums
	for _, s := range everyone {
		pooled = append(pooled, s)
	}
	t.within, t.known = stats.PooledWithin(pooled)
	for agent := range own {
		t.agents = append(t.agents, agent)
	}
	slices.Sort(t.agents)
	for _, agent := range t.agents {
		t.sums = append(t.sums, own[agent])
	}
	return t
}

func (t *team) spread() *float64 {
	if t.known != nil {
		return nil
	}
	s := math.Sqrt(t.within.Variance)
	return &s
}

// places are those of the agents in their order.
func (t *team) places() ([]Place, error) {
	out, apart := make([]Place, len(t.agents)), make([]*stats.Comparison, len(t.agents))
	for n := range t.agents {
		rest := t.rest(n)
		out[n] = Place{Dimension: t.dimension, Own: t.mean(t.sums[n]), Rest: t.mean(rest)}
		if c, err := stats.Against(t.sums[n], rest, t.within); err == nil {
			apart[n], out[n].Apart = &c, &c
			if more, err := stats.MoreToSeparate(c.Difference, t.within.Variance, t.sums[n].EffectiveN(), rest.EffectiveN()); err == nil {
				out[n].More = atLeastOne(more)
			}
		}
	}
	bands, err := stats.Bands(apart)
	for n := range out {
		out[n].Band = bands[n]
	}
	return out, err
}

func (t *team) rest(of int) (rest stats.Sums) {
	for n, s := range t.sums {
		if n != of {
			rest = rest.Plus(s)
		}
	}
	return rest
}

func (t *team) mean(s stats.Sums) *stats.Estimate {
	if e, err := stats.PersonMean(s, t.within); err == nil {
		return &e
	}
	return nil
}

// AgentFigures are how one agent stands in each dimension, and how that came week by week.
type AgentFigures struct {
	Standings
	Row
	Weeks  []scorecards.AgentWeek
	Within map[string]stats.Within // by dimension
}

// Agent is how an agent of a team stands, in all dimensions. One of whom nothing counts there is NotFound.
func (f *Figures) Agent(ctx context.Context, actor people.Actor, ask Ask, agent string) (AgentFigures, error) {
	p, err := f.settle(ctx, actor, ask)
	if err != nil {
		return AgentFigures{}, err
	}
	a := AgentFigures{Standings: Standings{Ask: p.Ask, Edition: p.edition, From: p.from}, Within: map[string]stats.Within{}}
	sums, err := f.scores.SumsOf(ctx, p.Version, "", p.from)
	if err != nil {
		return a, err
	}
	var places []Place
	for _, dimension := range append([]string{scorecards.Overall}, scorecards.DimensionKeys...) {
		team := newTeam(dimension, p.Team, sums)
		if place, err := f.placeOf(ctx, p, team, agent); err != nil {
			return a, err
		} else if place != nil {
			a.Within[dimension] = team.within
			places = append(places, *place)
		}
	}
	if len(places) == 0 {
		return a, noScores()
	}
	fates, err := f.scores.Fates(ctx, p.Team, p.edition, p.Version, p.from)
	if err != nil {
		return a, err
	}
	for n := range places {
		places[n].By = f.by(places[n].More, fates[agent].Scored, p.from)
	}
	a.Row = newRow(agent, fates[agent], places...)
	if a.Weeks, err = f.scores.WeeksOf(ctx, agent, p.Team, p.Version, p.from); err != nil {
		return a, err
	}
	return a, f.audit.Read(ctx, actor, "standings.read", "agent", agent, nil)
}

// placeOf is one agent's place in a team, nil without scores there; with the fair score in the dimension that was asked for.
func (f *Figures) placeOf(ctx context.Context, p period, team *team, agent string) (*Place, error) {
	at := slices.Index(team.agents, agent)
	if at < 0 {
		return nil, nil
	}
	all, err := team.places()
	if err != nil {
		return nil, err
	}
	if team.dimension != p.Dimension {
		return &all[at], nil
	}
	fair, err := f.fair(ctx, p, team.agents)
	fair.into(&all[at], agent, f.limit)
	return &all[at], err
}

func noScores() error {
	return fault.New(fault.NotFound, "no scores of this agent count in this team")
}

// counts is nil where scores of an agent of a team count.
func (f *Figures) counts(ctx context.Context, actor people.Actor, ask Ask, agent string) error {
	p, err := f.settle(ctx, actor, ask)
	if err != nil {
		return err
	}
	sums, err := f.scores.SumsOf(ctx, p.Version, scorecards.Overall, p.from)
	if err == nil && !slices.Contains(newTeam(scorecards.Overall, p.Team, sums).agents, agent) {
		err = noScores()
	}
	return err
}
