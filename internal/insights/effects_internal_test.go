package insights

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

const day = int64(24 * 3600 * 1000)

// lot is a site of agents with eight scores before day 100 and eight behind it; two of three whose scores
// before were low are given something, which adds gain to what follows.
func lot(random *rand.Rand, agents int, gain float64) (*group, []scored) {
	g := &group{id: "m", name: "Listening"}
	var scores []scored
	for a := range agents {
		id := fmt.Sprintf("agent %03d", a)
		ability, seen := 70+6*random.NormFloat64(), 0.0
		score := func(d int, more float64) float64 {
			y := ability + more + 12*random.NormFloat64()
			scores = append(scores, scored{id, "eve", "v1", (100+int64(d))*day + 3_600_000, y})
			return y
		}
		for d := range 8 {
			seen += score(-1-3*d, 0) / 8
		}
		more := 0.0
		if seen < 72 && random.IntN(3) > 0 {
			g.given, more = append(g.given, intervention{GroupID: "m", AgentID: id, ByID: fmt.Sprint("lead ", a), At: 100 * day}), gain
		}
		for d := range 8 {
			score(3*d, more)
		}
	}
	return g, scores
}

// TestNoEffectIsSeldomClaimed gives something that changes nothing to those who scored low: the difference of changes
// claims a gain in two of five sites, ours in about one of twenty.
func TestNoEffectIsSeldomClaimed(t *testing.T) {
	random, claimed, naive := rand.New(rand.NewPCG(11, 12)), 0, 0
	const sites = 400
	for range sites {
		g, scores := lot(random, 60, 0)
		list := []Effect{g.measure(scores)}
		if err := correct(list); err != nil || list[0].ANCOVA == nil {
			t.Fatal(err, list)
		}
		if list[0].Verdict != NoEvidence {
			claimed++
		}
		if *list[0].DiD.Low > 0 {
			naive++
		}
	}
	t.Logf("of %d sites without an effect ours claims one in %d, the difference of changes in %d", sites, claimed, naive)
	if claimed > 33 || naive < 4*claimed {
		t.Errorf("claimed %d, naive %d", claimed, naive)
	}
}

// TestAnEffectIsFound gives something that adds eight points.
func TestAnEffectIsFound(t *testing.T) {
	random, found, sum := rand.New(rand.NewPCG(13, 14)), 0, 0.0
	const sites = 100
	for range sites {
		g, scores := lot(random, 60, 8)
		list := []Effect{g.measure(scores)}
		if err := correct(list); err != nil {
			t.Fatal(err)
		}
		if sum += *list[0].ANCOVA.Estimate / sites; list[0].Verdict == Helps {
			found++
		}
	}
	t.Logf("of %d sites it is found in %d, by %.1f points on the mean", sites, found, sum)
	if found < 90 || sum < 7 || sum > 9 {
		t.Errorf("found %d, mean %.2f", found, sum)
	}
}

// TestScoresOfTheCoachDoNotCount leaves out what who gave it finds afterwards, and what lies outside of the window.
func TestScoresOfTheCoachDoNotCount(t *testing.T) {
	scores := []scored{{"a", "eve", "v", 99 * day, 60}, {"a", "lead", "v", 98 * day, 50}, {"a", "lead", "v", 101 * day, 100}, {"a", "eve", "v", 102 * day, 70}, {"a", "eve", "v", 129 * day, 0}, {"a", "eve", "v", 71 * day, 0}}
	c, ok := around(scores, 100*day, "lead")
	if !ok || c.Before != 55 || c.NBefore != 2 || c.After != 70 {
		t.Errorf("%+v %v", c, ok)
	}
	if _, ok := around(scores[:3], 100*day, "lead"); ok {
		t.Error("without a score of somebody else afterwards there is no case")
	}
}

// TestFewAreNotShown says nothing of less than five.
func TestFewAreNotShown(t *testing.T) {
	g, scores := lot(rand.New(rand.NewPCG(1, 1)), 60, 8)
	g.given = g.given[:4]
	if e := g.measure(scores); e.Verdict != TooFew || e.Raw != nil || e.ANCOVA != nil || e.Why == "" {
		t.Errorf("%+v", e)
	}
}

// TestOthersAreNoCases leaves out who had it before the time that is looked at, and scores of another version.
func TestOthersAreNoCases(t *testing.T) {
	given := []intervention{{GroupID: "m", AgentID: "long ago", At: 10 * day}, {GroupID: "m", AgentID: "a", ByID: "lead", At: 100 * day}, {GroupID: "gone", AgentID: "a", At: 20 * day}}
	groups := grouped(given, 50*day)
	if len(groups) != 1 || len(groups[0].given) != 1 {
		t.Fatalf("%+v", groups)
	}
	var scores []scored
	for _, agent := range []string{"long ago", "a", "b"} {
		scores = append(scores, scored{agent, "eve", "v1", 99 * day, 60}, scored{agent, "eve", "v1", 101 * day, 70}, scored{agent, "eve", "v0", 102 * day, 0})
	}
	cases := groups[0].cases(scores)
	if len(cases) != 2 || !cases[0].Treated || cases[0].After != 70 || cases[1].Treated || cases[1].After != 70 {
		t.Errorf("%+v", cases)
	}
}
