package scorecards_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"rater/scorecards"
)

// definition draws a scorecard: one to five dimensions, each with one to four questions.
func definition(t *rapid.T) scorecards.Definition {
	d := scorecards.Definition{Grades: []scorecards.Grade{{Key: "below", From: 0}, {Key: "meets", From: 70}, {Key: "exceeds", From: 90}}}
	weight := rapid.Float64Range(0.1, 5)
	for n, key := range scorecards.DimensionKeys[:rapid.IntRange(1, 5).Draw(t, "dimensions")] {
		dim := scorecards.Dimension{Key: key, Weight: weight.Draw(t, "weight")}
		for m := range rapid.IntRange(1, 4).Draw(t, "questions") {
			dim.Questions = append(dim.Questions, question(t, fmt.Sprint(n, "-", m), weight))
		}
		d.Dimensions = append(d.Dimensions, dim)
	}
	return d
}

func question(t *rapid.T, id string, weight *rapid.Generator[float64]) scorecards.Question {
	q := scorecards.Question{ID: id, Weight: weight.Draw(t, "weight"), NA: true,
		Critical: rapid.SampledFrom([]string{scorecards.NotCritical, scorecards.NotCritical, scorecards.FailDimension, scorecards.FailAll}).Draw(t, "critical")}
	levels := rapid.IntRange(2, 5).Draw(t, "levels")
	for l := range levels {
		q.Options = append(q.Options, scorecards.Option{Key: fmt.Sprint(l), Points: float64(l) / float64(levels-1), Fails: l == 0})
	}
	return q
}

func answers(t *rapid.T, d scorecards.Definition) map[string]string {
	given := map[string]string{}
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			n := rapid.IntRange(-1, len(q.Options)-1).Draw(t, "answer")
			given[q.ID] = scorecards.NA
			if n >= 0 {
				given[q.ID] = q.Options[n].Key
			}
		}
	}
	return given
}

func TestScoresLieWithinTheirRange(t *testing.T) { rapid.Check(t, scoresLieWithinTheirRange) }

func FuzzScore(f *testing.F) { f.Fuzz(rapid.MakeFuzz(scoresLieWithinTheirRange)) }

func scoresLieWithinTheirRange(t *rapid.T) {
	d := definition(t)
	s := d.Score(answers(t, d))
	values := []*float64{s.Overall, s.Uncapped}
	for _, v := range s.Dimensions {
		values = append(values, v)
	}
	for _, v := range values {
		if v != nil && !(*v >= 0 && *v <= 100) {
			t.Fatalf("%v lies outside 0–100", *v)
		}
	}
	if s.Overall != nil && *s.Overall > *s.Uncapped {
		t.Fatalf("capped %v above uncapped %v", *s.Overall, *s.Uncapped)
	}
}

func TestABetterAnswerNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := definition(t)
		given := answers(t, d)
		dim := rapid.SampledFrom(d.Dimensions).Draw(t, "dimension")
		q := rapid.SampledFrom(dim.Questions).Draw(t, "question")
		low := rapid.IntRange(0, len(q.Options)-2).Draw(t, "low")
		high := rapid.IntRange(low+1, len(q.Options)-1).Draw(t, "high")
		given[q.ID] = q.Options[low].Key
		before := d.Score(given)
		given[q.ID] = q.Options[high].Key
		after := d.Score(given)
		if *after.Overall < *before.Overall-1e-9 || *after.Uncapped <= *before.Uncapped || *after.Dimensions[dim.Key] < *before.Dimensions[dim.Key]-1e-9 {
			t.Fatalf("from %v to %v", *before.Overall, *after.Overall)
		}
	})
}

func TestTheOrderOfQuestionsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := definition(t)
		given := answers(t, d)
		before := d.Score(given)
		rand.Shuffle(len(d.Dimensions), func(i, j int) { d.Dimensions[i], d.Dimensions[j] = d.Dimensions[j], d.Dimensions[i] })
		for _, dim := range d.Dimensions {
			rand.Shuffle(len(dim.Questions), func(i, j int) { dim.Questions[i], dim.Questions[j] = dim.Questions[j], dim.Questions[i] })
		}
		after := d.Score(given)
		if (before.Overall == nil) != (after.Overall == nil) || (before.Overall != nil && math.Abs(*before.Overall-*after.Overall) > 1e-9) {
			t.Fatalf("%v became %v", before.Overall, after.Overall)
		}
	})
}

