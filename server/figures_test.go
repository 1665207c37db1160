package server_test

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

type figure struct {
	Key, Band string
	Own, Rest *struct {
		N         int
		Mean      float64
		Low, High *float64
	}
	More    *int
	Fair    *struct{ Adjusted, Value, SE float64 }
	Blurred bool
}

type agentStanding struct {
	Agent                  string
	Name                   string `json:"agent_name"`
	Drawn, Scored, Waiting int
	WorstLow               *float64 `json:"worst_low"`
	WorstHigh              *float64 `json:"worst_high"`
	Figures                []figure
	Trend                  []struct {
		Key, Week string
		N         int
	}
}

type teamStandings struct {
	Agents  []agentStanding
	Unfair  string
	From    string
	Version *struct{ ID string }
	Fit     *struct {
		EvaluatorSD float64 `json:"evaluator_sd"`
	}
}

type strictnesses struct {
	Why        string
	Evaluators []struct {
		Evaluator, Name   string
		N, Agents         int
		Effect, Low, High *float64
		Drift             []struct{ N int }
	}
}

// scoredTeam is a team of four agents whom sue and sol score eight times each; sol finds every second of the same work bad,
// and dan's work is bad to both.
func scoredTeam(t *testing.T, db testkit.Database) (s *site, sue, sol *client) {
	t.Helper()
	s, sue, _ = desk1(t, db, func(c *config.Config) { c.FairError = 40 })
	sol = s.as("sol")
	agents := []string{"ana", "cam", "dan", "fay"}
	for _, name := range agents[1:] {
		s.person(name, people.Agent, "billing")
	}
	s.person("lyn", people.Analyst)
	for _, name := range agents {
		for n := range 4 {
			call := fmt.Sprint(name, "-", n)
			s.source("crm").tell(s.contact(call+"-sue", name)...)
			s.source("crm").tell(s.contact(call+"-sol", name)...)
			if name == "dan" {
				sue.worse(call + "-sue")
				sol.worse(call + "-sol")
				continue
			}
			sue.released(call + "-sue")
			if n%2 == 0 {
				sol.worse(call + "-sol")
			} else {
				sol.released(call + "-sol")
			}
		}
		s.clock.Advance(3 * 24 * time.Hour)
		sue, sol = s.as("sue"), s.as("sol")
	}
	return s, sue, sol
}

// TestStandingsOfATeam holds value, n, band, fair score and the hands through which the samples went.
func TestStandingsOfATeam(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := scoredTeam(t, db)
		team := "/figures/standings?team=" + s.team("billing")
		got := read[teamStandings](t, sue.must(200, http.MethodGet, team, nil))
		var lines []string
		for _, a := range got.Agents {
			f := a.Figures[0]
			lines = append(lines, fmt.Sprintf("%s %s n%d %g rest%g drawn%d scored%d worst%t", a.Name, f.Band, f.Own.N, f.Own.Mean, math.Round(f.Rest.Mean), a.Drawn, a.Scored, a.WorstLow != nil))
		}
		want := "ana within n8 75 rest50 drawn9 scored8 worstfalse\ncam within n8 75 rest50 drawn8 scored8 worstfalse\n" +
			"dan below n8 0 rest75 drawn8 scored8 worstfalse\nfay within n8 75 rest50 drawn8 scored8 worstfalse"
		if strings.Join(lines, "\n") != want {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), want)
		}
		if got.Unfair != "" || got.Fit == nil || got.Fit.EvaluatorSD <= 0 {
			t.Errorf("fit: %+v %q", got.Fit, got.Unfair)
		}
		if f := got.Agents[0].Figures[0].Fair; f == nil || math.Abs(f.Adjusted-75) > 1e-6 || f.Value >= 75 || f.SE <= 0 {
			t.Errorf("both scored ana as often, so that nothing is to be adjusted, and the fair score is drawn to the mean: %+v", f)
		}
		one := read[agentStanding](t, sue.must(200, http.MethodGet, strings.Replace(team, "standings", "standings/"+s.users["dan"].ID, 1), nil))
		if len(one.Figures) != 6 || len(one.Trend) == 0 || one.Figures[0].Band != "below" || one.Figures[3].Own.N != 8 {
			t.Errorf("dan alone: %+v", one)
		}
		behind := "/evaluations?agent=" + s.users["dan"].ID + "&version=" + got.Version.ID + "&counted=" + got.From
		s.source("crm").tell(s.contact("dan-undecided", "dan")...)
		sue.submitted("dan-undecided")
		if list := read[list[struct{ Status string }]](t, sue.must(200, http.MethodGet, behind, nil)).Items; len(list) != one.Figures[0].Own.N {
			t.Errorf("behind the figure of dan are %d evaluations: %+v", len(list), list)
		}
		if hidden := read[teamStandings](t, s.as("lyn").must(200, http.MethodGet, team, nil)); len(hidden.Agents) != 4 || strings.Contains(fmt.Sprint(hidden.Agents), " ana ") || !strings.HasPrefix(hidden.Agents[0].Name, "Agent ") {
			t.Errorf("an analyst reads names: %+v", hidden.Agents)
		}
	})
}

