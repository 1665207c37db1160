package training

import (
	"cmp"
	"hash/fnv"
	"slices"
)

// forAgent is content as who is to learn it reads it: without what is right, without what is for markers. The options of
// an order stand in an order that seed gives, always the same for one seed.
func forAgent(parts []ModulePart, seed string) []ModulePart {
	out := slices.Clone(parts)
	for n := range out {
		p := &out[n]
		if p.Quiz != nil {
			q := *p.Quiz
			q.Questions = slices.Clone(q.Questions)
			for i := range q.Questions {
				q.Questions[i].hide(seed)
			}
			p.Quiz = &q
		}
		if p.RolePlay != nil {
			play := *p.RolePlay
			play.MarkerBriefing = ""
			p.RolePlay = &play
		}
	}
	return out
}

func (q *QuizQuestion) hide(seed string) {
	q.Guide, q.Explanation, q.Tolerance = "", "", 0
	q.Options = slices.Clone(q.Options)
	for n := range q.Options {
		q.Options[n].Right = false
	}
	if q.Kind == Order {
		slices.SortFunc(q.Options, func(a, b QuizOption) int { return cmp.Compare(spread(seed+a.ID), spread(seed+b.ID)) })
	}
}

// spread is a number that tells nothing of the order of what it is made of.
func spread(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
