package stats

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Crossed gathers scores that evaluators gave agents, both numbered from 0 without gaps. It keeps sums by pair, not
// the scores.
type Crossed struct {
	offset     float64 // the first score, from which all are counted
	n          int
	yy         float64
	agents     side
	evaluators side
	cells      []cell
	at         map[[2]int]int // the place in cells of an agent and an evaluator
}

// side is the agents, or the evaluators.
type side struct{ n, sum []float64 }

type cell struct {
	agent, evaluator int
	n                float64
}

// NewCrossed is without scores.
func NewCrossed() *Crossed { return &Crossed{at: map[[2]int]int{}} }

// Add takes in a score.
func (c *Crossed) Add(agent, evaluator int, y float64) { c.AddSums(agent, evaluator, 1, y, y*y) }

// AddSums takes in n scores of one agent by one evaluator: their sum and that of their squares.
func (c *Crossed) AddSums(agent, evaluator, n int, y, yy float64) {
	if n < 1 {
		return
	}
	if c.n == 0 {
		c.offset = y / float64(n)
	}
	many := float64(n)
	yy -= c.offset * (2*y - many*c.offset)
	y -= many * c.offset
	c.n += n
	c.yy += math.Max(0, yy)
	c.agents.add(agent, many, y)
	c.evaluators.add(evaluator, many, y)
	key := [2]int{agent, evaluator}
	i, ok := c.at[key]
	if !ok {
		i = len(c.cells)
		c.at[key], c.cells = i, append(c.cells, cell{agent: agent, evaluator: evaluator})
	}
	c.cells[i].n += many
}

func (s *side) add(i int, n, y float64) {
	for len(s.n) <= i {
		s.n, s.sum = append(s.n, 0), append(s.sum, 0)
	}
	s.n[i] += n
	s.sum[i] += y
}

// check refuses what can't tell agents, evaluators and the rest apart.
func (c *Crossed) check() error {
	agents, evaluators := len(c.agents.n), len(c.evaluators.n)
	repeated := func(s side) bool { return slices.Max(s.n) > 1 }
	switch {
	case c.n == 0:
		return errors.New("there are no scores")
	case agents < 2 || evaluators < 2:
		return fmt.Errorf("telling agents from evaluators needs at least two of each, and of agents there are %d, of evaluators %d", agents, evaluators)
	case slices.Min(c.agents.n) == 0 || slices.Min(c.evaluators.n) == 0:
		return errors.New("agents and evaluators are numbered without gaps")
	case !repeated(c.agents) || !repeated(c.evaluators):
		return errors.New("no agent or no evaluator has two scores, so nothing tells how much scores vary by themselves")
	case c.n <= agents+evaluators-1:
		return fmt.Errorf("%d scores are too few to tell %d agents, %d evaluators and what is left apart", c.n, agents, evaluators)
	case len(c.smaller().n) > maxSmaller:
		return fmt.Errorf("more than %d agents and as many evaluators take too long", maxSmaller)
	}
	return nil
}

const maxSmaller = 2000

func (c *Crossed) smaller() side {
	if len(c.agents.n) < len(c.evaluators.n) {
		return c.agents
	}
	return c.evaluators
}

// design is the scores as the equations need them: of the two sides the larger is eliminated, the smaller solved.
type design struct {
	agentsLarge  bool
	n, mean, yy  float64 // yy around the mean
	large, small side    // sums around the mean
	links        [][]link
}

// link says how many scores join one of the larger side to one of the smaller.
type link struct {
	small int
	n     float64
}

func (c *Crossed) design() design {
	d := design{agentsLarge: len(c.agents.n) >= len(c.evaluators.n), n: float64(c.n)}
	total := 0.0
	for _, s := range c.agents.sum {
		total += s
	}
	shift := total / d.n
	d.mean, d.yy = c.offset+shift, c.yy-d.n*shift*shift
	large, small := c.agents, c.evaluators
	if !d.agentsLarge {
		large, small = small, large
	}
	d.large, d.small = large.around(shift), small.around(shift)
	d.links = make([][]link, len(large.n))
	for _, cell := range c.cells {
		l, s := cell.agent, cell.evaluator
		if !d.agentsLarge {
			l, s = s, l
		}
		d.links[l] = append(d.links[l], link{s, cell.n})
	}
	for _, l := range d.links {
		slices.SortFunc(l, func(a, b link) int { return cmp.Compare(a.small, b.small) })
	}
	return d
}

func (s side) around(shift float64) side {
	centred := side{n: s.n, sum: make([]float64, len(s.n))}
	for i := range s.n {
		centred.sum[i] = s.sum[i] - s.n[i]*shift
	}
	return centred
}
