package server_test

import (
	"strings"
	"time"
)

// then takes something that was made one step on, and returns it as it is then.
func (do doing) then(c *company, name, role, route string, m made, body any) made {
	c.t.Helper()
	return read[made](c.t, do(name, role, route, m.ID, body, m.Revision))
}

// feedEverything takes what people say of each other's work through its life.
func (c *company) feedEverything(do doing, e evaluation) {
	c.t.Helper()
	c.meetEverybody(do)
	c.askEverybody(do)
	question := c.form().Dimensions[0].Questions[0].ID
	sessions := "/coaching/sessions"
	asked := read[made](c.t, do("cam", "agent", "POST /coaching/requests", "", fields{"words": "Help", "evaluation": e.ID, "question": question}, 0))
	do("sue", "supervisor", "POST "+sessions, "", fields{"agent": c.users["cam"].ID, "starts_at": c.peerTime(200), "minutes": 30, "request": asked.ID}, 0)
	declined := read[made](c.t, do("cam", "agent", "POST /coaching/requests", "", fields{"words": "More help"}, 0))
	do.then(c, "sue", "supervisor", "POST /coaching/requests/{id}/decline", declined, fields{"reason": "later"})
	do.then(c, "ana", "agent", "POST /coaching/requests/{id}/withdraw", c.made["request"]["own"], nil)

	plan := read[made](c.t, do("sol", "supervisor", "POST /coaching/plans", "", c.plan("cam", fields{"time": "17:00", "until": "2026-06-01"}), 0))
	plan = do.then(c, "sol", "supervisor", "PATCH /coaching/plans/{id}", plan, fields{"minutes": 45})
	do.then(c, "sol", "supervisor", "POST /coaching/plans/{id}/end", plan, nil)
	do("cam", "agent", "POST /feedback", "", fields{"session": c.sessions["team"].ID, "useful": 2}, 0)
	do("cam", "agent", "POST /feedback", "", fields{"evaluation": e.ID, "useful": 5, "comment": "Now I see"}, 0)

	words := fields{"agent": c.users["cam"].ID, "words": "So calm"}
	byEvaluator := read[made](c.t, do("axe", "evaluator", "POST /recognitions", "", with(words, "evaluation", e.ID), 0))
	byPeer := read[made](c.t, do("ana", "agent", "POST /recognitions", "", words, 0))
	byLead := read[made](c.t, do("sue", "supervisor", "POST /recognitions", "", words, 0))
	byEvaluator = do.then(c, "cam", "agent", "POST /recognitions/{id}/publish", byEvaluator, nil)
	do.then(c, "cam", "agent", "POST /recognitions/{id}/keep-private", byEvaluator, nil)
	do.then(c, "cam", "agent", "POST /recognitions/{id}/publish", c.made["recognition"]["team"], nil)
	do.then(c, "ana", "agent", "POST /recognitions/{id}/take-back", byPeer, nil)
	do.then(c, "sue", "supervisor", "POST /recognitions/{id}/take-back", byLead, nil)
	gone := read[made](c.t, do("axe", "evaluator", "POST /recognitions", "", with(words, "evaluation", e.ID), 0))
	do.then(c, "axe", "evaluator", "POST /recognitions/{id}/take-back", gone, nil)
	c.suggestEverything(do)
}

