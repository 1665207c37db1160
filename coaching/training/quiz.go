package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

const (
	maxQuestions   = 60
	maxOptions     = 12
	maxOption      = 500
	maxQuestion    = 2000
	maxExplanation = 4000
	maxAttempts    = 100
	mostPoints     = 10
)

func (q *Quiz) check(f *faults, place string) {
	f.percent(place+".pass", q.Pass)
	f.within(place+".attempts", q.Attempts, 0, maxAttempts)
	if len(q.Questions) == 0 || len(q.Questions) > maxQuestions {
		f.add(place+".questions", "must be 1 to %d questions, are %d", maxQuestions, len(q.Questions))
		return
	}
	for n := range q.Questions {
		at := fmt.Sprintf("%s.questions[%d]", place, n)
		if slices.IndexFunc(q.Questions, func(o QuizQuestion) bool { return o.ID == q.Questions[n].ID }) < n {
			f.add(at+".id", "is another question's id; leave it out for a new question")
		}
		q.Questions[n].check(f, at)
	}
}

func (q *QuizQuestion) check(f *faults, place string) {
	f.id(place+".id", q.ID)
	f.words(place+".text", q.Text, maxQuestion)
	f.within(place+".points", q.Points, 1, mostPoints)
	if length(q.Explanation) > maxExplanation || length(q.Guide) > maxExplanation {
		f.add(place, "explanation and guide must be at most %d characters", maxExplanation)
	}
	if q.Kind == Text {
		if len(q.Options) > 0 {
			f.add(place+".options", "a text has no options")
		}
		f.words(place+".guide", q.Guide, maxExplanation)
		return
	}
	if !slices.Contains([]string{Single, Multiple, Order, Score}, q.Kind) {
		f.add(place+".kind", "must be single, multiple, order, text or score")
		return
	}
	if q.Kind == Score {
		checkLines(f, place+".lines", q.Lines)
		f.words(place+".asks", q.Asks, maxNote)
		f.within(place+".tolerance", q.Tolerance, 0, max(0, len(q.Options)-2))
	}
	q.checkOptions(f, place+".options")
}

func (q *QuizQuestion) checkOptions(f *faults, place string) {
	if len(q.Options) < 2 || len(q.Options) > maxOptions {
		f.add(place, "must be 2 to %d options, are %d", maxOptions, len(q.Options))
		return
	}
	right := 0
	for n, o := range q.Options {
		at := fmt.Sprintf("%s[%d]", place, n)
		f.words(at+".text", o.Text, maxOption)
		if u, err := uuid.Parse(o.ID); err != nil || u.Version() != 4 || u.String() != o.ID {
			f.add(at+".id", "must be a random UUID (version 4) in lower case, or left out: another could tell the order")
		}
		if slices.IndexFunc(q.Options, func(other QuizOption) bool { return other.ID == o.ID }) < n {
			f.add(at+".id", "is another option's id; leave it out for a new option")
		}
		if o.Right {
			right++
		}
	}
	switch {
	case q.Kind == Order && right > 0:
		f.add(place, "the options of an order stand in the right order; mark none as right")
	case q.Kind == Multiple && right == 0:
		f.add(place, "no option is right: mark one or more")
	case (q.Kind == Single || q.Kind == Score) && right != 1:
		f.add(place, "one option must be right, are %d", right)
	}
}

// cleaned is the quiz with ids where they are left out.
func (q *Quiz) cleaned() *Quiz {
	out := *q
	out.Questions = slices.Clone(q.Questions)
	for n := range out.Questions {
		question := &out.Questions[n]
		giveID(&question.ID)
		question.Lines, question.Options = cleanLines(question.Lines), slices.Clone(question.Options)
		for o := range question.Options {
			giveID(&question.Options[o].ID)
		}
	}
	return &out
}
