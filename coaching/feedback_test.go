package coaching_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// TestARequestIsAnswered goes through what becomes of requests: a session, a reason, or its being taken back.
func TestARequestIsAnswered(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		requests := coaching.NewRequests(f.sessions)
		e := f.score(scored{agent: f.ana, by: f.sue})
		ask := func(words string) coaching.Request {
			t.Helper()
			r, err := requests.Make(t.Context(), f.ana, scorecards.Ref{Evaluation: e.ID, Question: f.question(0).ID}, words)
			must(t, err)
			return r
		}
		all := make([]coaching.Request, 5)
		for n := range all {
			all[n] = ask(fmt.Sprintf("Help %d, 4111 1111 1111 1111", n))
		}
		if _, err := requests.Make(t.Context(), f.ana, scorecards.Ref{}, "A sixth"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a sixth: %v", err)
		}
		if all[0].Words != "Help 0, [card]" || all[0].About.Version == "" {
			t.Errorf("%+v", all[0])
		}
		plan := coaching.NewSession{Agent: f.ana.ID, StartsAt: f.at(60), Minutes: 30}
		s, err := requests.Plan(t.Context(), f.sue, all[0].ID, plan)
		must(t, err)
		if got, err := requests.Get(t.Context(), f.ana, all[0].ID); err != nil || got.Status != coaching.Planned || *got.SessionID != s.ID || *got.DecidedBy != f.sue.ID {
			t.Errorf("%+v, %v", got, err)
		}
		plan.StartsAt = f.at(200)
		for _, again := range []error{second(requests.Plan(t.Context(), f.sue, all[0].ID, plan)), second(requests.Withdraw(t.Context(), f.ana, all[0].ID, 2)), second(requests.Decline(t.Context(), f.sue, all[0].ID, 2, "No"))} {
			if !fault.Is(again, fault.Conflict) {
				t.Errorf("decided twice: %v", again)
			}
		}
		if rows := f.days(f.ana); len(rows) != 1 {
			t.Errorf("a session of a request that was answered stands: %q", rows)
		}
		plan.Agent = f.cam.ID
		if _, err := requests.Plan(t.Context(), f.sue, all[1].ID, plan); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "body.request") {
			t.Errorf("somebody else's: %v", err)
		}
		_, err = requests.Decline(t.Context(), f.sol, all[1].ID, 1, "Ask cam first")
		must(t, err)
		_, err = requests.Withdraw(t.Context(), f.ana, all[2].ID, 1)
		must(t, err)
		for want, err := range map[fault.Kind]error{
			fault.NotFound: second(requests.Decline(t.Context(), f.sid, all[3].ID, 1, "No")), fault.Forbidden: second(requests.Decline(t.Context(), f.ana, all[3].ID, 1, "No")),
			fault.Stale: second(requests.Withdraw(t.Context(), f.ana, all[3].ID, 7)), fault.Invalid: second(requests.Decline(t.Context(), f.sue, all[3].ID, 1, " ")),
		} {
			if !fault.Is(err, want) {
				t.Errorf("want %s: %v", want, err)
			}
		}
		if rows, err := requests.List(t.Context(), f.sue, coaching.Open, "", "", 10); err != nil || len(rows) != 2 {
			t.Errorf("%+v, %v", rows, err)
		}
		theirs := f.score(scored{agent: f.cam, by: f.sue})
		if _, err := requests.Make(t.Context(), f.ana, scorecards.Ref{Evaluation: theirs.ID}, "Mine?"); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "body.evaluation") {
			t.Errorf("about a colleague's: %v", err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// TestFeedbackIsGivenOnce holds who says how useful what was, and who reads it.
func TestFeedbackIsGivenOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		feedback := coaching.NewFeedbacks(f.sessions, f.evaluations)
		e, theirs, kept := f.score(scored{agent: f.ana, by: f.sue}), f.score(scored{agent: f.cam, by: f.sue}), f.score(scored{agent: f.ana, by: f.sue, kept: true})
		s, peer := f.planned(f.sol, f.ana, 60), f.asked(200)
		give := func(by people.Actor, n coaching.NewFeedback) error {
			n.Useful = 4
			return second(feedback.Give(t.Context(), by, n))
		}
		for place, n := range map[string]coaching.NewFeedback{"body.evaluation": {Evaluation: theirs.ID}, "body.evaluation ": {Evaluation: kept.ID}, "body.evaluation  ": {},
			"body.evaluation   ": {Evaluation: e.ID, Session: s.ID}, "body.session": {Session: "none"}, "body.comment": {Evaluation: e.ID, Words: strings.Repeat("x", 2001)}} {
			if err := give(f.ana, n); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), strings.TrimSpace(place)+": ") {
				t.Errorf("%s: %v", place, err)
			}
		}
		if err := give(f.ana, coaching.NewFeedback{Session: s.ID}); !fault.Is(err, fault.Conflict) {
			t.Errorf("before it was held: %v", err)
		}
		f.clock.Advance(4 * time.Hour)
		_, err := f.sessions.Sign(t.Context(), f.sol, s.ID, s.Revision)
		must(t, err)
		_, err = f.sessions.Sign(t.Context(), f.cam, peer.ID, peer.Revision)
		must(t, err)
		for n, want := range map[coaching.NewFeedback]int{{Evaluation: e.ID, Words: "Card 4111 1111 1111 1111"}: 1, {Session: s.ID}: 1, {Session: peer.ID}: 1} {
			if err := give(f.ana, n); err != nil {
				t.Errorf("%+v: %v, want %d", n, err, want)
			}
			if err := give(f.ana, n); !fault.Is(err, fault.Conflict) {
				t.Errorf("a second time: %v", err)
			}
		}
		for who, want := range map[*people.Actor]int{&f.ana: 3, &f.sue: 2, &f.sol: 2, &f.cam: 1, &f.sid: 0, &f.ben: 0} {
			rows, err := feedback.List(t.Context(), *who, coaching.FeedbackFilter{Limit: 10})
			must(t, err)
			if len(rows) != want {
				t.Errorf("%s reads %+v", who.Name, rows)
			}
			for _, row := range rows {
				if strings.Contains(row.Words, "4111") {
					t.Errorf("%+v", row)
				}
			}
		}
	})
}