// meetEverybody has peers meet, a formal review planned, and many sessions moved at once.
func (c *company) meetEverybody(do doing) {
	c.t.Helper()
	sessions := "/coaching/sessions"
	question := c.form().Dimensions[0].Questions[0].ID
	ask := fields{"peer": c.users["cam"].ID, "starts_at": c.peerTime(100), "minutes": 30, "focus": "Beginnings", "heard": []fields{{"interaction": c.idOf("own"), "pos": 1}}}
	peer := read[made](c.t, do("ana", "agent", "POST /coaching/peer", "", ask, 0))
	c.clock.Advance(11 * time.Minute) // two sessions of somebody don't overlap, and one is signed once it has begun
	peer = do.then(c, "ana", "agent", "PATCH "+sessions+"/{id}", peer, fields{"starts_at": c.clock.Now(), "minutes": 10, "focus": "Endings", "agenda": []fields{{"note": "Both", "question": question}}})
	peer = do.then(c, "cam", "agent", "PUT "+sessions+"/{id}/notes", peer, fields{"shared": "Good", "private": "Mine", "answers": fields{"observed": "a", "worked": "b", "try": "c", "unsure": "d"}})
	peer = do.then(c, "cam", "agent", "POST "+sessions+"/{id}/sign", peer, nil)
	peer = do.then(c, "ana", "agent", "POST "+sessions+"/{id}/sign", peer, nil)
	for _, name := range []string{"ana", "cam"} {
		do(name, "agent", "GET "+sessions+"/{id}", peer.ID, nil, 0)
	}
	paired := fields{"agent": c.users["ana"].ID, "peer": c.users["cam"].ID, "starts_at": c.peerTime(102), "minutes": 30, "focus": "Beginnings"}
	declined := read[made](c.t, do("sue", "supervisor", "POST /coaching/peer", "", paired, 0))
	declined = do.then(c, "cam", "agent", "POST "+sessions+"/{id}/decline", declined, fields{"reason": "No time"})
	do("sue", "supervisor", "GET "+sessions+"/{id}", declined.ID, nil, 0)
	another := read[made](c.t, do("ana", "agent", "POST /coaching/peer", "", with(ask, "starts_at", c.peerTime(104)), 0))
	do.then(c, "ana", "agent", "POST "+sessions+"/{id}/cancel", another, fields{"reason": "ill"})

	review := fields{"from": "2026-01-01", "to": "2026-03-01", "strengths": []fields{{"question": question, "text": "Clear"}}, "weaknesses": []fields{{"text": "Hasty", "question": question}},
		"goals": []fields{{"text": "Slow down", "due_on": "2026-06-01"}}, "documents": []fields{{"title": "Guide", "link": "https://example.org/guide"}}}
	formal := fields{"agent": c.users["cam"].ID, "method": "formal_review", "starts_at": c.peerTime(106), "minutes": 30, "review": review}
	one := read[made](c.t, do("sue", "supervisor", "POST "+sessions, "", formal, 0))
	one = do.then(c, "sue", "supervisor", "PATCH "+sessions+"/{id}", one, fields{"review": review})
	one = do.then(c, "sue", "supervisor", "PUT "+sessions+"/{id}/notes", one, fields{"shared": "Good"})
	do("sue", "supervisor", "POST "+sessions+"/bulk", "", fields{"ids": []string{one.ID, unknownID}, "move_minutes": 60}, 0)
	one.Revision++
	c.clock.Advance(11 * time.Minute)
	one = do.then(c, "sue", "supervisor", "PATCH "+sessions+"/{id}", one, fields{"starts_at": c.clock.Now(), "minutes": 10})
	one = do.then(c, "sue", "supervisor", "POST "+sessions+"/{id}/sign", one, nil)
	do.then(c, "cam", "agent", "POST "+sessions+"/{id}/sign", one, nil)
	do("cam", "agent", "GET "+sessions+"/{id}", one.ID, nil, 0)
	do("sue", "supervisor", "GET "+sessions+"/{id}", one.ID, nil, 0)
}

// askEverybody has the rounds about ana and cam answered, by enough and by too few, closed and released.
func (c *company) askEverybody(do doing) {
	c.t.Helper()
	own, team := c.made["round"]["own"], c.made["round"]["team"]
	for n, name := range append([]string{"ana"}, pool...) {
		do(name, "agent", "POST /rounds/{id}/answers", own.ID, answers([]int{5, 4, 3, min(n, 2), 0}, "Listening", strings.Repeat("Pauses", n%2)), 0)
	}
	own = do.then(c, "sue", "supervisor", "POST /rounds/{id}/close", own, nil)
	do("sue", "supervisor", "GET /rounds/{id}", own.ID, nil, 0)
	do.then(c, "sue", "supervisor", "POST /rounds/{id}/release", own, nil)
	do.then(c, "sol", "supervisor", "POST /rounds/{id}/close", team, nil)
	body := fields{"agent": c.users["cam"].ID, "closes_on": "2026-03-20", "peers": c.idsOfPeople(pool...), "supervisors": c.idsOfPeople("sue")}
	do("rob", "supervisor", "POST /rounds", "", body, 0)
	do("sue", "supervisor", "GET /me/rounds", "", nil, 0)
}

// suggestEverything has suggestions made, followed and answered.
func (c *company) suggestEverything(do doing) {
	c.t.Helper()
	own := c.made["suggestion"]["own"]
	do("ana", "agent", "POST /suggestions", "", fields{"words": "More light"}, 0)
	own = do.then(c, "sue", "supervisor", "POST /suggestions/{id}/reply", own, fields{"words": "Where?"})
	own = do.then(c, "sue", "supervisor", "POST /suggestions/{id}/status", own, fields{"status": "declined", "reason": "No room"})
	do("ana", "agent", "POST /suggestions/receipt/reply", "", fields{"receipt": own.ID, "words": "Here"}, 0)
	own.Revision++
	do.then(c, "sue", "supervisor", "POST /suggestions/{id}/reply", own, fields{"words": "I see"})
	do("ana", "agent", "POST /suggestions/receipt", "", fields{"receipt": own.ID}, 0)
	c.suggestAs("site", "site", "new")
	site := c.made["suggestion"]["site"]
	site = do.then(c, "ada", "admin", "POST /suggestions/{id}/status", site, fields{"status": "declined", "reason": "No room"})
	do.then(c, "ada", "admin", "POST /suggestions/{id}/reply", site, fields{"words": "Where?"})
}
