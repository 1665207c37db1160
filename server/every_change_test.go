package server_test

import (
	"net/http"
	"strings"
)

// tellEverything sends of each agent's interactions all that a source can say.
func (c *company) tellEverything() {
	c.t.Helper()
	crm := c.source("crm")
	for _, label := range []string{"own", "team", "other", "unknown"} {
		for _, name := range []string{label, label + "-queue"} {
			if name == "unknown-queue" {
				continue
			}
			at := c.clock.Now()
			crm.tell(fields{"id": name + "-all", "type": "interaction.updated", "interaction": name, "at": at, "direction": "inbound", "kind": "complaint", "queue": "first",
				"language": "en", "queued_at": at, "answered_at": at, "spoke_to": "spouse", "subject": "an order", "account": "A-9", "transaction": "T-77",
				"customer": fields{"ref": "C-17", "name": "J. Doe", "address": "j@doe.example", "value": "high"}, "attributes": fields{"campaign": "spring"},
				"hold_ms": 1, "talk_ms": 2, "wrap_ms": 3, "tone": "calm", "resolution": "resolved", "next_step": "refund", "next_owner": "agent", "recording_url": "https://example.com/r"},
				c.said(name, 9, "customer", "My card is 4111 1111 1111 1111"))
		}
	}
	crm.tell(fields{"id": "gone", "type": "interaction.transferred", "interaction": "team", "at": c.clock.Now().Add(20 * 60e9), "agent": "nobody@example.com"},
		fields{"id": "back", "type": "interaction.transferred", "interaction": "team", "at": c.clock.Now().Add(30 * 60e9), "agent": "cam@example.com"}, c.ended("team"))
}

// doing makes a change as somebody, at a revision, and hands its answer on.
type doing func(name, role, route, id string, body any, revision int64) reply

// changeEverything makes each change that there is, and hands its answer on.
func (c *company) changeEverything(note func(route, role string, got reply)) {
	c.t.Helper()
	do := c.doing(note)
	c.talkEverything(do)
	c.compareEverything(do)
	c.figureEverything(do)
	c.buildEverything(do)
	c.trainEverything(do)
	c.queueEverything(do)
	e := c.scoreEverything(do)
	c.coachEverything(do, e)
	note("GET /audit", "admin", c.called("ada").must(http.StatusOK, http.MethodGet, "/audit?limit=100", nil))
	c.feedEverything(do, e)
	c.takeEverythingBack(do)
	for role, name := range map[string]string{"admin": "ada", "supervisor": "sid", "evaluator": "axe", "agent": "cam", "analyst": "lyn"} {
		do(name, role, "POST /interactions/search", "", fields{"q": "zebra"}, 0)
	}
	do("ada", "admin", "POST /users/search", "", fields{"q": "a"}, 0)
	c.called("sue").must(http.StatusOK, http.MethodGet, "/evaluations?status=draft&agent="+c.users["ana"].ID+"&evaluator="+c.users["sue"].ID+"&after="+unknownID, nil)
	c.changeEverybody(do)
	bad := c.started("m-2", "zoe")
	bad["channel"] = "pigeon"
	note("POST /ingest/events", "token", c.called("token").tell(bad))
	for role, names := range byRole {
		if role != "anonymous" && role != "token" {
			do(names[0], role, "PUT /me/preferences", "", fields{"preferences": fields{"zoom": 1}}, 0)
			do(names[0], role, "PUT /me/notice-settings", "", noticeSettings, 0)
			do(names[0], role, "POST /me/notices/read", "", fields{"up_to": "f"}, 0)
		}
	}
	note("GET /audit", "admin", c.called("ada").must(http.StatusOK, http.MethodGet, "/audit?limit=200", nil))
	c.calibrateEverything(do)
	c.planEverything(do)
	c.keepHouse()
}

func (c *company) doing(note func(route, role string, got reply)) doing {
	return func(name, role, route, id string, body any, revision int64) reply {
		c.t.Helper()
		method, path, _ := strings.Cut(route, " ")
		id, part, _ := strings.Cut(id, " ")
		got := c.called(name).call(method, strings.NewReplacer("{id}", id, "{part}", part).Replace(path), body, ifMatch(revision))
		if got.status >= 300 {
			c.t.Fatalf("%s as %s: %s", route, name, got)
		}
		asked, _, _ := strings.Cut(route, "?")
		note(asked, role, got)
		return got
	}
}

func (do doing) step(c *company, name, role, verb string, e evaluation, body any) evaluation {
	c.t.Helper()
	return read[evaluation](c.t, do(name, role, "POST /evaluations/{id}/"+verb, e.ID, body, e.Revision))
}

