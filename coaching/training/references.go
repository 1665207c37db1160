package training

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
)

// checkMedia holds that what lessons name is there and was sent whole.
func (m *Modules) checkMedia(ctx context.Context, _ *Module, c *Content) (f faults, err error) {
	known, err := m.completeMedia(ctx, c.media())
	for n := range c.Parts {
		for _, id := range c.Parts[n].media() {
			if !known[id] {
				f.add(fmt.Sprintf("body.parts[%d].lesson.text", n), "names media:%s, which there is not or which was not sent whole", id)
			}
		}
	}
	return f, err
}

// media are the ids of all media that the parts name, each once.
func (c *Content) media() (ids []string) {
	for n := range c.Parts {
		ids = append(ids, c.Parts[n].media()...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// checkScorecards holds that role plays name scorecards that are published, and keeps the versions.
func (m *Modules) checkScorecards(ctx context.Context, _ *Module, c *Content) (f faults, err error) {
	for n := range c.Parts {
		if c.Parts[n].RolePlay == nil {
			continue
		}
		play := *c.Parts[n].RolePlay
		card, err := m.cards.Get(ctx, play.Scorecard)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
		if err != nil {
			f.add(fmt.Sprintf("body.parts[%d].role_play.scorecard", n), "is no published scorecard")
			continue
		}
		play.ScorecardVersion = card.Version.ID
		c.Parts[n].RolePlay = &play
	}
	return f, nil
}

// node is a module as the graph of prerequisites has it.
type node struct {
	ID            string
	Title         string
	Status        string
	Prerequisites []string `gorm:"serializer:json"`
}

// checkPrerequisites holds that they are there, are not retired, and lead nowhere back; one at a time, so that two
// changes can't close a circle together.
func (m *Modules) checkPrerequisites(ctx context.Context, module *Module, c *Content) (f faults, err error) {
	if len(c.Prerequisites) == 0 {
		return nil, nil
	}
	if err := m.db.Lock(ctx, "prerequisites"); err != nil {
		return nil, err
	}
	graph, err := m.graph(ctx)
	if err != nil {
		return nil, err
	}
	graph[module.ID] = node{ID: module.ID, Title: c.Title, Status: module.Status, Prerequisites: c.Prerequisites}
	for n, id := range c.Prerequisites {
		place := fmt.Sprintf("body.prerequisites[%d]", n)
		other, ok := graph[id]
		switch {
		case !ok:
			f.add(place, "is no module")
		case id == module.ID:
			f.add(place, "is the module itself")
		case other.Status == Retired && !slices.Contains(module.Prerequisites, id):
			f.add(place, "«%s» is retired", other.Title)
		default:
			if way := circle(graph, id, module.ID); way != nil {
				f.add(place, "closes a circle: %s", strings.Join(append([]string{c.Title}, way...), " → "))
			}
		}
	}
	return f, nil
}

// circle is the way by prerequisites from one module to another, by titles, or nil where there is none.
func circle(graph map[string]node, from, to string) []string {
	came, queue := map[string]string{from: ""}, []string{from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if at == to {
			var way []string
			for ; at != ""; at = came[at] {
				way = append([]string{graph[at].Title}, way...)
			}
			return way
		}
		for _, next := range graph[at].Prerequisites {
			if _, seen := came[next]; !seen {
				came[next] = at
				queue = append(queue, next)
			}
		}
	}
	return nil
}
