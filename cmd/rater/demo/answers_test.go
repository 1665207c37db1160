package demo

import (
	"reflect"
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
	for s := range Stories(7, noon, 10) {
		answers := Answers(s, &d, "judith.kranz@example.com")
		e := scorecards.Evaluation{Status: scorecards.Draft}
		if err := e.Answer(&d, answers, int64(len(s.Events))); err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		if len(answers) != d.Count() || !reflect.DeepEqual(answers, Answers(s, &d, "judith.kranz@example.com")) {
			t.Fatalf("%s isn't answered in full, or in two ways", s.ID)
		}
		for _, a := range answers {
			if len(a.Evidence) > 0 {
				commented++
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

func grade(d scorecards.Definition, score float64) (key string) {
	for _, g := range d.Grades {
		if score >= g.From {
			key = g.Key
		}
	}
	return key
}
