//go:build torture

package stats_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// A contact centre: an interaction's score is its agent's ability with a spread of 12 points, in steps of 2.5, and not above
// 100, which one in eight reaches. failing is the share that fails a critical question and counts 0.
type centre struct {
	*rand.Rand
	failing float64
}

const (
	spreadOfScores = 12.0
	stepOfScores   = 2.5
	usualAbility   = 86.0
	spreadOfAgents = 5.0
)

func newCentre(seed uint64, run int) centre {
	return centre{Rand: rand.New(rand.NewPCG(seed, uint64(run)))}
}

func (c centre) ability() float64 { return usualAbility + spreadOfAgents*c.NormFloat64() }

func (c centre) score(ability float64) float64 {
	if c.failing > 0 && c.Float64() < c.failing {
		return 0
	}
	y := stepOfScores * math.Round((ability+spreadOfScores*c.NormFloat64())/stepOfScores)
	return math.Max(0, math.Min(100, y))
}

// truth is the mean of all the scores that an ability gives.
func (c centre) truth(ability float64) (mean float64) {
	steps := int(100 / stepOfScores)
	below := func(k int) float64 {
		return distuv.UnitNormal.CDF(((float64(k)+0.5)*stepOfScores - ability) / spreadOfScores)
	}
	for k := 1; k <= steps; k++ { // the mean is the sum of the chances to reach each step
		mean += stepOfScores * (1 - below(k-1))
	}
	return (1 - c.failing) * mean
}

// gaining is the ability whose mean lies so many points higher.
func (c centre) gaining(ability, points float64) float64 {
	want, low, high := c.truth(ability)+points, ability, ability+40
	for high-low > 1e-3 {
		if middle := (low + high) / 2; c.truth(middle) < want {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// few is a number of scores, 4 to 30.
func (c centre) few() int { return 4 + c.IntN(27) }

// hits counts how often intervals hold the truth.
type hits struct{ held, all int }

func (h *hits) add(low, high *float64, truth float64) {
	if low == nil || high == nil {
		return
	}
	h.all++
	if *low <= truth && truth <= *high {
		h.held++
	}
}

func (h hits) share() float64 { return 100 * float64(h.held) / float64(h.all) }

// ledger is the one table of what was found, with what is allowed.
type ledger struct {
	mu    sync.Mutex
	lines []string
}

// note enters a figure, which has to lie between from and to where these are not both 0.
func (l *ledger) note(t *testing.T, what string, n int, figure, from, to float64) {
	t.Helper()
	allowed := ""
	if from != 0 || to != 0 {
		allowed = fmt.Sprintf("%g–%g", from, to)
		if !(figure >= from && figure <= to) {
			t.Errorf("%s: %.2f is not within %s", what, figure, allowed)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf("| %s | %d | %.2f | %s |", what, n, figure, allowed))
}

// covers enters a coverage of at least two thousand intervals.
func (l *ledger) covers(t *testing.T, what string, h hits) {
	t.Helper()
	if h.all < 2000 {
		t.Errorf("%s: %d intervals are too few", what, h.all)
	}
	l.note(t, what, h.all, h.share(), 93, 97)
}

// TestTortureMathematics holds intervals, effects and bands to the truth that they are about, in centres that are made up.
func TestTortureMathematics(t *testing.T) {
	l := &ledger{}
	parts := map[string]func(*testing.T, *ledger){
		"means": meansHold, "persons": personsHold, "fair scores": fairScoresHold, "agreement": agreementHolds, "coaching": coachingHolds, "ranking": bandsHold,
	}
	t.Run("parts", func(t *testing.T) {
		for name, part := range parts {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				part(t, l)
			})
		}
	})
	t.Logf("\n| what | intervals, runs or claims | %% | allowed |\n| --- | --- | --- | --- |\n%s", strings.Join(sortedLines(l.lines), "\n"))
}
