package server_test

import (
	"net/http"
	"strings"
)

// sayEverywhere takes an interaction through its life with the same words in each place for words.
func (c *company) sayEverywhere(name, words string, account bool) {
	c.t.Helper()
	c.tellWith(name, words, account)
	c.offerWith(name, words)
	c.scoreWith(name, words)
	c.coachWith(words, len(c.labels()))
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
	l := sue.dial()
	l.say(fields{"type": "whisper", "interaction": c.idOf(name), "text": words})
	l.close()
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
		e = read[evaluation](c.t, by.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": answers}, ifMatch(e.Revision)))
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

// sayInHalves tells a card, an IBAN and a phone number over two utterances each.
func (c *company) sayInHalves() {
	c.t.Helper()
	c.called("token").tell(c.started("halves", "ana"), c.said("halves", 1, "customer", "my card is 4111 1111"), c.said("halves", 2, "customer", "1111 1111"),
		c.said("halves", 3, "customer", "the IBAN is DE89 3704 0044"), c.said("halves", 4, "customer", "0532 0130 00"))
}
