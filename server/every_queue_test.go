package server_test

import "context"

// queueEverything has samples assigned, handed over and left behind by who is absent.
func (c *company) queueEverything(do doing) {
	c.t.Helper()
	for _, call := range []string{"q-1", "q-2", "q-3", "q-4", "q-5"} {
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
	three := c.offerOf("q-3")
	c.undraw("q-4", "q-5")
	do("sue", "supervisor", "POST /offers/{id}/claim", three, fields{}, 0)
	do("sue", "supervisor", "POST /queue/{id}/replace", three, fields{"cause": "other", "reason": "nobody spoke"}, 0)
	type answer struct{ Replacement queued }
	next := read[answer](c.t, do("axe", "evaluator", "POST /queue/{id}/replace", one, fields{"cause": "dropped"}, 0)).Replacement.ID
	for _, of := range []string{two, next, three} {
		do("sue", "supervisor", "GET /queue/{id}/log", of, nil, 0)
		do("lyn", "analyst", "GET /queue/{id}/log", of, nil, 0)
	}
	do("axe", "evaluator", "GET /queue/{id}/log", next, nil, 0)
	do("art", "evaluator", "GET /queue/{id}/log", two, nil, 0)
	for name, role := range map[string]string{"ada": "admin", "lyn": "analyst"} {
		p := read[sharedPool](c.t, do(name, role, "POST /pools", "", fields{"name": "Pool of " + name, "members": []string{eve}, "teams": []string{c.team("billing")}}, 0))
		do(name, role, "PATCH /pools/{id}", p.ID, fields{"members": []string{eve, axe}}, p.Revision)
	}
	do("sue", "supervisor", "GET /queue/absent", "", nil, 0)
}

// undraw makes as if the plan had not drawn these.
func (c *company) undraw(calls ...string) {
	c.t.Helper()
	for _, call := range calls {
		id := c.offerOf(call)
		err := c.db.InTx(c.t.Context(), func(ctx context.Context) error {
			for _, sql := range []string{"UPDATE draws SET sample_id = NULL WHERE sample_id = ?", "DELETE FROM sample_log WHERE sample_id = ?"} {
				if err := c.db.Conn(ctx).Exec(sql, id).Error; err != nil {
					return err
				}
			}
			return c.db.Conn(ctx).Exec("DELETE FROM samples WHERE id = ?", id).Error
		})
		if err != nil {
			c.t.Fatal(err)
		}
	}
}
