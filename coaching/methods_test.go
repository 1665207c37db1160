package coaching_test

import (
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// asked is a peer session in which cam is to give ana feedback, some minutes from now.
func (f *floor) asked(minutes int, heard ...coaching.Heard) coaching.Session {
	f.t.Helper()
	s, err := f.sessions.Ask(f.t.Context(), f.ana, coaching.NewPeerSession{Peer: f.cam.ID, StartsAt: f.at(minutes), Minutes: 30, Focus: "Beginnings", Heard: heard})
	must(f.t, err)
	return s
}

// TestAPeerSessionGoesThrough is feedback between two agents, which their lead sees to have been and reads nothing of.
func TestAPeerSessionGoesThrough(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		own := f.score(scored{agent: f.ana, by: f.sue}).InteractionID
		s := f.asked(60, coaching.Heard{Interaction: own, Pos: 1})
		words := coaching.PeerWords{Observed: "You asked twice, 4111 1111 1111 1111", Worked: "Calm", Try: "Shorter", Unsure: "The end"}
		for _, who := range []people.Actor{f.ana, f.sue} {
			if _, err := f.sessions.Note(t.Context(), who, s.ID, s.Revision, coaching.Notes{Answers: &words}); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s writes in the peer's place: %v", who.Name, err)
			}
		}
		s, err := f.sessions.Note(t.Context(), f.cam, s.ID, s.Revision, coaching.Notes{Answers: &words, Shared: ptr("Thanks")})
		must(t, err)
		if _, err := f.sessions.Sign(t.Context(), f.ana, s.ID, s.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("the agent signs first: %v", err)
		}
		if _, err := f.sessions.Sign(t.Context(), f.cam, s.ID, s.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("signed before it began: %v", err)
		}
		f.clock.Advance(time.Hour)
		s, err = f.sessions.Sign(t.Context(), f.cam, s.ID, s.Revision)
		must(t, err)
		s, err = f.sessions.Sign(t.Context(), f.ana, s.ID, s.Revision)
		must(t, err)
		mine, err := f.sessions.Get(t.Context(), f.ana, s.ID)
		must(t, err)
		if mine.Status != coaching.Held || mine.PeerAnswers.Observed != "You asked twice, [card]" || mine.Focus == "" || len(mine.Heard) != 1 {
			t.Errorf("%+v", mine)
		}
		for _, lead := range []people.Actor{f.sue, f.sol} {
			seen, err := f.sessions.Get(t.Context(), lead, s.ID)
			must(t, err)
			if seen.Status != coaching.Held || seen.PeerAnswers != nil || seen.SharedNotes != "" || seen.Focus != "" || seen.Heard != nil || seen.May(lead) != (coaching.SessionMay{}) {
				t.Errorf("%s reads %+v", lead.Name, seen)
			}
		}
		rows, err := f.sessions.Overview(t.Context(), f.sue, coaching.CoacheeCursor{}, 10)
		must(t, err)
		for _, c := range rows {
			if c.LastHeldAt != nil {
				t.Errorf("a peer counts as the lead's coaching: %+v", c)
			}
		}
	})
}