// TestRecognitions holds who recognises whom.
func TestRecognitions(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		recognitions := coaching.NewRecognitions(f.sessions, f.evaluations)
		e := f.score(scored{agent: f.ana, by: f.sol})
		write := func(by people.Actor, agent, evaluation string) (coaching.Recognition, error) {
			return recognitions.Write(t.Context(), by, agent, evaluation, "So calm, 4111 1111 1111 1111")
		}
		eve := f.person("eve", people.Evaluator, "")
		for want, err := range map[string]error{
			"oneself":                        second(write(f.ana, f.ana.ID, "")),
			"nothing here":                   second(write(f.ben, f.ana.ID, "")),
			"nothing here ":                  second(write(f.sid, f.ana.ID, "")),
			"nothing here  ":                 second(write(eve, f.ana.ID, "")),
			"body.evaluation":                second(write(eve, f.ana.ID, e.ID)),
			"body.words":                     second(recognitions.Write(t.Context(), f.sue, f.ana.ID, "", " ")),
			"nothing here   ":                second(write(f.sue, f.sol.ID, "")),
			"nobody recognises themselves  ": second(write(f.sue, f.sue.ID, "")),
		} {
			if want = strings.TrimSpace(want); want == "oneself" {
				want = "nobody recognises themselves"
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("want %q: %v", want, err)
			}
		}
	})
}

// TestARecognitionIsItsAgents holds who decides what becomes of a recognition, and who reads it when.
func TestARecognitionIsItsAgents(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		recognitions := coaching.NewRecognitions(f.sessions, f.evaluations)
		r, err := recognitions.Write(t.Context(), f.cam, f.ana.ID, "", "So calm, 4111 1111 1111 1111")
		must(t, err)
		reads := func(want string) {
			t.Helper()
			got := ""
			for _, who := range []people.Actor{f.ana, f.cam, f.sue, f.ben, f.sid} {
				rows, err := recognitions.List(t.Context(), who, "", "", 10)
				must(t, err)
				if len(rows) > 0 {
					got += who.Name + " "
				}
			}
			if strings.TrimSpace(got) != want {
				t.Errorf("%s is read by %q, want %q", r.Status, got, want)
			}
		}
		move := func(by people.Actor, to string, want fault.Kind) {
			t.Helper()
			moved, err := recognitions.Move(t.Context(), by, r.ID, r.Revision, to)
			if want == "" && err == nil {
				r = moved
			} else if !fault.Is(err, want) {
				t.Errorf("%s by %s from %s: %v", to, by.Name, r.Status, err)
			}
		}
		reads("ana cam")
		move(f.sue, coaching.Published, fault.NotFound)
		move(f.cam, coaching.Published, fault.Forbidden)
		move(f.ana, coaching.TakenBack, fault.Forbidden)
		move(f.ana, coaching.Published, "")
		reads("ana cam sue")
		move(f.cam, coaching.TakenBack, fault.Conflict)
		move(f.sue, coaching.Private, fault.Forbidden)
		move(f.ana, coaching.Private, "")
		reads("ana cam")
		move(f.cam, coaching.TakenBack, "")
		reads("cam")
		if r.Words != "So calm, [card]" {
			t.Errorf("%+v", r)
		}
	})
}

// TestRequestsTellTheLeads holds that who leads the team hears of a request, and of a suggestion nobody does.
func TestRequestsTellTheLeads(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	_, err := coaching.NewRequests(f.sessions).Make(t.Context(), f.ana, scorecards.Ref{}, "Help")
	must(t, err)
	heard := len(f.heard)
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	_, err = coaching.NewSuggestionBox(f.sessions, sealer).Give(t.Context(), f.ana, "More light")
	must(t, err)
	if heard != 4 || // the request, and a notice to each lead
		len(f.heard) != heard {
		t.Errorf("%+v", f.heard)
	}
}
