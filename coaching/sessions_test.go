package coaching_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rater/coaching"
	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
)

// TestNobodyIsAtTwoPlaces plans, moves and cancels sessions of anybody at any times, and compares what is taken with the
// minutes of each person, counted one by one.
func TestNobodyIsAtTwoPlaces(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		day := 0
		rapid.Check(t, func(rt *rapid.T) {
			day += 60 * 24
			busy := map[string]map[int]string{f.sue.ID: {}, f.sol.ID: {}, f.ana.ID: {}, f.cam.ID: {}} // person, minute, session
			var all []coaching.Session
			for range rapid.IntRange(2, 8).Draw(rt, "times") {
				begin, length := rapid.IntRange(0, 120).Draw(rt, "begin"), rapid.IntRange(5, 60).Draw(rt, "minutes")
				s := coaching.Session{CoachID: rapid.SampledFrom([]string{f.sue.ID, f.sol.ID}).Draw(rt, "coach"), AgentID: rapid.SampledFrom([]string{f.ana.ID, f.cam.ID}).Draw(rt, "agent")}
				moves := len(all) > 0 && rapid.Bool().Draw(rt, "moves")
				if moves {
					s = rapid.SampledFrom(all).Draw(rt, "which")
				}
				free := true
				for _, who := range []string{s.CoachID, s.AgentID} {
					for m := begin; m < begin+length; m++ {
						free = free && (busy[who][m] == "" || busy[who][m] == s.ID)
					}
				}
				coach, at := f.sue, f.at(day+begin)
				if s.CoachID == f.sol.ID {
					coach = f.sol
				}
				var got coaching.Session
				var err error
				if moves {
					got, err = f.sessions.Change(t.Context(), coach, s.ID, s.Revision, coaching.Changes{StartsAt: &at, Minutes: &length})
				} else {
					got, err = f.sessions.Plan(t.Context(), coach, coaching.NewSession{Agent: s.AgentID, StartsAt: at, Minutes: length})
				}
				if free != (err == nil) || (err != nil && !fault.Is(err, fault.Conflict)) {
					rt.Fatalf("at %d for %d, moves %v: free %v, %v", begin, length, moves, free, err)
				}
				if err != nil {
					continue
				}
				all = append(slices.DeleteFunc(all, func(o coaching.Session) bool { return o.ID == got.ID }), got)
				for _, who := range []string{got.CoachID, got.AgentID} {
					for m, id := range busy[who] {
						if id == got.ID {
							delete(busy[who], m)
						}
					}
					for m := begin; m < begin+length; m++ {
						busy[who][m] = got.ID
					}
				}
			}
		})
	})
}

// TestOfTwoAtOnceOneIsPlanned lets two coaches ask for the same agent at the same time.
func TestOfTwoAtOnceOneIsPlanned(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		for round := range 5 {
			at, errs := f.at(60+100*round), make(chan error, 2)
			for _, coach := range []people.Actor{f.sue, f.sol} {
				go func() {
					_, err := f.sessions.Plan(t.Context(), coach, coaching.NewSession{Agent: f.ana.ID, StartsAt: at, Minutes: 30})
					errs <- err
				}()
			}
			a, b := <-errs, <-errs
			if (a == nil) == (b == nil) || (!fault.Is(a, fault.Conflict) && !fault.Is(b, fault.Conflict)) {
				t.Fatalf("%v and %v", a, b)
			}
		}
	})
}

// TestALifeOfASession takes a session through its states, and tries at each what may not be done there.
func TestALifeOfASession(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		s := f.planned(f.sue, f.ana, 60)
		f.onlyPartiesTouch(t, s)
		s = f.noted(t, s)
		f.signedByBoth(t, s)
	})
}

func refuse(t *testing.T, what string, kind fault.Kind, err error) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: want %s, got %v", what, kind, err)
	}
}

