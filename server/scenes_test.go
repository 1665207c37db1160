package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/people"
	"rater/scorecards"
)

// standard is the scorecard that a new desk has.
func (s *site) standard() scorecards.Published {
	s.t.Helper()
	id, err := s.desk.Catalogue.Ensure(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	p, err := s.desk.Catalogue.Get(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

func (s *site) scorecard() string { return s.standard().ID }

func (s *site) form() card { return card{s.standard().Version.Definition.Dimensions} }

// draft starts an evaluation of a source's interaction.
func (c *client) draft(external string) evaluation {
	c.s.t.Helper()
	body := fields{"interaction": c.s.idOf(external), "scorecard": c.s.scorecard()}
	return read[evaluation](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/evaluations", body))
}

func (c *client) answered(external string) evaluation {
	c.s.t.Helper()
	e := c.draft(external)
	return read[evaluation](c.s.t, c.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": best(c.s.form()), "strengths": "calm", "improvements": "slower"}, ifMatch(e.Revision)))
}

// pointed is evidence of each kind: an utterance, and a part of the recording.
func pointed(pos int) []fields { return []fields{{"pos": pos}, {"from_ms": 100, "to_ms": 900}} }

func (c *client) submitted(external string) evaluation {
	c.s.t.Helper()
	return c.step(c.answered(external), "submit", nil)
}

func (c *client) released(external string) evaluation {
	c.s.t.Helper()
	return c.step(c.submitted(external), "release", nil)
}

// step takes an evaluation on by one of its verbs.
func (c *client) step(e evaluation, verb string, body any) evaluation {
	c.s.t.Helper()
	return read[evaluation](c.s.t, c.must(200, http.MethodPost, "/evaluations/"+e.ID+"/"+verb, body, ifMatch(e.Revision)))
}

type dispute struct {
	ID, Status, Arbiter, Option, Evaluation string
	Revision                                int64
	May                                     struct{ Resolve, State bool }
	Evidence                                []struct{ Text string }
	AgentEvidence                           []struct{ Text string } `json:"agent_evidence"`
	Statement                               string
	StatedAt                                *time.Time `json:"stated_at"`
	DueAt                                   time.Time  `json:"due_at"`
	OverallBefore                           *float64   `json:"overall_before"`
	OverallAfter                            *float64   `json:"overall_after"`
}

// contest disputes the answer to the form's first question.
func (c *client) contest(e evaluation) dispute {
	c.s.t.Helper()
	question := c.s.form().Dimensions[0].Questions[0].ID
	return read[dispute](c.s.t, c.must(201, http.MethodPost, "/evaluations/"+e.ID+"/disputes", fields{"question": question, "reason": "It was said", "evidence": pointed(2)}, ifMatch(e.Revision)))
}

// contact tells of a live interaction with two utterances.
func (s *site) contact(external, agent string) []fields {
	return []fields{s.started(external, agent), s.said(external, 1, "customer", "a zebra called "+external), s.said(external, 2, "agent", "I see")}
}

// company is a desk with two teams and something in every state in both.
//
//	billing: led by sue and sol, with ana and cam · sales: led by sid, with ben · ada, tom and lyn of no team
//
// Of the evaluators eve arbitrates the dispute of own, art that of team, axe that of other.
// Of each agent (own of ana, team of cam, other of ben) there is an interaction whose evaluation is released and
// disputed, -draft and -submitted ones that are not yet, one that waits in the -queue and one that is on -offer. Each has a
// planned coaching session, another that comes again, an open action, a request, a recognition and an open round, which rob
// opened, who leads both teams and a pool of five whom it asks; and of tom's module an assignment with an attempt that
// waits to be marked.
type company struct {
	*site
	sol, sid    *client
	evaluations map[string]evaluation
	disputes    map[string]dispute
	offers      map[string]string
	sessions    map[string]session
	actions     map[string]action
	made        map[string]map[string]made // by kind and label
	built       string                     // lyn's draft of a scorecard
	calibration string                     // of sol and axe

	taught
}

var agents = map[string]string{"own": "ana", "team": "cam", "other": "ben"}

func openCompany(t *testing.T, s *site) *company {
	t.Helper()
	c := &company{site: s, evaluations: map[string]evaluation{}, disputes: map[string]dispute{}, offers: map[string]string{},
		sessions: map[string]session{}, actions: map[string]action{}}
	for _, arbiter := range []string{"eve", "art", "axe"} { // proposed in this order, since that goes by load
		s.person(arbiter, people.Evaluator)
	}
	s.person("ada", people.Admin)
	s.person("sue", people.Supervisor, "billing")
	s.person("sol", people.Supervisor, "billing")
	s.person("sid", people.Supervisor, "sales")
	s.person("ana", people.Agent, "billing")
	s.person("cam", people.Agent, "billing")
	s.person("ben", people.Agent, "sales")
	s.person("tom", people.Trainer)
	s.person("lyn", people.Analyst)
	c.sol, c.sid = s.as("sol"), s.as("sid")
	crm := s.source("crm")
	crm.tell(s.contact("unknown", "who")...)
	for _, label := range []string{"own", "team", "other"} {
		for _, kind := range []string{"", "-draft", "-submitted", "-offer", "-queue"} {
			crm.tell(s.contact(label+kind, agents[label])...)
		}
		c.furnish(label, crm)
	}
	if s.desk.Config.Recordings == "on" {
		crm.must(201, http.MethodPost, "/ingest/recordings/own", wave(1, 1000), asBytes)
	}
	c.taught = c.teach(agents)
	c.built = c.as("lyn").begun(fields{"name": "Trial", "template": "de-escalation"}).Scorecard
	c.furnishRounds()
	c.calibration = c.calibrated("calibrated", "ben", "sol", "axe").ID
	c.talked("own")
	c.as("sue").must(204, http.MethodPost, "/interactions/"+c.idOf("own")+"/help/take", fields{})
	c.keep("report", "", s.as("sue").must(201, http.MethodPost, "/reports/schedules", s.teamReport(nil)))
	c.keep("bookmark", "", s.as("sue").must(201, http.MethodPost, "/interactions/"+s.idOf("own")+"/bookmarks", fields{"pos": 1}))
	return c
}

func (c *company) furnish(label string, crm *client) {
	c.t.Helper()
	lead := c.sol
	if label == "other" {
		lead = c.sid
	}
	c.evaluations[label] = lead.released(label)
	c.evaluations[label+"-draft"] = lead.answered(label + "-draft")
	c.evaluations[label+"-submitted"] = lead.submitted(label + "-submitted")
	c.disputes[label] = c.as(agents[label]).contest(c.evaluations[label])
	for _, kind := range []string{"", "-queue", "-offer"} {
		c.offers[label+kind] = c.offerOf(label + kind)
	}
	lead.must(204, http.MethodPost, "/offers/"+c.offers[label+"-queue"]+"/skip", fields{"reason": "later"})
	crm.tell(c.ended(label + "-queue"))
	c.watched(label, lead)
	c.sessions[label] = lead.planned(agents[label], 60+60*len(c.sessions))
	c.actions[label] = lead.agreed(agents[label], fields{"session": c.sessions[label].ID})
	c.furnishFeedback(label, agents[label], lead, map[string]string{"own": "11:00", "team": "12:00", "other": "13:00"}[label])
}

// watched notes that a lead watches.
func (c *company) watched(external string, by *client) {
	c.t.Helper()
	l := by.dial()
	l.watch(c.idOf(external), 0)
	l.hear("caught_up")
	l.close()
}

func (s *site) offerOf(external string) string {
	s.t.Helper()
	var ids []string
	err := s.desk.DB.Conn(s.t.Context()).Table("samples").Where("interaction_id = ?", s.idOf(external)).Pluck("id", &ids).Error
	if err != nil || len(ids) != 1 {
		s.t.Fatalf("offers of %s: %d, %v", external, len(ids), err)
	}
	return ids[0]
}

// labels are the source's names of interactions by Rater's ids.
func (s *site) labels() map[string]string {
	s.t.Helper()
	var rows []struct{ ID, ExternalID string }
	if err := s.db.Conn(s.t.Context()).Table("interactions").Select("id, external_id").Find(&rows).Error; err != nil {
		s.t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.ExternalID
	}
	return out
}

func sortedWords(words []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(words))), " ")
}
