package server_test

import (
	"fmt"
	"math"
	"net/http"
	"testing"

	"rater/internal/foundation/testkit"
)

// TestWatchedBesideUnwatched watches 12 of 32 interactions: of two agents those that were scored worse, of one those that were scored
// better, and none of dan, who is bad; so that watched ones score more on the mean and less within agents.
func TestWatchedBesideUnwatched(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := scoredTeam(t, db)
		lyn := s.as("lyn")
		type watched struct {
			N, Others             int
			Mean                  float64
			OthersMean            float64 `json:"others_mean"`
			Difference, Low, High *float64
		}
		figure := func() watched {
			return read[struct{ Watched watched }](t, lyn.must(200, http.MethodGet, "/figures/agreement", nil)).Watched
		}
		if none := figure(); none.N != 0 || none.Others != 32 || none.Difference != nil || none.Mean != 0 {
			t.Errorf("nothing was watched: %+v", none)
		}
		watch := func(call string) {
			for range 2 {
				sue.must(200, http.MethodGet, "/interactions/"+s.idOf(call)+"/utterances", nil)
			}
		}
		for n := range 4 {
			watch(fmt.Sprint("ana-", n, "-sol"))
			watch(fmt.Sprint("cam-", n, "-sol"))
		}
		if few := figure(); few.N != 8 || few.Difference != nil {
			t.Errorf("eight are too few: %+v", few)
		}
		for _, call := range []string{"fay-1-sol", "fay-3-sol", "fay-0-sue", "fay-1-sue"} {
			watch(call)
		}
		got := figure()
		if got.N != 12 || got.Others != 20 || math.Abs(got.Mean-200.0/3) > 1e-9 || got.OthersMean != 50 {
			t.Errorf("%+v", got)
		}
		if got.Difference == nil || math.Abs(*got.Difference+50.0/3) > 1e-9 || *got.Low > -100 || *got.High < 60 { // −50, −50, 50: t = 4.303 with 2 degrees of freedom
			t.Errorf("within agents: %+v", got)
		}
	})
}
