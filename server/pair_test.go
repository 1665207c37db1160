package server_test

import (
	"math"
	"net/http"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
)

type besideAgent struct {
	OneName   string `json:"one_name"`
	OtherName string `json:"other_name"`
	Figures   []struct {
		Key        string
		One, Other *struct {
			N    int
			Mean float64
		}
		Apart *struct{ Estimate, Low, High float64 }
		Told  bool
		More  *int
		By    *time.Time
	}
}

// TestTwoAgentsBesideEachOther tells dan, whose calls were all bad, from ana, and not ana from cam, who are alike.
func TestTwoAgentsBesideEachOther(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := scoredTeam(t, db)
		beside := func(one, other string) besideAgent {
			return read[besideAgent](t, sue.must(200, http.MethodGet, "/figures/standings/"+s.users[one].ID+"/beside?team="+s.team("billing")+"&other="+s.users[other].ID, nil))
		}
		apart := beside("ana", "dan")
		first := apart.Figures[0]
		if len(apart.Figures) != 6 || apart.OneName != "ana" || apart.OtherName != "dan" || first.Key != "overall" || first.One.N != 8 || first.Other.Mean != 0 || !first.Told || first.Apart.Low <= 0 || first.Apart.Estimate != first.One.Mean {
			t.Errorf("ana and dan: %+v %+v", first, apart)
		}
		back := beside("dan", "ana").Figures[0]
		if math.Abs(back.Apart.Estimate+first.Apart.Estimate) > 1e-9 || math.Abs(back.Apart.Low+first.Apart.High) > 1e-9 || !back.Told {
			t.Errorf("the other way round: %+v", back)
		}
		if alike := beside("ana", "cam").Figures[0]; alike.Told || alike.Apart == nil || alike.More != nil || alike.By != nil {
			t.Errorf("ana and cam: %+v", alike)
		}
		path := "/figures/standings/" + s.users["ana"].ID + "/beside?team=" + s.team("billing") + "&other="
		if p := read[problem](t, sue.must(422, http.MethodGet, path+s.users["ana"].ID, nil)); p.places() != "query.other" {
			t.Errorf("beside oneself: %+v", p)
		}
		sue.must(404, http.MethodGet, path+unknownID, nil)
	})
}
