package demo

import (
	"reflect"
	"slices"
	"testing"

	"rater/scorecards"
)

func TestAnswers(t *testing.T) {
	d, err := scorecards.Standard()
	if err != nil {
		t.Fatal(err)
	}
	var strong, weak []float64
	commented, grades := 0, map[string]int{}
	for s := range (Past{Seed: 7, Until: noon, Days: 10, Weekday: 146}).Stories() {
		answers := Answers(s, &d, "judith.kranz@example.com")
		e := scorecards.Evaluation{Status: scorecards.Draft}
		if err := e.Answer(&d, answers, scorecards.Heard{LastPos: int64(len(s.Events)), Channel: s.Channel}); err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		if len(answers) != d.Count() || !reflect.DeepEqual(answers, Answers(s, &d, "judith.kranz@example.com")) {
			t.Fatalf("%s isn't answered in full, or in two ways", s.ID)
		}
		for _, a := range answers {
			if len(a.Evidence) > 0 {
				commented++
				agrees(t, s, &d, a)
			}
		}
		if e.Overall == nil {
			t.Fatalf("%s has no score", s.ID)
		}
		grades[grade(d, *e.Overall)]++
		switch {
		case s.Quality > 0.75:
			strong = append(strong, *e.Overall)
		case s.Quality < 0.5:
			weak = append(weak, *e.Overall)
		}
	}
	t.Logf("strong %.0f, weak %.0f, %v, %d with evidence", mean(strong), mean(weak), grades, commented)
	if mean(strong) < mean(weak)+20 || commented < 1000 || len(grades) != 3 {
		t.Error("the answers don't tell the strong from the weak")
	}
}

// agrees holds that what is said of the evidence goes with the level.
func agrees(t *testing.T, s Story, d *scorecards.Definition, a scorecards.Answer) {
	t.Helper()
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			if q.ID != a.QuestionID {
				continue
			}
			praised := slices.Contains(remarks[q.Key][true], a.Comment)
			for _, o := range q.Options {
				if o.Key == a.Option && praised != (o.Points > 0.5) {
					t.Errorf("%s: %s, but the level is %s", s.ID, a.Comment, o.Label)
				}
			}
		}
	}
}

func grade(d scorecards.Definition, score float64) (key string) {
	for _, g := range d.Grades {
		if score >= g.From {
			key = g.Key
		}
	}
	return key
}
