package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"rater/scorecards"
)

// Where a question doesn't apply, by channel or kind.
var notAsked = map[string][]string{
	"identity":  {"social", "in_person", "feedback", "praise", "purchase"},
	"material":  {"phone", "sms", "praise"},
	"next_step": {"praise"},
	"honest":    {"praise", "purchase"},
	"pace":      {"feedback", "praise"},

	"need_understood": {"praise"},
	"feeling":         {"praise", "purchase"},
	"fitted":          {"praise"},
}

// remarks are what an evaluator says of a moment, by the key of its question: of a good one, of a bad one.
var remarks = map[string]map[bool][]string{
	"right_answer":    {true: {"Looked into before it was answered.", "Right and complete."}, false: {"Something that the customer needs is missing here.", "This needed a second look before it was said."}},
	"need_understood": {true: {"Asks before solving, and what follows fits.", "A good question, asked at the right moment."}, false: {"The customer wanted something else."}},
	"next_step":       {true: {"Who does what, and by when: nothing left to guess.", "A step with a time, and one that can be kept."}, false: {"What happens next, and when? The customer can't know.", "No time, no owner. The customer will have to ask again."}},
	"identity":        {true: {"The check comes first."}, false: {"A name alone is no check, and then the address was changed."}},
	"knowledge":       {true: {"Explains it, with the reason.", "Sure of the matter, and it shows."}, false: {"This leaves the customer in doubt."}},
	"courtesy":        {true: {"Warm, and meant for this customer.", "A tone to play to the team."}, false: {"This puts it on the customer; it can be said kindly."}},
	"honest":          {true: {"Says the limit openly, with what is possible instead."}, false: {"True, and too late: it should have been said first."}},
	"clear_form":      {true: {"Could be followed at once.", "One thing after another, nothing to look up."}, false: {"The customer had to ask again, and rightly."}},
	"language":        {true: {"Plain words for what is hard to understand."}, false: {"A term of ours that the customer can't know."}},
	"material":        {true: {"The right thing, ready to use."}, false: {"Points elsewhere instead of showing it."}},
	"listened":        {true: {"What the customer had said comes up again."}, false: {"The customer had said this already."}},
	"feeling":         {true: {"Sees the person before the case.", "Names the trouble first, solves it second."}, false: {"The customer's trouble is passed over.", "One sentence of understanding was missing here."}},
	"fitted":          {true: {"Offers what fits before being asked."}, false: {"The standard way, though it doesn't fit here."}},
	"took_it_on":      {true: {"Takes it on at once."}, false: {"Passes the matter back to the customer.", "Here you could have taken it on."}},
	"pace":            {true: {"A short wait, and named."}, false: {"A wait without a word of why or how long."}},
	"closed":          {true: {"Makes sure that nothing is left."}, false: {"Ended without a look at what is left."}},
}

// Answers is what an evaluator, named by e-mail, would say of the story: driven by how well the agent did and by the
// moments, with the evaluator's own leniency. The same evaluator always says the same; every question is answered.
// Evidence takes the utterances to have the pos 1, 2, 3 … in the story's order.
func Answers(story Story, d *scorecards.Definition, evaluator string) []scorecards.Answer {
	r := random(hash(story.ID), hash(evaluator))
	view := 0.21 + 0.78*story.Quality + leaning(evaluator)
	var answers []scorecards.Answer
	for _, dim := range d.Dimensions {
		felt := view + math.Max(-0.25, math.Min(0.2, balance(story, dim))) + r.NormFloat64()*0.06
		for _, q := range dim.Questions {
			answers = append(answers, answer(r, story, q, felt))
		}
	}
	return answers
}

// balance is what the moments of a dimension's questions make of it.
func balance(story Story, dim scorecards.Dimension) (sum float64) {
	for _, m := range story.Moments {
		if slices.ContainsFunc(dim.Questions, func(q scorecards.Question) bool { return q.Key == m.Question }) {
			sum += sign(m.Good) * 0.15
		}
	}
	return sum
}

func answer(r *rand.Rand, story Story, q scorecards.Question, felt float64) scorecards.Answer {
	a := scorecards.Answer{QuestionID: q.ID}
	m, seen := lastMoment(story, q.Key)
	skips := notAsked[q.Key]
	switch {
	case seen && q.Critical != scorecards.NotCritical:
		a.Option = criticalOption(q, m.Good)
	case seen && m.Good:
		a.Option = nearest(q.Options, math.Max(0.8, felt))
	case seen:
		a.Option = nearest(q.Options, math.Min(0.2, felt))
	case q.NA && (slices.Contains(skips, story.Channel) || slices.Contains(skips, story.Kind)):
		a.Option = scorecards.NA
	case q.Critical != scorecards.NotCritical:
		a.Option = criticalOption(q, true)
	default:
		a.Option = nearest(q.Options, felt+r.NormFloat64()*0.16)
	}
	if seen {
		a.Comment, a.Evidence = pick(r, remarks[q.Key][m.Good]), []scorecards.Evidence{{Pos: int64(m.Utterance) + 1}}
	}
	return a
}

// lastMoment is the last that is evidence for the question.
func lastMoment(story Story, question string) (Moment, bool) {
	for _, m := range slices.Backward(story.Moments) {
		if m.Question == question {
			return m, true
		}
	}
	return Moment{}, false
}

func criticalOption(q scorecards.Question, passed bool) string {
	for _, o := range q.Options {
		if o.Fails != passed {
			return o.Key
		}
	}
	return q.Options[len(q.Options)-1].Key
}

func nearest(options []scorecards.Option, points float64) string {
	best := options[0]
	for _, o := range options {
		if math.Abs(o.Points-points) < math.Abs(best.Points-points) {
			best = o
		}
	}
	return best.Key
}

func sign(positive bool) float64 {
	if positive {
		return 1
	}
	return -1
}

func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(s)))
	return h.Sum64()
}
