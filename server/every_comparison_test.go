package server_test

import "time"

// compareEverything has evaluations scored a second time, by their agents too, and releases planned and called off.
func (c *company) compareEverything(do doing) {
	c.t.Helper()
	first := c.evaluations["own"]
	second := read[evaluation](c.t, do("sue", "supervisor", "POST /evaluations/{id}/double", first.ID, fields{"evaluator": c.users["axe"].ID}, 0))
	second.Revision = 1
	second = read[evaluation](c.t, do("axe", "evaluator", "PUT /evaluations/{id}/answers", second.ID, fields{"answers": worst(c.form())}, second.Revision))
	do.step(c, "axe", "evaluator", "submit", second, fields{})
	do("ana", "agent", "POST /interactions/{id}/self-evaluation", c.idOf("own-submitted"), fields{"scorecard": c.scorecard()}, 0)
	self := read[evaluation](c.t, do("ana", "agent", "POST /interactions/{id}/self-evaluation", c.idOf("own-submitted"), fields{"scorecard": c.scorecard()}, 0))
	self = read[evaluation](c.t, do("ana", "agent", "PUT /evaluations/{id}/answers", self.ID, fields{"answers": worst(c.form()), "strengths": "calm", "improvements": "slower"}, self.Revision))
	do.step(c, "ana", "agent", "submit", self, fields{})
	planned := c.evaluations["own-submitted"]
	planned = do.step(c, "sol", "supervisor", "release", planned, fields{"at": c.clock.Now().Add(time.Hour)})
	planned = read[evaluation](c.t, do("sol", "supervisor", "DELETE /evaluations/{id}/release", planned.ID, nil, planned.Revision))
	do.step(c, "sol", "supervisor", "release", planned, fields{})
	do("ana", "agent", "GET /evaluations/{id}/others", planned.ID, nil, 0)
	do("sol", "supervisor", "GET /evaluations/{id}/history", planned.ID, nil, 0)
	do("axe", "evaluator", "GET /evaluations/{id}/history", second.ID, nil, 0)
	for name, role := range map[string]string{"axe": "evaluator", "sue": "supervisor", "lyn": "analyst"} {
		do(name, role, "GET /evaluations/{id}", second.ID, nil, 0)
	}
	do("lyn", "analyst", "POST /evaluations/{id}/double", planned.ID, fields{"evaluator": c.users["axe"].ID}, 0)
	for name, role := range map[string]string{"sol": "supervisor", "lyn": "analyst"} {
		do(name, role, "GET /evaluations/{id}", planned.ID, nil, 0)
	}
	do("sol", "supervisor", "POST /evaluations/{id}/double/end", planned.ID, fields{"reason": "not needed"}, 0)
	do("lyn", "analyst", "POST /evaluations/{id}/double", planned.ID, fields{"evaluator": c.users["axe"].ID}, 0)
}
