package interactions

import (
	"cmp"
	"slices"
	"strings"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// turns order what was told for one time: who began it, then other tellings, then a transfer.
var turns = map[string]int{Started: 0, Transferred: 2}

func newSegment(row *Interaction, e *Event, agents map[string]string) Segment {
	ref := strings.TrimSpace(*e.Agent)
	s := Segment{ID: store.NewID(), InteractionID: row.ID, Since: e.At, Turn: 1, EventID: e.ID, AgentRef: ref, AgentKey: people.Key(ref)}
	if turn, ok := turns[e.Type]; ok {
		s.Turn = turn
	}
	if id, ok := agents[s.AgentKey]; ok {
		s.AgentID = &id
	}
	return s
}

func compareSegments(a, b Segment) int {
	return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Turn, b.Turn), cmp.Compare(a.EventID, b.EventID))
}

// insertSegment puts a telling at its time among those that are in order.
func insertSegment(told []Segment, s Segment) []Segment {
	at, _ := slices.BinarySearchFunc(told, s, compareSegments)
	return slices.Insert(told, at, s)
}

// joined reads tellings in order of time as who had the interaction from when on.
func joined(told []Segment) []Segment {
	var out []Segment
	for _, s := range told {
		if n := len(out); n == 0 || !sameAgent(out[n-1], s) {
			out = append(out, s)
		}
	}
	return out
}

func sameAgent(a, b Segment) bool {
	if a.AgentID != nil && b.AgentID != nil {
		return *a.AgentID == *b.AgentID
	}
	return a.AgentID == nil && b.AgentID == nil && a.AgentKey == b.AgentKey
}

// settle sets who has the interaction now, how often it was handed on, and its team: that of the first agent whom
// somebody knows, which stays once the interaction was drawn.
func (i *Interaction) settle(told []Segment, terms people.Terms) {
	segments := joined(told)
	if len(segments) == 0 {
		return
	}
	now := segments[len(segments)-1]
	i.AgentID, i.AgentRef, i.Transfers = now.AgentID, now.AgentRef, len(segments)-1
	if i.TeamID != nil && i.DrawnAt != nil {
		return
	}
	for _, s := range segments {
		if s.AgentID == nil {
			continue
		}
		i.TeamID = nil
		if team := terms.TeamAt(*s.AgentID, s.Since); team != "" {
			i.TeamID = &team
		}
		return
	}
}