// scoreEverything has a sample taken, given back, assigned and begun, and takes its evaluation to the decision of a dispute.
func (c *company) scoreEverything(do doing) evaluation {
	c.t.Helper()
	offer := c.offers["team-offer"]
	do("sue", "supervisor", "POST /offers/{id}/claim", offer, fields{}, 0)
	do("sue", "supervisor", "POST /interactions/{id}/recording", c.idOf("team"), wave(3, 1000), 0)
	do("sue", "supervisor", "POST /offers/{id}/return", offer, fields{"reason": "no time"}, 0)
	do("sue", "supervisor", "POST /offers/{id}/assign", offer, fields{"evaluator": c.users["axe"].ID}, 0)
	do("axe", "evaluator", "POST /offers/{id}/claim", offer, fields{}, 0)
	start := fields{"interaction": c.idOf("team-offer"), "scorecard": c.scorecard()}
	e := read[evaluation](c.t, do("axe", "evaluator", "POST /evaluations", "", start, 0))
	e = read[evaluation](c.t, do("axe", "evaluator", "PUT /evaluations/{id}/answers", e.ID, fields{"answers": best(c.form()), "strengths": "calm", "improvements": "slower"}, e.Revision))
	e = do.step(c, "axe", "evaluator", "submit", e, fields{})
	e = do.step(c, "axe", "evaluator", "release", e, fields{})
	e = do.step(c, "cam", "agent", "acknowledge", e, fields{"comment": "thanks"})
	disputed := read[dispute](c.t, do("cam", "agent", "POST /evaluations/{id}/disputes", e.ID, fields{"question": c.form().Dimensions[0].Questions[0].ID, "reason": "no", "evidence": pointed(1)}, e.Revision))
	disputed = read[dispute](c.t, do("axe", "evaluator", "POST /disputes/{id}/statement", disputed.ID, fields{"words": "It was asked twice."}, disputed.Revision))
	first := c.form().Dimensions[0].Questions[0].Options[0].Key
	decide := fields{"outcome": "changed", "option": first, "reason": "so it was"}
	do("art", "evaluator", "POST /disputes/{id}/resolve", disputed.ID, decide, disputed.Revision)
	inTeam := c.disputes["team"]
	inTeam = read[dispute](c.t, c.called("sid").must(200, http.MethodGet, "/disputes/"+inTeam.ID, nil))
	inTeam = read[dispute](c.t, do("sol", "supervisor", "POST /disputes/{id}/statement", inTeam.ID, fields{"words": "It was asked twice."}, inTeam.Revision))
	do("sid", "supervisor", "POST /disputes/{id}/resolve", inTeam.ID, fields{"outcome": "changed", "option": first, "reason": "so it was"}, inTeam.Revision)
	return e
}

// takeEverythingBack has a lead's draft answered, submitted, released and taken back, and an offer left.
func (c *company) takeEverythingBack(do doing) {
	c.t.Helper()
	draft := c.evaluations["team-draft"]
	draft = read[evaluation](c.t, do("sol", "supervisor", "PUT /evaluations/{id}/answers", draft.ID, fields{"answers": worst(c.form())}, draft.Revision))
	draft = do.step(c, "sol", "supervisor", "submit", draft, fields{})
	many := fields{"evaluations": []fields{{"id": unknownID, "revision": 1}}}
	do("sol", "supervisor", "POST /evaluations/release", "", many, 0)
	do("axe", "evaluator", "POST /evaluations/release", "", many, 0)
	draft = do.step(c, "sol", "supervisor", "release", draft, fields{})
	do.step(c, "sol", "supervisor", "withdraw", draft, fields{"reason": "a mistake"})
	do("sid", "supervisor", "POST /offers/{id}/skip", c.offers["other-offer"], fields{"reason": "later"}, 0)
	do("sid", "supervisor", "POST /evaluations", "", fields{"interaction": c.idOf("other-offer"), "scorecard": c.scorecard()}, 0)
}

// changeEverybody changes people, teams and whom a source calls what.
func (c *company) changeEverybody(do doing) {
	c.t.Helper()
	added := fields{"name": "Zoe", "email": "zoe@example.com", "roles": []string{"supervisor", "agent"}, "external_ids": []string{"z-1"}, "languages": []string{"de"}, "member_of": c.team("sales"), "leads": []string{c.team("sales")}}
	zoe := read[struct{ ID string }](c.t, do("ada", "admin", "POST /users", "", added, 0)).ID
	do("ada", "admin", "PATCH /users/{id}", zoe, fields{"member_of": "", "leads": []string{c.team("billing")}}, 0)
	do("ada", "admin", "PATCH /users/{id}", zoe, fields{"member_of": c.team("billing")}, 0)
	team := read[struct{ ID string }](c.t, do("ada", "admin", "POST /teams", "", fields{"name": "claims"}, 0)).ID
	do("ada", "admin", "PATCH /teams/{id}", team, fields{"name": "claims and more"}, 0)
	do("ada", "admin", "PATCH /teams/{id}", c.team("sales"), fields{"name": "sales"}, 0)
	c.users["zoe"] = c.users["ada"]
	c.source("mail").tell(c.started("m-1", "zoe-at-home"))
	do("ada", "admin", "POST /users/unmatched", "", fields{"source": "mail", "agent_ref": "zoe-at-home@example.com", "user": zoe}, 0)
}

// worst answers every question with its first option.
func worst(c card) (answers []fields) {
	for _, d := range c.Dimensions {
		for _, q := range d.Questions {
			answers = append(answers, fields{"question": q.ID, "option": q.Options[0].Key, "evidence": pointed(1)})
		}
	}
	return answers
}
