package insights

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"rater/internal/stats"
)

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
		e.Why = fmt.Sprintf("scores before and after are needed of %[3]d agents on either side; there are %[1]d with it and %[2]d without", e.Treated, e.Control, fewestTreated)
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
