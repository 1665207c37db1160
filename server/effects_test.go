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
		scored := func(when string, good func(n, call int) bool) {
			for n := range 12 {
				name := fmt.Sprint("a", n)
				for call := range 2 {
					id := fmt.Sprint(when, "-", n, "-", call)
					s.source("crm").tell(s.contact(id, name)...)
					if good(n, call) {
						sue.released(id)
					} else {
						sue.worse(id)
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
		if of := read[effects](t, s.as("lyn").must(200, http.MethodGet, "/figures/effects?kind=coach", nil)); len(of.Items) != 0 {
			t.Errorf("nobody coached: %+v", of)
		}
	})
}
