package server_test

// coachEverything takes cam's session and action through their lives, over an answer of e, which is cam's too.
func (c *company) coachEverything(do func(name, role, route, id string, body any, revision int64) reply, e evaluation) {
	c.t.Helper()
	question := c.form().Dimensions[0].Questions[0].ID
	onward := func(name, role, route string, x session, body any) session {
		return read[session](c.t, do(name, role, route, x.ID, body, x.Revision))
	}
	agreed := func(more fields) action {
		body := fields{"agent": c.users["cam"].ID, "kind": "weakness", "text": "Ask back", "root_cause": "Haste", "due_on": "2026-03-09", "session": c.sessions["team"].ID}
		for name, value := range more {
			body[name] = value
		}
		return read[action](c.t, do("sue", "supervisor", "POST /actions", "", body, 0))
	}
	finish := "POST /actions/{id}/finish"
	weakness := agreed(fields{"evaluation": e.ID, "question": question})
	strength, dropped := agreed(fields{"kind": "strength"}), agreed(fields{"evaluation": e.ID, "question": question})
	weakness = read[action](c.t, do("sue", "supervisor", "PATCH /actions/{id}", weakness.ID, fields{"root_cause": "Great haste"}, weakness.Revision))
	do("cam", "agent", finish, weakness.ID, fields{"what_changed": "I ask", "target": 50}, weakness.Revision)
	do("sue", "supervisor", finish, strength.ID, fields{"what_changed": "Shown to all"}, strength.Revision)
	dropped = read[action](c.t, do("sue", "supervisor", finish, dropped.ID, fields{"what_changed": "She asks", "target": 50}, dropped.Revision))
	do("sol", "supervisor", "POST /actions/{id}/drop", dropped.ID, fields{"reason": "enough"}, dropped.Revision)

	x := c.sessions["team"]
	agenda := []fields{{"evaluation": e.ID, "question": question, "note": "Listen"}}
	x = onward("sol", "supervisor", "PATCH /coaching/sessions/{id}", x, fields{"agenda": agenda, "starts_at": c.clock.Now(), "minutes": 10})
	x = onward("sol", "supervisor", "PUT /coaching/sessions/{id}/notes", x, fields{"shared": "Agreed", "private": "Tired"})
	x = onward("sol", "supervisor", "POST /coaching/sessions/{id}/sign", x, nil)
	c.sessions["team"] = onward("cam", "agent", "POST /coaching/sessions/{id}/sign", x, nil)
	do("sol", "supervisor", "GET /coaching/sessions/{id}/effect", x.ID, nil, 0)
	do("sue", "supervisor", "GET /actions/{id}/effect", weakness.ID, nil, 0)
	plan := fields{"agent": c.users["ana"].ID, "starts_at": c.clock.Now().Add(20 * 60 * 60e9), "minutes": 30, "agenda": []fields{{"question": question, "note": "Ask"}}}
	x = read[session](c.t, do("sue", "supervisor", "POST /coaching/sessions", "", plan, 0))
	x = onward("sue", "supervisor", "POST /coaching/sessions/{id}/cancel", x, fields{"reason": "ill"})
	do("sol", "supervisor", "GET /coaching/sessions/{id}", x.ID, nil, 0)
	do("ana", "agent", "GET /coaching/sessions/{id}", x.ID, nil, 0)
}