// onlyPartiesTouch tries what nobody may do with a session that was only planned.
func (f *floor) onlyPartiesTouch(t *testing.T, s coaching.Session) {
	t.Helper()
	ctx := t.Context()
	_, err := f.sessions.Sign(ctx, f.ana, s.ID, s.Revision)
	refuse(t, "the agent signs first", fault.Conflict, err)
	_, err = f.sessions.Sign(ctx, f.sol, s.ID, s.Revision)
	refuse(t, "another lead signs", fault.Forbidden, err)
	_, err = f.sessions.Note(ctx, f.sol, s.ID, s.Revision, coaching.Notes{Shared: ptr("x")})
	refuse(t, "another lead takes notes", fault.Forbidden, err)
	_, err = f.sessions.Note(ctx, f.ana, s.ID, s.Revision, coaching.Notes{Shared: ptr("x")})
	refuse(t, "the agent takes notes", fault.Forbidden, err)
	_, err = f.sessions.Sign(ctx, f.sid, s.ID, s.Revision)
	refuse(t, "the lead of another team signs", fault.NotFound, err)
	_, err = f.sessions.Sign(ctx, f.cam, s.ID, s.Revision)
	refuse(t, "a colleague signs", fault.NotFound, err)
	_, err = f.sessions.Note(ctx, f.sue, s.ID, s.Revision+1, coaching.Notes{Shared: ptr("x")})
	refuse(t, "at another revision", fault.Stale, err)
}

// noted has the coach write notes, of which nobody else reads the private ones.
func (f *floor) noted(t *testing.T, s coaching.Session) coaching.Session {
	t.Helper()
	ctx := t.Context()
	s, err := f.sessions.Note(ctx, f.sue, s.ID, s.Revision, coaching.Notes{Shared: ptr(" Card 4111 1111 1111 1111 "), Private: ptr("He is tired")})
	must(t, err)
	if s.SharedNotes != "Card [card]" || s.PrivateNotes != "He is tired" {
		t.Errorf("notes %q and %q", s.SharedNotes, s.PrivateNotes)
	}
	for _, other := range []people.Actor{f.ana, f.sol} {
		read, err := f.sessions.Read(ctx, other, s.ID)
		must(t, err)
		if read.PrivateNotes != "" || read.SharedNotes == "" {
			t.Errorf("%s reads %q", other.Name, read.PrivateNotes)
		}
	}
	return s
}

// signedByBoth goes on to both signatures, after which the session is closed.
func (f *floor) signedByBoth(t *testing.T, s coaching.Session) {
	t.Helper()
	ctx := t.Context()
	s, err := f.sessions.Sign(ctx, f.sue, s.ID, s.Revision)
	must(t, err)
	_, err = f.sessions.Sign(ctx, f.sue, s.ID, s.Revision)
	refuse(t, "the coach signs twice", fault.Conflict, err)
	_, err = f.sessions.Change(ctx, f.sue, s.ID, s.Revision, coaching.Changes{Minutes: ptr(60)})
	refuse(t, "moved when held", fault.Conflict, err)
	_, err = f.sessions.Cancel(ctx, f.sue, s.ID, s.Revision, "ill")
	refuse(t, "cancelled when held", fault.Conflict, err)
	s, err = f.sessions.Note(ctx, f.sue, s.ID, s.Revision, coaching.Notes{Shared: ptr("More")})
	must(t, err)
	if s.PrivateNotes != "He is tired" || s.Status != coaching.Held {
		t.Errorf("%+v", s)
	}
	s, err = f.sessions.Sign(ctx, f.ana, s.ID, s.Revision)
	must(t, err)
	if s.PrivateNotes != "" || !s.Closed() {
		t.Errorf("what the agent signed reads %+v", s)
	}
	_, err = f.sessions.Note(ctx, f.sue, s.ID, s.Revision, coaching.Notes{Shared: ptr("x")})
	refuse(t, "notes after both have signed", fault.Conflict, err)
	_, err = f.sessions.Sign(ctx, f.ana, s.ID, s.Revision)
	refuse(t, "the agent signs twice", fault.Conflict, err)
	for _, name := range []string{f.sue.ID, f.ana.ID} {
		if n := f.changes(name, "coaching"); n != 5 { // planned, two notes, two signatures
			t.Errorf("%d changes were told to %s", n, name)
		}
	}
	if n := f.audited("coaching_session", s.ID); n != 5 {
		t.Errorf("%d entries in the audit log", n)
	}
}