// TestFiguresStayInReach asks for teams that one does not lead, and for what is none.
func TestFiguresStayInReach(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		s.person("sid", people.Supervisor, "sales")
		s.person("ben", people.Agent, "sales")
		s.person("lyn", people.Analyst)
		sue.released("c-1")
		sid, lyn, billing := s.as("sid"), s.as("lyn"), s.team("billing")
		if r := sid.call(http.MethodGet, "/figures/standings?team="+billing, nil); r.status != 404 {
			t.Errorf("another's team: %s", r)
		}
		if r := sid.call(http.MethodGet, "/figures/standings/"+s.users["ana"].ID+"?team="+s.team("sales"), nil); r.status == 200 {
			t.Errorf("another's agent in one's own team: %s", r)
		}
		choices := read[struct{ Versions, Teams []struct{ ID, Name string } }](t, sid.must(200, http.MethodGet, "/figures/choices", nil))
		if len(choices.Versions) != 0 || len(choices.Teams) != 1 || choices.Teams[0].Name != "sales" {
			t.Errorf("sid may choose %+v", choices)
		}
		if of := read[teamStandings](t, sid.must(200, http.MethodGet, "/figures/standings?team="+s.team("sales"), nil)); len(of.Agents) != 0 {
			t.Errorf("nothing counts of sales: %+v", of)
		}
		for query, place := range map[string]string{"?team=" + billing + "&version=none": "query.version", "?team=" + billing + "&weeks=6": "query.weeks",
			"?team=" + billing + "&dimension=speed": "query.dimension", "": "query.team"} {
			if p := read[problem](t, lyn.must(422, http.MethodGet, "/figures/standings"+query, nil)); p.places() != place {
				t.Errorf("%q: %+v", query, p)
			}
		}
		if four := read[struct{ Weeks int }](t, lyn.must(200, http.MethodGet, "/figures/standings?weeks=4&dimension=empathy&team="+billing, nil)); four.Weeks != 4 {
			t.Errorf("of four weeks: %+v", four)
		}
		lone := read[teamStandings](t, lyn.must(200, http.MethodGet, "/figures/standings?team="+billing, nil))
		if f := lone.Agents[0].Figures[0]; lone.Unfair == "" || f.Band != "unplaced" || f.Own.Low != nil || f.Rest != nil {
			t.Errorf("of one score: %+v", lone)
		}
	})
}

// TestWhatAnotherTeamSawStaysThere moves an agent to another team, whose lead reads only what counts there.
func TestWhatAnotherTeamSawStaysThere(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		s.person("sid", people.Supervisor, "sales")
		s.person("ada", people.Admin)
		s.source("crm").tell(s.contact("c-0", "ana")...)
		sue.released("c-0")
		sue.released("c-1")
		s.clock.Advance(8 * 24 * time.Hour)
		s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["ana"].ID, fields{"member_of": s.team("sales")})
		s.source("crm").tell(s.contact("c-2", "ana")...)
		sid := s.as("sid")
		sid.worse("c-2")
		got := read[agentStanding](t, sid.must(200, http.MethodGet, "/figures/standings/"+s.users["ana"].ID+"?team="+s.team("sales"), nil))
		n := 0
		for _, w := range got.Trend {
			if w.Key == "overall" {
				n += w.N
			}
		}
		if n != 1 || got.Figures[0].Own.N != 1 || got.Figures[0].Own.Mean != 0 {
			t.Errorf("sid reads %d scores, those of billing too: %+v", n, got)
		}
	})
}

// TestWhatIsNotShownYetWaits keeps a submitted evaluation back: the figure says so, and what the worst case would be.
func TestWhatIsNotShownYetWaits(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		sue.released("c-1")
		s.source("crm").tell(s.contact("c-2", "ana")...)
		sue.submitted("c-2")
		got := read[teamStandings](t, sue.must(200, http.MethodGet, "/figures/standings?team="+s.team("billing"), nil)).Agents[0]
		if got.Drawn != 2 || got.Scored != 1 || got.Waiting != 1 || got.WorstLow == nil || *got.WorstLow != 50 || *got.WorstHigh != 100 {
			t.Errorf("%+v", got)
		}
	})
}

// TestStrictnessIsTold tells strict evaluators from weak agents, to analysts all and to evaluators their own.
func TestStrictnessIsTold(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, sol := scoredTeam(t, db)
		all := read[strictnesses](t, s.as("lyn").must(200, http.MethodGet, "/figures/evaluators", nil))
		if len(all.Evaluators) != 2 || all.Why != "" {
			t.Fatalf("%+v", all)
		}
		for _, e := range all.Evaluators {
			if strict := *e.Effect < 0; strict != (e.Name == "sol") || e.N != 16 || e.Agents != 4 || len(e.Drift) < 2 || *e.Low >= *e.High {
				t.Errorf("%+v", e)
			}
		}
		for name, as := range map[string]*client{"sue": sue, "sol": sol} {
			if own := read[strictnesses](t, as.must(200, http.MethodGet, "/me/strictness", nil)); len(own.Evaluators) != 1 || own.Evaluators[0].Name != name {
				t.Errorf("%s reads %+v", name, own)
			}
		}
		if none := read[strictnesses](t, s.as("eve").must(200, http.MethodGet, "/me/strictness", nil)); len(none.Evaluators) != 0 {
			t.Errorf("eve, who scored nothing, reads %+v", none)
		}
	})
}
