package server_test

import "net/http"

// samplingPlan is what tests read of a plan.
type samplingPlan struct {
	ID        string
	Revision  int64
	State     string
	Follows   string
	Quota     *int
	Rate      *float64
	EndsOn    string `json:"ends_on"`
	Triggers  fields
	Scorecard string
}

// firstPlan is the id of the oldest plan, the default one.
func (s *site) firstPlan() string {
	s.t.Helper()
	ids := s.planIDs()
	return ids[0]
}

func (s *site) planIDs() (ids []string) {
	s.t.Helper()
	if err := s.db.Conn(s.t.Context()).Table("plans").Order("id").Pluck("id", &ids).Error; err != nil {
		s.t.Fatal(err)
	}
	return ids
}

// planEverything has a plan made, changed in place and so that its draw bends, draw and be triggered, and end.
func (c *company) planEverything(do doing) {
	c.t.Helper()
	today := c.clock.Now().Format("2006-01-02")
	triggers := fields{"tones": []string{"upset"}, "silence_seconds": 60, "hold_seconds": 120, "transfers": 2, "repeat_days": 3, "high_value": true, "words": []string{"lawyer"}}
	terms := fields{"name": "Billing by quota", "scorecard": c.scorecard(), "scope": fields{"teams": []string{c.team("billing")}, "channels": []string{"phone"}, "kinds": []string{"complaint"},
		"queues": []string{"first"}, "languages": []string{"en"}}, "purpose": "review", "quota": 3, "double_share": 1, "days_to_score": 5, "starts_on": today, "ends_on": "2027-01-01",
		"grace_days": 0, "triggers": triggers, "watchers": []string{c.users["sid"].ID}}
	do("lyn", "analyst", "POST /plans/preview", "", terms, 0)
	p := read[samplingPlan](c.t, do("lyn", "analyst", "POST /plans", "", terms, 0))
	p = read[samplingPlan](c.t, do("lyn", "analyst", "PATCH /plans/{id}", p.ID, fields{"name": "Billing", "days_to_score": 6}, p.Revision))
	p = read[samplingPlan](c.t, do("lyn", "analyst", "PATCH /plans/{id}", p.ID, fields{"scope": fields{"teams": []string{c.team("billing")}, "channels": []string{"phone"}}, "rate": 0.000001}, p.Revision))
	start := c.started("planned", "ana")
	c.source("crm").tell(start, fields{"id": "planned-tone", "type": "interaction.updated", "interaction": "planned", "at": c.clock.Now(), "tone": "Upset"})
	do("lyn", "analyst", "POST /plans/{id}/end", p.ID, fields{}, p.Revision)
	rate := read[samplingPlan](c.t, do("lyn", "analyst", "POST /plans", "", fields{"name": "All alike", "scorecard": c.scorecard(), "rate": 1, "double_share": 0}, 0))
	c.called("lyn").must(http.StatusOK, http.MethodPatch, "/plans/"+rate.ID, fields{"ends_on": "2027-01-01"}, ifMatch(rate.Revision))
}
