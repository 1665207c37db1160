package server_test

import (
	"net/http"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestWrongFeedback holds that each wrong field is refused by its place, and nothing is stored.
func TestWrongFeedback(t *testing.T) {
	t.Parallel()
	s := askedTeam(t, testkit.Open(t, store.SQLite))
	s.source("crm").tell(s.contact("c-1", "ana")...)
	sue, ana, pia := s.once("sue"), s.once("ana"), s.once("pia")
	e := sue.released("c-1")
	r := sue.opened("ana", raterNames[:5], nil, false)
	x := sue.planned("ana", 60)
	peers := s.idsOfPeople(raterNames[:5]...)
	open := fields{"agent": s.users["pip"].ID, "closes_on": "2026-03-20", "peers": append(s.idsOfPeople("ana"), peers[:4]...)}
	ask := fields{"peer": peers[0], "starts_at": "2026-03-05T10:00:00Z", "minutes": 30}
	good := answers([]int{1, 2, 3, 4, 5}, "", "")
	few := good["scores"].([]fields)[:4]
	twice := append(append([]fields{}, few...), few[0])
	before := s.dump()
	answer := "/rounds/" + r.ID + "/answers"
	for _, one := range []struct {
		as           *client
		method, path string
		place        string
		body         fields
	}{
		{sue, "POST", "/rounds", "body.peers", with(open, "peers", peers[:3])},
		{sue, "POST", "/rounds", "body.closes_on", with(open, "closes_on", "2026-03-01")},
		{sue, "POST", "/rounds", "body.closes_on", with(open, "closes_on", "in May")},
		{sue, "POST", "/rounds", "body.peers[4]", with(open, "peers", append(s.idsOfPeople("ana", "pia", "per", "pam"), s.users["pip"].ID))},
		{sue, "POST", "/rounds", "body.peers[5]", with(open, "peers", append(s.idsOfPeople("ana", "pia", "per", "pam", "pol"), s.users["pia"].ID))},
		{pia, "POST", answer, "body.scores", with(good, "scores", few)},
		{pia, "POST", answer, "body.scores", with(good, "scores", twice)},
		{pia, "POST", answer, "body.scores", with(good, "scores", append(append([]fields{}, few...), fields{"prompt": "responsiveness", "score": 3, "cant_say": true}))},
		{pia, "POST", answer, "body.scores[4].score", with(good, "scores", append(append([]fields{}, few...), fields{"prompt": "responsiveness", "score": 6}))},
		{pia, "POST", answer, "body.scores[4].prompt", with(good, "scores", append(append([]fields{}, few...), fields{"prompt": "looks", "score": 3}))},
		{pia, "POST", answer, "body.comments.keep", with(good, "comments", fields{"keep": strings.Repeat("x", 1001)})},
		{ana, "POST", "/coaching/peer", "body.peer", with(ask, "peer", s.users["ana"].ID)},
		{ana, "POST", "/coaching/peer", "body.starts_at", with(ask, "starts_at", "2026-03-01T10:00:00Z")},
		{ana, "POST", "/coaching/peer", "body.heard[0].interaction", with(ask, "heard", []fields{{"interaction": unknownID, "pos": 1}})},
		{ana, "POST", "/coaching/peer", "body.heard[0].pos", with(ask, "heard", []fields{{"interaction": s.idOf("c-1"), "pos": 99}})},
		{sue, "POST", "/coaching/plans", "body.time", s.plan("ana", fields{"time": "3 pm"})},
		{sue, "POST", "/coaching/plans", "body.every_weeks", s.plan("ana", fields{"every_weeks": 0})},
		{sue, "POST", "/coaching/plans", "body.weekday", s.plan("ana", fields{"weekday": "someday"})},
		{sue, "POST", "/coaching/plans", "body.until", s.plan("ana", fields{"until": "2026-02-30"})},
		{sue, "PATCH", "/coaching/sessions/" + x.ID, "body.coach", fields{"coach": s.users["ana"].ID}},
		{sue, "PATCH", "/coaching/sessions/" + x.ID, "body.review", fields{"review": fields{"from": "2026-01-01", "to": "2026-02-01"}}},
		{sue, "PATCH", "/coaching/sessions/" + x.ID, "body.focus", fields{"focus": "x"}},
		{sue, "PUT", "/coaching/sessions/" + x.ID + "/notes", "body.answers", fields{"answers": fields{"observed": "", "worked": "", "try": "", "unsure": ""}}},
		{sue, "POST", "/coaching/sessions", "body.request", fields{"agent": s.users["ana"].ID, "starts_at": "2026-03-05T10:00:00Z", "minutes": 30, "request": unknownID}},
		{sue, "POST", "/coaching/sessions", "body.review.to", fields{"agent": s.users["ana"].ID, "method": "formal_review", "starts_at": "2026-03-05T10:00:00Z", "minutes": 30,
			"review": fields{"from": "2026-01-01", "to": "2026-03-03"}}},
		{sue, "POST", "/coaching/sessions/bulk", "body", fields{"ids": []string{x.ID}}},
		{sue, "POST", "/coaching/sessions/bulk", "body.ids", fields{"ids": []string{}, "move_minutes": 5}},
		{ana, "POST", "/feedback", "body.useful", fields{"evaluation": e.ID, "useful": 6}},
		{ana, "POST", "/feedback", "body.evaluation", fields{"evaluation": unknownID, "useful": 5}},
		{ana, "POST", "/coaching/requests", "body.question", fields{"words": "Help", "question": unknownID}},
		{ana, "POST", "/recognitions", "body.agent", fields{"agent": s.users["ana"].ID, "words": "Me"}},
		{ana, "POST", "/suggestions", "body.words", fields{"words": strings.Repeat("x", 2001)}},
	} {
		got := one.as.call(one.method, one.path, one.body, ifMatch(1))
		if got.status != http.StatusUnprocessableEntity || read[problem](t, got).places() != one.place {
			t.Errorf("%s %s with %v: want %s, got %s", one.method, one.path, one.body, one.place, got)
		}
	}
	if s.dump() != before {
		t.Error("something was stored")
	}
	for _, path := range []string{"/rounds?after=x", "/me/rounds?after=x", "/coaching/plans?after=x", "/feedback?after=x", "/recognitions?after=x", "/suggestions?after=x", "/coaching/review-draft?agent=" + s.users["ana"].ID,
		"/coaching/review-draft?from=2026-01-01&to=2026-03-09&agent=" + s.users["ana"].ID} {
		sue.must(422, http.MethodGet, path, nil)
	}
	pia.must(204, http.MethodPost, answer, good)
	pia.must(409, http.MethodPost, answer, good)
}