// two is a scorecard of two dimensions, whose second holds a critical question of the kind.
func two(kind string) scorecards.Definition {
	scale := []scorecards.Option{{Key: "no", Points: 0, Fails: true}, {Key: "half", Points: 0.5}, {Key: "yes", Points: 1}}
	return scorecards.Definition{
		Grades: []scorecards.Grade{{Key: "below", From: 0}, {Key: "meets", From: 70}, {Key: "exceeds", From: 90}},
		Dimensions: []scorecards.Dimension{
			{Key: "empathy", Weight: 1, Questions: []scorecards.Question{{ID: "a", Weight: 1, Options: scale}, {ID: "b", Weight: 3, Options: scale, NA: true}}},
			{Key: "assurance", Weight: 3, Questions: []scorecards.Question{{ID: "c", Weight: 1, Options: scale, Critical: kind}, {ID: "d", Weight: 1, Options: scale}}},
		}}
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		name, kind        string
		answers           map[string]string
		overall, uncapped float64
		grade             string
	}{
		{"weights", "none", map[string]string{"a": "yes", "b": "no", "c": "yes", "d": "half"}, 62.5, 62.5, "below"},
		{"N/A leaves", "none", map[string]string{"a": "yes", "b": "na", "c": "yes", "d": "yes"}, 100, 100, "exceeds"},
		{"open ones leave", "none", map[string]string{"a": "half"}, 50, 50, "below"},
		{"not critical", "none", map[string]string{"a": "yes", "b": "yes", "c": "no", "d": "yes"}, 62.5, 62.5, "below"},
		{"fail_dimension", "fail_dimension", map[string]string{"a": "yes", "b": "yes", "c": "no", "d": "yes"}, 25, 62.5, "below"},
		{"fail_all", "fail_all", map[string]string{"a": "yes", "b": "yes", "c": "no", "d": "yes"}, 0, 62.5, "below"},
		{"critical and passed", "fail_all", map[string]string{"a": "yes", "b": "yes", "c": "half", "d": "yes"}, 81.25, 81.25, "meets"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := two(c.kind)
			s := d.Score(c.answers)
			if *s.Overall != c.overall || *s.Uncapped != c.uncapped || s.Grade != c.grade {
				t.Fatalf("overall %v, uncapped %v, %s", *s.Overall, *s.Uncapped, s.Grade)
			}
		})
	}
	d := two("none")
	if s := d.Score(nil); s.Overall != nil || s.Dimensions["empathy"] != nil {
		t.Fatalf("without answers: %+v", s)
	}
}

func TestTheStandardScorecardCanBeScored(t *testing.T) {
	d, err := scorecards.Standard()
	if err != nil || len(d.Dimensions) != 5 {
		t.Fatalf("%d dimensions, %v", len(d.Dimensions), err)
	}
	critical, seen := 0, map[string]bool{}
	for n, dim := range d.Dimensions {
		if dim.Key != scorecards.DimensionKeys[n] || dim.Weight <= 0 || len(dim.Questions) < 3 || len(dim.Questions) > 5 {
			t.Errorf("dimension %s", dim.Key)
		}
		for _, q := range dim.Questions {
			if q.Critical != scorecards.NotCritical {
				critical++
			}
			if seen[q.ID] || q.Weight <= 0 || q.Options[0].Points != 0 || q.Options[len(q.Options)-1].Points != 1 {
				t.Errorf("question %s", q.Key)
			}
			seen[q.ID] = true
			for i, o := range q.Options {
				if o.Describes == "" || (i > 0 && o.Points <= q.Options[i-1].Points) {
					t.Errorf("question %s, option %s", q.Key, o.Key)
				}
			}
		}
	}
	if critical != 1 || len(d.Dimensions[2].ChannelNotes) != 7 {
		t.Errorf("%d critical questions, tangibility for %d channels", critical, len(d.Dimensions[2].ChannelNotes))
	}
}
