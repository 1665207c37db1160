package scorecards_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"rater/scorecards"
)

// conditional draws a scorecard in which questions may stand on earlier ones.
func conditional(t *rapid.T) scorecards.Definition {
	d := definition(t)
	var before []scorecards.Question
	for n := range d.Dimensions {
		for m := range d.Dimensions[n].Questions {
			q := &d.Dimensions[n].Questions[m]
			if len(before) > 0 && rapid.Bool().Draw(t, "conditional") {
				on := rapid.SampledFrom(before).Draw(t, "on")
				from := rapid.IntRange(0, len(on.Options)-1).Draw(t, "from")
				q.ShownIf = &scorecards.Condition{Question: on.ID}
				for _, o := range on.Options[from:rapid.IntRange(from+1, len(on.Options)).Draw(t, "to")] {
					q.ShownIf.Options = append(q.ShownIf.Options, o.Key)
				}
			}
			before = append(before, *q)
		}
	}
	return d
}

// plainly scores what is shown of a definition, as if it had no conditions and nothing else.
func plainly(d scorecards.Definition, given map[string]string) scorecards.Score {
	shown, bare := d.Shown(given), scorecards.Definition{Grades: d.Grades}
	for _, dim := range d.Dimensions {
		var asked []scorecards.Question
		for _, q := range dim.Questions {
			if shown[q.ID] {
				q.ShownIf = nil
				asked = append(asked, q)
			}
		}
		dim.Questions = asked
		bare.Dimensions = append(bare.Dimensions, dim)
	}
	return bare.Score(given)
}

func same(a, b scorecards.Score) bool { return fmt.Sprint(flat(a)) == fmt.Sprint(flat(b)) }

// flat is a score without pointers, rounded so that the order of adding up doesn't matter.
func flat(s scorecards.Score) map[string]string {
	out := map[string]string{"grade": s.Grade, "failed": fmt.Sprint(len(s.Failed))}
	put := func(key string, v *float64) {
		if out[key] = "null"; v != nil {
			out[key] = fmt.Sprintf("%.6f", *v)
		}
	}
	put("overall", s.Overall)
	put("uncapped", s.Uncapped)
	for key, v := range s.Dimensions {
		put(key, v)
		put("uncapped "+key, s.UncappedDimensions[key])
	}
	return out
}

func TestHiddenAnswersCountForNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		before, shown := d.Score(given), d.Shown(given)
		if !same(before, plainly(d, given)) {
			t.Fatalf("%v is not the score of what is shown, %v", flat(before), flat(plainly(d, given)))
		}
		for _, dim := range d.Dimensions {
			for _, q := range dim.Questions {
				if !shown[q.ID] {
					given[q.ID] = rapid.SampledFrom(append([]scorecards.Option{{Key: scorecards.NA}, {}}, q.Options...)).Draw(t, "hidden").Key
				}
			}
		}
		if after := d.Score(given); !same(before, after) {
			t.Fatalf("hidden answers move the score from %v to %v", flat(before), flat(after))
		}
	})
}

// TestAQuestionIsShownByWhatItStandsOn holds that what stands on a hidden question is hidden, whatever was answered there.
func TestAQuestionIsShownByWhatItStandsOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		shown := d.Shown(given)
		for _, dim := range d.Dimensions {
			for _, q := range dim.Questions {
				want := q.ShownIf == nil
				if c := q.ShownIf; c != nil {
					for _, key := range c.Options {
						want = want || (shown[c.Question] && given[c.Question] == key)
					}
				}
				if shown[q.ID] != want {
					t.Fatalf("%s with %+v is shown: %v", q.ID, q.ShownIf, shown[q.ID])
				}
			}
		}
	})
}

func TestNAOfEverythingIsNoScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		for id := range given {
			given[id] = scorecards.NA
		}
		s := d.Score(given)
		if s.Overall != nil || s.Uncapped != nil || s.Grade != "" || len(s.Failed) > 0 {
			t.Fatalf("%v", flat(s))
		}
	})
}

func TestConditionsDoNotCareForTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		before := d.Score(given)
		rand.Shuffle(len(d.Dimensions), func(i, j int) { d.Dimensions[i], d.Dimensions[j] = d.Dimensions[j], d.Dimensions[i] })
		for _, dim := range d.Dimensions {
			rand.Shuffle(len(dim.Questions), func(i, j int) { dim.Questions[i], dim.Questions[j] = dim.Questions[j], dim.Questions[i] })
		}
		if after := d.Score(given); !same(before, after) {
			t.Fatalf("from %v to %v", flat(before), flat(after))
		}
	})
}

// TestABetterAnswerNeverLowersWhatIsShown holds it where the answer shows the same questions.
func TestABetterAnswerNeverLowersWhatIsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		dim := rapid.SampledFrom(d.Dimensions).Draw(t, "dimension")
		q := rapid.SampledFrom(dim.Questions).Draw(t, "question")
		low := rapid.IntRange(0, len(q.Options)-2).Draw(t, "low")
		given[q.ID] = q.Options[low].Key
		before, shown := d.Score(given), d.Shown(given)
		given[q.ID] = q.Options[rapid.IntRange(low+1, len(q.Options)-1).Draw(t, "high")].Key
		if !maps.Equal(shown, d.Shown(given)) || before.Uncapped == nil {
			return
		}
		if after := d.Score(given); *after.Uncapped < *before.Uncapped-1e-9 || *after.Overall < *before.Overall-1e-9 {
			t.Fatalf("from %v to %v", *before.Uncapped, *after.Uncapped)
		}
	})
}

// TestAShownFailureZeroes holds that a critical question that fails zeroes its dimension or everything where it is shown.
func TestAShownFailureZeroes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := conditional(t)
		given := answers(t, d)
		shown, s := d.Shown(given), d.Score(given)
		failed, all := 0, false
		for _, dim := range d.Dimensions {
			fails := false
			for _, q := range dim.Questions {
				o, _ := q.Option(given[q.ID])
				if o.Fails && shown[q.ID] && q.Critical != scorecards.NotCritical {
					failed, fails, all = failed+1, true, all || q.Critical == scorecards.FailAll
				}
			}
			if v := s.Dimensions[dim.Key]; fails && *v != 0 {
				t.Fatalf("%s is %v with a failure", dim.Key, *v)
			}
		}
		if failed != len(s.Failed) || (all && *s.Overall != 0) {
			t.Fatalf("%d fail, %v", failed, flat(s))
		}
	})
}

// TestWhatStandsOnItselfIsHidden holds that a form which no validation let through still can be scored.
func TestWhatStandsOnItselfIsHidden(t *testing.T) {
	options := []scorecards.Option{{Key: "no"}, {Key: "yes", Points: 1}}
	on := func(id string) *scorecards.Condition {
		return &scorecards.Condition{Question: id, Options: []string{"yes"}}
	}
	d := scorecards.Definition{Dimensions: []scorecards.Dimension{{Key: "empathy", Weight: 1, Questions: []scorecards.Question{
		{ID: "a", Weight: 1, Options: options}, {ID: "b", Weight: 1, Options: options, ShownIf: on("c")}, {ID: "c", Weight: 1, Options: options, ShownIf: on("b")},
		{ID: "d", Weight: 1, Options: options, ShownIf: on("gone")}}}}}
	s := d.Score(map[string]string{"a": "no", "b": "yes", "c": "yes", "d": "yes"})
	if *s.Overall != 0 || len(d.Open(map[string]string{})) != 1 {
		t.Fatalf("%v, open %v", *s.Overall, d.Open(map[string]string{}))
	}
}