// TestAPeerMayDecline holds that the peer alone declines, once, with a reason that only both read, and is free again.
func TestAPeerMayDecline(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	s := f.asked(60)
	if _, err := f.sessions.Plan(t.Context(), f.sue, coaching.NewSession{Agent: f.cam.ID, StartsAt: f.at(70), Minutes: 30}); !fault.Is(err, fault.Conflict) {
		t.Errorf("the peer is at two places: %v", err)
	}
	for _, who := range []people.Actor{f.ana, f.sue} {
		if _, err := f.sessions.Decline(t.Context(), who, s.ID, s.Revision, ""); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s declines: %v", who.Name, err)
		}
	}
	s, err := f.sessions.Decline(t.Context(), f.cam, s.ID, s.Revision, "I would rather not")
	must(t, err)
	if _, err = f.sessions.Decline(t.Context(), f.cam, s.ID, s.Revision, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("twice: %v", err)
	}
	for who, reads := range map[*people.Actor]bool{&f.ana: true, &f.cam: true, &f.sue: false} {
		got, err := f.sessions.Get(t.Context(), *who, s.ID)
		must(t, err)
		list, err := f.sessions.List(t.Context(), *who, coaching.Filter{Limit: 10})
		must(t, err)
		if (got.CancellationReason != "") != reads || (list[0].CancellationReason != "") != reads {
			t.Errorf("%s reads %q, %q", who.Name, got.CancellationReason, list[0].CancellationReason)
		}
	}
	f.planned(f.sue, f.cam, 70)
	text, err := f.sessions.Invite(t.Context(), f.cam, s.ID)
	must(t, err)
	if got := parsed(t, text); got["VCALENDAR.METHOD"][0] != "CANCEL" || got["VEVENT.SUMMARY"][0] != "Peer feedback: cam\\, ana" || got["VEVENT.ORGANIZER"][0] != "mailto:cam@example.com" {
		t.Errorf("%s", text)
	}
	other := f.planned(f.sue, f.ana, 300)
	if _, err := f.sessions.Decline(t.Context(), f.sue, other.ID, other.Revision, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("a one-to-one is declined: %v", err)
	}
}

// TestWrongPeers holds who asks whom, and what is shown.
func TestWrongPeers(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	theirs := f.score(scored{agent: f.cam, by: f.sue}).InteractionID
	own := f.score(scored{agent: f.ana, by: f.sue}).InteractionID
	left := f.change(f.person("ron", people.Agent, "billing"), people.Changes{Disabled: ptr(true)})
	ask := func(by people.Actor, n coaching.NewPeerSession) error {
		n.StartsAt, n.Minutes = f.at(60), 30
		_, err := f.sessions.Ask(t.Context(), by, n)
		return err
	}
	for _, one := range []struct {
		by    people.Actor
		n     coaching.NewPeerSession
		place string
	}{
		{f.ana, coaching.NewPeerSession{Peer: f.ana.ID}, "body.peer"},
		{f.ana, coaching.NewPeerSession{Peer: f.ben.ID}, "body.peer"},
		{f.ana, coaching.NewPeerSession{Peer: f.sue.ID}, "body.peer"},
		{f.ana, coaching.NewPeerSession{Peer: left.ID}, "body.peer"},
		{f.sue, coaching.NewPeerSession{Peer: f.cam.ID}, "body.agent"},
		{f.sue, coaching.NewPeerSession{Agent: f.ana.ID, Peer: f.cam.ID, Heard: []coaching.Heard{{Interaction: own, Pos: 1}}}, "body.heard"},
		{f.ana, coaching.NewPeerSession{Peer: f.cam.ID, Heard: []coaching.Heard{{Interaction: theirs, Pos: 1}}}, "body.heard[0].interaction"},
		{f.ana, coaching.NewPeerSession{Peer: f.cam.ID, Heard: []coaching.Heard{{Interaction: own, Pos: 1}, {Interaction: own, Pos: 9}}}, "body.heard[1].pos"},
		{f.ana, coaching.NewPeerSession{Peer: f.cam.ID, Focus: strings.Repeat("x", 2001)}, "body.focus"},
	} {
		if err := ask(one.by, one.n); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), one.place+": ") {
			t.Errorf("%s: %v", one.place, err)
		}
	}
	if err := ask(f.sid, coaching.NewPeerSession{Agent: f.ana.ID, Peer: f.cam.ID}); !fault.Is(err, fault.NotFound) {
		t.Errorf("another team's lead pairs: %v", err)
	}
	must(t, ask(f.sue, coaching.NewPeerSession{Agent: f.ana.ID, Peer: f.cam.ID}))
}

