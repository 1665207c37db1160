package server_test

// queueEverything has samples assigned, handed over and left behind by who is absent.
func (c *company) queueEverything(do doing) {
	c.t.Helper()
	for _, call := range []string{"q-1", "q-2", "q-3"} {
		start := c.started(call, "ana")
		start["language"], start["subject"] = "en", "an order"
		c.source("crm").tell(start)
	}
	axe, eve := c.users["axe"].ID, c.users["eve"].ID
	do("ada", "admin", "PATCH /users/{id}", axe, fields{"languages": []string{"en"}}, 0)
	do("ada", "admin", "PUT /evaluators/{id}/capacity", axe, fields{"capacity": 9}, 0)
	do("sue", "supervisor", "PUT /evaluators/{id}/capacity", axe, fields{"capacity": 12}, 1)
	one, two := c.offerOf("q-1"), c.offerOf("q-2")
	do("sue", "supervisor", "POST /offers/{id}/assign", one, fields{"evaluator": eve}, 0)
	do("eve", "evaluator", "GET /queue/{id}/evaluators", one, nil, 0)
	do("eve", "evaluator", "POST /queue/{id}/hand-over", one, fields{"evaluator": axe, "reason": "no time"}, 0)
	do("sue", "supervisor", "POST /offers/{id}/claim", two, fields{}, 0)
	do("sue", "supervisor", "POST /queue/{id}/hand-over", two, fields{"evaluator": c.users["art"].ID, "reason": "no time"}, 0)
	today := c.clock.Now().Format("2006-01-02")
	do("art", "evaluator", "POST /me/absences", "", fields{"from": today, "to": today}, 0)
	do("sue", "supervisor", "POST /me/absences", "", fields{"from": today, "to": today}, 0)
	do("sue", "supervisor", "GET /queue/absent", "", nil, 0)
}