// changes counts what was told to somebody of a topic.
func (f *floor) changes(user, topic string) (n int) {
	for _, e := range f.heard {
		if m, ok := e.Message.(interactions.ChangedMessage); ok && m.Topic == topic && e.Topic == events.User(user) {
			n++
		}
	}
	return n
}

func (f *floor) audited(subject, id string) int {
	f.t.Helper()
	list, err := f.audit.List(f.t.Context(), people.AuditFilter{Subject: subject, SubjectID: id, Limit: 100})
	must(f.t, err)
	return len(list)
}

// TestWhoMayCoachWhom tries to plan with those with whom it can't be, and moves an agent to another team.
func TestWhoMayCoachWhom(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		s := f.planned(f.sue, f.ana, 60)
		f.sol = f.change(f.sol, people.Changes{Roles: &[]people.Role{people.Supervisor, people.Agent}, MemberOf: ptr(f.teams["billing"])})
		f.cam = f.change(f.cam, people.Changes{Disabled: ptr(true)})
		for _, one := range []struct {
			what      string
			by, agent people.Actor
			want      fault.Kind
		}{
			{"another team's agent", f.sue, f.ben, fault.NotFound},
			{"nobody", f.sue, people.Actor{ID: "nobody"}, fault.NotFound},
			{"oneself", f.sol, f.sol, fault.Forbidden},
			{"who has left", f.sue, f.cam, fault.Invalid},
			{"who leads", f.sue, f.sid, fault.NotFound},
		} {
			_, err := f.sessions.Plan(t.Context(), one.by, coaching.NewSession{Agent: one.agent.ID, StartsAt: f.at(500), Minutes: 30})
			if !fault.Is(err, one.want) {
				t.Errorf("%s: want %s, got %v", one.what, one.want, err)
			}
			if _, err := f.actions.Agree(t.Context(), one.by, coaching.NewAction{Agent: one.agent.ID, Kind: coaching.Strength, Text: "Go on", DueOn: "2026-04-01"}); !fault.Is(err, one.want) {
				t.Errorf("an action of %s: want %s, got %v", one.what, one.want, err)
			}
			if _, err := f.sessions.Suggest(t.Context(), one.by, one.agent.ID); !fault.Is(err, one.want) {
				t.Errorf("suggestions of %s: want %s, got %v", one.what, one.want, err)
			}
		}
		action := f.agreed(coaching.Strength, "")
		f.ana = f.change(f.ana, people.Changes{MemberOf: ptr(f.teams["sales"])})
		for _, one := range []struct {
			who               people.Actor
			sessions, actions int
		}{{f.sue, 1, 0}, {f.sol, 0, 0}, {f.sid, 1, 1}, {f.ana, 1, 1}, {f.ben, 0, 0}} {
			sessions, err := f.sessions.List(t.Context(), one.who, coaching.Filter{Limit: 10})
			must(t, err)
			actions, err := f.actions.List(t.Context(), one.who, coaching.ActionFilter{Limit: 10})
			must(t, err)
			if len(sessions) != one.sessions || len(actions) != one.actions {
				t.Errorf("after the move %s sees %d sessions and %d actions", one.who.Name, len(sessions), len(actions))
			}
		}
		if _, err := f.actions.Drop(t.Context(), f.sid, action.ID, action.Revision, "no longer hers"); err != nil {
			t.Errorf("the new lead drops: %v", err)
		}
		if _, err := f.sessions.Note(t.Context(), f.sid, s.ID, s.Revision, coaching.Notes{Shared: ptr("x")}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the new lead takes notes: %v", err)
		}
	})
}
