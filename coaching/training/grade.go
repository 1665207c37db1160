package training

import (
	"fmt"
	"slices"

	"rater/internal/foundation/fault"
)

// grade is what an answer gets, 0 to the question's points; nil for a text, which somebody marks. single: all for the
// right option. multiple: the share of the right options that were chosen less one such share for each wrong one, not
// below 0. order: of the pairs that stand next to each other in the right order, the share of which the first stands
// before the second. score: all for a level no further from the reference than the tolerance.
func (q *QuizQuestion) grade(g Given) *float64 {
	share := 0.0
	switch q.Kind {
	case Text:
		return nil
	case Single:
		if slices.Equal(g.Options, q.right()) {
			share = 1
		}
	case Multiple:
		share = q.chosen(g.Options)
	case Order:
		share = q.ordered(g.Options)
	case Score:
		if len(g.Options) == 1 && q.distance(g.Options[0]) <= q.Tolerance {
			share = 1
		}
	}
	points := share * float64(q.Points)
	return &points
}

// right are the ids of the options that are right; of an order all, in order.
func (q *QuizQuestion) right() (ids []string) {
	for _, o := range q.Options {
		if o.Right || q.Kind == Order {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func (q *QuizQuestion) chosen(options []string) float64 {
	right := q.right()
	balance := 0
	for _, id := range options {
		if slices.Contains(right, id) {
			balance++
		} else {
			balance--
		}
	}
	return float64(max(0, balance)) / float64(len(right))
}

func (q *QuizQuestion) ordered(options []string) float64 {
	right, inOrder := q.right(), 0
	for n := 1; n < len(right); n++ {
		if slices.Index(options, right[n-1]) < slices.Index(options, right[n]) {
			inOrder++
		}
	}
	return float64(inOrder) / float64(len(right)-1)
}

// distance is how many levels an option lies from the reference.
func (q *QuizQuestion) distance(id string) int {
	at := slices.IndexFunc(q.Options, func(o QuizOption) bool { return o.ID == id })
	reference := slices.IndexFunc(q.Options, func(o QuizOption) bool { return o.Right })
	return max(at-reference, reference-at)
}

// answered holds that each question is answered once, as its kind asks.
func (q *Quiz) answered(answers []Given) error {
	var f faults
	seen := map[string]bool{}
	for n, g := range answers {
		place := fmt.Sprintf("body.answers[%d]", n)
		question, ok := q.Question(g.Question)
		switch {
		case !ok:
			f.add(place+".question", "is no question of this quiz")
		case seen[g.Question]:
			f.add(place+".question", "is answered twice")
		default:
			question.allow(&f, place, g)
		}
		seen[g.Question] = true
	}
	for n, question := range q.Questions {
		if !seen[question.ID] {
			f.add("body.answers", "question %d is still open", n+1)
		}
	}
	return f.err("the answers can't be graded like this; the attempt was not counted")
}

func (q *QuizQuestion) allow(f *faults, place string, g Given) {
	if q.Kind == Text {
		f.words(place+".text", g.Text, maxWords)
		return
	}
	for n, id := range g.Options {
		if !slices.ContainsFunc(q.Options, func(o QuizOption) bool { return o.ID == id }) || slices.Index(g.Options, id) < n {
			f.add(fmt.Sprintf("%s.options[%d]", place, n), "is no option of this question, or named twice")
		}
	}
	switch {
	case q.Kind == Order && len(g.Options) != len(q.Options):
		f.add(place+".options", "must be all %d options in an order", len(q.Options))
	case (q.Kind == Single || q.Kind == Score) && len(g.Options) != 1:
		f.add(place+".options", "must be one option")
	case q.Kind == Multiple && len(g.Options) == 0:
		f.add(place+".options", "must be one option or more")
	}
}

// Grade grades the answers of an attempt at once, all but its texts.
func (a *Attempt) Grade(q *Quiz, answers []Given) error {
	if err := q.answered(answers); err != nil {
		return err
	}
	a.Answers, a.Results = nil, nil
	for _, question := range q.Questions {
		n := slices.IndexFunc(answers, func(g Given) bool { return g.Question == question.ID })
		g := answers[n]
		if g.Options == nil {
			g.Options = []string{}
		}
		if question.Kind != Text {
			g.Text = ""
		}
		g.Text = cleanText(g.Text)
		a.Answers = append(a.Answers, g)
		a.Results = append(a.Results, Result{question.ID, question.grade(g), question.Points})
	}
	a.settle(q)
	return nil
}

// rounding is of sums of thirds and the like.
const rounding = 1e-9

// settle sums the points up once all are known.
func (a *Attempt) settle(q *Quiz) {
	sum := 0.0
	for _, r := range a.Results {
		if r.Points == nil {
			a.Status, a.Score, a.Passed = ToMark, nil, nil
			return
		}
		sum += *r.Points
	}
	score := min(100, 100*sum/float64(q.Points()))
	passed := score >= q.Pass-rounding
	a.Status, a.Score, a.Passed = Graded, &score, &passed
}

// Marking is what a marker gives to one text.
type Marking struct {
	Question string
	Points   float64
}

// Mark gives the texts their points; each text needs some.
func (a *Attempt) Mark(q *Quiz, marks []Marking) error {
	if a.Status != ToMark {
		return fault.New(fault.Conflict, "this attempt has been marked")
	}
	var f faults
	given := map[string]float64{}
	for n, m := range marks {
		place := fmt.Sprintf("body.marks[%d]", n)
		question, ok := q.Question(m.Question)
		switch _, twice := given[m.Question]; {
		case !ok || question.Kind != Text:
			f.add(place+".question", "is no question that waits to be marked")
		case twice:
			f.add(place+".question", "is marked twice")
		case !(m.Points >= 0 && m.Points <= float64(question.Points)):
			f.add(place+".points", "must be 0 to %d", question.Points)
		}
		given[m.Question] = m.Points
	}
	for n, r := range a.Results {
		points, marked := given[r.Question]
		if question, _ := q.Question(r.Question); question.Kind == Text && !marked {
			f.add("body.marks", "the text of question %d is not marked", n+1)
		} else if marked {
			a.Results[n].Points = &points
		}
	}
	if err := f.err("the attempt can't be marked like this"); err != nil {
		return err
	}
	a.settle(q)
	return nil
}
