package vcon

import (
	"regexp"
	"slices"
	"strings"
)

// voice is who a turn is taken to be.
type voice struct {
	role  string
	party int
}

// assign says who speaks each turn: by index, by a label that is a role or a party's name, by a name that the speaker
// gives, and else by turns, which is guessed.
func (c *container) assign(turns []turn, roles []string) (who []voice, guessed bool) {
	labels := map[string]voice{}
	for _, t := range turns {
		if _, known := labels[t.label]; !known && t.label != "" {
			if v, ok := c.byLabel(t.label, turns, roles); ok {
				labels[t.label] = v
			}
		}
	}
	opener := opener(turns)
	for i, t := range turns {
		v, known := labels[t.label]
		switch {
		case inRange(roles, t.party) >= 0:
			v = voice{roles[t.party], t.party}
		case !known && t.label != "":
			guessed = true
			v = c.remaining(labels, roles, opener)
			labels[t.label] = v
		case !known:
			guessed = true
			v = alternate(opener, i, roles)
		}
		who = append(who, v)
	}
	return who, guessed
}

func (c *container) byLabel(label string, turns []turn, roles []string) (voice, bool) {
	if role := roleOf(label); role != "" {
		return voice{role, slices.Index(roles, role)}, true
	}
	for i, p := range c.Parties {
		if sameName(label, string(p.Name)) {
			return voice{roles[i], i}, true
		}
	}
	for _, t := range turns {
		if m := introduces.FindStringSubmatch(t.text); m != nil && t.label == label {
			for i, p := range c.Parties {
				if sameName(m[1], string(p.Name)) {
					return voice{roles[i], i}, true
				}
			}
		}
	}
	return voice{}, false
}

var introduces = regexp.MustCompile(`(?i)\bmy name is (\pL+)`)

// sameName compares a name, or a first name, with a whole one.
func sameName(a, whole string) bool {
	first, _, _ := strings.Cut(whole, " ")
	return a != "" && whole != "" && (strings.EqualFold(a, whole) || strings.EqualFold(a, first))
}

var greeting = regexp.MustCompile(`(?i)thank(s| you) for (calling|contacting|reaching)|how (can|may) i (help|assist)|you('re| are) speaking (with|to)|welcome to`)

// opener is who speaks first: who greets as a desk does is the agent, whoever was called.
func opener(turns []turn) string {
	if len(turns) > 1 && greeting.MatchString(turns[1].text) && !greeting.MatchString(turns[0].text) {
		return customer
	}
	return agent
}

// remaining gives an unknown label the side that no label has yet.
func (c *container) remaining(labels map[string]voice, roles []string, opener string) voice {
	taken := map[string]bool{}
	for _, v := range labels {
		taken[v.role] = true
	}
	role := opener
	if taken[role] {
		role = opposite(role)
	}
	return voice{role, slices.Index(roles, role)}
}

func alternate(opener string, i int, roles []string) voice {
	role := opener
	if i%2 == 1 {
		role = opposite(role)
	}
	return voice{role, slices.Index(roles, role)}
}

func opposite(role string) string {
	if role == agent {
		return customer
	}
	return agent
}
