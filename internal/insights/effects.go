package insights

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
)

// Kinds of interventions.
const (
	ByModule = "module" // assigned
	ByCoach  = "coach"  // who held sessions, one to one or formal
	ByMethod = "method" // of sessions that were held
	ByAction = "action" // agreed on a question
)

// fewestTreated is how many agents with an intervention, and how many without, there must be before a number is shown:
// fewer would say what single agents score.
const fewestTreated = 5

// window is how long before and after an intervention scores are looked at.
const window = 28 * 24 * time.Hour

// What an effect comes to.
const (
	NoEvidence = "no_evidence"
	Helps      = "helps"
	Harms      = "harms"
)

// Effect is what a module, or a coach's sessions, did to the scores that it was to help with, in points.
type Effect struct {
	ID, Name         string
	Question         string // that most of them name; empty for the overall score
	Treated, Control int    // agents with scores before and after
	Without, With    Means  // of these agents
	Raw              *float64
	DiD, ANCOVA      *stats.Contrast
	P                *float64 // of ANCOVA, adjusted for how many effects there are (Benjamini and Hochberg 1995)
	Verdict          string
	Why              string // where no number can be given
}

// Means are of agents' scores before and after, 0–100.
type Means struct{ Before, After float64 }

// EffectsAsk says which effects are asked for: the kind of interventions, since how many weeks, of a team's agents alone where
// one is named, and in what: OnQuestion, scorecards.Overall or a dimension.
type EffectsAsk struct {
	Kind  string
	Weeks int
	Team  string
	On    string
}

// OnQuestion measures each intervention on the question that most of its kind name.
const OnQuestion = "question"

// Effects are those of one kind, by name.
type Effects struct {
	EffectsAsk
	From time.Time
	List []Effect
}

// mostEffects is how many modules or coaches are looked at, those with the most agents.
const mostEffects = 50

// Effects are of interventions since the first of so many weeks. Trainers read those of modules, analysts all. It is noted as
// a reading.
func (f *Figures) Effects(ctx context.Context, actor people.Actor, ask EffectsAsk) (Effects, error) {
	if ask.Kind != ByModule && !actor.Is(people.Analyst) {
		return Effects{}, fault.New(fault.Forbidden, "trainers read the effect of modules; that of coaching is for analysts")
	}
	if !slices.Contains(Weeks, ask.Weeks) {
		return Effects{}, fault.In("query.weeks", "must be 4, 13, 26 or 52")
	}
	e := Effects{EffectsAsk: ask, From: f.scores.WeeksBack(ask.Weeks)}
	given, err := f.given(ctx, ask.Kind)
	if err != nil {
		return e, err
	}
	groups := grouped(given, e.From.UnixMilli())
	if ask.On != OnQuestion {
		for _, g := range groups {
			g.question = ""
		}
	}
	scores, err := f.scoresFor(ctx, groups, ask, e.From.Add(-window))
	if err != nil {
		return e, err
	}
	for _, g := range groups {
		e.List = append(e.List, g.measure(scores[g.question]))
	}
	if err := correct(e.List); err != nil {
		return e, err
	}
	slices.SortStableFunc(e.List, func(a, b Effect) int { return cmp.Compare(a.Name, b.Name) })
	return e, f.audit.Read(ctx, actor, "effects.read", ask.Kind, "", map[string]any{"found": len(e.List)})
}

// intervention is an agent's first one of a group, given by somebody at a time; those to whom it was given at once are one
// unit.
type intervention struct {
	GroupID, GroupName string
	AgentID, ByID      string
	QuestionID         string
	At                 int64
}

// group is a module, or a coach, with those to whom it came: given since the time that is looked at, or before.
type group struct {
	id, name, question string
	given              []intervention
	before             map[string]bool // agents who are neither with nor without it
}

func grouped(given []intervention, from int64) []*group {
	byID, list := map[string]*group{}, []*group{}
	for _, i := range given {
		g := byID[i.GroupID]
		if g == nil {
			g = &group{id: i.GroupID, name: i.GroupName, before: map[string]bool{}}
			byID[i.GroupID], list = g, append(list, g)
		}
		if i.At < from {
			g.before[i.AgentID] = true
		} else {
			g.given = append(g.given, i)
		}
	}
	list = slices.DeleteFunc(list, func(g *group) bool { return len(g.given) == 0 })
	slices.SortStableFunc(list, func(a, b *group) int { return cmp.Compare(len(b.given), len(a.given)) })
	list = list[:min(len(list), mostEffects)]
	for _, g := range list {
		g.question = g.mostNamed()
	}
	return list
}

// mostNamed is the question that most of the interventions are about, empty where most name none.
func (g *group) mostNamed() (best string) {
	count := map[string]int{}
	for _, i := range g.given {
		count[i.QuestionID]++
	}
	for _, question := range slices.Sorted(maps.Keys(count)) {
		if count[question] > count[best] || best == "" && question != "" && count[question] == count[""] {
			best = question
		}
	}
	return best
}

// scored is one score of an agent, by the time of the interaction.
type scored struct {
	AgentID, EvaluatorID, VersionID string
	At                              int64
	Y                               float64
}