// TestAFormalReview holds that its figures are those of the period's random samples, and that it is signed with one.
func TestAFormalReview(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		f.score(scored{agent: f.ana, by: f.sue, options: []int{0}})
		f.score(scored{agent: f.ana, by: f.sue, options: []int{0}})
		f.score(scored{agent: f.ana, by: f.sue, options: []int{9}, undrawn: true})
		f.score(scored{agent: f.cam, by: f.sue, options: []int{9}})
		strong, weak, err := f.sessions.Draft(t.Context(), f.sue, f.ana.ID, "2026-02-01", "2026-03-02")
		must(t, err)
		if len(weak) != 1 || weak[0].Question != f.question(0).ID || weak[0].N != 2 || weak[0].Mean != 0 || len(weak[0].Evidence) != 1 || len(strong) != 5 || strong[0].Mean != 100 {
			t.Fatalf("%+v %+v", strong, weak)
		}
		if strong, weak, err = f.sessions.Draft(t.Context(), f.sue, f.ana.ID, "2026-02-01", "2026-03-01"); err != nil || len(strong)+len(weak) != 0 {
			t.Errorf("before: %v %v %v", strong, weak, err)
		}
		n := coaching.NewSession{Agent: f.ana.ID, Method: coaching.FormalReview, StartsAt: f.at(60), Minutes: 60}
		s, err := f.sessions.Plan(t.Context(), f.sue, n)
		must(t, err)
		if _, err = f.sessions.Sign(t.Context(), f.sue, s.ID, s.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("signed without a period: %v", err)
		}
		review := coaching.Review{From: "2026-02-01", To: "2026-03-02", Weaknesses: []coaching.Finding{{Question: f.question(0).ID, Text: " Guesses, 4111 1111 1111 1111", N: 99, Mean: 99}},
			Strengths: []coaching.Finding{{Text: "Is there when it counts"}}, Goals: []coaching.Goal{{Text: "Ask first", DueOn: "2026-06-01"}},
			Documents: []coaching.Document{{Title: "Guide", Link: "https://example.org/g"}}}
		s, err = f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Review: &review})
		must(t, err)
		if got := s.Review.Weaknesses[0]; got.N != 2 || got.Mean != 0 || got.Text != "Guesses, [card]" || s.Review.Strengths[0].N != 0 || s.Sequence != 0 {
			t.Errorf("%+v", s.Review)
		}
		for place, wrong := range map[string]func(*coaching.Review){
			"to":                     func(r *coaching.Review) { r.To = "2026-03-03" },
			"from":                   func(r *coaching.Review) { r.From = "2026-03-03" },
			"from ":                  func(r *coaching.Review) { r.From = "2025-01-26" },
			"from  ":                 func(r *coaching.Review) { r.From = "yesterday" },
			"weaknesses[0].question": func(r *coaching.Review) { r.Weaknesses = []coaching.Finding{{Question: "none", Text: "x"}} },
			"strengths[0].text":      func(r *coaching.Review) { r.Strengths = []coaching.Finding{{Text: " "}} },
			"goals[0].due_on":        func(r *coaching.Review) { r.Goals = []coaching.Goal{{Text: "x", DueOn: "soon"}} },
			"documents[0].link":      func(r *coaching.Review) { r.Documents = []coaching.Document{{Title: "x", Link: "http://example.org"}} },
			"documents[0].link ":     func(r *coaching.Review) { r.Documents = []coaching.Document{{Title: "x", Link: "javascript:alert(1)"}} },
			"documents[0].title":     func(r *coaching.Review) { r.Documents = []coaching.Document{{Link: "https://example.org"}} },
		} {
			bad := review
			wrong(&bad)
			if _, err := f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Review: &bad}); !fault.Is(err, fault.Invalid) ||
				!strings.Contains(err.Error(), "body.review."+strings.TrimSpace(place)+": ") {
				t.Errorf("%s: %v", place, err)
			}
		}
		f.clock.Advance(time.Hour)
		s, err = f.sessions.Sign(t.Context(), f.sue, s.ID, s.Revision)
		must(t, err)
		_, err = f.sessions.Sign(t.Context(), f.ana, s.ID, s.Revision)
		must(t, err)
	})
}

