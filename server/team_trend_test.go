package server_test

import (
	"math"
	"net/http"
	"testing"

	"rater/internal/foundation/testkit"
)

type trendPoint struct {
	Week, To  *string
	N, Agents int
	Mean      float64
	Low, High *float64
}

type teamTrend struct {
	All   *trendPoint
	Trend []trendPoint
}

// TestATeamsTrend holds that the weeks of a team make up its agents' scores, and that the whole organisation is for analysts.
func TestATeamsTrend(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := scoredTeam(t, db)
		billing := s.team("billing")
		got := read[teamTrend](t, sue.must(200, http.MethodGet, "/figures/trend?team="+billing, nil))
		n, total := 0, 0.0
		for _, a := range read[teamStandings](t, sue.must(200, http.MethodGet, "/figures/standings?team="+billing, nil)).Agents {
			n, total = n+a.Figures[0].Own.N, total+float64(a.Figures[0].Own.N)*a.Figures[0].Own.Mean
		}
		all := got.All
		if all == nil || all.Week != nil || all.N != n || math.Abs(all.Mean-total/float64(n)) > 1e-9 || all.Low == nil || *all.Low >= all.Mean {
			t.Errorf("of %d scores with mean %.3f the trend has %+v", n, total/float64(n), all)
		}
		weeks := 0
		for _, w := range got.Trend {
			behind := "/evaluations?team=" + billing + "&counted=" + *w.Week + "&counted_to=" + *w.To
			if list := read[list[struct{}]](t, sue.must(200, http.MethodGet, behind, nil)).Items; len(list) != w.N {
				t.Errorf("behind the %d scores of the week of %s are %d evaluations", w.N, *w.Week, len(list))
			}
			n, weeks, total = n-w.N, weeks+1, total-float64(w.N)*w.Mean
		}
		if n != 0 || weeks < 2 || math.Abs(total) > 1e-6 {
			t.Errorf("%d weeks leave %d scores and %.6f points over", weeks, n, total)
		}
		whole := read[teamTrend](t, s.as("lyn").must(200, http.MethodGet, "/figures/trend", nil))
		if whole.All.N != all.N || whole.All.Mean != all.Mean {
			t.Errorf("the whole is %+v", whole.All)
		}
		empathy := read[teamTrend](t, sue.must(200, http.MethodGet, "/figures/trend?dimension=empathy&team="+billing, nil))
		if empathy.All == nil || empathy.All.N != all.N || empathy.All.Mean == all.Mean && *empathy.All.Low == *all.Low && len(empathy.Trend) != weeks {
			t.Errorf("of empathy %+v", empathy.All)
		}
		if p := read[problem](t, sue.must(422, http.MethodGet, "/figures/trend", nil)); p.places() != "query.team" {
			t.Errorf("without a team: %+v", p)
		}
		sue.must(404, http.MethodGet, "/figures/trend?team="+s.team("sales"), nil)
	})
}
