package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"rater/scorecards"
)

// shown is the question of each dimension that a moment is evidence for.
var shown = map[string]string{
	"reliability": "right_answer", "assurance": "knowledge", "tangibility": "clear_form", "empathy": "feeling",
	"responsiveness": "took_it_on",
}

// Where a question doesn't apply, by channel or kind.
var notAsked = map[string][]string{
	"identity":  {"social", "in_person", "feedback", "praise", "purchase"},
	"material":  {"phone", "sms", "praise"},
	"next_step": {"praise"},
	"honest":    {"praise", "purchase"},
	"pace":      {"feedback", "praise"},
}

var remarks = map[bool]map[string][]string{
	true: {
		"reliability":    {"Right, complete, and the customer knows what happens next.", "This is exactly what we promise, with a date.", "Checked before answering; that saved a second contact."},
		"assurance":      {"Calm and sure of the matter. I would trust this voice.", "Protects the customer without making a fuss of it.", "Says what will happen and stands behind it."},
		"tangibility":    {"A picture in plain words. Worth playing to the team.", "Easy to follow, also for somebody who is new to it.", "Clear form, nothing to look up."},
		"empathy":        {"Sees the person before the case.", "Names the trouble first, solves it second.", "A question that nobody asked them before. Lovely."},
		"responsiveness": {"Takes it on at once.", "The wait was announced and short.", "Doesn't send the customer anywhere else."},
	},
	false: {
		"reliability":    {"Vague: what happens, and when?", "This would have needed a second look before the answer.", "No date, no owner. The customer will have to ask again."},
		"assurance":      {"Sounds unsure, and the customer notices.", "That doesn't help the customer to trust us.", "Here our rule on card details should have been kept."},
		"tangibility":    {"A word that only we know.", "The customer asks what this means, and rightly.", "Pointing at the website is no answer."},
		"empathy":        {"The customer's trouble is passed over.", "Reads as if it were the customer's fault.", "One sentence of understanding was missing here."},
		"responsiveness": {"Passes the matter back to the customer.", "A long wait that nobody announced.", "Here you could have taken it on."},
	},
}

// Answers is what an evaluator, named by e-mail, would say of the story: driven by how well the agent did and by the
// moments, with the evaluator's own leniency. The same evaluator always says the same; every question is answered.
// Evidence takes the utterances to have the pos 1, 2, 3 … in the story's order.
func Answers(story Story, d *scorecards.Definition, evaluator string) []scorecards.Answer {
	own := random(hash(evaluator), 0)
	r := random(hash(story.ID), hash(evaluator))
	view := 0.21 + 0.78*story.Quality + own.NormFloat64()*0.045
	var answers []scorecards.Answer
	for _, dim := range d.Dimensions {
		balance := 0.0
		for _, m := range story.Moments {
			if m.Dimension == dim.Key {
				balance += sign(m.Good) * 0.15
			}
		}
		felt := view + math.Max(-0.25, math.Min(0.2, balance)) + r.NormFloat64()*0.06
		for _, q := range dim.Questions {
			answers = append(answers, answer(r, story, q, dim.Key, felt))
		}
	}
	return answers
}

func answer(r *rand.Rand, story Story, q scorecards.Question, dimension string, felt float64) scorecards.Answer {
	a := scorecards.Answer{QuestionID: q.ID}
	skips := notAsked[q.Key]
	if q.NA && (slices.Contains(skips, story.Channel) || slices.Contains(skips, story.Kind)) {
		a.Option = scorecards.NA
		return a
	}
	if q.Critical != scorecards.NotCritical {
		a.Option = criticalOption(r, q, story.Quality)
		return a
	}
	a.Option = nearest(q.Options, felt+r.NormFloat64()*0.16)
	if shown[dimension] == q.Key {
		a.Comment, a.Evidence = seen(r, story, dimension)
	}
	return a
}

// criticalOption fails now and then, and more often where the rest was weak, too.
func criticalOption(r *rand.Rand, q scorecards.Question, quality float64) string {
	fails := 0.01
	if quality < 0.5 {
		fails = 0.07
	}
	failing := r.Float64() < fails
	for _, o := range q.Options {
		if o.Fails == failing {
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

// seen points at the last moment of the dimension and says something of it.
func seen(r *rand.Rand, story Story, dimension string) (comment string, evidence []scorecards.Evidence) {
	for _, m := range slices.Backward(story.Moments) {
		if m.Dimension == dimension {
			return pick(r, remarks[m.Good][dimension]), []scorecards.Evidence{{Pos: int64(m.Utterance) + 1}}
		}
	}
	return "", nil
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
