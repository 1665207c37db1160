package stats_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/stats"
)

// groups labels the connected groups of a few scores, by spreading labels until nothing changes.
func groups(scores []score) (agents, evaluators map[int]int) {
	agents, evaluators = map[int]int{}, map[int]int{}
	for i, s := range scores {
		if _, ok := agents[s.agent]; !ok {
			agents[s.agent] = i
		}
		evaluators[s.evaluator] = math.MaxInt
	}
	for changed := true; changed; {
		changed = false
		for _, s := range scores {
			if least := min(agents[s.agent], evaluators[s.evaluator]); agents[s.agent] != least || evaluators[s.evaluator] != least {
				agents[s.agent], evaluators[s.evaluator], changed = least, least, true
			}
		}
	}
	return agents, evaluators
}

func parts(scores []score) int {
	agents, _ := groups(scores)
	labels := map[int]bool{}
	for _, l := range agents {
		labels[l] = true
	}
	return len(labels)
}

// holds says whether the score at i alone holds two groups of more than one together.
func holds(scores []score, i int) bool {
	rest := slices.Delete(slices.Clone(scores), i, i+1)
	agents, evaluators := groups(rest)
	a, okA := agents[scores[i].agent]
	e, okE := evaluators[scores[i].evaluator]
	return okA && okE && a != e
}

func TestConnectionIsThatOfRemoval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var scores []score
		for range rapid.IntRange(1, 14).Draw(t, "scores") {
			scores = append(scores, score{rapid.IntRange(0, 4).Draw(t, "agent"), rapid.IntRange(0, 4).Draw(t, "evaluator"), 1})
		}
		agents, evaluators := numbers{}, numbers{} // without gaps
		for i, s := range scores {
			scores[i].agent, scores[i].evaluator = agents.of(string(rune(s.agent))), evaluators.of(string(rune(s.evaluator)))
		}
		got := crossed(scores).Connection()
		if got.Parts != parts(scores) || (got.Err() == nil) != (got.Parts == 1) {
			t.Fatalf("%d parts, by spreading labels %d", got.Parts, parts(scores))
		}
		for i, s := range scores {
			if pair := (stats.Pair{Agent: s.agent, Evaluator: s.evaluator}); slices.Contains(got.Bridges, pair) != holds(scores, i) {
				t.Fatalf("%v of %v: %v", s, scores, got.Bridges)
			}
		}
	})
}

func TestSeverityRefuses(t *testing.T) {
	for name, scores := range map[string][]score{
		"nothing":        {},
		"one evaluator":  {{0, 0, 1}, {1, 0, 2}, {0, 0, 3}},
		"one agent":      {{0, 0, 1}, {0, 1, 2}, {0, 0, 3}},
		"a gap":          {{0, 0, 1}, {2, 1, 2}, {0, 1, 3}, {2, 0, 5}, {0, 0, 7}},
		"not connected":  {{0, 0, 1}, {0, 0, 2}, {1, 1, 3}, {1, 1, 5}, {1, 1, 6}},
		"too few":        {{0, 0, 1}, {0, 1, 2}, {1, 0, 4}},
		"all the same":   {{0, 0, 5}, {0, 1, 5}, {1, 0, 5}, {1, 1, 5}},
		"nothing left":   {{0, 0, 1}, {0, 1, 3}, {1, 0, 2}, {1, 1, 4}},
		"once each":      {{0, 0, 1}, {1, 1, 3}},
		"agents' scores": {{0, 0, 1}, {1, 0, 3}, {2, 1, 3}},
	} {
		if f, err := crossed(scores).Fit(); err == nil {
			t.Errorf("%s: %+v", name, f.Agents)
		}
	}
}

// TestContrastIsThatOfTheDense compares the standard error of two agents' difference.
func TestContrastIsThatOfTheDense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := smallTable(t)
		f, err := crossed(scores).Fit()
		if err != nil || f.Agent == 0 {
			return
		}
		got, se := f.Contrast(0, 1)
		// The same difference as that of an agent 0 whose scores count for and an agent 1 whose scores count against.
		d := newDense(scores, f.Agent, f.Evaluator, f.Rest)
		want, wantSE := d.contrast(0, 1, f.Agent)
		if math.Abs(got-want) > 1e-6 || math.Abs(se-wantSE) > 1e-6 {
			t.Fatalf("%v ± %v, dense %v ± %v", got, se, want, wantSE)
		}
	})
}
