package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type effects struct {
	Items []struct {
		Name, Verdict, Why string
		Treated, Control   int
		Effect, DiD        *struct{ Estimate float64 }
		P                  *float64
		With, Without      *struct{ Before, After float64 }
	}
}

// TestAModulesEffect gives a module to six of twelve agents, half of whose calls were bad; only theirs are good afterwards.
func TestAModulesEffect(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, _, _ := desk1(t, db)
		s.person("tom", people.Trainer)
		s.person("lyn", people.Analyst)
		tom, sue := s.as("tom"), s.as("sue")
		module := tom.written("Listening", s.partsOf(tom.drawing()))
		about := map[string]string{}
		scored := func(when string, good func(n, call int) bool) {
			for n := range 12 {
				name := fmt.Sprint("a", n)
				for call := range 2 {
					id := fmt.Sprint(when, "-", n, "-", call)
					s.source("crm").tell(s.contact(id, name)...)
					if good(n, call) {
						about[name] = sue.released(id).ID
					} else {
						about[name] = sue.worse(id).ID
					}
				}
			}
		}
		for n := range 12 {
			s.person(fmt.Sprint("a", n), people.Agent, "billing")
		}
		scored("before", func(n, call int) bool { return call == 0 || n%3 == 0 })
		s.clock.Advance(6 * time.Hour)
		tom, sue = s.as("tom"), s.as("sue")
		for n := range 6 {
			s.as("sol").agreed(fmt.Sprint("a", n), fields{"evaluation": about[fmt.Sprint("a", n)], "question": s.form().Dimensions[0].Questions[0].ID})
			s.clock.Advance(time.Minute)
		}
		for n := range 5 {
			tom.given(module, fmt.Sprint("a", n))
			s.clock.Advance(time.Minute)
		}
		few := read[effects](t, tom.must(200, http.MethodGet, "/figures/effects", nil)).Items
		if len(few) != 1 || few[0].Verdict != "too_few" || few[0].Effect != nil || few[0].Why == "" {
			t.Errorf("before any score afterwards: %+v", few)
		}
		tom.given(module, "a5")
		s.clock.Advance(6 * time.Hour)
		sue = s.as("sue")
		scored("after", func(n, call int) bool { return n < 6 && n != 4 || call == 0 })
		tom = s.as("tom")
		got := read[effects](t, tom.must(200, http.MethodGet, "/figures/effects?weeks=13", nil)).Items
		if len(got) != 1 || got[0].Name != "Listening" || got[0].Treated != 6 || got[0].Control != 6 || got[0].Effect == nil || got[0].Verdict != "helps" || got[0].Effect.Estimate < 30 || *got[0].P > 0.05 {
			t.Errorf("afterwards: %+v", got)
		}
		tom.must(403, http.MethodGet, "/figures/effects?kind=coach", nil)
		lyn := s.as("lyn")
		for _, kind := range []string{"coach", "method"} {
			if of := read[effects](t, lyn.must(200, http.MethodGet, "/figures/effects?kind="+kind, nil)); len(of.Items) != 0 {
				t.Errorf("nobody coached: %+v", of)
			}
		}
		for _, on := range []string{"question", "overall", "reliability"} {
			of := read[effects](t, lyn.must(200, http.MethodGet, "/figures/effects?kind=action&weeks=13&team="+s.team("billing")+"&on="+on, nil)).Items
			if len(of) != 1 || of[0].Name != s.form().Dimensions[0].Questions[0].Text || of[0].Treated != 6 || of[0].Verdict != "helps" || of[0].With.After <= of[0].With.Before || of[0].Without.After >= of[0].With.After {
				t.Errorf("of actions on %s: %+v", on, of)
			}
		}
		if of := read[effects](t, lyn.must(200, http.MethodGet, "/figures/effects?kind=action&weeks=13&team="+unknownID, nil)).Items; len(of) != 1 || of[0].Verdict != "too_few" {
			t.Errorf("of a team of nobody: %+v", of)
		}
	})
}
