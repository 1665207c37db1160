package scorecards_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// sampled is a draft of the lead, of a sample.
func (f *floor) sampled(name string) scorecards.Evaluation {
	f.t.Helper()
	offer := f.live(name)
	_, err := f.offers.Claim(f.t.Context(), f.lead, offer.ID)
	must(f.t, err)
	e, _, err := f.evaluations.Start(f.t.Context(), f.lead, offer.Interaction, offer.Scorecard, "")
	must(f.t, err)
	return f.answer(e, f.answers())
}

func (f *floor) sumsHold(when string) {
	f.t.Helper()
	list, agents, err := f.evaluations.CheckSums(f.t.Context(), nil)
	must(f.t, err)
	if len(list) > 0 || agents == 0 {
		f.t.Fatalf("%s: of %d agents these sums differ: %+v", when, agents, list)
	}
}

// TestSumsFollowTheEvaluations releases, acknowledges, disputes, decides and withdraws over four weeks, and finds the sums
// by week to be what the evaluations say after each.
func TestSumsFollowTheEvaluations(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, random := newFloor(t, db), rand.New(rand.NewPCG(5, 8))
		for n := range 12 {
			e := f.sampled(fmt.Sprint("call ", n))
			e, err := f.evaluations.Submit(t.Context(), f.lead, e.ID, e.Revision)
			must(t, err)
			e, err = f.evaluations.Release(t.Context(), f.lead, e.ID, e.Revision)
			must(t, err)
			f.clock.Advance(time.Duration(random.IntN(60)) * time.Hour)
			switch random.IntN(3) {
			case 0:
				_, err = f.evaluations.Withdraw(t.Context(), f.lead, e.ID, e.Revision, "the wrong call")
			case 1:
				f.decide(e)
			default:
				_, err = f.evaluations.Acknowledge(t.Context(), f.agent, e.ID, e.Revision, "")
			}
			must(t, err)
			f.sumsHold(fmt.Sprint("after call ", n))
		}
		if n := f.counted("score_weeks", "dimension = 'overall'"); n < 2 {
			t.Errorf("the year has %d weeks", n)
		}
	})
}

// decide has an answer disputed and changed.
func (f *floor) decide(e scorecards.Evaluation) {
	f.t.Helper()
	c, err := f.evaluations.Dispute(f.t.Context(), f.agent, e.ID, e.Revision, scorecards.Contention{Question: f.answers()[0].QuestionID, Reason: "it was said at once"})
	must(f.t, err)
	_, err = f.evaluations.Resolve(f.t.Context(), f.arbiter, c.ID, c.Evaluation.Revision, f.decision())
	must(f.t, err)
}

// colleague is another agent of the team.
func (f *floor) colleague(name string) people.Actor {
	f.t.Helper()
	team, err := people.NewTeams(f.db.DB, people.NewAudit(f.db.DB, nil, f.clock.Now), f.clock.Now).Named(f.t.Context(), people.System(), "billing")
	must(f.t, err)
	p, err := f.users().Add(f.t.Context(), people.System(), people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{people.Agent}, MemberOf: team.ID})
	must(f.t, err)
	return people.ActorOf(p)
}

// TestReleasesAtOnceAreAllAddedUp releases many evaluations of a week of two agents of one team at the same time.
func TestReleasesAtOnceAreAllAddedUp(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		var list []scorecards.Evaluation
		both := [2]people.Actor{f.agent, f.colleague("colleague")}
		for n := range 16 {
			f.agent = both[n%2]
			e := f.sampled(fmt.Sprint("call ", n))
			e, err := f.evaluations.Submit(t.Context(), f.lead, e.ID, e.Revision)
			must(t, err)
			list = append(list, e)
		}
		var all sync.WaitGroup
		for _, e := range list {
			all.Go(func() {
				if _, err := f.evaluations.Release(t.Context(), f.lead, e.ID, e.Revision); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		f.sumsHold("after the releases")
		if n := f.counted("score_weeks", "dimension = 'overall' AND n = 8"); n != 2 {
			t.Error("the week does not have all eight of each")
		}
		if n := f.counted("team_weeks", "dimension = 'overall' AND n = 16 AND agents = 2 AND df = 14"); n != 1 {
			t.Error("the team's week does not have all sixteen")
		}
	})
}

// TestSumsAreMadeAgain finds sums that are wrong, missing or of nothing, and mends them all.
func TestSumsAreMadeAgain(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		for n := range 3 {
			e := f.sampled(fmt.Sprint("call ", n))
			e, err := f.evaluations.Submit(t.Context(), f.lead, e.ID, e.Revision)
			must(t, err)
			_, err = f.evaluations.Release(t.Context(), f.lead, e.ID, e.Revision)
			must(t, err)
			f.clock.Advance(8 * 24 * time.Hour)
		}
		for name, change := range map[string]string{
			"a square":     "UPDATE score_weeks SET yy = yy + 0.5 WHERE dimension = 'empathy'",
			"a lost week":  "DELETE FROM score_weeks WHERE week = (SELECT min(week) FROM score_weeks)",
			"another week": "UPDATE score_weeks SET week = week - 604800000000 WHERE dimension = 'overall'",
			"a team":       "UPDATE team_weeks SET df = df + 1 WHERE dimension = 'empathy'",
			"a lost team":  "DELETE FROM team_weeks WHERE week = (SELECT max(week) FROM team_weeks)",
			"no team":      "UPDATE team_weeks SET team_id = 'nobody'",
			"all of it":    "DELETE FROM score_weeks",
			"all teams":    "DELETE FROM team_weeks",
		} {
			must(t, db.InTx(t.Context(), func(ctx context.Context) error { return db.Conn(ctx).Exec(change).Error }))
			if list, _, err := f.evaluations.CheckSums(t.Context(), nil); err != nil || len(list) == 0 {
				t.Errorf("%s was not found: %v %v", name, list, err)
			}
			if strings.HasPrefix(name, "all") { // as when the upgrade was cut short
				must(t, f.evaluations.AddUpMissing(t.Context()))
			} else if n, err := f.evaluations.AddUp(t.Context(), nil); n != 1 || err != nil {
				t.Error(n, err)
			}
			f.sumsHold(name)
		}
	})
}
