package server_test

import (
	"net/http"
	"strings"
	"time"
)

// sayEverywhere takes an interaction through its life with the same words in each place for words.
func (c *company) sayEverywhere(name, words string, account bool) {
	c.t.Helper()
	c.tellWith(name, words, account)
	c.offerWith(name, words)
	c.scoreWith(name, words)
	c.coachWith(words, len(c.labels()))
	c.trainWith(words)
	c.buildWith(words)
	crm := c.called("token")
	crm.tell(c.ended(name))
	crm.call(http.MethodPost, "/ingest/events", []byte(`{"events":[{"text":"`+words+`"`), header{"Content-Type": "application/json"})
	c.anonymous().call(http.MethodPost, "/session", credentials(words, words))
}

// tellWith has a source say the words wherever an event takes any, and where it takes none.
func (c *company) tellWith(name, words string, account bool) {
	c.t.Helper()
	start := c.started(name, "ana")
	for field, value := range map[string]any{"subject": words, "spoke_to": words, "tone": words, "resolution": words, "next_step": words, "next_owner": words,
		"attributes": fields{"note": words, words: "a note"}, "customer": fields{"name": words, "address": "a street"}} {
		start[field] = value
	}
	if account {
		start["account"], start["transaction"], start["customer"].(fields)["ref"] = words, words, words
	}
	wrong := c.said(name, 3, words, "x")
	misnamed := c.said(name, 4, "customer", "x")
	misnamed[words] = words
	c.called("token").must(200, http.MethodPost, "/ingest/events", fields{"events": []fields{start, c.said(name, 1, "customer", words), c.said(name, 2, "agent", words), wrong, misnamed}},
		header{"Idempotency-Key": name})
}

// offerWith says the words about the interaction's sample, and whispers them to its agent.
func (c *company) offerWith(name, words string) {
	c.t.Helper()
	sue := c.called("sue")
	sue.call(http.MethodGet, "/evaluations?agent="+strings.ReplaceAll(words, " ", "%20")+"&evaluator="+strings.ReplaceAll(words, " ", "%20"), nil)
	sue.must(204, http.MethodPost, "/offers/"+c.offerOf(name)+"/skip", fields{"reason": words}, header{"Idempotency-Key": "skip " + name})
	sue.must(200, http.MethodPost, "/offers/"+c.offerOf(name)+"/claim", nil)
	sue.must(204, http.MethodPost, "/offers/"+c.offerOf(name)+"/return", fields{"reason": words})
	l, agent := sue.dial(), c.called("ana").dial()
	l.say(fields{"type": "whisper", "interaction": c.idOf(name), "text": words})
	agent.hear("whisper")
	for _, kind := range []string{"reply", "help"} {
		agent.say(fields{"type": kind, "interaction": c.idOf(name), "text": words})
		l.hear(kind)
	}
	l.close()
	agent.close()
	b := read[bookmark](c.t, sue.must(201, http.MethodPost, "/interactions/"+c.idOf(name)+"/bookmarks", fields{"pos": 1, "note": words}))
	sue.must(200, http.MethodPatch, "/bookmarks/"+b.ID, fields{"note": "again: " + words}, ifMatch(b.Revision))
	c.clock.Advance(time.Second) // or it would be too many whispers at once
}