// measure makes the cases and estimates the effect.
func (g *group) measure(scores []scored) Effect {
	e := Effect{ID: g.id, Name: g.name, Question: g.question, Verdict: TooFew}
	cases := g.cases(scores)
	for _, c := range cases {
		if c.Treated {
			e.Treated++
		} else {
			e.Control++
		}
	}
	if e.Treated < fewestTreated || e.Control < fewestTreated {
		e.Why = fmt.Sprintf("scores before and after there are of %d agents with it and of %d without; %d of each are needed", e.Treated, e.Control, fewestTreated)
		return e
	}
	e.Without, e.With = meansOf(cases)
	found, err := stats.MeasureEffect(cases)
	if err == nil && found.ANCOVA.SE == nil {
		err = cmp.Or(found.ANCOVA.Why, errors.New("nothing tells how sure it is"))
	}
	if err != nil {
		e.Why = err.Error()
		return e
	}
	p := found.ANCOVA.P()
	e.Raw, e.DiD, e.ANCOVA, e.P = &found.Raw, &found.DiD, &found.ANCOVA, &p
	return e
}

// meansOf are the means of the cases without the intervention, and with it.
func meansOf(cases []stats.Case) (without, with Means) {
	var n [2]float64
	for _, c := range cases {
		m, arm := &without, 0
		if c.Treated {
			m, arm = &with, 1
		}
		n[arm]++
		m.Before += (c.Before - m.Before) / n[arm]
		m.After += (c.After - m.After) / n[arm]
	}
	return without, with
}

// cases are the agents with their means before and after: of those with the intervention around its day, without the scores
// that who gave it gave afterwards; of all others around one of these days, on which they have both.
func (g *group) cases(scores []scored) (cases []stats.Case) {
	byAgent, version := map[string][]scored{}, mostUsed(scores)
	for _, s := range scores {
		if s.VersionID == version && !g.before[s.AgentID] {
			byAgent[s.AgentID] = append(byAgent[s.AgentID], s)
		}
	}
	treated, units, days := map[string]bool{}, map[string]int{}, []int64{}
	for _, i := range g.given {
		treated[i.AgentID] = true
		if c, ok := around(byAgent[i.AgentID], i.At, i.ByID); ok {
			c.Treated, c.Cluster = true, numbered(units, fmt.Sprint(i.ByID, " ", i.At/1000))
			cases, days = append(cases, c), append(days, i.At)
		}
	}
	slices.Sort(days)
	for n, agent := range slices.Sorted(maps.Keys(byAgent)) {
		if treated[agent] {
			continue
		}
		for d := range days {
			if c, ok := around(byAgent[agent], days[(n+d)%len(days)], ""); ok {
				c.Cluster = numbered(units, agent)
				cases = append(cases, c)
				break
			}
		}
	}
	return cases
}

// mostUsed is the version of a scorecard that most scores are of: those of two are not compared.
func mostUsed(scores []scored) (best string) {
	n := map[string]int{}
	for _, s := range scores {
		n[s.VersionID]++
	}
	for _, version := range slices.Sorted(maps.Keys(n)) {
		if n[version] > n[best] {
			best = version
		}
	}
	return best
}

// around are the means of the window before a moment and of that after it; ok where there are both.
func around(scores []scored, at int64, but string) (c stats.Case, ok bool) {
	var after float64
	for _, s := range scores {
		switch {
		case s.At >= at-window.Milliseconds() && s.At < at:
			c.Before += s.Y
			c.NBefore++
		case s.At >= at && s.At < at+window.Milliseconds() && s.EvaluatorID != but:
			c.After += s.Y
			after++
		}
	}
	if c.NBefore == 0 || after == 0 {
		return c, false
	}
	c.Before, c.After = c.Before/c.NBefore, c.After/after
	return c, true
}

// falseEffects is the share of effects that may be called so wrongly.
const falseEffects = 0.05

// correct adjusts the probabilities for how many effects there are, and puts each into words.
func correct(list []Effect) error {
	var p []float64
	for _, e := range list {
		if e.P != nil {
			p = append(p, *e.P)
		}
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		return err
	}
	at := 0
	for n := range list {
		e := &list[n]
		if e.P == nil {
			continue
		}
		*e.P = adjusted[at]
		at++
		switch {
		case *e.P > falseEffects:
			e.Verdict = NoEvidence
		case *e.ANCOVA.Estimate > 0:
			e.Verdict = Helps
		default:
			e.Verdict = Harms
		}
	}
	return nil
}

func (f *Figures) scoresFor(ctx context.Context, groups []*group, ask EffectsAsk, from time.Time) (map[string][]scored, error) {
	var questions []string
	for _, g := range groups {
		questions = append(questions, g.question)
	}
	slices.Sort(questions)
	out := map[string][]scored{}
	for _, question := range slices.Compact(questions) {
		rows, err := f.scoresOf(ctx, question, ask, from)
		if err != nil {
			return nil, err
		}
		out[question] = rows
	}
	return out, nil
}
