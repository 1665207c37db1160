package scorecards_test

import (
	"fmt"
	"testing"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

var thinSeed = []byte("a seed of tests")

const thinRate = 0.3

// begun is an interaction as the draw found it.
type begun struct {
	ID, AgentID, Sample string
	StartedAt           int64
}

// thin has two agents with interactions in two weeks, of which a plan draws some, and returns the other agent.
func (f *floor) thin() people.Actor {
	f.t.Helper()
	users := people.NewUsers(f.db.DB, people.NewAudit(f.db.DB, nil, f.clock.Now), f.clock.Now)
	p, err := users.Add(f.t.Context(), people.System(), people.NewPerson{Name: "other", Email: "other@example.com", Roles: []people.Role{people.Agent}, MemberOf: f.lead.Leads[0]})
	must(f.t, err)
	must(f.t, f.plans.ReplaceSeeded(f.t.Context(), "thin", f.card.ID, thinRate, thinSeed))
	sunday := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	for n := 0; n < 40 || (n < 400 && len(f.weeks()) < 4); n++ {
		told := f.told(fmt.Sprint("call-", n))
		at := sunday.Add(time.Duration(n%2) * 2 * time.Hour).Add(time.Duration(n) * time.Second) // Sunday, or Monday
		for i := range told.Events {
			told.Events[i].At = at
		}
		if n%4 > 1 {
			told.Events[0].Agent = &p.Email
		}
		_, err := f.log.Append(f.t.Context(), told)
		must(f.t, err)
	}
	f.undrawn("never decided")
	return people.ActorOf(p)
}

func (f *floor) all() (rows []begun) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("interactions i").Select("i.id, i.agent_id, i.started_at, coalesce(s.id, '') AS sample").
		Joins("LEFT JOIN samples s ON s.interaction_id = i.id").Where("i.drawn_at IS NOT NULL").Scan(&rows).Error)
	return rows
}

// weeks are one sample of each agent's week in which something was drawn.
func (f *floor) weeks() map[string]begun {
	drawn := map[string]begun{}
	for _, i := range f.all() {
		if i.Sample != "" {
			drawn[i.AgentID+fmt.Sprint(i.StartedAt/86400000)] = i
		}
	}
	return drawn
}

// next is what has to take the place of an interaction, worked out by hand.
func (f *floor) next(of begun) (id string) {
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	least := 1.0
	for _, i := range f.all() {
		if i.Sample != "" || i.AgentID != of.AgentID || (i.StartedAt < monday) != (of.StartedAt < monday) {
			continue
		}
		if u := scorecards.Uniform(thinSeed, i.ID); u < least {
			id, least = i.ID, u
		}
	}
	return id
}

// TestAReplacementIsTheNextDraw replaces one after the other in an agent's week until nothing is left of it.
func TestAReplacementIsTheNextDraw(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		f.thin()
		for _, i := range f.weeks() {
			sample := i.Sample
			for round := 0; ; round++ {
				want := f.next(i)
				next, err := f.offers.Replace(t.Context(), f.lead, sample, scorecards.Replacing{Cause: "too_short"})
				must(t, err)
				if want == "" {
					if next != nil || round == 0 {
						t.Errorf("after %d nothing is left, and %+v came", round, next)
					}
					break
				}
				if next == nil || next.Interaction != want || next.Replaces != sample || *next.Probability != thinRate || next.Status != scorecards.Queued {
					t.Fatalf("round %d: %+v came, not %s", round, next, want)
				}
				sample = next.ID
			}
		}
	})
}

