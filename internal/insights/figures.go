// Package insights turns what was scored into figures that say how sure they are: where agents stand, how strict
// evaluators are, how far they agree; and has reports of them sent to people regularly.
package insights

import (
	"context"
	"slices"
	"strconv"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/scorecards"
)

// Weeks are the lengths of a period, in ISO weeks back from the present one, which counts; the first is taken where none
// is asked for. One more can be asked for, so that as many are whole.
var Weeks = []int{13, 4, 26, 52}

const whichWeeks = "must be 4, 13, 26 or 52, or one more"

// SaidWeeks puts the length of a period into words.
func SaidWeeks(n int) string {
	if slices.Contains(Weeks, n-1) {
		return strconv.Itoa(n-1) + " whole ones and the present one"
	}
	return strconv.Itoa(n) + ", the present one included"
}

func areWeeks(n int) bool { return slices.Contains(Weeks, n) || slices.Contains(Weeks, n-1) }

// Figures works them out. It reads only.
type Figures struct {
	db     *store.DB
	scores *scorecards.Evaluations
	teams  *people.Teams
	audit  *people.Audit
	limit  float64 // of a fair score's standard error
	now    func() time.Time
}

// NewFigures makes them over scores. limit is the standard error, in points, from which on a fair score is not shown.
func NewFigures(db *store.DB, scores *scorecards.Evaluations, teams *people.Teams, audit *people.Audit, limit float64, now func() time.Time) *Figures {
	return &Figures{db, scores, teams, audit, limit, now}
}

// Ask says what figures are to be of: a team, a version of a scorecard, a dimension or scorecards.Overall, and how many
// weeks. What is empty is chosen: the newest version, all dimensions together, the first of Weeks.
type Ask struct {
	Team      string
	Version   string
	Dimension string
	Weeks     int
}

// Choices are what the actor can ask about: versions that scores count of, and teams.
type Choices struct {
	Versions []scorecards.EditionCount
	Teams    []people.TeamSummary // by name
}

// Choices are of the longest period.
func (f *Figures) Choices(ctx context.Context, actor people.Actor) (c Choices, err error) {
	reach := people.FiguresReach(actor)
	if c.Versions, err = f.scores.Editions(ctx, teamsOf(reach), f.scores.WeeksBack(slices.Max(Weeks))); err != nil {
		return c, err
	}
	all, err := f.teams.List(ctx)
	c.Teams = slices.DeleteFunc(all, func(t people.TeamSummary) bool { return !sees(reach, t.ID) })
	return c, err
}

func teamsOf(r people.Reach) []string {
	if r.All {
		return nil
	}
	return append([]string{}, r.Teams...)
}

func sees(r people.Reach, team string) bool { return r.All || slices.Contains(r.Teams, team) }

// period is what an Ask comes to.
type period struct {
	Ask
	edition scorecards.Edition
	from    time.Time
}

// settle checks an ask and fills in what it leaves open. A team out of reach, or none, is NotFound.
func (f *Figures) settle(ctx context.Context, actor people.Actor, ask Ask) (p period, err error) {
	reach := people.FiguresReach(actor)
	if !sees(reach, ask.Team) {
		return p, noTeam()
	}
	return f.settled(ctx, teamsOf(reach), ask)
}

func noTeam() error { return fault.New(fault.NotFound, "there is no such team") }

func (f *Figures) settled(ctx context.Context, teams []string, ask Ask) (p period, err error) {
	if ask.Weeks == 0 {
		ask.Weeks = Weeks[0]
	}
	if !areWeeks(ask.Weeks) {
		return p, fault.In("query.weeks", whichWeeks)
	}
	if ask.Dimension == "" {
		ask.Dimension = scorecards.Overall
	}
	if ask.Dimension != scorecards.Overall && !slices.Contains(scorecards.DimensionKeys, ask.Dimension) {
		return p, fault.In("query.dimension", "must be overall or one of the five dimensions")
	}
	p = period{Ask: ask, from: f.scores.WeeksBack(ask.Weeks)}
	known, err := f.counting(ctx, teams)
	if err != nil || (len(known) == 0 && ask.Version == "") {
		return p, err
	}
	v, err := chosen(known, ask.Version)
	if err == nil {
		p.Version, p.edition = v.ID, v.Edition
	}
	return p, err
}

// counting are the versions that scores count of in the longest period, of these teams or where they are nil of all.
func (f *Figures) counting(ctx context.Context, teams []string) ([]scorecards.EditionCount, error) {
	return f.scores.Editions(ctx, teams, f.scores.WeeksBack(slices.Max(Weeks)+1))
}

// chosen is a version of these, the first where none is named; one that is not among them is Invalid.
func chosen(known []scorecards.EditionCount, version string) (v scorecards.EditionCount, err error) {
	for _, v := range known {
		if v.ID == version || version == "" {
			return v, nil
		}
	}
	return v, fault.In("query.version", "no scores count of such a version")
}