// TestAnotherCoach holds to whom a session can be given, that the invitation says so, and that what the first coach noted
// for themselves is not handed on.
func TestAnotherCoach(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	s := f.planned(f.sue, f.ana, 60)
	s, err := f.sessions.Note(t.Context(), f.sue, s.ID, s.Revision, coaching.Notes{Private: ptr("Tired")})
	must(t, err)
	for _, id := range []string{f.sid.ID, f.cam.ID, f.ana.ID, "nobody"} {
		if _, err := f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Coach: &id}); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "body.coach") {
			t.Errorf("%v", err)
		}
	}
	busy := f.planned(f.sol, f.cam, 60)
	if _, err := f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Coach: &f.sol.ID}); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "the coach has another session") {
		t.Errorf("to who is taken: %v", err)
	}
	_, err = f.sessions.Cancel(t.Context(), f.sol, busy.ID, busy.Revision, "ill")
	must(t, err)
	_, err = f.sessions.Change(t.Context(), f.sue, s.ID, s.Revision, coaching.Changes{Coach: &f.sol.ID})
	must(t, err)
	got, err := f.sessions.Get(t.Context(), f.sol, s.ID)
	must(t, err)
	text, err := f.sessions.Invite(t.Context(), f.ana, s.ID)
	must(t, err)
	said := parsed(t, text)
	if got.PrivateNotes != "" || said["VEVENT.ORGANIZER"][0] != "mailto:sol@example.com" || said["VEVENT.SEQUENCE"][0] != "1" {
		t.Errorf("%q %s", got.PrivateNotes, text)
	}
}

// TestManyAtOnce moves, reassigns and cancels sessions, of which some can't be: each is whole or not at all.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		a, b, theirs := f.planned(f.sue, f.ana, 60), f.planned(f.sue, f.ana, 90), f.planned(f.sid, f.ben, 60)
		blocked, inWay := f.planned(f.sue, f.cam, 300), f.planned(f.sol, f.cam, 330)
		ids := []string{a.ID, b.ID, theirs.ID, blocked.ID}
		out, err := f.sessions.ChangeMany(t.Context(), f.sue, coaching.Bulk{IDs: ids, MoveMinutes: ptr(30)})
		must(t, err)
		if !out[0].OK || !out[1].OK || out[2].OK || out[3].OK || !strings.Contains(out[3].Detail, "another session then") || out[2].Detail != fault.Missing().Detail {
			t.Fatalf("%+v", out)
		}
		for id, want := range map[string]time.Time{a.ID: a.StartsAt.Add(30 * minute), b.ID: b.StartsAt.Add(30 * minute), blocked.ID: blocked.StartsAt} {
			if got, err := f.sessions.Get(t.Context(), f.sue, id); err != nil || !got.StartsAt.Equal(want) {
				t.Errorf("%+v, %v", got, err)
			}
		}
		out, err = f.sessions.ChangeMany(t.Context(), f.sue, coaching.Bulk{IDs: []string{a.ID, inWay.ID}, Coach: &f.sol.ID})
		must(t, err)
		if !out[0].OK || out[1].OK {
			t.Errorf("%+v", out)
		}
		out, err = f.sessions.ChangeMany(t.Context(), f.sue, coaching.Bulk{IDs: []string{b.ID, a.ID}, Reason: ptr("Storm")})
		must(t, err)
		if !out[0].OK || out[1].OK || out[0].ID != b.ID {
			t.Errorf("%+v", out)
		}
		for place, bulk := range map[string]coaching.Bulk{"body.ids": {MoveMinutes: ptr(1)}, "body.ids: ": {IDs: []string{"a", "a"}, MoveMinutes: ptr(1)}, "body: ": {IDs: ids},
			"body:  ": {IDs: ids, MoveMinutes: ptr(1), Coach: ptr("x")}, "body.move_minutes": {IDs: ids, MoveMinutes: ptr(0)}, "body.cancel_reason": {IDs: ids, Reason: ptr(" ")}} {
			if _, err := f.sessions.ChangeMany(t.Context(), f.sue, bulk); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), strings.TrimSpace(place)) {
				t.Errorf("%s: %v", place, err)
			}
		}
	})
}
