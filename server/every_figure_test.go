package server_test

import (
	"fmt"
	"net/http"
)

// figureEverything has two people score two agents, and a third score one of them and ben a second time, so that figures
// can be made of it.
func (c *company) figureEverything(do doing) {
	c.t.Helper()
	own := ""
	for n, name := range []string{"ana", "cam", "ana", "cam"} {
		for who, by := range map[string]*client{"sue": c.once("sue"), "sol": c.sol} {
			call := fmt.Sprint("f-", who, n)
			c.source("crm").tell(c.contact(call, name)...)
			if n < 2 {
				own = by.worse(call).ID
			} else {
				by.released(call)
			}
		}
	}
	for _, first := range []string{c.evaluations["other"].ID, own} {
		second := read[evaluation](c.t, c.once("lyn").must(201, http.MethodPost, "/evaluations/"+first+"/double", fields{"evaluator": c.users["art"].ID}))
		second = read[evaluation](c.t, c.once("art").must(200, http.MethodPut, "/evaluations/"+second.ID+"/answers", fields{"answers": worst(c.form())}, ifMatch(1)))
		c.once("art").step(second, "submit", nil)
	}
	for who, role := range map[string]string{"sue": "supervisor", "lyn": "analyst"} {
		do(who, role, "GET /figures/standings?team="+c.team("billing"), "", nil, 0)
		do(who, role, "GET /figures/standings/{id}?team="+c.team("billing"), c.users["ana"].ID, nil, 0)
		do(who, role, "GET /figures/standings/{id}/beside?team="+c.team("billing")+"&other="+c.users["cam"].ID, c.users["ana"].ID, nil, 0)
	}
	do("sue", "supervisor", "GET /figures/trend?team="+c.team("billing"), "", nil, 0)
	do("lyn", "analyst", "GET /figures/trend", "", nil, 0)
	do("lyn", "analyst", "GET /figures/evaluators", "", nil, 0)
	do("sue", "supervisor", "GET /me/strictness", "", nil, 0)
	do("eve", "evaluator", "GET /me/strictness", "", nil, 0)
	c.scheduleEverything(do)
}

// scheduleEverything has reports sent to people, and calls them off.
func (c *company) scheduleEverything(do doing) {
	c.t.Helper()
	made := read[schedule](c.t, do("sue", "supervisor", "POST /reports/schedules", "", c.teamReport(fields{"report": "agents", "subject": c.users["ana"].ID}), 0))
	do("sue", "supervisor", "GET /reports/schedules", "", nil, 0)
	do("sue", "supervisor", "GET /reports/schedules/{id}", made.ID, nil, 0)
	do("sue", "supervisor", "PATCH /reports/schedules/{id}", made.ID, fields{"paused": true}, 0)
	do("sue", "supervisor", "DELETE /reports/schedules/{id}", made.ID, nil, 0)
	do("lyn", "analyst", "POST /reports/schedules", "", c.teamReport(fields{"report": "plans", "team": "", "subject": c.firstPlan()}), 0)
	do("lyn", "analyst", "GET /reports/schedules", "", nil, 0)
	do("tom", "trainer", "POST /reports/schedules", "", fields{"report": "effects", "every": "month", "format": "xlsx"}, 0)
	do("tom", "trainer", "GET /reports/schedules", "", nil, 0)
}
