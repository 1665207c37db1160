package insights

import (
	"cmp"
	"context"
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
	if err := ask.allowed(actor); err != nil {
		return Effects{}, err
	}
	if !areWeeks(ask.Weeks) {
		return Effects{}, fault.In("query.weeks", whichWeeks)
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

// allowed says whether the actor may ask this.
func (ask EffectsAsk) allowed(actor people.Actor) error {
	switch {
	case actor.Is(people.Analyst):
		return nil
	case ask.Kind != ByModule:
		return fault.New(fault.Forbidden, "trainers read the effect of modules; that of coaching is for analysts")
	case ask.Team != "":
		return fault.New(fault.Forbidden, "the effect in one team is for analysts: beside that in all it could tell what single agents score")
	}
	return nil
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
