package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type entry struct {
	Actor     string
	ActorName string `json:"actor_name"`
	Action    string
	Subject   string
	Detail    map[string]any
	Seal      *int64
}

// TestEachViewAndChangeOfAScoreIsOnRecord goes through a score's life, and compares what the log says of it.
func TestEachViewAndChangeOfAScoreIsOnRecord(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("ada", people.Admin)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		s.person("lyn", people.Analyst)
		s.source("crm").tell(s.contact("call", "ana")...)
		e := s.as("sue").released("call")
		path := "/evaluations/" + e.ID
		s.as("lyn").must(200, http.MethodGet, path, nil)
		s.as("lyn").must(200, http.MethodGet, path+"/history", nil)
		s.as("lyn").must(200, http.MethodGet, "/evaluations?agent="+e.Agent, nil)
		s.as("lyn").must(404, http.MethodGet, "/evaluations/"+s.idOf("call"), nil)
		s.as("ana").must(200, http.MethodGet, path, nil)
		s.as("ana").step(e, "acknowledge", fields{"comment": "thanks"})

		var looks []string
		for _, l := range read[list[entry]](t, s.as("ana").must(200, http.MethodGet, "/me/looks", nil)).Items {
			looks = append(looks, l.ActorName+" "+l.Action)
		}
		if want := []string{"lyn evaluations.list", "lyn evaluation.history", "lyn evaluation.read"}; !slices.Equal(looks, want) {
			t.Errorf("the agent is shown %q, want %q", looks, want)
		}
		s.keepHouse()
		var actions []string
		for _, l := range read[list[entry]](t, s.as("ada").must(200, http.MethodGet, "/audit?subject=evaluation&id="+e.ID, nil)).Items {
			actions = append(actions, l.ActorName+" "+l.Action)
			if l.Seal == nil {
				t.Errorf("%s is under no seal", l.Action)
			}
		}
		want := []string{"ana evaluation.acknowledged", "sue evaluation.released", "sue evaluation.submitted", "sue evaluation.answered", "sue evaluation.started"}
		if !slices.Equal(actions, want) {
			t.Errorf("the admin is shown %q, want %q", actions, want)
		}
		if v, err := s.desk.Audit.Verify(t.Context(), ""); err != nil || v.Broken != "" || v.Entries < 10 {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

// TestWhatAnArbiterReadsIsOnRecord holds that a list of disputes, which shows scores, is a reading, and that the words of a
// live interaction are not read by way of its dispute without a watch.
func TestWhatAnArbiterReadsIsOnRecord(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("ada", people.Admin)
		s.person("art", people.Evaluator)
		s.person("sue", people.Supervisor, "billing")
		s.person("ana", people.Agent, "billing")
		s.source("crm").tell(s.contact("call", "ana")...)
		d := s.as("ana").contest(s.as("sue").released("call"))
		art := s.as("art")
		art.must(200, http.MethodGet, "/disputes", nil)
		if found := read[list[entry]](t, s.as("ada").must(200, http.MethodGet, "/audit?action=disputes.list", nil)).Items; len(found) != 1 || found[0].ActorName != "art" {
			t.Errorf("on record: %+v", found)
		}
		if watched := s.listOf("sue", "/interactions/"+s.idOf("call")+"/watches"); watched != "" {
			t.Errorf("watched by %s before", watched)
		}
		art.must(200, http.MethodGet, "/disputes/"+d.ID+"/utterances", nil)
		if watched := s.listOf("sue", "/interactions/"+s.idOf("call")+"/watches"); watched != "art" {
			t.Errorf("watched by %q", watched)
		}
	})
}

// listOf are the names of whom a list of watches shows somebody.
func (s *site) listOf(who, path string) string {
	s.t.Helper()
	var names []string
	for _, w := range read[list[struct {
		UserName string `json:"user_name"`
	}]](s.t, s.as(who).must(200, http.MethodGet, path, nil)).Items {
		names = append(names, w.UserName)
	}
	return strings.Join(names, " ")
}
