package scorecards

import (
	"slices"

	"rater/internal/interactions"
)

// Scope is what a plan decides about; an empty list holds for all.
type Scope struct {
	Teams     []string `json:"teams,omitempty" maxItems:"200" nullable:"false" doc:"ids"`
	Channels  []string `json:"channels,omitempty" maxItems:"20" nullable:"false"`
	Kinds     []string `json:"kinds,omitempty" maxItems:"20" nullable:"false"`
	Queues    []string `json:"queues,omitempty" maxItems:"100" nullable:"false" doc:"as sources name them"`
	Languages []string `json:"languages,omitempty" maxItems:"100" nullable:"false" doc:"as sources name them"`
}

// Holds says whether an interaction, as it is known now, lies in the scope.
func (s Scope) Holds(i interactions.Interaction) bool {
	in := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	return in(s.Teams, i.Team()) && in(s.Channels, i.Channel) && in(s.Kinds, i.Kind) && in(s.Queues, i.Queue) && in(s.Languages, i.Language)
}

func (s Scope) settled() Scope {
	return Scope{distinct(s.Teams), distinct(s.Channels), distinct(s.Kinds), distinct(s.Queues), distinct(s.Languages)}
}

func (s Scope) equal(o Scope) bool {
	return slices.Equal(s.Teams, o.Teams) && slices.Equal(s.Channels, o.Channels) && slices.Equal(s.Kinds, o.Kinds) &&
		slices.Equal(s.Queues, o.Queues) && slices.Equal(s.Languages, o.Languages)
}
