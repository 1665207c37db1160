package insights

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"rater/scorecards"
)

// twice are pairs of 20 questions by two of three evaluators, so many a week; in week n the second finds differs of them
// otherwise, give or take one.
func twice(weeks []time.Time, each int, differs func(week int) int) (pairs []scorecards.JudgedTwice) {
	random := rand.New(rand.NewPCG(8, 1))
	for n, week := range weeks {
		for k := range each {
			p := scorecards.JudgedTwice{At: week.Add(time.Duration(k) * time.Hour)}
			p.First.Evaluator, p.Second.Evaluator = fmt.Sprint("e", k%2), fmt.Sprint("e", 1+k%2)
			p.First.Options, p.Second.Options = map[string]string{}, map[string]string{"both": scorecards.NA}
			p.First.Options["one"], p.Second.Options["one"], p.First.Options["both"] = scorecards.NA, "yes", scorecards.NA
			otherwise := differs(n) + random.IntN(3) - 1
			for q := range 20 {
				p.First.Options[fmt.Sprint(q)] = "yes"
				p.Second.Options[fmt.Sprint(q)] = map[bool]string{true: "no", false: "yes"}[q < otherwise]
			}
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func tenWeeks() (weeks []time.Time) {
	for n := range 10 {
		weeks = append(weeks, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*n))
	}
	return weeks
}

func charted(pairs []scorecards.JudgedTwice) Agreement {
	a := Agreement{Evaluators: pairings(pairs)}
	a.courses(pairs, tenWeeks())
	return a
}

// TestAgreementDrifts has agreement fall in the last two weeks, and stay.
func TestAgreementDrifts(t *testing.T) {
	falls := charted(twice(tenWeeks(), 6, func(week int) int { return 2 + 6*(week/8) }))
	if c := falls.Course; !c.Drifts || len(c.Weeks) != 10 || c.Weeks[9].N != 6 || c.Weeks[9].Mean > 65 || c.Weeks[9].Value >= c.Weeks[9].Low {
		t.Errorf("falling: %+v", c)
	}
	for _, e := range falls.Evaluators {
		if len(e.Course.Weeks) != 10 || !e.Course.Drifts {
			t.Errorf("%s: %+v", e.Evaluator, e.Course)
		}
	}
	stays := charted(twice(tenWeeks(), 6, func(int) int { return 3 }))
	if c := stays.Course; c.Drifts || len(c.Weeks) != 10 || math.Abs(c.Usual-85) > 2 {
		t.Errorf("staying: %+v", c)
	}
	for _, w := range stays.Course.Weeks {
		if w.Signal {
			t.Errorf("%+v", w)
		}
	}
}

// TestAgreementOfFewIsNotCharted has under 20 pairs of each evaluator, then of all, then nothing that varies.
func TestAgreementOfFewIsNotCharted(t *testing.T) {
	some := charted(twice(tenWeeks(), 2, func(int) int { return 3 }))
	if some.Course.Weeks == nil {
		t.Error("twenty pairs are enough")
	}
	for _, e := range some.Evaluators {
		if enough := e.Pairs >= 20; enough != (e.Course.Weeks != nil) {
			t.Errorf("%s: %d pairs, %+v", e.Evaluator, e.Pairs, e.Course)
		}
	}
	for name, pairs := range map[string][]scorecards.JudgedTwice{"too few": twice(tenWeeks(), 1, func(int) int { return 3 }), "one week": twice(tenWeeks()[:1], 60, func(int) int { return 3 }), "all agree": twice(tenWeeks(), 6, func(int) int { return -1 }), "nothing": nil} {
		if a := charted(pairs); a.Course.Weeks != nil || a.Course.Drifts || a.Course.Usual != 0 {
			t.Errorf("%s: %+v", name, a.Course)
		}
	}
}

// TestAlikeLeavesOutNA counts only what both gave a level.
func TestAlikeLeavesOutNA(t *testing.T) {
	p := twice(tenWeeks()[:1], 1, func(int) int { return 5 })[0]
	if same, answers := alike(p.First, p.Second); answers != 20 || same < 14 || same > 16 {
		t.Errorf("%d of %d", same, answers)
	}
	if at := weekOf(tenWeeks(), tenWeeks()[0].Add(-time.Second)); at != -1 {
		t.Errorf("before the first week lies in %d", at)
	}
	if at := weekOf(tenWeeks(), tenWeeks()[3].Add(-time.Second)); at != 2 {
		t.Errorf("the end of the third week lies in %d", at)
	}
}
