package training_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rater/coaching/training"
)

// graded is what one question gives for an answer.
func graded(t interface{ Fatal(...any) }, q training.QuizQuestion, chosen []string) float64 {
	var a training.Attempt
	if err := a.Grade(&training.Quiz{Questions: []training.QuizQuestion{q}}, []training.Given{{Question: q.ID, Options: chosen}}); err != nil {
		t.Fatal(err)
	}
	return *a.Results[0].Points
}

func ids(options []training.QuizOption) (list []string) {
	for _, o := range options {
		list = append(list, o.ID)
	}
	return list
}

func drawnQuestion(rt *rapid.T, kind string) training.QuizQuestion {
	n := rapid.IntRange(2, 12).Draw(rt, "options")
	q := training.QuizQuestion{ID: uuid.NewString(), Kind: kind, Points: rapid.IntRange(1, 10).Draw(rt, "points")}
	for range n {
		q.Options = append(q.Options, training.QuizOption{ID: uuid.NewString(), Text: "x", Right: kind == training.Multiple && rapid.Bool().Draw(rt, "right")})
	}
	if kind != training.Order {
		q.Options[rapid.IntRange(0, n-1).Draw(rt, "which")].Right = true
	}
	return q
}

// TestMultipleGivesRightLessWrong holds the grading of several options against its sentence, in whatever order they are named.
func TestMultipleGivesRightLessWrong(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		q := drawnQuestion(rt, training.Multiple)
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(ids(q.Options)), 1, len(q.Options), rapid.ID[string]).Draw(rt, "chosen")
		right, hits, misses := 0.0, 0.0, 0.0
		for _, o := range q.Options {
			in := slices.Contains(chosen, o.ID)
			switch {
			case o.Right && in:
				right, hits = right+1, hits+1
			case o.Right:
				right++
			case in:
				misses++
			}
		}
		want := float64(q.Points) * max(0, hits-misses) / right
		got, turned := graded(rt, q, chosen), slices.Clone(chosen)
		slices.Reverse(turned)
		if math.Abs(got-want) > 1e-9 || graded(rt, q, turned) != got || got < 0 || got > float64(q.Points) {
			rt.Fatalf("%v of %+v: %v, want %v", chosen, q, got, want)
		}
	})
}

// TestOrderGivesPairs counts neighbouring pairs by hand; one exchange of neighbours costs one pair at most on each side.
func TestOrderGivesPairs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		q := drawnQuestion(rt, training.Order)
		all := ids(q.Options)
		pair := float64(q.Points) / float64(len(all)-1)
		if got := graded(rt, q, all); math.Abs(got-float64(q.Points)) > 1e-9 {
			rt.Fatalf("the right order gives %v of %d", got, q.Points)
		}
		turned := slices.Clone(all)
		slices.Reverse(turned)
		if got := graded(rt, q, turned); got != 0 {
			rt.Fatalf("the order turned round gives %v", got)
		}
		at := rapid.IntRange(1, len(all)-1).Draw(rt, "at")
		swapped := slices.Clone(all)
		swapped[at-1], swapped[at] = swapped[at], swapped[at-1]
		if got := graded(rt, q, swapped); math.Abs(got-(float64(q.Points)-pair)) > 1e-9 {
			rt.Fatalf("two neighbours exchanged give %v of %d, want one pair of %v less", got, q.Points, pair)
		}
		any := rapid.Permutation(all).Draw(rt, "any")
		want := 0.0
		for n := 1; n < len(all); n++ {
			for _, id := range any {
				if id == all[n] {
					break
				}
				if id == all[n-1] {
					want += pair
					break
				}
			}
		}
		if got := graded(rt, q, any); math.Abs(got-want) > 1e-9 {
			rt.Fatalf("%v: %v, want %v", any, got, want)
		}
	})
}

// TestScoresNearTheReferenceAreRight tries every level against every tolerance.
func TestScoresNearTheReferenceAreRight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		q := drawnQuestion(rt, training.Score)
		for n := range q.Options {
			q.Options[n].Right = n == len(q.Options)/2
		}
		for q.Tolerance = range len(q.Options) {
			for n, o := range q.Options {
				near := math.Abs(float64(n-len(q.Options)/2)) <= float64(q.Tolerance)
				if got := graded(rt, q, []string{o.ID}); (got == float64(q.Points)) != near || (!near && got != 0) {
					rt.Fatalf("level %d with tolerance %d gives %v", n, q.Tolerance, got)
				}
			}
		}
	})
}

// TestAnAttemptIsThePercentOfItsPoints sums an attempt of every kind, and marks its text.
func TestAnAttemptIsThePercentOfItsPoints(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		q := everyKind()
		for n := range q.Questions {
			q.Questions[n].ID = uuid.NewString()
		}
		answers := rightly(q)
		wrong := rapid.Bool().Draw(rt, "wrong")
		if wrong {
			answers[0].Options = []string{q.Questions[0].Options[0].ID}
		}
		answers = rapid.Permutation(answers).Draw(rt, "answers")
		var a training.Attempt
		if err := a.Grade(q, answers); err != nil {
			rt.Fatal(err)
		}
		if a.Status != training.ToMark || a.Score != nil || a.Passed != nil {
			rt.Fatalf("with a text to mark: %+v", a)
		}
		given := float64(rapid.IntRange(0, 20).Draw(rt, "given")) / 10
		if err := a.Mark(q, []training.Marking{{Question: q.Questions[4].ID, Points: given}}); err != nil {
			rt.Fatal(err)
		}
		want := 100 * (8 + given) / 10
		if wrong {
			want -= 10
		}
		if math.Abs(*a.Score-want) > 1e-9 || *a.Passed != (want >= 60-1e-9) || a.Status != training.Graded {
			rt.Fatalf("score %v, want %v: %+v", *a.Score, want, a)
		}
	})
}

// TestOpenAnswersAreNamed tries answers that can't be graded.
func TestOpenAnswersAreNamed(t *testing.T) {
	t.Parallel()
	q := everyKind()
	for n := range q.Questions {
		q.Questions[n].ID = uuid.NewString()
	}
	for name, one := range map[string]struct {
		spoil func([]training.Given) []training.Given
		place string
	}{
		"one is missing":      {func(g []training.Given) []training.Given { return g[1:] }, "body.answers"},
		"one is there twice":  {func(g []training.Given) []training.Given { return append(g, g[0]) }, "body.answers[5].question"},
		"another quiz's":      {func(g []training.Given) []training.Given { g[2].Question = "x"; return g }, "body.answers[2].question"},
		"two of a single":     {func(g []training.Given) []training.Given { g[0].Options = ids(q.Questions[0].Options); return g }, "body.answers[0].options"},
		"half an order":       {func(g []training.Given) []training.Given { g[2].Options = g[2].Options[1:]; return g }, "body.answers[2].options"},
		"an option twice":     {func(g []training.Given) []training.Given { g[1].Options[1] = g[1].Options[0]; return g }, "body.answers[1].options[1]"},
		"an unknown option":   {func(g []training.Given) []training.Given { g[3].Options[0] = "x"; return g }, "body.answers[3].options[0]"},
		"an empty text":       {func(g []training.Given) []training.Given { g[4].Text = "  "; return g }, "body.answers[4].text"},
		"none of the several": {func(g []training.Given) []training.Given { g[1].Options = nil; return g }, "body.answers[1].options"},
	} {
		var a training.Attempt
		if got := places(a.Grade(q, one.spoil(rightly(q)))); !slices.Contains(got, one.place) {
			t.Errorf("%s: %v, want %s", name, got, one.place)
		}
	}
}
