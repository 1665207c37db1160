package scorecards_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"rater/scorecards"
)

// shared is a case that the web application's own score is held to, too: frontend/src/features/scoring/shared.test.ts.
type shared struct {
	Card struct {
		Dimensions []scorecards.Dimension `json:"dimensions"`
		Grades     []scorecards.Grade     `json:"grades"`
	} `json:"card"`
	Answers map[string]string `json:"answers"`
	Score   struct {
		Overall    *float64            `json:"overall"`
		Uncapped   *float64            `json:"uncapped"`
		Dimensions map[string]*float64 `json:"dimensions"`
		Failed     []string            `json:"failed"`
		Grade      string              `json:"grade"`
	} `json:"score"`
}

const (
	sharedFile  = "testdata/scores.json"
	sharedCases = 40
)

var update = flag.Bool("update", false, "write the shared cases anew")

func TestScoresAreThoseOfTheSharedCases(t *testing.T) {
	if *update {
		writeShared(t)
	}
	raw, err := os.ReadFile(sharedFile)
	if err != nil {
		t.Fatal(err)
	}
	var cases []shared
	if err := json.Unmarshal(raw, &cases); err != nil || len(cases) != sharedCases {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for n, c := range cases {
		want := c.Score
		if c.work(); !reflect.DeepEqual(c.Score, want) {
			t.Errorf("case %d: want %+v, got %+v", n, want, c.Score)
		}
	}
}

func (c *shared) work() {
	d := scorecards.Definition{Dimensions: c.Card.Dimensions, Grades: c.Card.Grades}
	s := d.Score(c.Answers)
	c.Score.Overall, c.Score.Uncapped, c.Score.Dimensions, c.Score.Failed, c.Score.Grade = s.Overall, s.Uncapped, s.Dimensions, append([]string{}, s.Failed...), s.Grade
}

func writeShared(t *testing.T) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	cases := make([]shared, sharedCases)
	for n := range cases {
		c := &cases[n]
		c.Card.Grades = []scorecards.Grade{{Key: "below", From: 0}, {Key: "meets", From: 60}, {Key: "exceeds", From: 90}}
		c.Answers = map[string]string{}
		for i, key := range scorecards.DimensionKeys[:1+random.IntN(3)] {
			dim := scorecards.Dimension{Key: key, Weight: float64(1 + random.IntN(3))}
			for j := range 1 + random.IntN(3) {
				dim.Questions = append(dim.Questions, drawQuestion(random, fmt.Sprintf("%d-%d", i, j), dim.Questions, c.Answers))
			}
			c.Card.Dimensions = append(c.Card.Dimensions, dim)
		}
		c.work()
	}
	raw, err := json.Marshal(cases)
	if err == nil {
		err = os.WriteFile(sharedFile, raw, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// drawQuestion draws a question, perhaps shown only after an answer to the one before, and an answer to it, or none.
func drawQuestion(random *rand.Rand, id string, before []scorecards.Question, answers map[string]string) scorecards.Question {
	kinds := []string{scorecards.NotCritical, scorecards.NotCritical, scorecards.NotCritical, scorecards.FailDimension, scorecards.FailAll}
	q := scorecards.Question{ID: id, Key: id, Weight: float64(1 + random.IntN(4)), NA: true, Critical: kinds[random.IntN(len(kinds))]}
	levels := 2 + random.IntN(3)
	for l := range levels {
		q.Options = append(q.Options, scorecards.Option{Key: fmt.Sprint(l), Points: float64(l) / float64(levels-1), Fails: l == 0 && q.Critical != scorecards.NotCritical})
	}
	if len(before) > 0 && random.IntN(2) == 0 {
		last := before[len(before)-1]
		q.ShownIf = &scorecards.Condition{Question: last.ID, Options: []string{last.Options[len(last.Options)-1].Key}}
	}
	switch n := random.IntN(levels + 2); {
	case n < levels:
		answers[id] = q.Options[n].Key
	case n == levels:
		answers[id] = scorecards.NA
	}
	return q
}
