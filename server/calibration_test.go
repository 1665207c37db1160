package server_test

import (
	"bytes"
	"net/http"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestACalibrationHidesTheAgent looks at all that a calibrator reads of the interaction: neither name nor id of the agent is in
// it, nor is it found by the agent; after the calibration nothing of it is.
func TestACalibrationHidesTheAgent(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, _, _ := desk1(t, db)
		s.person("lyn", people.Analyst)
		s.person("axe", people.Evaluator)
		c := s.calibrated("calibrated", "ana", "eve", "axe")
		eve, ana := s.as("eve"), s.users["ana"]
		id := s.idOf("calibrated")
		own := read[calibration](t, eve.must(200, http.MethodGet, "/calibrations/"+c.ID, nil)).Own[0].Evaluation
		for _, path := range []string{"/interactions/" + id, "/interactions", "/interactions?agent=" + ana.ID, "/evaluations/" + own, "/evaluations", "/calibrations/" + c.ID, "/interactions/" + id + "/utterances"} {
			got := eve.must(200, http.MethodGet, path, nil)
			for _, told := range []string{ana.ID, ana.Name + "\"", ana.Email} {
				if bytes.Contains(got.raw, []byte(told)) {
					t.Errorf("%s tells %s: %s", path, told, got)
				}
			}
		}
		if got := read[list[struct{ ID string }]](t, eve.must(200, http.MethodGet, "/interactions?agent="+ana.ID, nil)); len(got.Items) != 0 {
			t.Errorf("found by its agent: %+v", got)
		}
		if got := read[list[struct{ ID string }]](t, eve.must(200, http.MethodGet, "/interactions", nil)); len(got.Items) != 1 {
			t.Errorf("not there to be scored: %+v", got)
		}
		s.as("lyn").must(200, http.MethodPost, "/calibrations/"+c.ID+"/cancel", fields{"reason": "later"}, ifMatch(c.Revision))
		eve.must(404, http.MethodGet, "/interactions/"+id, nil)
	})
}
