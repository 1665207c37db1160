package server_test

// trainEverything takes a module, its media, its rules and cam's assignment through their lives.
func (c *company) trainEverything(do doing) {
	c.t.Helper()
	type row struct {
		ID       string
		Revision int64
	}
	tom := func(route, id string, body any, revision int64) row {
		return read[row](c.t, do("tom", "trainer", route, id, body, revision))
	}
	c.readied()
	m := tom("POST /modules", "", fields{"title": "More", "minutes": 20, "refresh_months": 6, "prerequisites": []string{c.module}, "parts": c.partsOf(c.medium)}, 0)
	m = tom("PATCH /modules/{id}", m.ID, fields{"summary": "Of listening"}, m.Revision)
	m = tom("POST /modules/{id}/publish", m.ID, nil, m.Revision)
	tom("POST /modules/library", "", fields{"key": "active-listening"}, 0)
	sent := tom("POST /media", "", fields{"name": "b.png", "type": "image/png", "bytes": len(sketch())}, 0)
	c.called("tom").must(204, "PUT", "/media/"+sent.ID+"/chunks/0", sketch(), header{"Content-Type": "application/octet-stream"})
	tom("POST /media/{id}/complete", sent.ID, nil, 0)
	c.learnEverything(do)
	for name, role := range map[string]string{"tom": "trainer", "sue": "supervisor"} {
		give := fields{"module": m.ID, "agents": []string{c.users["ana"].ID}, "due_on": "2026-04-01"}
		if name == "sue" {
			give["action"] = read[list[row]](c.t, c.called(name).must(200, "GET", "/actions?agent="+c.users["ana"].ID, nil)).Items[0].ID
		}
		made := read[struct{ Made []row }](c.t, do(name, role, "POST /assignments", "", give, 0)).Made[0]
		do(name, role, "POST /assignments", "", fields{"module": m.ID, "team": c.team("billing"), "due_on": "2026-04-01"}, 0)
		made = read[row](c.t, do(name, role, "PATCH /assignments/{id}", made.ID, fields{"due_on": "2026-04-02"}, made.Revision))
		if name == "tom" {
			do("sid", "supervisor", "POST /assignments", "", fields{"module": m.ID, "agents": []string{c.users["ben"].ID}, "due_on": "2026-04-02"}, 0)
		}
		do(name, role, "POST /assignments/bulk", "", fields{"ids": []string{made.ID, unknownID}, "due_on": "2026-04-03"}, 0)
		do(name, role, "POST /assignments/{id}/cancel", made.ID, fields{"reason": "ill"}, made.Revision+1)
		rest := read[list[row]](c.t, c.called(name).must(200, "GET", "/assignments?module="+m.ID+"&status=assigned&agent="+c.users["cam"].ID, nil)).Items
		do(name, role, "POST /assignments/bulk", "", fields{"ids": []string{rest[0].ID}, "cancel_reason": "enough"}, 0)
	}
	tom("POST /modules/{id}/retire", m.ID, nil, m.Revision)
	rule := tom("POST /training/rules", "", fields{"module": c.module, "kind": "question_below", "question": c.form().Dimensions[0].Questions[0].ID, "level": 1, "last_n": 50, "days_due": 7}, 0)
	tom("PATCH /training/rules/{id}", rule.ID, fields{"teams": []string{c.team("sales")}, "active": false}, rule.Revision)
}

// readied makes the revision of cam's assignment known, whatever was tried with it.
func (c *company) readied() {
	c.t.Helper()
	l := c.called("cam").reads(c.learning["team"].ID)
	l.Attempt = c.learning["team"].Attempt
	c.learning["team"] = l
}

// learnEverything takes cam through all parts, to the end.
func (c *company) learnEverything(do doing) {
	c.t.Helper()
	step := func(name, role, route string, n int, body any) {
		c.readied()
		l := c.learning["team"]
		do(name, role, "POST /assignments/{id}/parts/{part}/"+route, l.ID+" "+l.Content[n].ID, body, l.Revision)
	}
	quiz := c.learning["team"].Content[0].Quiz.Questions
	mark := fields{"marks": []fields{{"question": quiz[4].ID, "points": 2}}, "comment": "well said"}
	do("tom", "trainer", "POST /attempts/{id}/mark", c.learning["team"].Attempt, mark, 1)
	c.readied()
	if c.learning["team"].Progress[0].Status == "failed" {
		c.t.Fatal("the quiz is not passed with its text at full points")
	}
	step("cam", "agent", "done", 1, fields{"seconds": 30})
	step("cam", "agent", "done", 2, fields{"seconds": 30})
	step("tom", "trainer", "assessment", 3, fields{"answers": c.options(0), "comment": "once more"})
	step("tom", "trainer", "assessment", 3, fields{"answers": c.options(-1)})
	step("tom", "trainer", "sign-off", 4, fields{"outcome": "not_yet", "comment": "next time"})
	step("sue", "supervisor", "sign-off", 5, fields{"outcome": "not_yet", "comment": "nearly"})
	step("sue", "supervisor", "sign-off", 5, fields{"outcome": "done"})
}

// options are answers to all questions of the form: the option at a place, or the last.
func (c *company) options(at int) (answers []fields) {
	for _, a := range map[bool][]fields{true: best(c.form()), false: worst(c.form())}[at < 0] {
		answers = append(answers, fields{"question": a["question"], "option": a["option"]})
	}
	return answers
}
