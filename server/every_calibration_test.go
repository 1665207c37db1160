package server_test

import (
	"context"
	"net/http"
	"time"
)

// calibration is what tests read of one.
type calibration struct {
	ID       string
	Revision int64
	Withheld bool
	Own      []struct{ Evaluation string }
	Spread   []struct {
		Interaction string
		Questions   []struct {
			Question string
			Same     int
			Given    []struct{ Evaluator, Option string }
		}
	}
	Results []struct {
		Evaluator     string
		Answers, Same int
		Apart         float64
	}
}

// unsampled is an interaction that is over and that no plan waits for.
func (s *site) unsampled(contact, agent string) string {
	s.t.Helper()
	s.source("crm").tell(s.contact(contact, agent)...)
	s.source("crm").tell(s.ended(contact))
	err := s.db.InTx(s.t.Context(), func(ctx context.Context) error {
		return s.db.Conn(ctx).Exec("UPDATE samples SET status = 'expired' WHERE interaction_id = ?", s.idOf(contact)).Error
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.idOf(contact)
}

// calibrated has lyn begin a calibration of these people by an interaction of an agent that no plan waits for.
func (s *site) calibrated(contact, agent string, by ...string) calibration {
	s.t.Helper()
	id := s.unsampled(contact, agent)
	var users []string
	for _, name := range by {
		users = append(users, s.users[name].ID)
	}
	return read[calibration](s.t, s.as("lyn").must(http.StatusCreated, http.MethodPost, "/calibrations", fields{"name": "August", "scorecard": s.scorecard(),
		"score_by": s.clock.Now().Add(72 * time.Hour), "evaluators": users, "interactions": []string{id}}))
}

// submits what a calibration asks of somebody.
func (s *site) submits(c calibration, who *client, answers []fields) {
	s.t.Helper()
	for _, o := range read[calibration](s.t, who.must(http.StatusOK, http.MethodGet, "/calibrations/"+c.ID, nil)).Own {
		e := read[evaluation](s.t, who.must(http.StatusOK, http.MethodPut, "/evaluations/"+o.Evaluation+"/answers", fields{"answers": answers}, ifMatch(1)))
		who.step(e, "submit", nil)
	}
}

// calibrateEverything has the company's calibration scored, met and settled, and another one cancelled.
func (c *company) calibrateEverything(do doing) {
	c.t.Helper()
	id := c.calibration
	see := func() {
		do("axe", "evaluator", "GET /calibrations/{id}", id, nil, 0)
		do("sol", "supervisor", "GET /calibrations/{id}", id, nil, 0)
		do("axe", "evaluator", "GET /calibrations", "", nil, 0)
		do("sol", "supervisor", "GET /calibrations", "", nil, 0)
	}
	see()
	c.unsampled("to-calibrate", "ben")
	do("lyn", "analyst", "GET /calibrations/candidates", "", nil, 0)
	do("lyn", "analyst", "GET /calibrations/evaluators", "", nil, 0)
	of := read[calibration](c.t, do("lyn", "analyst", "GET /calibrations/{id}", id, nil, 0))
	c.submits(of, c.once("axe"), worst(c.form()))
	c.submits(of, c.once("sol"), best(c.form()))
	of = read[calibration](c.t, do("lyn", "analyst", "POST /calibrations/{id}/meet", id, nil, of.Revision))
	see()
	for _, q := range of.Spread[0].Questions {
		refer := fields{"interaction": of.Spread[0].Interaction, "question": q.Question, "option": q.Given[0].Option, "reason": "by the form's words"}
		of = read[calibration](c.t, do("lyn", "analyst", "PUT /calibrations/{id}/references", id, refer, of.Revision))
	}
	do("lyn", "analyst", "POST /calibrations/{id}/settle", id, nil, of.Revision)
	see()
	for name, role := range map[string]string{"axe": "evaluator", "sol": "supervisor", "lyn": "analyst"} {
		do(name, role, "GET /calibrations/gains?scorecard="+c.scorecard(), "", nil, 0)
	}
	next := c.calibrated("calibrated-too", "ben", "sol", "axe")
	do("lyn", "analyst", "POST /calibrations/{id}/cancel", next.ID, fields{"reason": "too few are there"}, next.Revision)
	do("axe", "evaluator", "GET /calibrations/{id}", next.ID, nil, 0)
}
