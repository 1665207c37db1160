package server_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

// made is something of a company, of one of its agents, with the revision at which it was made.
type made struct {
	ID       string
	Revision int64
}

// keep remembers what was made, by its kind and label.
func (c *company) keep(kind, label string, answer reply) made {
	c.t.Helper()
	if c.made == nil {
		c.made = map[string]map[string]made{}
	}
	if c.made[kind] == nil {
		c.made[kind] = map[string]made{}
	}
	c.made[kind][label] = read[made](c.t, answer)
	return c.made[kind][label]
}

// plan is what a body says that plans a session each second week.
func (s *site) plan(agent string, more fields) fields {
	body := fields{"agent": s.users[agent].ID, "method": "one_to_one", "every_weeks": 2, "weekday": "friday", "time": "15:00", "minutes": 30}
	for name, value := range more {
		body[name] = value
	}
	return body
}

// furnishFeedback gives an agent a plan, a request, a recognition that waits, and feedback on their released evaluation.
func (c *company) furnishFeedback(label, agent string, lead *client, clock string) {
	c.t.Helper()
	c.keep("plan", label, lead.must(201, http.MethodPost, "/coaching/plans", c.plan(agent, fields{"time": clock})))
	c.keep("request", label, c.as(agent).must(201, http.MethodPost, "/coaching/requests", fields{"words": "How to end a call"}))
	c.keep("recognition", label, lead.must(201, http.MethodPost, "/recognitions", fields{"agent": c.users[agent].ID, "words": "Well explained"}))
	c.keep("feedback", label, c.as(agent).must(201, http.MethodPost, "/feedback", fields{"evaluation": c.evaluations[label].ID, "useful": 4, "comment": "It helped"}))
}

var pool = []string{"pia", "per", "pam", "pol", "pip"}

// furnishRounds opens a round about each agent: rob, who leads all of their teams and one more, asks that one's five
// agents, and the agent.
func (c *company) furnishRounds() {
	c.t.Helper()
	c.person("rob", people.Supervisor, "billing", "sales", "pool")
	for _, name := range pool {
		c.person(name, people.Agent, "pool")
	}
	rob := c.as("rob")
	for label, agent := range agents {
		if _, here := c.users[agent]; !here {
			continue
		}
		c.keep("round", label, rob.must(201, http.MethodPost, "/rounds", fields{"agent": c.users[agent].ID, "closes_on": "2026-03-20", "peers": c.idsOfPeople(pool...), "self": true}))
	}
	c.suggestAs("own", c.team("billing"), "new")
	c.suggestAs("team", c.team("billing"), "heard")
	c.suggestAs("other", c.team("sales"), "heard")
}

// suggestAs puts a row where a box would have put it.
func (c *company) suggestAs(label, place, status string) {
	c.t.Helper()
	id := store.NewID()
	err := c.db.InTx(c.t.Context(), func(tx context.Context) error {
		return c.db.Conn(tx).Exec("INSERT INTO suggestions (id, revision, status, place, words, reason, replies, receipt_hash, came_on) VALUES (?, 1, ?, ?, ?, '', '[]', ?, '2026-03-01')",
			id, status, place, "More light for "+label, receiptHash(id)).Error
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.keep("suggestion", label, reply{raw: []byte(`{"ID":"` + id + `","Revision":1}`)})
}

// receiptHash is what is kept of a receipt.
func receiptHash(receipt string) string {
	sum := sha256.Sum256([]byte(strings.ToUpper(receipt)))
	return hex.EncodeToString(sum[:])
}

// peerTime is a time at which nobody of a company has a session.
func (s *site) peerTime(hours int) time.Time {
	return s.clock.Now().Add(time.Duration(hours) * time.Hour)
}
