package stats

import "fmt"

// Connection is how agents and evaluators hang together by the scores.
type Connection struct {
	Parts   int
	Bridges []Pair // single scores without which the agents and evaluators on one side could not be compared with the other's
}

// Pair is an agent and an evaluator.
type Pair struct{ Agent, Evaluator int }

// Err says why agents can't be compared, if they can't.
func (c Connection) Err() error {
	if c.Parts < 2 {
		return nil
	}
	return fmt.Errorf("agents and evaluators fall into %d groups that no score connects: strict evaluators can't be told from weak agents", c.Parts)
}

// Connection finds the groups, and the bridges by a walk through the scores (Tarjan 1974). A score whose loss would
// only cut off a single agent or evaluator is no bridge.
func (c *Crossed) Connection() Connection {
	w := c.walk()
	var found Connection
	for v := range w.links {
		if w.seen[v] == 0 {
			found.Parts++
			found.Bridges = append(found.Bridges, w.from(v)...)
		}
	}
	return found
}

// walk goes through agents, numbered first, and evaluators in depth.
type walk struct {
	agents    int
	links     [][]link
	seen, low []int // when first met, from 1; the earliest reached beside the way there
	size      []int // of what lies behind
	clock     int
}

func (c *Crossed) walk() *walk {
	agents := len(c.agents.n)
	total := agents + len(c.evaluators.n)
	w := &walk{agents: agents, links: make([][]link, total), seen: make([]int, total), low: make([]int, total), size: make([]int, total)}
	for _, cell := range c.cells {
		a, e := cell.agent, agents+cell.evaluator
		w.links[a], w.links[e] = append(w.links[a], link{e, cell.n}), append(w.links[e], link{a, cell.n})
	}
	return w
}

// step is one vertex on the way, the score that led there and the next link to follow.
type step struct {
	at, before, next int
	n                float64
}

func (w *walk) meet(v int) {
	w.clock++
	w.seen[v], w.low[v], w.size[v] = w.clock, w.clock, 1
}

func (w *walk) from(start int) (bridges []Pair) {
	w.meet(start)
	way := []step{{at: start, before: -1}}
	var narrow []step
	for len(way) > 0 {
		s := &way[len(way)-1]
		if s.next < len(w.links[s.at]) {
			l := w.links[s.at][s.next]
			s.next++
			switch {
			case w.seen[l.small] == 0:
				w.meet(l.small)
				way = append(way, step{at: l.small, before: s.at, n: l.n})
			case l.small != s.before || l.n > 1:
				w.low[s.at] = min(w.low[s.at], w.seen[l.small])
			}
			continue
		}
		if s.before >= 0 {
			w.low[s.before] = min(w.low[s.before], w.low[s.at])
			w.size[s.before] += w.size[s.at]
			if w.low[s.at] > w.seen[s.before] {
				narrow = append(narrow, *s)
			}
		}
		way = way[:len(way)-1]
	}
	for _, s := range narrow {
		if behind := w.size[s.at]; behind > 1 && w.size[start]-behind > 1 {
			bridges = append(bridges, w.pair(s.at, s.before))
		}
	}
	return bridges
}

func (w *walk) pair(a, b int) Pair {
	if a > b {
		a, b = b, a
	}
	return Pair{a, b - w.agents}
}