// scoreWith says the words in two evaluations, of which one is taken back and the other disputed.
func (c *company) scoreWith(name, words string) {
	c.t.Helper()
	sue, sol, ana, eve := c.called("sue"), c.called("sol"), c.called("ana"), c.called("eve")
	for _, by := range []*client{sue, sol} {
		e := by.draft(name)
		answers := best(c.form())
		for _, a := range answers {
			a["comment"] = words
		}
		e = read[evaluation](c.t, by.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": answers, "strengths": words, "improvements": words}, ifMatch(e.Revision)))
		e = by.step(by.step(e, "submit", nil), "release", nil)
		if by == sol {
			by.step(e, "withdraw", fields{"reason": words})
			continue
		}
		e = ana.step(e, "acknowledge", fields{"comment": words})
		d := read[dispute](c.t, ana.must(201, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": c.form().Dimensions[0].Questions[0].ID, "reason": words},
			ifMatch(e.Revision), header{"Idempotency-Key": name}))
		eve.must(200, http.MethodPost, "/disputes/"+d.ID+"/resolve", fields{"outcome": "upheld", "reason": words}, ifMatch(d.Revision))
	}
}

// coachWith says words wherever coaching takes them, in sessions of an hour of their own.
func (c *company) coachWith(words string, hour int) {
	c.t.Helper()
	sue, ana := c.called("sue"), c.called("ana")
	x := sue.planned("ana", 60*hour, fields{"note": words})
	x = sue.onward(x, http.MethodPatch, "", fields{"agenda": []fields{{"note": words}}})
	x = sue.onward(x, http.MethodPut, "/notes", fields{"shared": words, "private": words})
	finished, dropped := sue.agreed("ana", fields{"text": words, "root_cause": words, "session": x.ID}), sue.agreed("ana", nil)
	dropped = read[action](c.t, sue.must(200, http.MethodPatch, "/actions/"+dropped.ID, fields{"text": words, "root_cause": words}, ifMatch(dropped.Revision)))
	ana.must(200, http.MethodPost, "/actions/"+finished.ID+"/finish", fields{"what_changed": words}, ifMatch(finished.Revision))
	sue.must(200, http.MethodPost, "/actions/"+dropped.ID+"/drop", fields{"reason": words}, ifMatch(dropped.Revision))
	sue.onward(x, http.MethodPost, "/cancel", fields{"reason": words})
}

// trainWith says words wherever training takes them from who learns, marks, assigns and takes excerpts.
func (c *company) trainWith(words string) {
	c.t.Helper()
	tom, ana, sue := c.once("tom"), c.called("ana"), c.called("sue")
	said := []fields{{"pos": 1, "speaker": "customer", "text": words}}
	module := tom.written(words, []fields{
		{"kind": "quiz", "title": words, "quiz": fields{"pass": 0, "attempts": 0, "questions": []fields{{"kind": "text", "text": "Say it", "points": 1, "guide": "says it"},
			{"kind": "score", "text": "Score it", "asks": "Heard?", "points": 1, "lines": said, "options": []fields{{"text": "no"}, {"text": "yes", "right": true}}}}}},
		{"kind": "excerpt", "title": "Hear", "excerpt": fields{"lines": said}},
		{"kind": "role_play", "title": "Play", "role_play": fields{"scenario": "Late", "agent_briefing": "Calm", "scorecard": c.scorecard(), "pass": 0}},
		{"kind": "task", "title": "Do", "task": fields{"text": "It"}}})
	made := read[struct{ Made []learnt }](c.t, tom.must(201, http.MethodPost, "/assignments", fields{"module": module, "agents": []string{c.users["ana"].ID}, "due_on": "2026-04-01", "reason": words}))
	l := ana.reads(made.Made[0].ID)
	answers := l.answering()
	answers[0]["text"] = words
	at := "/assignments/" + l.ID
	attempt := read[struct{ ID string }](c.t, ana.must(201, http.MethodPost, at+"/parts/"+l.part()+"/attempts", fields{"answers": answers}, ifMatch(l.Revision)))
	tom.must(200, http.MethodPost, "/attempts/"+attempt.ID+"/mark", fields{"marks": []fields{{"question": l.Content[0].Quiz.Questions[0].ID, "points": 1}}, "comment": words}, ifMatch(1))
	tom.must(201, http.MethodPost, at+"/parts/"+l.Content[2].ID+"/assessment", fields{"answers": c.options(0), "comment": words}, ifMatch(ana.reads(l.ID).Revision))
	sue.must(200, http.MethodPost, at+"/parts/"+l.Content[3].ID+"/sign-off", fields{"outcome": "not_yet", "comment": words}, ifMatch(ana.reads(l.ID).Revision))
	sue.must(200, http.MethodPost, at+"/cancel", fields{"reason": words}, ifMatch(ana.reads(l.ID).Revision))
	again := read[struct{ Made []learnt }](c.t, sue.must(201, http.MethodPost, "/assignments", fields{"module": module, "team": c.team("billing"), "due_on": "2026-04-01"}))
	sue.must(200, http.MethodPost, "/assignments/bulk", fields{"ids": []string{again.Made[0].ID}, "cancel_reason": words})
}

// buildWith says words wherever a draft of a scorecard takes them.
func (c *company) buildWith(words string) {
	c.t.Helper()
	lyn := c.called("lyn")
	d := lyn.begun(fields{"name": words, "template": "complaint-handling"})
	at := map[string]string{"phone": words}
	dim := &d.Definition.Dimensions[0]
	q := &dim.Questions[0]
	d.Definition.Languages, d.Definition.Texts = []string{"en", "de"}, map[string]map[string]string{"de": {"name": words, q.ID + ".text": words}}
	d.Name, dim.Name, dim.About, dim.ChannelNotes, q.Text, q.Help, q.ChannelHelp = words, words, words, at, words, words, at
	q.Options[0].Phrases, q.Options[0].Label, q.Options[0].Describes, q.Causes[0].Name, d.Definition.Grades[0].Name = []string{words}, words, words, words, words
	q.Whispers = []string{words}
	lyn.kept(d)
	file := fields{"format": 1, "name": words, "definition": d.Definition}
	lyn.must(201, http.MethodPost, "/scorecards/import", file)
}

// sayInHalves tells a card, an IBAN and a phone number over two utterances each.
func (c *company) sayInHalves() {
	c.t.Helper()
	c.called("token").tell(c.started("halves", "ana"), c.said("halves", 1, "customer", "my card is 4111 1111"), c.said("halves", 2, "customer", "1111 1111"),
		c.said("halves", 3, "customer", "the IBAN is DE89 3704 0044"), c.said("halves", 4, "customer", "0532 0130 00"))
}
