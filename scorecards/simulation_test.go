package scorecards_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"rater/scorecards"
)

// simulated is a plan's week over some agents, drawn with the plan's own Uniform.
type simulated struct {
	scores [][]float64 // by agent; agents with more interactions have lower scores
	seed   []byte
}

func simulate(random *rand.Rand, n int) simulated {
	s := simulated{seed: binary.BigEndian.AppendUint64([]byte("simulation "), uint64(n))}
	for range 12 {
		volume := 3 + random.IntN(60)
		level := 95 - 0.5*float64(volume) + 5*random.NormFloat64()
		scores := make([]float64, volume)
		for k := range scores {
			scores[k] = min(100, max(0, level+12*random.NormFloat64()))
		}
		s.scores = append(s.scores, scores)
	}
	return s
}

// sample draws an agent's week by π = min(1, quota ÷ expected), what was expected being off, tops it up to the quota by the
// smallest u, and leaves one in ten unscored by chance. It returns the sum and number of those scored, and the number
// before the top-up.
func (s *simulated) sample(random *rand.Rand, agent, quota int) (sum float64, n, drawn int) {
	scores := s.scores[agent]
	type one struct{ u, y float64 }
	all := make([]one, len(scores))
	for k, y := range scores {
		all[k] = one{scorecards.Uniform(s.seed, fmt.Sprint(agent, "/", k)), y}
	}
	slices.SortFunc(all, func(a, b one) int {
		if a.u < b.u {
			return -1
		}
		return 1
	})
	expected := float64(len(scores)) * (0.5 + 1.5*random.Float64())
	probability := math.Min(1, float64(quota)/expected)
	for drawn < len(all) && all[drawn].u < probability {
		drawn++
	}
	for _, o := range all[:max(drawn, min(quota, len(all)))] {
		if random.Float64() < 0.1 && n > 0 {
			continue
		}
		sum, n = sum+o.y, n+1
	}
	return sum, n, drawn
}

// TestWeightsGiveUnbiasedMeans simulates 500 plans with a fixed seed: the mean of all interactions is found by weighing what
// was scored by N ÷ n within agent and week, and missed by weighing it alike, where agents with more contacts score lower.
func TestWeightsGiveUnbiasedMeans(t *testing.T) {
	const plans, quota = 500, 4
	random := rand.New(rand.NewPCG(20260302, 17))
	var weighted, plain, squares, topped, scored float64
	for n := range plans {
		s := simulate(random, n)
		var truth, all, wy, w, y, count float64
		for agent, scores := range s.scores {
			for _, v := range scores {
				truth, all = truth+v, all+1
			}
			sum, k, drawn := s.sample(random, agent, quota)
			if k == 0 {
				continue
			}
			weight := float64(len(scores)) / float64(k)
			wy, w, y, count = wy+weight*sum, w+weight*float64(k), y+sum, count+float64(k)
			topped += float64(max(0, min(quota, len(scores))-drawn))
		}
		d := wy/w - truth/all
		weighted, squares, plain, scored = weighted+d, squares+d*d, plain+y/count-truth/all, scored+count
	}
	mean, off := weighted/plans, plain/plans
	se := math.Sqrt((squares/plans - mean*mean) / plans)
	t.Logf("plans %d, quota %d, scored %.0f, topped up %.0f", plans, quota, scored, topped)
	t.Logf("%-28s %8s %8s", "estimate of the mean of all", "bias", "± 2 se")
	t.Logf("%-28s %+8.3f %8.3f", "weighted by N ÷ n", mean, 2*se)
	t.Logf("%-28s %+8.3f %8.3f", "every score alike", off, 2*se)
	if math.Abs(mean) > 3*se || math.Abs(off) < 1 {
		t.Errorf("weighted it is off by %.3f (standard error %.3f), unweighted by %.3f", mean, se, off)
	}
}