// knownIsKept scores a sample and withdraws the score: it can't be replaced then, and who scored something of it by hand
// can't claim it.
func (f *floor) knownIsKept(s *scorecards.Offer) {
	f.t.Helper()
	ctx := f.t.Context()
	e, _, err := f.evaluations.Start(ctx, f.evaluator, s.Interaction, f.card.ID, "")
	must(f.t, err)
	e, err = f.evaluations.Answer(ctx, f.evaluator, e.ID, e.Revision, f.answers(), scorecards.Words{})
	must(f.t, err)
	e, err = f.evaluations.Submit(ctx, f.evaluator, e.ID, e.Revision)
	must(f.t, err)
	_, err = f.evaluations.Withdraw(ctx, f.evaluator, e.ID, e.Revision, "a mistake")
	must(f.t, err)
	if _, err := f.offers.Replace(ctx, f.lead, s.ID, scorecards.Replacing{Cause: "dropped"}); !fault.Is(err, fault.Conflict) {
		f.t.Errorf("a score that was known is exchanged for another draw: %v", err)
	}
}

// TestAReplacementGoesToWhoHeldTheFirst follows both ends: who holds and sees what, what is on record, and the counts.
func TestAReplacementGoesToWhoHeldTheFirst(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		f.thin()
		var first begun
		for _, i := range f.all() {
			if i.Sample != "" && i.AgentID == f.agent.ID {
				first = i
			}
		}
		ctx := t.Context()
		standing := func() int {
			s, err := f.evaluations.Standing(ctx, f.agent)
			must(t, err)
			return s.Drawn
		}
		before := standing()
		_, err := f.offers.Assign(ctx, f.lead, first.Sample, scorecards.Giving{Evaluator: f.evaluator.ID})
		must(t, err)
		for who, wrong := range map[*people.Actor]scorecards.Replacing{&f.evaluator: {Cause: "other"}, &f.lead: {Cause: "boring"}} {
			if _, err := f.offers.Replace(ctx, *who, first.Sample, wrong); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		if _, err := f.offers.Replace(ctx, f.arbiter, first.Sample, scorecards.Replacing{Cause: "dropped"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody else: %v", err)
		}
		next, err := f.offers.Replace(ctx, f.evaluator, first.Sample, scorecards.Replacing{Cause: "dropped", Reason: "The line broke."})
		must(t, err)
		if next.Status != scorecards.Claimed || next.ClaimedBy != f.evaluator.ID {
			t.Errorf("the replacement is %+v", next)
		}
		var grants []string
		must(t, db.Conn(ctx).Table("interaction_grants").Where("user_id = ?", f.evaluator.ID).Pluck("interaction_id", &grants).Error)
		if len(grants) != 1 || grants[0] != next.Interaction {
			t.Errorf("the evaluator sees %v", grants)
		}
		if after := standing(); after != before {
			t.Errorf("%d were drawn, and now %d", before, after)
		}
		if _, err := f.offers.Replace(ctx, f.lead, first.Sample, scorecards.Replacing{Cause: "dropped"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("once more: %v", err)
		}
		f.endsMeet(first.Sample, next.ID)
		_, _, err = f.evaluations.Start(ctx, f.evaluator, next.Interaction, f.card.ID, "")
		must(t, err)
		if _, err := f.offers.Replace(ctx, f.evaluator, next.ID, scorecards.Replacing{Cause: "dropped"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("what was begun: %v", err)
		}
		f.knownIsKept(next)
	})
}

// endsMeet holds that the logs of both samples, and the analyst's list, name each other.
func (f *floor) endsMeet(gone, came string) {
	f.t.Helper()
	for sample, other := range map[string]string{gone: came, came: gone} {
		steps, err := f.offers.Steps(f.t.Context(), f.analyst, sample)
		must(f.t, err)
		found := false
		for _, s := range steps {
			found = found || (s.Other == other && s.Reason == "The line broke." && s.By == f.evaluator.ID)
		}
		if !found {
			f.t.Errorf("the log of %s is %+v", sample, steps)
		}
	}
	rows, err := f.offers.ReplacedSamples(f.t.Context(), "", 10)
	if err != nil || len(rows) != 1 || rows[0].ID != gone || rows[0].With != came || rows[0].Cause != "dropped" {
		f.t.Errorf("replaced: %+v, %v", rows, err)
	}
}

// TestAPlanReplacesOnlyFromItsOwnTime leaves alone what began before the plan did, and after it ended.
func TestAPlanReplacesOnlyFromItsOwnTime(t *testing.T) {
	f := newFloor(t, testkit.Open(t, "sqlite"))
	ctx := t.Context()
	f.clock.Advance(time.Minute)
	append1 := func(name string) {
		t.Helper()
		_, err := f.log.Append(ctx, f.told(name))
		must(t, err)
		f.clock.Advance(time.Minute)
	}
	must(t, f.plans.ReplaceSeeded(ctx, "nothing", f.card.ID, 1e-9, []byte("x")))
	append1("before")
	must(t, f.plans.ReplaceSeeded(ctx, "everything", f.card.ID, 1, thinSeed))
	append1("drawn")
	must(t, f.plans.ReplaceSeeded(ctx, "nothing more", f.card.ID, 1e-9, []byte("y")))
	append1("after")
	var sample string
	must(t, f.db.Conn(ctx).Table("samples").Limit(1).Pluck("id", &sample).Error)
	if next, err := f.offers.Replace(ctx, f.lead, sample, scorecards.Replacing{Cause: "dropped"}); next != nil || err != nil {
		t.Errorf("%+v came, %v", next, err)
	}
}

// TestAnOpenPlaceIsFilledWhileItsWeekLasts replaces the only interaction of a week, and another comes later in it; what
// comes in the next week fills nothing, be it of this week.
func TestAnOpenPlaceIsFilledWhileItsWeekLasts(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, ctx := newFloor(t, db), t.Context()
		must(t, f.plans.ReplaceSeeded(ctx, "half", f.card.ID, 0.5, thinSeed))
		f.clock.Advance(time.Minute)
		var open []string
		for n := 0; len(open) < 2; n++ {
			_, err := f.log.Append(ctx, f.told(fmt.Sprint("call-", n)))
			must(t, err)
			must(t, f.db.Conn(ctx).Table("samples").Order("id").Pluck("id", &open).Error)
			f.exec("DELETE FROM draws WHERE sample_id IS NULL")
		}
		for _, id := range open {
			next, err := f.offers.Replace(ctx, f.lead, id, scorecards.Replacing{Cause: "dropped"})
			if next != nil || err != nil {
				t.Fatalf("%+v came, %v", next, err)
			}
		}
		fill := func(want int) {
			t.Helper()
			if n, err := f.offers.FillPlaces(ctx); n != want || err != nil {
				t.Errorf("%d were filled, %v, not %d", n, err, want)
			}
		}
		fill(0)
		within := f.clock.Now()
		f.undrawnOf("later", within)
		fill(1)
		fill(0)
		rows, err := f.offers.ReplacedSamples(ctx, "", 10)
		must(t, err)
		filled := 0
		for _, r := range rows {
			if r.With != "" {
				filled++
				f.sampleIs(r.With, sampleState{scorecards.Queued, ""})
			}
		}
		if filled != 1 {
			t.Errorf("the list names %d", filled)
		}
		if v, err := f.plans.Verify(ctx, "half", ""); err != nil || v.Replacements != 1 || len(v.Deviations) > 0 {
			t.Errorf("drawn again: %+v %v", v, err)
		}
		f.clock.Advance(7 * 24 * time.Hour)
		f.undrawnOf("next week", f.clock.Now())
		f.undrawnOf("told too late", within)
		fill(0)
	})
}

// undrawnOf tells of interactions of a time until the plan decides against one.
func (f *floor) undrawnOf(name string, at time.Time) {
	f.t.Helper()
	ctx := f.t.Context()
	for n := 0; ; n++ {
		before := f.counted("samples", "1 = 1")
		told := f.told(fmt.Sprint(name, n))
		for i := range told.Events {
			told.Events[i].At = at
		}
		_, err := f.log.Append(ctx, told)
		must(f.t, err)
		if f.counted("samples", "1 = 1") == before {
			return
		}
	}
}
