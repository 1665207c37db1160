package server_test

// talked has a lead and an agent speak beside a live interaction, until the agent asks for help.
func (c *company) talked(external string) {
	c.t.Helper()
	id := c.idOf(external)
	lead, agent := c.as("sue").dial(), c.as("ana").dial()
	lead.say(fields{"type": "whisper", "interaction": id, "text": "breathe"})
	agent.hear("whisper")
	for _, kind := range []string{"reply", "help"} {
		agent.say(fields{"type": kind, "interaction": id, "text": "yes?"})
		lead.hear(kind)
	}
	lead.close()
	agent.close()
}

// talkEverything has help taken, and asked for once more, and sets bookmarks.
func (c *company) talkEverything(do doing) {
	c.t.Helper()
	start := c.started("talk", "ana")
	start["language"], start["queue"], start["hold_ms"] = "en", "first", 1
	c.called("token").tell(start, c.said("talk", 1, "customer", "thank you"))
	c.talked("talk")
	do("sue", "supervisor", "POST /interactions/{id}/help/take", c.idOf("talk"), fields{}, 0)
	c.talked("talk")
	id := c.idOf("own")
	for role, name := range map[string]string{"supervisor": "sue", "evaluator": "eve"} {
		mark := fields{"at": c.clock.Now().Add(1500e6), "note": "calm", "question": c.form().Dimensions[0].Questions[0].ID}
		b := read[bookmark](c.t, do(name, role, "POST /interactions/{id}/bookmarks", id, mark, 0))
		do(name, role, "PATCH /bookmarks/{id}", b.ID, fields{"note": "very calm"}, b.Revision)
		gone := read[bookmark](c.t, do(name, role, "POST /interactions/{id}/bookmarks", id, fields{"pos": 1}, 0))
		do(name, role, "DELETE /bookmarks/{id}", gone.ID, nil, 0)
	}
}
